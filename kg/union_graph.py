"""
Keep the default graph of a store the union of its named graphs, each triple once, whatever an update does.

What an update writes into the default graph itself is kept in a named graph of its own, OWN.
"""

import re
from collections.abc import Iterable

from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Store, Triple

from kg.sparql_lexer import HARMLESS

OWN = NamedNode("urn:x-conflict-kg:default-graph")
"""The named graph that holds what was written into the default graph."""

_REDIRECTED = re.compile(
    rf"(?P<harmless>{HARMLESS}) | (?P<clear>\bCLEAR\b(?!\s+SILENT\b)) | \bTO\s+DEFAULT\b", re.VERBOSE | re.DOTALL | re.IGNORECASE
)
_NOT_NAMED = "SELECT ?s ?p ?o { ?s ?p ?o MINUS { GRAPH ?g { ?s ?p ?o } } }"
_NOT_UNITED = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } MINUS { ?s ?p ?o } }"


def redirected(text: str) -> str:
    """
    An update whose COPY, MOVE and ADD to the default graph go to OWN.

    To clear a graph that is not there does nothing, as the W3C's test update_base_uri wants it; to Oxigraph it is an error.
    """
    return _REDIRECTED.sub(lambda found: found["harmless"] or ("CLEAR SILENT" if found["clear"] else f"TO {OWN}"), text)


def settle(store: Store, written: Iterable[Quad], touched: Iterable[Triple]) -> None:
    """
    Make the default graph right again after an update: `written` is what it may have put into the default graph or taken
    out of it, `touched` are the triples that it may have put into named graphs or taken out of them.
    """
    quads = set(written)
    for quad in quads:
        own = Quad(quad.subject, quad.predicate, quad.object, OWN)
        if quad in store:
            store.add(own)
        else:
            store.remove(own)
    missing = []
    for triple in {*touched, *(quad.triple for quad in quads)}:
        united = Quad(*triple)
        if any(
            quad.graph_name != DefaultGraph() for quad in store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        ):
            missing.append(united)
        else:
            store.remove(united)
    store.extend(missing)


def settle_all(store: Store, before: Store | None) -> None:
    """
    The same where it is not known what an update touched, by comparing all of the graph: `before` is the store before the update.

    Without `before`, what stands in the default graph alone is taken for what is left of a graph that is gone.
    """
    for triple in _triples(store, _NOT_NAMED):
        united = Quad(*triple)
        if before is None or united in before:
            store.remove(united)
        else:
            store.add(Quad(triple.subject, triple.predicate, triple.object, OWN))
    if before is not None:
        for quad in list(store.quads_for_pattern(None, None, None, OWN)):
            if Quad(*quad.triple) not in store:
                store.remove(quad)
    store.extend(Quad(*triple) for triple in _triples(store, _NOT_UNITED))


def _triples(store: Store, query: str) -> list[Triple]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions), "the query is a SELECT"  # noqa: S101
    return [Triple(*row) for row in found]
