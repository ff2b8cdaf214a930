"""
The errors that users of kg meet, one small tree.

    KgError                 anything below
    ├── InputError          an article, date or file could not be used           (ValueError)
    │   └── FetchError      a URL could not be read
    ├── PipelineError       a spaCy pipeline is missing or has other labels      (ValueError)
    ├── QueryError          a SPARQL or GraphQL query is wrong                   (ValueError)
    ├── StoreError          the graph store cannot be opened, read or written    (OSError)
    │   ├── DeadlineError   a query or an update took too long and was stopped   (TimeoutError)
    │   └── OverloadError   too many came at once, or the graph is not at hand; later it may be
    │       └── ExcessError it needed too much by itself, and would again
    └── OntologyError       the ontology or its lexicon contradicts itself       (ValueError)

Each message is one line: which input, what was found, what was expected, what to do.
"""


class KgError(Exception):
    """The root of all errors that kg raises on purpose."""


class InputError(KgError, ValueError):
    """An article, a date or a file could not be used."""


class FetchError(InputError):
    """A URL could not be read."""


class PipelineError(KgError, ValueError):
    """A spaCy pipeline is missing, or has labels that the rules do not know."""


class QueryError(KgError, ValueError):
    """A SPARQL or GraphQL query is wrong."""


class StoreError(KgError, OSError):
    """The graph store cannot be opened, read or written."""


class DeadlineError(StoreError, TimeoutError):
    """A query or an update took too long and was stopped."""


class OverloadError(StoreError):
    """Too many queries or updates came at once, or the graph is not at hand; the same may be answered later."""


class ExcessError(OverloadError):
    """A query or an update needed too much memory, was nested too deeply, or its answer was too long; it would be so again."""


class OntologyError(KgError, ValueError):
    """The ontology or its lexicon contradicts itself."""
