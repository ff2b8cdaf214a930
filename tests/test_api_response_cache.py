"""Answers that are given again without work, and those that must not be."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import httpx
import pytest
from graph_sample import fall, fill, filled, raids
from http_server import serving
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from api.app import create_app
from api.response_cache import ResponseCache
from api.settings import Settings
from kg.query_limits import Limits
from kg.served_store import served
from kg.store import GraphStore

CLAIMS = {"query": "SELECT (COUNT(*) AS ?n) { ?claim a ckg:Claim }"}
HELD = {"query": "ASK { ent:marsh-front ckg:captured ent:torvin }"}


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with served(filled(fall()), "https://example.org/id/", Limits()) as store:
        yield store


@pytest.fixture(scope="module")
def client(store: GraphStore) -> Iterator[httpx.Client]:
    with serving(create_app(store)) as client:
        yield client


def repeated(client: httpx.Client) -> float:
    """How many requests have got a known answer."""
    found = re.search(r"^kg_http_repeated_total ([\d.]+)", client.get("/metrics").text, re.MULTILINE)
    assert found
    return float(found[1])


def known(client: httpx.Client, path: str, query: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> bool:
    """Whether the second of two requests gets what the first one got, without work."""
    first = client.get(path, params=query, headers=headers)
    before = repeated(client)
    second = client.get(path, params=query, headers=headers)
    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert {**second.headers, "date": ""} == {**first.headers, "date": ""}
    return repeated(client) == before + 1


@pytest.mark.parametrize("path", ["/sparql?query=ASK{}", "/id/entity/torvin", "/id/entity/torvin.ttl", "/.well-known/void"])
def test_what_was_answered_before_is_known(client: httpx.Client, path: str) -> None:
    assert known(client, path)


@pytest.mark.parametrize("header", [{"Cache-Control": "no-cache"}, {"Pragma": "no-cache"}, {"Authorization": "Bearer x"}])
def test_who_wants_an_answer_of_their_own_gets_one(client: httpx.Client, header: dict[str, str]) -> None:
    assert not known(client, "/sparql", CLAIMS, header)


@pytest.mark.parametrize(
    "path", ["/sparql?query=SELECT(RAND()AS%3Fn){}", "/sparql?query=nonsense", "/id/entity/nobody", "/ontology", "/livez"]
)
def test_what_does_not_stay_true_with_the_graph_is_not_known(client: httpx.Client, path: str) -> None:
    before = repeated(client)
    for _ in range(2):
        client.get(path)
    assert repeated(client) == before


def test_each_format_is_an_answer_of_its_own(client: httpx.Client) -> None:
    kinds = [client.get("/id/entity/torvin", headers={"Accept": kind}).headers["content-type"] for kind in ("text/turtle", "text/html")]
    assert [kind.partition(";")[0] for kind in kinds] == ["text/turtle", "text/html"]


def test_packed_answers_are_for_those_who_unpack_them(client: httpx.Client) -> None:
    packed, plain = (client.get("/id/entity/torvin.nt", headers={"Accept-Encoding": coding}) for coding in ("gzip", "identity"))
    assert (packed.headers.get("content-encoding"), plain.headers.get("content-encoding")) == ("gzip", None)
    assert packed.text == plain.text


def test_pages_name_the_path_that_they_were_asked_for_under(client: httpx.Client) -> None:
    prefixed, plain = (client.get("/id/entity/torvin", headers=headers) for headers in ({"X-Forwarded-Prefix": "/kg"}, {}))
    assert "/kg/id/" in prefixed.headers["link"]
    assert "/kg/id/" not in plain.headers["link"]


def test_a_change_of_the_graph_is_seen_at_once(client: httpx.Client, store: GraphStore) -> None:
    def count() -> int:
        return int(client.get("/sparql", params=CLAIMS).json()["results"]["bindings"][0]["n"]["value"])

    assert known(client, "/sparql", CLAIMS)
    before = count()
    fill(store, raids(1))
    assert count() == before + 3
    assert known(client, "/sparql", CLAIMS)


def test_without_room_each_answer_is_made_anew() -> None:
    with serving(create_app(filled(fall()), settings=replace(Settings(), cache=0))) as client:
        assert not known(client, "/sparql", HELD)


class Versioned:
    """As much of a store as the cache asks for."""

    version_at_once: str | None = "1"


@pytest.fixture
def counted() -> Iterator[tuple[httpx.Client, Versioned, list[str]]]:
    """A client, the store that it asks of, and the paths that were asked for in earnest; there is room for 16 bodies of 6 kB."""
    asked: list[str] = []

    async def text(request: Request) -> Response:
        asked.append(request.url.path)
        size = int(request.path_params["size"])
        headers = {"ETag": f'W/"{app.state.store.version_at_once}"', "Vary": request.query_params.get("vary", "Accept")}
        if "slow" in request.query_params:
            return StreamingResponse(slowly(app.state.store), headers=headers)
        if "piecemeal" in request.query_params:
            return StreamingResponse(iter(["x" * (size // 2)] * 2), headers=headers)
        return PlainTextResponse("x" * size, headers=headers)

    app = Starlette(routes=[Route("/{name}/{size}", text, methods=["GET", "POST"])], middleware=[Middleware(ResponseCache, room=132_000)])
    app.state.store = Versioned()
    with serving(app) as client:
        yield client, app.state.store, asked


async def slowly(store: Versioned) -> AsyncIterator[str]:
    """Half of a text, and the rest when there is a version 2."""
    yield "x"
    while store.version_at_once == "1":
        await asyncio.sleep(0.01)
    yield "y"


Counted = tuple[httpx.Client, Versioned, list[str]]


def test_what_was_asked_for_longest_ago_goes_first(counted: Counted) -> None:
    client, _, asked = counted
    for name in [*range(16), 0, 16]:
        client.get(f"/{name}/6000")
    asked.clear()
    for name in (0, 16, 1):
        client.get(f"/{name}/6000")
    assert asked == ["/1/6000"]


def test_long_answers_are_not_kept(counted: Counted) -> None:
    client, _, asked = counted
    assert [len(client.get("/long/9000").text) for _ in range(2)] == [9000, 9000]
    assert len(asked) == 2


def test_what_came_in_pieces_is_kept_as_a_whole(counted: Counted) -> None:
    client, _, asked = counted
    assert [client.get("/pieces/600?piecemeal").text for _ in range(2)] == ["x" * 600] * 2
    assert len(asked) == 1


@pytest.mark.parametrize("vary", ["Accept, Cookie", "*"])
def test_answers_that_depend_on_more_are_not_kept(counted: Counted, vary: str) -> None:
    client, _, asked = counted
    for _ in range(2):
        client.get("/one/10", params={"vary": vary})
    assert len(asked) == 2


def test_only_what_is_got_is_kept(counted: Counted) -> None:
    client, _, asked = counted
    for method in ("POST", "POST", "HEAD", "GET", "HEAD"):
        client.request(method, "/one/10")
    assert len(asked) == 5


def test_an_answer_that_is_late_for_its_version_is_not_kept(counted: Counted) -> None:
    client, store, asked = counted
    with client.stream("GET", "/one/10?slow") as slow:
        store.version_at_once = "2"
        client.get("/two/10")
        slow.read()
    client.get("/one/10?slow")
    assert asked == ["/one/10", "/two/10", "/one/10"]


def test_an_answer_holds_for_its_version_alone(counted: Counted) -> None:
    client, store, asked = counted
    for version in ("1", "1", "2", "2", "1", None, None):
        store.version_at_once = version
        client.get("/one/10")
    assert len(asked) == 5
