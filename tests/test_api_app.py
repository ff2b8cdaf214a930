import asyncio
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest
from graph_sample import BASE, aftermath, fall, fill, filled
from http_server import serving

from api.app import create_app
from kg.errors import StoreError
from kg.store import open_store

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PLACE = '{ place(name: "Torvin") { name capturedBy { name } } }'
ANSWER = {"data": {"place": {"name": "Torvin", "capturedBy": [{"name": "Marsh Front"}]}}}


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(create_app(filled(fall(), aftermath()))) as client:
        yield client


def test_graphql_is_answered_by_post_and_by_get(client: httpx.Client) -> None:
    for answer in (client.post("/graphql", json={"query": PLACE}), client.get("/graphql", params={"query": PLACE})):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        assert answer.json() == ANSWER


def test_graphql_takes_variables_and_the_name_of_an_operation(client: httpx.Client) -> None:
    query = "query A { __typename } query B($name: String) { place(name: $name) { name } }"
    answer = client.post("/graphql", json={"query": query, "operationName": "B", "variables": {"name": "old torvin"}})
    assert answer.json() == {"data": {"place": {"name": "Torvin"}}}


def test_the_newer_media_type_is_given_where_it_is_wanted(client: httpx.Client) -> None:
    accept = {"Accept": "application/graphql-response+json, application/json;q=0.9"}
    answer = client.post("/graphql", json={"query": PLACE}, headers=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/graphql-response+json")
    assert answer.json() == ANSWER
    for wrong in ("{ nowhere }", "{ place(", ""):
        refused = client.post("/graphql", json={"query": wrong}, headers=accept)
        assert refused.status_code == 400
        assert "data" not in refused.text


def test_an_error_of_a_field_leaves_the_others_their_answer(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": '{ entity { name } place(name: "Torvin") { name } }'})
    assert answer.status_code == 200
    assert answer.json()["data"] == {"entity": None, "place": {"name": "Torvin"}}
    assert answer.json()["errors"][0]["message"] == "give either iri or name, and not both"


@pytest.mark.parametrize(
    "parts",
    [
        {"content": "{", "headers": {"Content-Type": "application/json"}},
        {"content": "[]", "headers": {"Content-Type": "application/json"}},
        {"json": {"query": 7}},
        {"json": {}},
        {"json": {"query": PLACE, "variables": "x"}},
        {"content": PLACE, "headers": {"Content-Type": "text/plain"}},
        {"json": {"query": 'mutation { remove(name: "Torvin") }'}},
    ],
)
def test_requests_that_are_no_graphql_query_are_refused_without_a_traceback(client: httpx.Client, parts: dict[str, object]) -> None:
    answer = client.post("/graphql", **parts)  # type: ignore[arg-type]
    assert answer.status_code == 400 or answer.json()["errors"]
    assert "Traceback" not in answer.text
    assert "File " not in answer.text


def test_a_browser_gets_pages_that_load_nothing_from_elsewhere(client: httpx.Client) -> None:
    for path in ("/", "/graphql", "/sparql"):
        page = client.get(path, headers=BROWSER)
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
        assert "<script" not in page.text
        assert "//" not in page.text


def test_the_example_queries_on_the_pages_work(client: httpx.Client) -> None:
    for path in ("/graphql", "/sparql"):
        page = client.get(path, headers=BROWSER).text
        example = unescape(page.partition('spellcheck="false">')[2].partition("</textarea>")[0])
        answer = client.get(path, params={"query": example}, headers={"Accept": "application/json"}).json()
        assert answer.get("results", {}).get("bindings") or answer["data"]["claims"]["edges"]


def test_endpoints_answer_with_a_slash_behind_them_too(client: httpx.Client) -> None:
    assert client.post("/sparql/", data={"query": "ASK {}"}, headers={"Accept": "application/json"}).json()["boolean"] is True
    assert client.post("/graphql/", json={"query": "{ __typename }"}).json() == {"data": {"__typename": "Query"}}


def test_health_says_ok(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_an_unknown_path_is_a_problem_document(client: httpx.Client) -> None:
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_graph_on_disk_is_opened_from_the_environment_and_only_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(tmp_path / "graph"), base=BASE) as store:
        fill(store, fall())
    monkeypatch.setenv("KG_GRAPH", str(tmp_path / "graph"))
    with serving(create_app()) as client:
        assert client.post("/graphql", json={"query": "{ articles { totalCount } }"}).json() == {"data": {"articles": {"totalCount": 1}}}
    with open_store(str(tmp_path / "graph"), base=BASE) as store:
        assert len(store.graphs()) == 1


def test_a_graph_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    app = create_app(str(tmp_path / "none"))

    async def start() -> None:
        async with app.router.lifespan_context(app):
            pass

    with pytest.raises(StoreError, match="there is no graph yet"):
        asyncio.run(start())


def test_a_store_that_was_handed_in_stays_open() -> None:
    store = filled(fall())
    with serving(create_app(store)) as client:
        assert client.get("/healthz").status_code == 200
    assert store.graphs()
