"""The SPARQL 1.1 Graph Store HTTP Protocol."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from http_server import serving
from rdflib import Graph
from rdflib.compare import isomorphic

from api.app import create_app
from api.authority import Authority
from kg.query_limits import Limits
from kg.store import open_store

TURTLE = {"Content-Type": "text/turtle"}
ANN = '@prefix foaf: <http://xmlns.com/foaf/0.1/> . <#ann> a foaf:Person ; foaf:knows [ foaf:name "Ben" ] .'
CLEA = '@prefix foaf: <http://xmlns.com/foaf/0.1/> . [] a foaf:Person ; foaf:name "Clea" .'
LIMITS = Limits(deadline=10, memory=512, workers=1, heavy=1)
GRAPH = "http://example.org/people"


@pytest.fixture(scope="module", params=["memory", "folder"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    graph = "memory:" if request.param == "memory" else str(tmp_path_factory.mktemp("store") / "graph")
    open_store(graph).close()
    with serving(create_app(graph, LIMITS, Authority(allowed=True))) as client:
        yield client


@pytest.fixture
def client(server: httpx.Client) -> httpx.Client:
    assert server.post("/sparql", data={"update": "DROP ALL"}).status_code == 204
    return server


@pytest.fixture(params=["?graph=" + GRAPH, "?default", "/people/ann.ttl"])
def path(request: pytest.FixtureRequest) -> str:
    """A graph that is named indirectly, the default graph, a graph that is named by its URL."""
    return f"/graph-store{request.param}"


def parsed(text: str, path: str, client: httpx.Client) -> Graph:
    base = GRAPH if "?graph" in path else f"{client.base_url}{path.removesuffix('?default')}"
    return Graph().parse(data=text, format="turtle", publicID=base)


def read(client: httpx.Client, path: str) -> Graph:
    answer = client.get(path, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/turtle")
    return Graph().parse(data=answer.text, format="turtle")


def test_a_graph_is_put_read_replaced_and_deleted(client: httpx.Client, path: str) -> None:
    default = path.endswith("?default")
    made = client.put(path, content=ANN, headers=TURTLE)
    assert made.status_code == 201
    location = made.headers["location"]
    assert location == GRAPH or client.get(location).status_code == 200
    assert isomorphic(read(client, path), parsed(ANN, path, client))
    assert client.put(path, content=CLEA, headers=TURTLE).status_code == 204
    assert isomorphic(read(client, path), parsed(CLEA, path, client))
    assert client.delete(path).status_code == 200
    assert client.get(path).status_code == (200 if default else 404)
    assert client.delete(path).status_code == (200 if default else 404)


def test_what_is_posted_is_added(client: httpx.Client, path: str) -> None:
    assert client.post(path, content=ANN, headers=TURTLE).status_code == 201
    assert client.post(path, content=CLEA, headers=TURTLE).status_code == 200
    assert isomorphic(read(client, path), parsed(ANN, path, client) + parsed(CLEA, path, client))
    assert client.post(path, content="", headers=TURTLE).status_code == 200
    assert len(read(client, path)) == 5


def test_several_documents_are_posted_at_once(client: httpx.Client, path: str) -> None:
    xml = parsed(CLEA, path, client).serialize(format="xml")
    files = {"one": ("ann.ttl", ANN.encode(), "text/turtle"), "two": ("clea.rdf", xml.encode(), "application/rdf+xml")}
    assert client.post(path, files=files).status_code == 201
    assert isomorphic(read(client, path), parsed(ANN, path, client) + parsed(CLEA, path, client))


def test_a_graph_may_be_empty(client: httpx.Client, path: str) -> None:
    client.put(path, content=ANN, headers=TURTLE)
    assert client.put(path, content="", headers=TURTLE).status_code == 204
    assert len(read(client, path)) == 0
    client.delete(path)
    assert client.put(path, content="", headers=TURTLE).status_code == 201
    assert len(read(client, path)) == 0


def test_a_graph_without_a_name_gets_one(client: httpx.Client) -> None:
    answer = client.post("/graph-store", content=CLEA, headers=TURTLE)
    assert answer.status_code == 201
    location = answer.headers["location"]
    assert location.startswith(f"{client.base_url}/graph-store/")
    assert isomorphic(read(client, location), parsed(CLEA, "", client))
    assert isomorphic(read(client, f"/graph-store?graph={location}"), parsed(CLEA, "", client))


def test_the_graphs_are_those_that_sparql_asks(client: httpx.Client) -> None:
    client.put(f"/graph-store?graph={GRAPH}", content=ANN, headers=TURTLE)
    client.put("/graph-store?default", content=CLEA, headers=TURTLE)
    query = "PREFIX foaf: <http://xmlns.com/foaf/0.1/> SELECT ?name { ?s foaf:name ?name } ORDER BY ?name"
    found = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert [row["name"]["value"] for row in found] == ["Ben", "Clea"]


def test_parameters_that_name_no_graph_are_passed_over(client: httpx.Client, path: str) -> None:
    more = f"{path}{'&' if '?' in path else '?'}request=7"
    assert client.put(more, content=ANN, headers=TURTLE).status_code == 201
    assert isomorphic(read(client, path), read(client, more))
    assert client.post("/graph-store?request=7", content=CLEA, headers=TURTLE).status_code == 201


def test_head_tells_of_a_graph_without_sending_it(client: httpx.Client) -> None:
    path = f"/graph-store?graph={GRAPH}"
    assert client.head(path).status_code == 404
    client.put(path, content=ANN, headers=TURTLE)
    answer = client.head(path)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/turtle")
    assert client.get(path, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("accept", ["application/n-triples", "application/rdf+xml", "application/ld+json"])
def test_a_graph_comes_in_the_format_asked_for(client: httpx.Client, accept: str) -> None:
    path = f"/graph-store?graph={GRAPH}"
    client.put(path, content=ANN, headers=TURTLE)
    answer = client.get(path, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept


@pytest.mark.parametrize(
    ("method", "path", "parts", "status", "detail"),
    [
        ("PUT", "?default", {"content": "<rdf/>", "headers": TURTLE}, 400, "no text/turtle"),
        ("PUT", "?default", {"content": "x", "headers": {"Content-Type": "text/plain"}}, 415, "text/turtle"),
        ("PUT", "?default", {"content": "x"}, 415, "of no type"),
        ("POST", "?default", {"content": "x", "headers": {"Content-Type": "multipart/form-data; boundary=y"}}, 400, "no parts"),
        (
            "PUT",
            "?default",
            {"content": "<a:b> { <a:b> <a:b> <a:b> }", "headers": {"Content-Type": "application/trig"}},
            400,
            "named",
        ),
        ("PUT", "", {"content": ANN, "headers": TURTLE}, 400, "name one graph"),
        ("GET", "", {}, 400, "name one graph"),
        ("GET", "?default&graph=a:b", {}, 400, "name one graph"),
        ("GET", "?graph=people", {}, 400, "absolute IRI"),
        ("GET", "?default", {"headers": {"Accept": "image/png"}}, 406, "text/turtle"),
        ("GET", "?graph=http://example.org/none", {}, 404, "no graph http://example.org/none"),
        ("PATCH", "?default", {}, 405, "Method Not Allowed"),
    ],
)
def test_other_requests_are_refused_with_what_to_do(
    client: httpx.Client, method: str, path: str, parts: dict[str, object], status: int, detail: str
) -> None:
    answer = client.request(method, f"/graph-store{path}", **parts)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert detail in answer.json()["detail"]


def test_a_server_that_takes_no_changes_lets_graphs_be_read_only(tmp_path: Path) -> None:
    with open_store(str(tmp_path)) as store:
        store.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:b> <a:b> <a:b> }} }}")
    with serving(create_app(str(tmp_path), LIMITS)) as client:
        path = f"/graph-store?graph={GRAPH}"
        assert len(read(client, path)) == 1
        for method in ("PUT", "POST", "DELETE"):
            assert client.request(method, path, headers=TURTLE, content=ANN).status_code == 403
