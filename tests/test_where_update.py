"""What an update with a WHERE writes is told before it is run, and comes to the same as comparing all of the graph."""

import random
import re
from collections.abc import Sequence

import pytest
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Store

from kg.iris import prefixes
from kg.oxigraph_open import open_memory
from kg.union_graph import OWN, redirected, settle_all
from kg.where_update import solved

BASE = "http://example.org/"
KNOWN = prefixes(BASE)
INTO_DEFAULT = re.compile(r"^(?!WITH).*\bINSERT { (?!GRAPH)", re.DOTALL)
TOLD = [
    "DELETE WHERE { GRAPH <a> { ?s ?p ?o } }",
    "DELETE WHERE { GRAPH ?g { <s1> ?p ?o } } ;",
    "DELETE WHERE { ?s <p1> ?o }",
    "DELETE WHERE { <s1> <p1> <o1> }",
    "INSERT { <s9> ?p ?o } WHERE { ?s ?p ?o FILTER(?s = <s1>) }",
    "INSERT { GRAPH <new> { ?o <back> ?s } } WHERE { GRAPH ?g { ?s <p2> ?o } }",
    "insert { graph ?g { ?s a 'DELETE {' , 1.5e3 , 'x'@en } } where { graph ?g { ?s <p1> $o } }",
    "INSERT { GRAPH <new> { <s> <p> <o> } } WHERE { ?s <p1> ?o }",
    "INSERT { GRAPH <new> { <s> <p> <o> } } WHERE { ?s <nothing> ?o }",
    "INSERT { GRAPH <new> { <s> <p> ?unbound . <s> <p> ?o } } WHERE { OPTIONAL { <s1> <p1> ?o } OPTIONAL { <s> <p> ?unbound } }",
    "INSERT { GRAPH ?g { ?o <p> <o> } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "DELETE { GRAPH ?g { ?s <p1> ?o } } INSERT { GRAPH ?g { ?s <p3> ?o } } WHERE { GRAPH ?g { ?s <p1> ?o } }",
    "DELETE { ?s <p1> ?o } INSERT { ?s <p3> ?o } WHERE { ?s <p1> ?o }",
    "WITH <a> DELETE { ?s ?p ?o } INSERT { ?s <moved> ?o . GRAPH <b> { ?s ?p ?o } } WHERE { ?s ?p ?o FILTER(?p != <p2>) }",
    "WITH <a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o . GRAPH <b> { ?s ?p ?o } }",
    "WITH <none> INSERT { <s> <p> <o> } WHERE { }",
    "WITH <a> INSERT { ?s <p> ?o } USING <b> WHERE { ?s ?p ?o }",
    "PREFIX x: <http://example.org/> WITH x:a DELETE { ?s ?p ?o } WHERE { ?s ?p ?o . { SELECT ?s { ?s x:p1 [] } } }",
    "BASE <http://example.org/> PREFIX : <> INSERT { GRAPH :new { ?s ?p ?o } } USING <a> USING :b WHERE { ?s ?p ?o }",
    "DELETE { GRAPH ?g { ?s ?p ?o } } USING NAMED <a> USING <b> WHERE { ?s ?p ?o . GRAPH ?g { ?s ?p ?o } }",
    "INSERT { GRAPH <new> { ?s <n> ?n } } WHERE { SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?s }",
    "INSERT { GRAPH <new> { ?s <n> ?n } } WHERE { ?s ?p ?o BIND(CONCAT(STR(?o), '\"\\\\ {') AS ?n) }",
    "INSERT { GRAPH <new> { ?s <n> ?o } } WHERE { VALUES ?o { 1 2 } ?s <p1>/^<p1> ?t FILTER NOT EXISTS { ?s <p2> ?t } }",
]
NOT_TOLD = [
    "INSERT { GRAPH <new> { [] <n> ?s } } WHERE { ?s ?p ?o }",
    "INSERT { GRAPH <new> { _:b <n> ?s } } WHERE { ?s ?p ?o }",
    "INSERT { GRAPH <new> { ?s <n> (1 2) } } WHERE { ?s ?p ?o }",
    "INSERT { GRAPH <new> { ?s <n> ?b } } WHERE { ?s ?p ?o BIND(BNODE() AS ?b) }",
    "DELETE { GRAPH <bn> { ?s ?p ?o } } WHERE { GRAPH <bn> { ?s ?p ?o } }",
    "INSERT { GRAPH <new> { ?s <n> ?n } } WHERE { ?s ?p ?o BIND(RAND() AS ?n) }",
    "INSERT { GRAPH <new> { ?s <n> ?n } } WHERE { SELECT ?s { ?s ?p ?o } LIMIT 1 }",
    "DELETE WHERE { ?s <p1> ?o } ; INSERT { GRAPH <new> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
    "INSERT DATA { GRAPH <new> { <s> <p> <o> } } ; DELETE WHERE { GRAPH <a> { ?s ?p ?o } }",
    "DELETE WHERE { ?s <p1> ?o } ; DROP GRAPH <b>",
    "# all\nDELETE # these\nWHERE { GRAPH <a> { ?s ?p ?o } }",
    "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o",
    "DELETE WHERE { ?s unknown:p ?o }",
    "DELETE WHERE }{",
    "INSERT { ?s \\u003Cp1> ?o } WHERE { ?s <p2> ?o }",
    "",
]


def filled(quads: Sequence[Quad]) -> Store:
    """A store with these quads, its default graph their union."""
    store = Store()
    store.extend(quads)
    store.extend(Quad(*quad.triple) for quad in quads)
    return store


def sample(seed: int = 1, update: str = "INSERT { GRAPH ?g {") -> list[Quad]:
    """Triples in two graphs and, where the update writes into no graph that it found, in the default graph; some of them in several."""
    chance = random.Random(seed)

    def one(name: str) -> NamedNode:
        return NamedNode(f"{BASE}{name}{chance.randrange(1, 4)}")

    found = re.search(r"INSERT { GRAPH \?", update, re.IGNORECASE)
    graphs = [NamedNode(BASE + "a"), NamedNode(BASE + "b"), *([] if found else [OWN])]
    return [Quad(one("s"), one("p"), one("o"), chance.choice(graphs)) for _ in range(25)]


def updated(quads: Sequence[Quad], update: str) -> set[Quad]:
    """All quads after an update of our store."""
    with open_memory(BASE) as store:
        store._store.extend(filled(quads))
        store.update(update, BASE)
        return set(store._store)


def compared(quads: Sequence[Quad], update: str) -> set[Quad]:
    """The same, where all of the graph is compared."""
    store, before = filled(quads), filled(quads)
    store.update(redirected(update), base_iri=BASE, prefixes=dict(KNOWN))
    settle_all(store, before)
    return set(store)


def check(quads: Sequence[Quad], update: str) -> None:
    """That both come to the same, but for what is inserted into the default graph though a named one had it: comparing cannot see that."""
    found, expected = updated(quads, update), compared(quads, update)
    had = {quad.triple for quad in quads} if INTO_DEFAULT.search(update) else set()
    kept = {Quad(*triple, OWN) for triple in had} | {Quad(*triple) for triple in had}  # type: ignore[call-arg]
    assert expected <= found, update
    assert found - expected <= kept, update


@pytest.mark.parametrize("update", TOLD)
def test_what_an_update_writes_is_told_and_comes_to_the_same_as_comparing(update: str) -> None:
    assert solved(filled(sample()), update, KNOWN, BASE) is not None
    for seed in range(20):
        check(sample(seed, update), update)


@pytest.mark.parametrize("update", NOT_TOLD)
def test_what_cannot_be_told_is_left_to_comparing(update: str) -> None:
    named = NamedNode(BASE + "bn")
    store = filled([*sample(), Quad(BlankNode(), NamedNode(BASE + "p1"), NamedNode(BASE + "o"), named)])
    assert solved(store, update, KNOWN, BASE) is None


def test_updates_of_all_kinds_come_to_the_same_as_comparing() -> None:
    chance = random.Random(7)

    def pattern() -> str:
        inner = chance.choice(["?s ?p ?o", "?s <p1> ?o", "<s1> ?p ?o", "?s ?p ?o . ?s <p2> ?x", "?s ?p <o2> , ?o"])
        return chance.choice([inner, "GRAPH <a> { %s }", "GRAPH ?g { %s }", "?s ?p ?o . GRAPH ?g { %s }"]).replace("%s", inner)

    def template() -> str:
        inner = chance.choice(["?s ?p ?o", "?s <p1> ?o", "<s2> ?p ?o ; <p3> ?o", "?o <p1> ?x"])
        return chance.choice([inner, "GRAPH <a> { %s }", "GRAPH ?g { %s }", "GRAPH <b> { %s }"]).replace("%s", inner)

    told = 0
    for seed in range(400):
        graph = chance.choice(["", "", "WITH <a> "])
        using = chance.choice(["", "", "USING <b> ", "USING <a> USING NAMED <b> "])
        form = chance.choice(["DELETE { %s } ", "INSERT { %s } ", "DELETE { %s } INSERT { %t } "])
        update = graph + form.replace("%s", template()).replace("%t", template()) + using + f"WHERE {{ {pattern()} }}"
        told += solved(filled(sample(seed, update)), update, KNOWN, BASE) is not None
        check(sample(seed, update), update)
    assert told == 400


def test_the_default_graph_is_the_union_and_holds_what_was_written_into_it() -> None:
    quads = sample()
    after = updated(quads, "INSERT { ?s ?p ?o } WHERE { GRAPH <a> { ?s ?p ?o } }")
    assert {quad.triple for quad in after if quad.graph_name == OWN} == {
        quad.triple for quad in quads if quad.graph_name == NamedNode(BASE + "a")
    }
    assert {quad.triple for quad in after if quad.graph_name == DefaultGraph()} == {quad.triple for quad in quads}
