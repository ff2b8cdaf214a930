"""Ask Oxigraph a SPARQL query of a data set of its graphs (SPARQL 1.1 Protocol, 2.1.4)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from math import prod

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from kg.point_lookup import point_lookup
from kg.sparql import Term
from kg.sparql_query import SparqlQuery
from kg.store import QueryResults

_Graph = NamedNode | BlankNode | DefaultGraph

_DEFAULT = DefaultGraph()
_MANY = 1000
"""Fewer triples of a thing are read in a millisecond."""


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
        default_graph=([_DEFAULT] if several else default) if chosen else None,
        named_graphs=named if chosen else None,
    )


def values_of(store: Store, thing: NamedNode, properties: Sequence[NamedNode]) -> list[tuple[Term, ...]] | None:
    """The values of some properties of a thing in the default graph, in their order; None where that might take more than a millisecond."""
    found: dict[NamedNode, list[Term]] = {name: [] for name in properties}
    quads = list(islice(store.quads_for_pattern(thing, None, None, _DEFAULT), _MANY))
    for quad in quads:
        if (values := found.get(quad.predicate)) is not None:
            values.append(quad.object)  # type: ignore[arg-type]  # a graph of ours has no blank nodes
    return [tuple(found[name]) for name in properties] if len(quads) < _MANY else None


def takes_no_time(store: Store, question: SparqlQuery, prefixes: Mapping[str, str]) -> bool:
    """Whether a query asks for properties of one thing alone, and all that it can find is found in about a millisecond."""
    chosen = question.default_graphs is not None or question.named_graphs is not None
    lookup = None if chosen else point_lookup(question.text, prefixes)
    if lookup is None:
        return False
    counts = Counter(quad.predicate for quad in islice(store.quads_for_pattern(lookup.thing, None, None, _DEFAULT), _MANY))
    # Each pattern is combined with each other.
    return counts.total() < _MANY > prod(max(counts[name] if name else counts.total(), 1) for name in lookup.properties)


def _merged(store: Store, default: Iterable[_Graph], named: Iterable[_Graph]) -> Store:
    """A data set whose default graph has each triple of several graphs once: Oxigraph gives one for each graph that has it."""
    merged = Store()
    for graph in default:
        merged.extend(Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, graph))
    return merged
