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
LIMITS = Limits(deadline=5, memory=512, workers=1, heavy=1)
GRAPH = "http://example.org/people"
SEVERAL = {"Content-Type": "multipart/form-data; boundary=y"}
NESTED = (
    b"--y\r\nContent-Type: multipart/mixed; boundary=y0\r\n\r\n"
    + b"".join(b"--y%d\r\nContent-Type: multipart/mixed; boundary=y%d\r\n\r\n" % (n, n + 1) for n in range(3000))
    + b"\r\n--y--"
)
XML = {"Content-Type": "application/rdf+xml"}
BOMB = (
    "<!DOCTYPE rdf:RDF ["
    + '<!ENTITY e0 "eeeeeeeeee">'
    + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    + ']><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="a:b"><x xmlns="a:">&e9;</x>'
    "</rdf:Description></rdf:RDF>"
)
DEEP = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="a:">' + "<x>" * 200_000


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


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_the_lines_of_several_documents_may_end_either_way(client: httpx.Client, path: str, end: str) -> None:
    parts = [end.join(["--y", "Content-Type: text/turtle; charset=utf-8", "", turtle, ""]) for turtle in (ANN, CLEA)]
    assert client.post(path, content=end + "".join(parts) + "--y--" + end, headers=SEVERAL).status_code == 201
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
        ("GET", "/%3C%3E", {}, 400, "cannot name a graph"),
        ("PUT", "/%20x", {"content": ANN, "headers": TURTLE}, 400, "cannot name a graph"),
        ("POST", "/%7B", {"content": ANN, "headers": TURTLE}, 400, "cannot name a graph"),
        ("DELETE", "/%3C%3E", {}, 400, "cannot name a graph"),
        ("PUT", "?default", {"content": b"\r\n--y\r\n\r\n" * 100_000 + b"--y--", "headers": SEVERAL}, 413, "more than 1000 parts"),
        ("PUT", "?default", {"content": b"--y\r\n" + b"x" * 10_000 + b"\r\n--y--", "headers": SEVERAL}, 400, "empty line"),
        ("PUT", "?default", {"content": NESTED, "headers": SEVERAL}, 415, "multipart/mixed"),
        ("PATCH", "?default", {}, 405, "Method Not Allowed"),
    ],
)
def test_other_requests_are_refused_with_what_to_do(
    client: httpx.Client, method: str, path: str, parts: dict[str, object], status: int, detail: str
) -> None:
    answer = client.request(method, f"/graph-store{path}", **parts)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert detail in answer.json()["detail"]


@pytest.mark.parametrize("content", [BOMB, DEEP])
def test_a_body_that_takes_too_much_to_read_is_given_up_and_others_are_taken(client: httpx.Client, content: str) -> None:
    path = f"/graph-store?graph={GRAPH}"
    answer = client.put(path, content=content, headers=XML)
    assert answer.status_code in (503, 504)
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Retry-After" not in answer.headers
    assert client.put(path, content=ANN, headers=TURTLE).status_code in (201, 204)
    assert isomorphic(read(client, path), parsed(ANN, path, client))


def test_parts_may_be_encoded(client: httpx.Client) -> None:
    head = "--y\r\nContent-Type: text/turtle\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    for coded, status in (("PGE6Yj4gPGE6Yj4gPGE6Yj4gLg==", 201), ("P", 400)):
        answer = client.post(f"/graph-store?graph={GRAPH}", content=f"{head}{coded}\r\n--y--\r\n", headers=SEVERAL)
        assert answer.status_code == status
    assert len(read(client, f"/graph-store?graph={GRAPH}")) == 1


def test_a_server_that_takes_no_changes_lets_graphs_be_read_only(tmp_path: Path) -> None:
    with open_store(str(tmp_path)) as store:
        store.update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <a:b> <a:b> <a:b> }} }}")
    with serving(create_app(str(tmp_path), LIMITS)) as client:
        path = f"/graph-store?graph={GRAPH}"
        assert len(read(client, path)) == 1
        for method in ("PUT", "POST", "DELETE"):
            assert client.request(method, path, headers=TURTLE, content=ANN).status_code == 403
