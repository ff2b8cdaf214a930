"""Which SPARQL queries ask for properties of one thing alone, and what they are answered with."""

import asyncio
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from graph_sample import BASE, fall, fill, filled
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import QueryError
from kg.iris import prefixes
from kg.point_lookup import PointLookup, point_lookup
from kg.query_limits import Limits
from kg.served_store import served
from kg.sparql_query import SparqlQuery
from kg.stoppable_store import StoppableStore
from kg.store import open_store

KNOWN = prefixes(BASE)
TORVIN = NamedNode(f"{BASE}entity/torvin")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
NOTES = NamedNode("https://notes.example/graph")
NOTE = NamedNode("https://notes.example/says")
LOOKUPS = {
    "SELECT ?name { ent:torvin rdfs:label ?name }": (LABEL,),
    "select * where { ent:torvin a ckg:Place ; rdfs:label ?name . } limit 5": (TYPE, LABEL),
    f"PREFIX x: <{BASE}entity/>\nSELECT DISTINCT ?p $o\nWHERE\n{{ x:torvin ?p $o; }}": (None,),
    f'ASK {{ <{TORVIN.value}> <{LABEL.value}> "Torvin"@en }}': (LABEL,),
    f"PREFIX ent: <urn:other> PREFIX ent: <{BASE}entity/> SELECT*{{ent:torvin ?p ?o}}": (None,),
}
OTHERS = [
    "SELECT * { ?thing rdfs:label ?name }",
    "SELECT * { ent:torvin rdfs:label ?name . ?name ?p ?o }",
    "SELECT * { ent:torvin rdfs:label ?name . ent:torvin ?p ?o }",
    "SELECT * { ent:torvin rdfs:label ?name FILTER(REGEX(?name, '(o*)*x')) }",
    "SELECT * { ent:torvin rdfs:label|skos:altLabel ?name }",
    "SELECT * { ent:torvin rdfs:label+ ?name }",
    "SELECT * { ent:torvin ^rdf:object ?claim }",
    "SELECT * { ent:torvin rdfs:label ?a, ?b }",
    "SELECT * { GRAPH ?g { ent:torvin rdfs:label ?name } }",
    "SELECT * FROM <urn:g> { ent:torvin rdfs:label ?name }",
    "SELECT (COUNT(*) AS ?n) { ent:torvin rdfs:label ?name }",
    "SELECT * { ent:torvin rdfs:label ?name } ORDER BY ?name",
    "SELECT * { ent:torvin rdfs:label ?name } # all",
    "SELECT * { ent:torvin rdfs:label ?name } VALUES ?name { 1 }",
    "BASE <urn:x> SELECT * { <torvin> rdfs:label ?name }",
    "SELECT * { <torvin> rdfs:label ?name }",
    "SELECT * { unknown:torvin rdfs:label ?name }",
    "SELECT * { ent:torvin.x rdfs:label ?name }",
    "SELECT * { ent:torv\\u0069n rdfs:label ?name }",
    "SELECT * { ent:torvin rdfs:label ?näme }",
    "CONSTRUCT { ent:torvin rdfs:label ?name } WHERE { ent:torvin rdfs:label ?name }",
    "SELECT * { SERVICE <urn:x> { ent:torvin rdfs:label ?name } }",
    "SELECT",
    "",
]


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoppableStore]:
    """A served graph with one article."""
    with open_store(str(tmp_path / "graph"), base=BASE) as opened:
        fill(opened, fall())
    graph = filled(fall()) if request.param == "memory" else str(tmp_path / "graph")
    with served(graph, BASE, Limits(deadline=2, memory=256)) as opened:
        assert isinstance(opened, StoppableStore)
        yield opened


def at_once(store: StoppableStore, question: SparqlQuery) -> bool:
    """Whether a query is answered without a process."""
    if answer := store.answer_at_once(question):
        answer.body.close()
    return answer is not None


@pytest.mark.parametrize("text", LOOKUPS)
def test_a_query_for_properties_of_one_thing_is_recognised(text: str) -> None:
    assert point_lookup(text, KNOWN) == PointLookup(TORVIN, LOOKUPS[text])


@pytest.mark.parametrize("text", OTHERS)
def test_any_other_query_is_not(text: str) -> None:
    assert point_lookup(text, KNOWN) is None
    assert point_lookup(f"SELECT * {{ ent:torvin rdfs:label ?name }}{' ' * 10_000}", KNOWN) is None


@pytest.mark.parametrize("text", LOOKUPS)
def test_a_lookup_is_answered_at_once_and_as_a_process_would(store: StoppableStore, text: str) -> None:
    question = SparqlQuery(text, "tsv")
    with store.answer(question).body as body:
        expected = sorted(body.read().splitlines())
    known = store.version
    near = store.answer_at_once(question)
    assert near
    with near.body as body:
        assert (sorted(body.read().splitlines()), near.version) == (expected, known)
    assert {b'"Torvin"@en', b"true"} & set(b"\t".join(expected).split(b"\t"))


def test_what_a_lookup_finds_is_as_new_as_the_graph(store: StoppableStore) -> None:
    question = SparqlQuery(f"SELECT ?note {{ ent:torvin <{NOTE.value}> ?note }}", "csv")

    async def asked() -> bytes:
        with (await store.answer_soon(question)).body as body:
            return body.read()

    assert asyncio.run(asked()) == b"note\r\n"
    store.insert(NOTES, [Quad(TORVIN, NOTE, Literal("on a hill"))])
    assert asyncio.run(asked()) == b"note\r\non a hill\r\n"


def test_a_lookup_that_may_find_much_is_left_to_the_processes(store: StoppableStore) -> None:
    few, many = (NamedNode(f"https://notes.example/{name}") for name in ("few", "many"))
    quads = [Quad(few, NOTE, Literal(f"{number}")) for number in range(40)]
    store.insert(NOTES, [*quads, *(Quad(many, NOTE, Literal(f"{number}")) for number in range(1000))])
    asked = {
        f"SELECT * {{ {few} {NOTE} ?a }}": True,
        f"SELECT * {{ {few} {NOTE} ?a ; rdfs:label ?b }}": True,
        f"SELECT * {{ {few} {NOTE} ?a ; {NOTE} ?b }}": False,
        f"SELECT * {{ {few} ?p ?a ; ?q ?b }}": False,
        f"SELECT * {{ {many} {NOTE} ?a }}": False,
        f"ASK {{ {many} rdfs:label ?a }}": False,
    }
    store.version  # noqa: B018 looks at the graph
    assert [at_once(store, SparqlQuery(text)) for text in asked] == list(asked.values())


def test_a_lookup_in_a_data_set_of_the_request_is_left_to_the_processes(store: StoppableStore) -> None:
    text = next(iter(LOOKUPS))
    store.version  # noqa: B018 looks at the graph
    for default, named in product([None, ("urn:g",)], repeat=2):
        question = SparqlQuery(text, default_graphs=default, named_graphs=named)
        assert at_once(store, question) == (default is None and named is None)


def test_a_lookup_that_is_wrong_is_refused_as_by_a_process(store: StoppableStore) -> None:
    wrong = SparqlQuery("SELECT * { ent:torvin rdfs:label ?name } LIMIT 99999999999999999999999")
    assert point_lookup(wrong.text, KNOWN)
    said = []
    for ask in (store.answer, store.answer_at_once):
        with pytest.raises(QueryError, match="line 1") as refused:
            ask(wrong)
        said.append(str(refused.value))
    assert said[0] == said[1]
