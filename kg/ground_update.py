"""Tell what a SPARQL update touches, where that can be told without running it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from kg.sparql_lexer import HARMLESS, bare

_OPERATION = re.compile(
    rf"(?P<harmless>{HARMLESS}) | \bDELETE(?=\s+DATA\b) | (?P<graph>\b(?:DROP|CLEAR|CREATE)\s+(?:SILENT\s+)?GRAPH\b)",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_OTHER = re.compile(r"\b(?:delete|where|load|copy|move|add|drop|clear|with|using)\b|\binsert\s*\{|\\u")


@dataclass(frozen=True)
class Ground:
    """The quads that an update names, and the graphs that it names as a whole."""

    quads: frozenset[Quad]
    graphs: frozenset[NamedNode]


def ground(text: str, prefixes: Mapping[str, str], base_iri: str | None) -> Ground | None:
    """
    What an update names, where it only inserts and deletes data and makes, clears and drops single graphs; None otherwise.

    An update that names blank nodes, or cannot be read, gives None too.
    """
    # Run on an empty store with everything inserted and every graph created, it leaves just what it names.
    naming = _OPERATION.sub(lambda found: found["harmless"] or ("CREATE SILENT GRAPH" if found["graph"] else "INSERT"), text)
    if _OTHER.search(bare(naming)):
        return None
    named = Store()
    try:
        named.update(naming, base_iri=base_iri, prefixes=dict(prefixes))
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return None
    quads = frozenset(named)
    if any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object)):
        return None
    return Ground(quads, frozenset(graph for graph in named.named_graphs() if isinstance(graph, NamedNode)))
