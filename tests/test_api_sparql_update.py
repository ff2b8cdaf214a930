"""The SPARQL 1.1 Protocol for updates, and who may make them."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from http_server import serving

from api.app import create_app
from api.authority import Authority, authority_of
from kg.query_limits import Limits
from kg.store import open_store

EX = "http://example.org/"
DIRECT = {"Content-Type": "application/sparql-update"}
ALLOWED = Authority(allowed=True)
LIMITS = Limits(deadline=3, memory=512, workers=1, heavy=1)


@pytest.fixture(params=["memory", "folder"])
def client(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[httpx.Client]:
    """A server that takes updates, on a graph with two named graphs a and b."""
    graph = "memory:" if request.param == "memory" else str(tmp_path / "graph")
    open_store(graph).close()
    with serving(create_app(graph, LIMITS, ALLOWED)) as client:
        update(client, f"INSERT DATA {{ GRAPH <{EX}a> {{ <{EX}s1> <{EX}p> 1 }} GRAPH <{EX}b> {{ <{EX}s2> <{EX}p> 2 }} }}")
        yield client


def update(client: httpx.Client, text: str, **more: dict[str, str]) -> None:
    answer = client.post("/sparql", content=text, headers=DIRECT, **more)  # type: ignore[arg-type]
    assert answer.status_code == 204, answer.text


def ask(client: httpx.Client, pattern: str) -> bool:
    answer = client.get("/sparql", params={"query": f"PREFIX : <{EX}> ASK {{ {pattern} }}"})
    assert answer.status_code == 200, answer.text
    return bool(answer.json()["boolean"])


def test_an_update_is_made_by_form_and_by_direct_post_and_seen_at_once(client: httpx.Client) -> None:
    assert ask(client, ":s1 :p 1 . GRAPH :b { :s2 :p 2 }")
    assert client.post("/sparql", data={"update": f"DELETE DATA {{ GRAPH <{EX}a> {{ <{EX}s1> <{EX}p> 1 }} }}"}).status_code == 204
    assert not ask(client, ":s1 :p 1")
    update(client, "CLEAR ALL")
    assert not ask(client, "?s ?p ?o")


def test_relative_iris_of_an_update_are_resolved_against_the_endpoint(client: httpx.Client) -> None:
    update(client, f"INSERT DATA {{ <{EX}s> <{EX}p> <test> }}")
    assert ask(client, f":s :p <{client.base_url}/test>")


@pytest.mark.parametrize(
    ("chosen", "copied"),
    [
        ({"using-graph-uri": EX + "a"}, [1]),
        ({"using-graph-uri": [EX + "a", EX + "b"]}, [1, 2]),
        ({"using-named-graph-uri": EX + "a"}, []),
        ({}, [1, 2]),
    ],
)
def test_the_request_names_the_data_set_of_an_update(client: httpx.Client, chosen: dict[str, str], copied: list[int]) -> None:
    update(client, f"INSERT {{ GRAPH <{EX}c> {{ <{EX}new> <{EX}p> ?o }} }} WHERE {{ ?s <{EX}p> ?o }}", params=chosen)
    assert [number for number in (1, 2) if ask(client, f"GRAPH :c {{ :new :p {number} }}")] == copied


def test_a_graph_that_is_not_there_can_be_cleared(client: httpx.Client) -> None:
    update(client, f"CLEAR GRAPH <{EX}none> ; INSERT DATA {{ GRAPH <{EX}c> {{ <{EX}s> <{EX}p> 'CLEAR GRAPH <{EX}b>' }} }}")
    assert ask(client, "GRAPH :c { :s :p 'CLEAR GRAPH <" + EX + "b>' } GRAPH :b { ?s ?p ?o }")


def test_the_request_names_the_named_graphs_of_an_update(client: httpx.Client) -> None:
    chosen = {"using-named-graph-uri": EX + "b"}
    update(client, f"INSERT {{ GRAPH <{EX}c> {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}", params=chosen)
    assert ask(client, "GRAPH :c { :s2 :p 2 }")
    assert not ask(client, "GRAPH :c { :s1 :p 1 }")


@pytest.mark.parametrize(
    ("parts", "status", "detail"),
    [
        ({"content": "INSERT DATA { oops", "headers": DIRECT}, 400, "line 1"),
        ({"data": {"update": ["CLEAR ALL", "CLEAR ALL"]}}, 400, "2 updates"),
        ({"params": {"update": "CLEAR ALL"}, "data": {"using-graph-uri": EX}}, 400, "cannot stand in the URL"),
        ({"content": "CLEAR ALL", "headers": {"Content-Type": "text/plain"}}, 415, "text/plain"),
        (
            {"content": "CLEAR ALL".encode("utf-16"), "headers": {"Content-Type": "application/sparql-update; charset=UTF-16"}},
            415,
            "utf-16",
        ),
        ({"data": {"update": "LOAD <http://127.0.0.1:9/>"}}, 403, "LOAD is switched off"),
        (
            {"data": {"update": "INSERT { <a:b> <a:b> <a:b> } WHERE { SERVICE <a:b> { } }"}},
            403,
            "SERVICE is switched",
        ),
        ({"data": {"update": "CLEAR ALL", "default-graph-uri": EX}}, 400, "using-graph-uri"),
        (
            {"data": {"update": f"WITH <{EX}a> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}", "using-graph-uri": EX}},
            400,
            "keep one of the two",
        ),
    ],
)
def test_a_wrong_update_is_refused_and_changes_nothing(client: httpx.Client, parts: dict[str, object], status: int, detail: str) -> None:
    answer = client.post("/sparql", **parts)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert detail in answer.json()["detail"]
    assert ask(client, ":s1 :p 1 . :s2 :p 2")


def test_an_endless_update_is_stopped_and_changes_nothing(client: httpx.Client) -> None:
    numbers = " ".join(str(number) for number in range(1000))
    values = "".join(f"VALUES ?{name} {{ {numbers} }} " for name in "abcd")
    endless = f"INSERT {{ <a:b> <a:b> ?a }} WHERE {{ {values} FILTER(?a * ?b * ?c * ?d < 0) }}"
    answer = client.post("/sparql", content=endless, headers=DIRECT)
    assert answer.status_code == 504
    assert ask(client, ":s1 :p 1 . :s2 :p 2 FILTER NOT EXISTS { <a:b> ?p ?o }")
    update(client, f"INSERT DATA {{ <{EX}after> <{EX}p> 3 }}")
    assert ask(client, ":after :p 3 . :s1 :p 1")


def test_the_service_says_that_it_takes_updates(client: httpx.Client) -> None:
    assert "SPARQL11Update" in client.get("/sparql").text


def test_a_token_is_asked_for_where_there_is_one() -> None:
    with serving(create_app("memory:", LIMITS, Authority(allowed=True, token="open sesame"))) as client:  # noqa: S106
        for header in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic open sesame"}):
            answer = client.post("/sparql", data={"update": "CLEAR ALL"}, headers=header)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"
        assert client.post("/sparql", data={"update": "CLEAR ALL"}, headers={"Authorization": "Bearer open sesame"}).status_code == 204


@pytest.mark.parametrize("headers", [{"Origin": "https://elsewhere.example"}, {"Host": "rebound.example"}, {"Origin": "null"}])
def test_without_a_token_no_page_of_another_site_changes_the_graph(headers: dict[str, str]) -> None:
    with serving(create_app("memory:", LIMITS, ALLOWED)) as client:
        assert client.post("/sparql", data={"update": "CLEAR ALL"}, headers=headers).status_code == 403
        assert client.post("/sparql", data={"update": "CLEAR ALL"}, headers={"Origin": str(client.base_url)}).status_code == 204


def test_the_environment_says_who_may_change_the_graph() -> None:
    assert authority_of({}) == Authority(allowed=False, token=None)
    assert authority_of({"KG_ALLOW_UPDATE": "1", "KG_TOKEN": "x"}) == Authority(allowed=True, token="x")  # noqa: S106
    assert not authority_of({"KG_ALLOW_UPDATE": "0"}).allowed
