"""What one client sends in masses or in pieces, on `kg serve`: others are answered beside it, and the log stays empty."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from graph_sample import BASE, fall, fill
from kg_server import Served, kg_serve
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from api.websocket_talk import OPERATIONS
from kg.store import open_store

LOOKUP = {"query": f'{{ entity(iri: "{BASE}entity/torvin") {{ name }} }}'}
FOUND = {"data": {"entity": {"name": "Torvin"}}}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A server; what it logs is looked at when the test has ended."""
    with open_store(str(tmp_path / "graph"), base=BASE) as store:
        fill(store, fall())
    with kg_serve(tmp_path / "graph", "--base", BASE, "--deadline", "5") as served:
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
