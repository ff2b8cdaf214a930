"""What lies around the application: path prefix, CORS, gzip, access log, metrics, and how much is let in."""

import asyncio
import json
import logging
import re
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from http.client import HTTPResponse
from pathlib import Path

import httpx
import pytest
from graph_sample import fall, filled, raids
from http_server import serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from api.access_log import open_access_log
from api.admission import Admission
from api.app import create_app
from api.body_first import BodyFirst
from api.observed import Exchange, Observed
from api.proxy import BehindProxy
from api.settings import Settings
from kg.store import open_store

USUAL = Settings()
COUNT = {"query": "{ articles { totalCount } }"}
ANSWER = {"data": {"articles": {"totalCount": 1}}}
FORWARDED = {"X-Forwarded-Prefix": "/kg"}


def app(settings: Settings = USUAL) -> Starlette:
    return create_app(filled(fall()), settings=settings)


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(app()) as client:
        yield client


@pytest.mark.parametrize("path", ["/kg/graphql", "/graphql"])
def test_it_does_not_matter_whether_the_proxy_takes_the_prefix_off(client: httpx.Client, path: str) -> None:
    assert client.get(path, params=COUNT, headers=FORWARDED).json() == ANSWER
    with serving(app(replace(USUAL, root_path="/kg"))) as prefixed:
        assert prefixed.get(path, params=COUNT).json() == ANSWER


@pytest.mark.parametrize("path", ["/kg/id/entity/torvin", "/id/entity/torvin"])
def test_things_are_found_behind_a_prefix(client: httpx.Client, path: str) -> None:
    assert client.get(path, headers=FORWARDED).headers["link"] == '</kg/id/entity/torvin>; rel="canonical"'


def test_pages_lead_to_one_another_behind_a_prefix(client: httpx.Client) -> None:
    page = client.get("/", headers={**FORWARDED, "Accept": "text/html"})
    links = re.findall(r'href="([^"]+)"', page.text)
    assert links
    for link in links:
        assert client.get(page.url.join("/kg/").join(link), headers={**FORWARDED, "Accept": "text/html, */*;q=0.1"}).status_code == 200


def test_the_bare_prefix_leads_to_the_start(client: httpx.Client) -> None:
    answer = client.get("/kg", headers=FORWARDED)
    assert answer.status_code == 307
    assert answer.headers["location"] == str(client.base_url.join("/kg/"))


@pytest.mark.parametrize("prefix", ["kg", "//elsewhere.example", '/"><b>', "/%2e%2e", "/a b"])
def test_a_prefix_that_is_no_path_is_ignored(client: httpx.Client, prefix: str) -> None:
    assert client.get("/graphql", params=COUNT, headers={"X-Forwarded-Prefix": prefix}).json() == ANSWER


async def told(request: Request) -> Response:
    """What the application knows of a request."""
    host = request.client.host if request.client else None
    return JSONResponse({"client": host, "scheme": request.url.scheme, "root_path": request.scope["root_path"]})


@pytest.mark.parametrize(
    ("trusted", "known"),
    [
        ("127.0.0.1", {"client": "192.0.2.7", "scheme": "https", "root_path": "/kg"}),
        ("127.0.0.0/8", {"client": "192.0.2.7", "scheme": "https", "root_path": "/kg"}),
        ("10.0.0.1", {"client": "127.0.0.1", "scheme": "http", "root_path": ""}),
        ("", {"client": "127.0.0.1", "scheme": "http", "root_path": ""}),
    ],
)
def test_only_a_trusted_proxy_is_believed(trusted: str, known: dict[str, str]) -> None:
    inner = Starlette(routes=[Route("/", told)])
    inner.add_middleware(BehindProxy, trusted=trusted)
    with serving(inner, proxy_headers=False) as client:
        assert client.get("/", headers={**FORWARDED, "X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https"}).json() == known


def test_pages_of_other_origins_may_ask_only_where_cors_says_so(client: httpx.Client) -> None:
    page = {"Origin": "https://news.example"}
    preflight = {**page, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    assert "access-control-allow-origin" not in client.get("/graphql", params=COUNT, headers=page).headers
    with serving(app(replace(USUAL, cors=("https://news.example",)))) as open_one:
        allowed = open_one.options("/graphql", headers=preflight)
        assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, "https://news.example")
        assert "POST" in allowed.headers["access-control-allow-methods"]
        assert open_one.post("/graphql", json=COUNT, headers=page).headers["access-control-allow-origin"] == "https://news.example"
        other = open_one.options("/graphql", headers={**preflight, "Origin": "https://other.example"})
        assert (other.status_code, other.headers.get("access-control-allow-origin")) == (400, None)
    with serving(app(replace(USUAL, cors=("*",)))) as open_all:
        assert open_all.get("/sparql", params={"query": "ASK {}"}, headers=page).headers["access-control-allow-origin"] == "*"


def test_long_answers_are_packed_for_those_who_unpack_them() -> None:
    claims = {"query": "{ claims(first: 100) { edges { node { id quote } } } }"}
    with serving(create_app(filled(raids(30)), settings=USUAL)) as client:
        packed = client.post("/graphql", json=claims, headers={"Accept-Encoding": "gzip"})
        plain = client.post("/graphql", json=claims, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    for answer in (packed, plain):
        assert {"Accept", "Accept-Encoding"} <= set(re.split(", *", answer.headers["vary"]))


def test_the_access_log_is_json_and_keeps_what_was_asked_to_itself(capfd: pytest.CaptureFixture[str]) -> None:
    with serving(app(replace(USUAL, access_log=True))) as client:
        client.get("/sparql", params={"query": 'SELECT * { ?secret ?p "secret" }'}, headers={"User-Agent": 'a"b'})
        client.get("/no%0Awhere")
    first, second = (json.loads(line) for line in capfd.readouterr().err.splitlines())
    assert first.keys() == {"time", "client", "method", "path", "status", "bytes", "seconds", "agent"}
    assert (first["client"], first["method"], first["path"], first["status"]) == ("127.0.0.1", "GET", "/sparql", 200)
    assert (first["agent"], first["bytes"] > 0, first["seconds"] > 0) == ('a"b', True, True)
    assert (second["path"], second["status"]) == ("/no\nwhere", 404)
    logging.getLogger("kg.access").handlers = []


def test_opening_the_access_log_twice_writes_each_line_once() -> None:
    open_access_log()
    open_access_log()
    assert len(logging.getLogger("kg.access").handlers) == 1
    logging.getLogger("kg.access").handlers = []


def test_what_fails_beyond_all_handlers_is_seen_as_500() -> None:
    seen: list[Exchange] = []

    async def fails(_: Request) -> Response:
        raise ZeroDivisionError

    inner = Starlette(routes=[Route("/{name}", fails)])
    inner.add_middleware(Observed, observers=[seen.append])
    with serving(inner) as client:
        assert client.get("/x").status_code == 500
    assert [(one.route, one.path, one.status) for one in seen] == [("/{name}", "/x", 500)]


def numbers(client: httpx.Client) -> dict[str, float]:
    lines = client.get("/metrics").text.splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if not line.startswith("#"))}


def test_metrics_count_requests_by_route_and_errors_by_code(client: httpx.Client) -> None:
    before = numbers(client)
    client.post("/graphql", json={"query": "{"})
    client.post("/graphql", json={"query": "{ entity { name } }"})
    client.post("/graphql", json=[])
    client.get("/nowhere/1")
    client.get("/nowhere/2")
    client.request("PROPFIND", "/graphql")
    after = numbers(client)

    def more(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert more('kg_http_requests_total{method="POST",route="/graphql",status="200"}') == 2
    assert more('kg_http_requests_total{method="POST",route="/graphql",status="400"}') == 1
    assert more('kg_http_requests_total{method="GET",route="other",status="404"}') == 2
    assert more('kg_http_requests_total{method="other",route="/graphql",status="405"}') == 1
    assert more('kg_http_request_seconds_count{route="/graphql"}') == 4
    assert more('kg_http_response_bytes_total{route="/graphql"}') > 0
    assert more('kg_graphql_errors_total{code="GRAPHQL_PARSE_FAILED"}') == 1
    assert more('kg_graphql_errors_total{code="BAD_USER_INPUT"}') == 1
    assert more('kg_graphql_errors_total{code="BAD_REQUEST"}') == 2
    assert [value for name, value in after.items() if name.startswith("kg_build_info{version=")] == [1]


def test_metrics_come_in_openmetrics_where_that_is_asked_for(client: httpx.Client) -> None:
    answer = client.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")
    assert client.get("/metrics").headers["content-type"].startswith("text/plain")


def test_a_process_lives_even_if_its_graph_cannot_be_read(tmp_path: Path) -> None:
    open_store(str(tmp_path / "graph")).close()
    with serving(create_app(str(tmp_path / "graph"), settings=USUAL)) as client:
        assert client.get("/healthz").status_code == 200
        shutil.rmtree(tmp_path / "graph")
        for _ in range(100):
            sick = client.get("/healthz")
            if sick.status_code != 200:
                break
            time.sleep(0.05)
        assert (sick.status_code, sick.headers["content-type"]) == (503, "application/problem+json")
        assert client.get("/livez").json() == {"status": "ok"}


@pytest.mark.parametrize(("most", "waiting", "status"), [(1, 9, 503), (9, 1, 200)])
def test_no_more_requests_are_let_in_than_may_be_and_watchers_always(most: int, waiting: int, status: int) -> None:
    async def scene() -> list[int]:
        statuses: list[int] = []
        entered, free = asyncio.Event(), asyncio.Event()

        async def waits(scope: Scope, receive: object, send: object) -> None:
            if scope["path"] == "/slow":
                entered.set()
                await free.wait()
            await PlainTextResponse("")(scope, receive, send)  # type: ignore[arg-type]

        admission = Admission(waits, most, ["/livez"], ["/sparql"], waiting)

        async def ask(path: str) -> None:
            async def receive() -> Message:
                return {"type": "http.request"}

            async def send(message: Message) -> None:
                if message["type"] == "http.response.start":
                    statuses.append(message["status"])

            await admission({"type": "http", "method": "GET", "path": path, "headers": [], "root_path": ""}, receive, send)

        slow = asyncio.create_task(ask("/slow"))
        await entered.wait()
        await ask("/graphql")
        await ask("/sparql")
        await ask("/livez")
        free.set()
        await slow
        await ask("/graphql")
        return statuses

    assert asyncio.run(scene()) == [503, status, 200, 200, 200]


def test_who_comes_behind_a_crowd_does_not_wait_for_it_nor_do_those_in_front() -> None:
    begun: list[int] = []
    refused: list[int] = []

    async def notes(scope: Scope, _: object, __: object) -> None:
        begun.append(int(scope["path"]))

    async def scene() -> None:
        admission = Admission(notes, most=9, waiting=100)

        async def ask(number: int) -> None:
            async def receive() -> Message:
                return {}

            async def send(message: Message) -> None:
                refused.extend([number] if message.get("status") == 503 else [])

            await admission({"type": "http", "path": str(number)}, receive, send)

        crowd = [asyncio.create_task(ask(number)) for number in range(500)]
        while not begun:
            await asyncio.sleep(0)
        await asyncio.gather(*crowd, ask(500))

    asyncio.run(scene())
    assert sorted(begun + refused) == list(range(501))
    assert begun[:8] == list(range(8))
    assert 500 in begun[:40]
    assert refused == list(range(108, 500))


def test_who_sends_slowly_takes_nobodys_place() -> None:
    document = b'{"query": "{ articles { totalCount } }"}'
    head = f"POST /graphql HTTP/1.1\r\nHost: kg\r\nContent-Type: application/json\r\nContent-Length: {len(document)}\r\n\r\n".encode()
    with serving(app(replace(USUAL, concurrency=1))) as client, ExitStack() as stack:
        client.get("/livez")
        slow = [stack.enter_context(socket.create_connection((client.base_url.host, client.base_url.port or 0))) for _ in range(3)]
        for one in slow:
            one.sendall(head + document[:-5])
        assert [client.post("/graphql", json=COUNT).json() for _ in range(3)] == [ANSWER] * 3
        slow[0].sendall(document[-5:])
        with HTTPResponse(slow[0]) as answer:
            answer.begin()
            assert json.load(answer) == ANSWER


@pytest.mark.parametrize(("whole", "room", "held"), [(100, 100, 4), (3, 100, 2), (100, 2, 1)])
def test_a_body_is_waited_for_as_far_as_there_is_room(whole: int, room: int, held: int) -> None:
    """Of four pieces of two bytes."""
    asked: list[int] = []
    body: list[bytes] = []

    async def reads(_: Scope, receive: Receive, __: Send) -> None:
        asked.append(len(pieces))
        more = True
        while more:
            message = await receive()
            body.append(message["body"])
            more = message["more_body"]

    pieces = [{"type": "http.request", "body": b"xy", "more_body": left > 0} for left in range(4)]

    async def receive() -> Message:
        return pieces.pop()

    async def send(_: Message) -> None:
        return

    async def scene() -> None:
        await BodyFirst(reads, whole, room)({"type": "http", "method": "POST"}, receive, send)

    asyncio.run(scene())
    assert asked == [4 - held]
    assert body == [b"xy"] * 4


def test_an_answer_that_is_being_sent_keeps_nobody_waiting() -> None:
    async def scene() -> list[int]:
        statuses: list[int] = []
        begun, free = asyncio.Event(), asyncio.Event()

        async def streams(_: Scope, __: object, send: Send) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            begun.set()
            await free.wait()
            await send({"type": "http.response.body", "body": b"end"})

        admission = Admission(streams, most=2, waiting=1)

        async def ask() -> None:
            async def receive() -> Message:
                return {"type": "http.request"}

            async def send(message: Message) -> None:
                statuses.append(message.get("status", 0))

            await admission({"type": "http", "method": "GET", "path": "/sparql", "headers": [], "root_path": ""}, receive, send)

        first = asyncio.create_task(ask())
        await begun.wait()
        second = asyncio.create_task(ask())
        await asyncio.sleep(0)
        await ask()
        free.set()
        await asyncio.gather(first, second)
        return statuses

    assert asyncio.run(scene()) == [200, 200, 503, 0, 0, 0]
