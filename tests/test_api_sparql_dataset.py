"""The SPARQL 1.1 Protocol: data sets that requests name, base IRIs, versions, large answers."""

from collections.abc import Iterator

import httpx
import pytest
from http_server import serving
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, QuerySolutions, parse_query_results

from api.app import create_app
from kg.store import GraphStore, open_store

A, B, BOTH = (f"http://example.org/{name}" for name in ("a", "b", "both"))
EVERYTHING = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"
NAMED = "SELECT DISTINCT ?s { GRAPH ?s { ?x ?p ?o } } ORDER BY ?s"


def quad(name: str) -> Quad:
    return Quad(NamedNode(name), NamedNode("http://example.org/is"), NamedNode("http://example.org/here"))


@pytest.fixture(scope="module")
def store() -> GraphStore:
    store = open_store("memory:")
    store.replace(NamedNode(A), [quad(A), quad(BOTH)])
    store.replace(NamedNode(B), [quad(B), quad(BOTH)])
    return store


@pytest.fixture(scope="module")
def client(store: GraphStore) -> Iterator[httpx.Client]:
    with serving(create_app(store)) as client:
        yield client


def found(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["s"]["value"] for row in answer.json()["results"]["bindings"]]


def test_without_a_data_set_the_default_graph_is_the_union(client: httpx.Client) -> None:
    assert found(client.get("/sparql", params={"query": EVERYTHING})) == [A, B, BOTH]


@pytest.mark.parametrize(
    ("chosen", "in_default", "named"),
    [
        ([("default-graph-uri", A)], [A, BOTH], []),
        ([("default-graph-uri", A), ("default-graph-uri", B)], [A, B, BOTH], []),
        ([("named-graph-uri", A)], [], [A]),
        ([("default-graph-uri", A), ("named-graph-uri", B)], [A, BOTH], [B]),
        ([("default-graph-uri", "http://example.org/none")], [], []),
    ],
)
def test_the_data_set_of_the_request_is_asked(
    client: httpx.Client, chosen: list[tuple[str, str]], in_default: list[str], named: list[str]
) -> None:
    for query, expected in ((EVERYTHING, in_default), (NAMED, named)):
        direct = {"content": query, "headers": {"Content-Type": "application/sparql-query"}}
        assert found(client.get("/sparql", params=[("query", query), *chosen])) == expected
        assert found(client.post("/sparql", data=form([("query", query), *chosen]))) == expected
        assert found(client.post("/sparql", params=chosen, **direct)) == expected  # type: ignore[arg-type]


def form(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {name: [value for other, value in fields if other == name] for name, _ in fields}


def test_the_data_set_of_the_request_goes_before_that_of_the_query(client: httpx.Client) -> None:
    query = f"SELECT ?s FROM <{B}> {{ ?s ?p ?o }} ORDER BY ?s"
    assert found(client.get("/sparql", params={"query": query})) == [B, BOTH]
    assert found(client.get("/sparql", params={"query": query, "default-graph-uri": A})) == [A, BOTH]
    assert found(client.get("/sparql", params={"query": query, "default-graph-uri": [A, B]})) == [A, B, BOTH]


def test_relative_iris_are_resolved_against_the_endpoint(client: httpx.Client) -> None:
    assert found(client.get("/sparql", params={"query": "SELECT ?s { BIND(<x> AS ?s) }"})) == [f"{client.base_url}/x"]


def test_an_answer_has_the_version_of_the_graph_and_is_not_sent_twice(client: httpx.Client, store: GraphStore) -> None:
    first = client.get("/sparql", params={"query": EVERYTHING})
    again = {"If-None-Match": first.headers["etag"]}
    assert client.get("/sparql", params={"query": EVERYTHING}, headers=again).status_code == 304
    store.replace(NamedNode(B), [quad(B)])
    changed = client.get("/sparql", params={"query": "SELECT ?s { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s"}, headers=again)
    assert found(changed) == [A, B, BOTH]
    assert changed.headers["etag"] != first.headers["etag"]
    store.replace(NamedNode(B), [quad(B), quad(BOTH)])
    assert "etag" not in client.get("/sparql", params={"query": "SELECT (NOW() AS ?s) {}"}).headers


def test_a_large_answer_comes_whole(client: httpx.Client) -> None:
    numbers = " ".join(str(number) for number in range(300))
    query = f"SELECT ?a ?b {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }}"
    answer = client.post("/sparql", data={"query": query}, headers={"Accept-Encoding": "identity"})
    assert int(answer.headers["content-length"]) == len(answer.content) > 1 << 20
    rows = parse_query_results(answer.content, format=QueryResultsFormat.JSON)
    assert isinstance(rows, QuerySolutions)
    assert len({tuple(map(str, row)) for row in rows}) == 90_000


@pytest.mark.parametrize("path", ["/sparql", f"/sparql?query={EVERYTHING}"])
def test_head_tells_what_get_would_bring(client: httpx.Client, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert {name: head.headers[name] for name in ("content-type", "content-length")} == {
        name: get.headers[name] for name in ("content-type", "content-length")
    }
