"""What one client sends in masses or in pieces, on `kg serve`: others are answered beside it, and the log stays empty."""

import asyncio
import base64
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx
import pytest
from graph_sample import BASE, fall, fill
from graphql import get_introspection_query
from kg_server import Served, kg_serve
from waiting import eventually
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from api.websocket_talk import OPERATIONS
from kg.store import open_store
from schema.filters import MOST_WORDS
from schema.limits import Limits

LOOKUP = {"query": f'{{ entity(iri: "{BASE}entity/torvin") {{ name }} }}'}
FOUND = {"data": {"entity": {"name": "Torvin"}}}


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """The folder of a graph with one article."""
    with open_store(str(tmp_path / "graph"), base=BASE) as store:
        fill(store, fall())
    return tmp_path / "graph"


@pytest.fixture
def served(graph: Path) -> Iterator[Served]:
    """A server; what it logs is looked at when the test has ended."""
    with kg_serve(graph, "--base", BASE) as served:
        yield served
        assert served.end() == ""


async def talk(served: Served) -> ClientConnection:
    """A WebSocket that the server has acknowledged."""
    url = f"{served.url.replace('http', 'ws', 1)}graphql"
    talking = await connect(url, subprotocols=["graphql-transport-ws"], proxy=None, compression=None, max_queue=None)  # type: ignore[list-item]
    await talking.send('{"type": "connection_init"}')
    assert json.loads(await talking.recv()) == {"type": "connection_ack"}
    return talking


def subscribe(number: int, payload: object = LOOKUP) -> str:
    return json.dumps({"id": str(number), "type": "subscribe", "payload": payload})


async def look_up(served: Served) -> Any:
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        return (await client.post(f"{served.url}graphql", json=LOOKUP)).json()


def test_a_crowd_of_messages_on_one_websocket_lets_others_go_between(served: Served) -> None:
    crowd = 5000

    async def scene() -> int:
        async with await talk(served) as talking:
            ended = 0

            async def listen() -> None:
                nonlocal ended
                while ended < crowd:
                    ended += json.loads(await talking.recv())["type"] in ("complete", "error")

            listening = asyncio.create_task(listen())
            sending = asyncio.create_task(asyncio.wait([asyncio.create_task(talking.send(subscribe(number))) for number in range(crowd)]))
            while not ended:
                await asyncio.sleep(0)
            assert await look_up(served) == FOUND
            before = ended
            await sending
            await listening
            return before

    assert asyncio.run(scene()) < crowd / 4


def test_a_websocket_that_has_enough_to_do_is_told_so_and_goes_on(served: Served) -> None:
    async def scene() -> tuple[list[Any], Any]:
        async with await talk(served) as talking:
            listening = {"query": "subscription { claimAdded { quote } }"}
            for number in range(OPERATIONS + 1):
                await talking.send(subscribe(number, listening))
            refused = json.loads(await talking.recv())
            await talking.send('{"id": "0", "type": "complete"}')
            await talking.send(subscribe(0))
            return refused, json.loads(await talking.recv())

    refused, answered = asyncio.run(scene())
    assert (refused["id"], refused["type"]) == (str(OPERATIONS), "error")
    assert [error["extensions"]["code"] for error in refused["payload"]] == ["OVERLOADED"]
    assert answered == {"id": "0", "type": "next", "payload": FOUND}


def test_who_leaves_a_websocket_in_the_midst_of_a_crowd_leaves_nothing_in_the_log(served: Served) -> None:
    async def scene() -> Any:
        for _ in range(5):
            talking = await talk(served)
            for number in range(200):
                await talking.send(subscribe(number))
            talking.transport.abort()
        return await look_up(served)

    assert asyncio.run(scene()) == FOUND


NO_MESSAGES = [
    "[" * 500_000,
    "9" * 5_000,
    "no JSON",
    "[1]",
    "null",
    '{"type": 1}',
    json.dumps({"type": "\ud800" * 200}),
    '{"type": "subscribe", "payload": {"query": "{ __typename }"}}',
    '{"type": "subscribe", "id": ["1"], "payload": {"query": "{ __typename }"}}',
    '{"type": "complete", "id": {}}',
    subscribe(1, "{ __typename }"),
    subscribe(1, {"query": 1}),
    subscribe(1, {"query": "{ __typename }", "variables": [1]}),
    subscribe(1, {"query": "{ __typename }", "operationName": 1}),
    subscribe(1, {"query": "query " + "é" * 200}),
    subscribe(1, {"query": "query one { __typename }", "operationName": "another"}),
]


def test_what_is_no_message_of_the_protocol_closes_the_websocket_and_says_why(served: Served) -> None:
    async def closed_by(message: str) -> tuple[int, str]:
        async with await talk(served) as talking:
            await talking.send(message)
            with pytest.raises(ConnectionClosed) as raised:
                await talking.recv()
            assert raised.value.rcvd, message[:80]
            return raised.value.rcvd.code, raised.value.rcvd.reason

    for message in NO_MESSAGES:
        code, reason = asyncio.run(closed_by(message))
        assert code == 4400, message[:80]
        assert reason


HALF = {"variables": {"it": "\ud800"}}
OTHER = {"variables": {"it": "a\0b"}}
TEXTS = [
    "query ($it: String!) { entity(name: $it) { name } }",
    "query ($it: String!) { entities(name: $it) { totalCount } }",
    "query ($it: String!) { entities(text: $it) { totalCount } }",
    "query ($it: String!) { claims(statedBy: $it) { totalCount nodes { quote } } }",
    "query ($it: String!) { claims(subject: $it, object: $it, text: $it) { nodes { quote } } }",
    "query ($it: String!) { statements(speaker: $it, article: $it) { nodes { quote } } }",
    "query ($it: String!) { search(text: $it) { totalCount nodes { id } } }",
    "query ($it: String!) { timeline(place: $it) { from } }",
    "query ($it: String) { article(id: $it) { title } }",
    "query ($it: ID!) { node(id: $it) { id } }",
    'query ($it: String!) { entity(name: "Torvin") { name(language: $it) } }',
]


def posted(served: Served, body: str) -> tuple[int, set[str], Any]:
    answer = httpx.post(f"{served.url}graphql", content=body, headers={"Content-Type": "application/json"}, trust_env=False, timeout=60)
    found = answer.json()
    return answer.status_code, {error["extensions"]["code"] for error in found.get("errors", ())}, found.get("data")


def test_half_a_character_in_a_variable_is_an_error_of_the_request(served: Served) -> None:
    for query in TEXTS:
        assert posted(served, json.dumps({"query": query} | HALF)) == (200, {"BAD_USER_INPUT"}, None), query
    nested = {"query": TEXTS[0], "variables": {"it": "x", "other": {"of": [{"no": "\udfff"}]}}}
    assert posted(served, json.dumps(nested)) == (200, {"BAD_USER_INPUT"}, None)
    assert posted(served, '{"query": "{ entity(name: \\"\\ud800\\") { name } }"}') == (200, {"GRAPHQL_PARSE_FAILED"}, None)
    for order in ("DATE_DESC", "CONFIDENCE_DESC"):
        forged = base64.urlsafe_b64encode(json.dumps([order, "\ud800", "\ud800"]).encode()).decode()
        query = f'{{ claims(orderBy: {order}, after: "{forged}") {{ nodes {{ quote }} }} }}'
        assert posted(served, json.dumps({"query": query})) == (200, {"BAD_USER_INPUT"}, None)


def test_a_character_that_nothing_has_is_looked_for_and_not_found(served: Served) -> None:
    for query in TEXTS[:-1]:
        status, codes, data = posted(served, json.dumps({"query": query} | OTHER))
        assert (status, codes) == (200, set()), query
        assert "Torvin" not in str(data)
    iri = {"query": TEXTS[9], "variables": {"it": "urn:a\0b"}}
    assert posted(served, json.dumps(iri)) == (200, {"BAD_USER_INPUT"}, {"node": None})


def test_more_values_in_variables_than_a_document_may_have_words_are_refused(served: Served) -> None:
    query = "query ($it: [Relation!]) { claims(relation: $it) { totalCount } }"
    most = Limits().tokens
    some, many, deep = (["CAPTURED"] * (most - 1), ["CAPTURED"] * most, [[["CAPTURED"] * most]])
    assert posted(served, json.dumps({"query": query, "variables": {"it": some}}))[:2] == (200, set())
    for _ in range(2):
        for values in (many, deep):
            assert posted(served, json.dumps({"query": query, "variables": {"it": values}})) == (200, {"TOO_MANY_TOKENS"}, None)
    heap = json.dumps({"query": query, "variables": {"it": "?"}}).replace('"?"', "[" * 900 + "1" + "]" * 900)
    assert posted(served, heap)[1] <= {"BAD_USER_INPUT", "TOO_MANY_TOKENS", "TOO_DEEP"}


DEEP = [
    "[" * 400_000,
    '{"query": "{ __typename }", "variables": {"a":' + "[" * 400_000 + "]" * 400_000 + "}}",
    '{"query":' + "[" * 900 + "]" * 900 + "}",
]


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_json_that_is_nested_beyond_all_measure_is_a_bad_request(served: Served, accept: str) -> None:
    headers = {"Content-Type": "application/json", "Accept": accept}
    for body in DEEP:
        answer = httpx.post(f"{served.url}graphql", content=body, headers=headers, trust_env=False, timeout=60)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")


def test_a_cursor_that_is_nested_beyond_all_measure_is_no_cursor(served: Served) -> None:
    forged = base64.urlsafe_b64encode(b"[" * 10_000).decode()
    assert posted(served, json.dumps({"query": f'{{ claims(after: "{forged}") {{ nodes {{ quote }} }} }}'}))[1] == {"BAD_USER_INPUT"}


def test_who_reads_the_whole_schema_again_and_again_lets_others_go_between(served: Served) -> None:
    whole = {"query": get_introspection_query()}

    async def scene() -> int:
        async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
            crowd = [asyncio.create_task(client.post(f"{served.url}graphql", json=whole)) for _ in range(20)]
            await asyncio.wait(crowd, return_when=asyncio.FIRST_COMPLETED)
            assert await look_up(served) == FOUND
            before = sum(one.done() for one in crowd)
            answers = await asyncio.gather(*crowd)
        assert {answer.status_code for answer in answers} == {200}
        assert {len(answer.json()["data"]["__schema"]["types"]) > 40 for answer in answers} == {True}
        return before

    assert asyncio.run(scene()) < 10


def test_who_looks_for_a_whole_book_is_told_so_and_keeps_nobody_waiting(served: Served) -> None:
    texts = [query for query in TEXTS if "text: $it" in query]
    for query in texts:
        for text, codes in (("a " * 400_000, {"BAD_USER_INPUT"}), ("a " * MOST_WORDS, set()), ("-" * 900_000, set())):
            assert posted(served, json.dumps({"query": query, "variables": {"it": text}}))[1] == codes, query
    assert posted(served, '{"query": "{ place(name: \\"Torvin\\") { name } }"}')[2] == {"place": {"name": "Torvin"}}


UNFINISHED = [
    b"Content-Length: 1000\r\n\r\n{",
    b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
]


@pytest.mark.parametrize(
    ("path", "kind"),
    [("graphql", "application/json"), ("sparql", "application/sparql-query"), ("sparql", "application/x-www-form-urlencoded")],
)
def test_who_leaves_before_a_request_is_complete_leaves_nothing_in_the_log(served: Served, path: str, kind: str) -> None:
    where = urlsplit(served.url)
    for rest in UNFINISHED:
        with socket.create_connection((str(where.hostname), int(where.port or 0))) as sending:
            sending.sendall(f"POST /{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n".encode() + rest)
            # The server has read the head when it has answered somebody else.
            assert asyncio.run(look_up(served)) == FOUND
    assert asyncio.run(look_up(served)) == FOUND


def test_a_message_in_no_utf_8_closes_the_websocket(served: Served) -> None:
    async def scene() -> int | None:
        async with await talk(served) as talking:
            await talking.send(b"\xff\xfe", text=True)
            await talking.wait_closed()
            return talking.close_code

    assert asyncio.run(scene()) == 1007


def test_who_asks_twice_on_one_connection_and_leaves_leaves_nothing_in_the_log(graph: Path) -> None:
    endless = quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    with kg_serve(graph, "--base", BASE, "--deadline", "1") as served:
        where = urlsplit(served.url)
        with socket.create_connection((str(where.hostname), int(where.port or 0))) as sending:
            sending.sendall(f"GET /sparql?query={endless} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode() * 2)
            assert asyncio.run(look_up(served)) == FOUND
        # uvicorn tells only the last of the requests that their client is gone.
        eventually(lambda: 'status="504"' in httpx.get(f"{served.url}metrics", trust_env=False, timeout=60).text)
        assert served.end() == ""
