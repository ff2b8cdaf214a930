"""Ask Oxigraph a SPARQL query of a data set of its graphs (SPARQL 1.1 Protocol, 2.1.4)."""

from collections.abc import Iterable, Mapping
from itertools import chain, islice

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store, Triple

from kg.sparql_query import SparqlQuery
from kg.store import QueryResults

_Graph = NamedNode | BlankNode | DefaultGraph

_FEW = 32
_MANY = 1000
"""So many pairs of a subject and a property, and fewer values of them, are read in a millisecond."""


def results(store: Store, question: SparqlQuery, prefixes: Mapping[str, str]) -> QueryResults:
    """What a query gives; pyoxigraph's errors where it is wrong or the store cannot be read."""
    chosen = question.default_graphs is not None or question.named_graphs is not None
    default: list[_Graph] = [NamedNode(iri) for iri in question.default_graphs or ()]
    named: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in question.named_graphs or ()]
    several = len(default) > 1
    return (_merged(store, default, named) if several else store).query(
        question.text,
        base_iri=question.base_iri,
        prefixes=dict(prefixes),
        default_graph=default if chosen and not several else None,
        named_graphs=named if chosen else None,
    )


def said_of(store: Store, asked: Iterable[tuple[NamedNode, NamedNode]]) -> list[Triple] | None:
    """What the default graph says of some subjects by some properties; None where that might take more than a millisecond."""
    pairs = list(islice(asked, _FEW + 1))
    found = chain.from_iterable(store.quads_for_pattern(*pair, None, DefaultGraph()) for pair in pairs[:_FEW])
    triples = [quad.triple for quad in islice(found, _MANY)]
    return None if len(pairs) > _FEW or len(triples) == _MANY else triples


def _merged(store: Store, default: Iterable[_Graph], named: Iterable[_Graph]) -> Store:
    """A data set whose default graph has each triple of several graphs once: Oxigraph gives one for each graph that has it."""
    merged = Store()
    for graph in default:
        merged.extend(Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged
