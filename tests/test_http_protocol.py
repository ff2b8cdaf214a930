"""Clients that send too much, too little or nothing, and those that do not read: on sockets, against a real server."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPResponse

import httpx
import pytest
from http_server import serving
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from kg.cli import http_protocol
from kg.cli.http_protocol import LONGEST_HEAD, MOST_HEADERS, HttpProtocol

GET = b"GET / HTTP/1.1\r\nHost: kg.example\r\n"
POST = b"POST / HTTP/1.1\r\nHost: kg.example\r\nContent-Length: 10000\r\n\r\n"
LONG = 50_000_000

ends: list[str] = []


async def home(request: Request) -> Response:
    """The length of what was sent, after as many seconds as were asked for."""
    try:
        body = await request.body()
    except ClientDisconnect:
        ends.append("gone")
        return Response()
    await asyncio.sleep(float(request.query_params.get("seconds", "0")))
    return PlainTextResponse(str(len(body)))


async def long(_: Request) -> Response:
    """More than a socket holds."""
    return Response(b"x" * LONG)


async def echo(socket: WebSocket) -> None:
    """Say what is heard."""
    await socket.accept()
    async for text in socket.iter_text():
        await socket.send_text(text)


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    """A client of a server that looks at its connections five times a second."""
    routes = [Route("/", home, methods=["GET", "POST"]), Route("/long", long), WebSocketRoute("/echo", echo)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(http_protocol, "PERIOD", 0.2)
        with serving(Starlette(routes=routes), http=HttpProtocol, ws="auto", timeout_keep_alive=60) as client:
            client.get("/")
            yield client


def connection(client: httpx.Client) -> socket.socket:
    return socket.create_connection((client.base_url.host, client.base_url.port or 0), timeout=30)


def answer(connection: socket.socket) -> tuple[int, bytes]:
    """The status and the body."""
    with HTTPResponse(connection) as found:
        found.begin()
        return found.status, found.read()


def pieces(connection: socket.socket) -> Iterator[int]:
    """The bytes that come at a time, until the connection ends or is broken off."""
    with suppress(ConnectionResetError):
        while piece := connection.recv(1 << 20):
            yield len(piece)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (GET + b"\r\n", 200),
        (b"GET / HTTP/1.0\r\n\r\n", 200),
        (b"GET / HTTP/1.1\r\nHost: [::1]:8000\r\n\r\n", 200),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (GET + b"Host: other.example\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: kg example\r\n\r\n", 400),
        (b'GET / HTTP/1.1\r\nHost: "><b>\r\n\r\n', 400),
        (GET + b"a: b\r\n" * (MOST_HEADERS - 1) + b"\r\n", 200),
        (GET + b"a: b\r\n" * MOST_HEADERS + b"\r\n", 400),
        (b"GET /?" + b"x" * 60_000 + b" HTTP/1.1\r\nHost: kg.example\r\n\r\n", 200),
    ],
)
def test_a_head_is_taken_if_it_is_one(client: httpx.Client, sent: bytes, status: int) -> None:
    with connection(client) as talk:
        talk.sendall(sent)
        assert answer(talk)[0] == status


@pytest.mark.parametrize("start", [b"GET /", GET + b"a: "])
def test_a_head_that_does_not_end_is_refused(client: httpx.Client, start: bytes) -> None:
    with connection(client) as talk:
        talk.sendall(start + b"x" * (LONGEST_HEAD + 1))
        assert answer(talk)[0] == 431


def test_each_request_of_a_connection_has_a_head_of_its_own(client: httpx.Client) -> None:
    with connection(client) as talk:
        for _ in range(3):
            talk.sendall(GET + b"a: " + b"x" * (LONGEST_HEAD // 2) + b"\r\n\r\n")
            assert answer(talk) == (200, b"0")


@pytest.mark.parametrize("sent", [b"", b"G", GET, POST, POST + b"a few"])
def test_what_does_not_come_is_not_waited_for(client: httpx.Client, sent: bytes) -> None:
    with connection(client) as talk:
        talk.sendall(sent)
        assert answer(talk)[0] == 408
        assert talk.recv(1) == b""


def test_the_application_hears_of_a_body_that_is_given_up(client: httpx.Client) -> None:
    ends.clear()
    with connection(client) as talk:
        talk.sendall(POST)
        assert answer(talk)[0] == 408
    client.get("/")
    assert ends == ["gone"]


def test_a_body_that_comes_piece_by_piece_is_taken(client: httpx.Client) -> None:
    with connection(client) as talk:
        talk.sendall(POST)
        for _ in range(50):
            talk.sendall(b"x" * 200)
            client.get("/?seconds=0.01")
        assert answer(talk) == (200, b"10000")


def test_a_client_may_wait_for_its_answer_as_long_as_that_takes(client: httpx.Client) -> None:
    assert client.get("/", params={"seconds": "1"}).status_code == 200


def test_a_client_that_does_not_read_is_left(client: httpx.Client) -> None:
    with connection(client) as talk:
        talk.sendall(b"GET /long HTTP/1.1\r\nHost: kg.example\r\n\r\n")
        client.get("/", params={"seconds": "3"})
        assert sum(pieces(talk)) < LONG


def test_a_client_that_reads_gets_all(client: httpx.Client) -> None:
    assert len(client.get("/long").content) == LONG


def test_web_sockets_may_be_silent(client: httpx.Client) -> None:
    with connect(f"ws://{client.base_url.host}:{client.base_url.port}/echo") as talk:
        client.get("/", params={"seconds": "1"})
        talk.send("still there")
        assert talk.recv() == "still there"
