"""Subscriptions over Server-Sent Events and WebSockets, on `kg serve`, while other processes write the graph."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from command import KG
from gql import Client, gql
from gql.client import AsyncClientSession
from gql.transport.exceptions import TransportQueryError
from gql.transport.websockets import WebsocketsTransport
from graph_sample import BASE, fall, fill
from kg_server import kg_serve
from websockets.asyncio.client import connect

from kg.store import open_store

EVENTS = {"Accept": "text/event-stream"}
ADDED = "subscription { claimAdded { id relation quote article { identifier } } }"
WRITE = """
import sys
sys.path[:0] = sys.argv[3:]
import graph_sample
from kg.store import open_store
with open_store(sys.argv[1], base=graph_sample.BASE) as store:
    for name in sys.argv[2].split():
        kind, _, number = name.partition("=")
        graph_sample.fill(store, getattr(graph_sample, kind)(*([int(number)] if number else [])))
"""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    """The folder of a graph with one article."""
    with open_store(str(tmp_path / "graph"), base=BASE) as store:
        fill(store, fall())
    return tmp_path / "graph"


def write(graph: Path, *stories: str) -> None:
    """Another process writes stories of graph_sample."""
    here = Path(__file__).parent
    command = [sys.executable, "-c", WRITE, graph, " ".join(stories), here]
    subprocess.run(command, check=True, env=os.environ | {"PYTHONPATH": str(here.parent)})


@contextmanager
def told(url: str, query: str, method: str = "POST") -> Iterator[Iterator[dict[str, Any]]]:
    """The events of a subscription, from when the server has begun to watch the graph."""
    asked = {"params": {"query": query}} if method == "GET" else {"json": {"query": query}}
    with httpx.stream(method, f"{url}graphql", headers=EVENTS, trust_env=False, timeout=30, **asked) as answer:  # type: ignore[arg-type]
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream")
        yield events(answer.iter_lines())


def events(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    name = ""
    for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data" and name == "next":
            yield json.loads(value)
        elif field == "data":
            return


def claims(events: Iterator[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    return [next(events)["data"]["claimAdded"] for _ in range(number)]


AFTERMATH = [
    "Torvin, a town in Kestria",
    "under the control of the Marsh Front",
    "Kestria shelled Torvin Airfield",
    "Kestria backs the Orvan Guard",
    "which fought the Marsh Front in 2030",
    "held the airfield from 1 to 3 March",
]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_claims_that_another_process_writes_are_told_in_the_order_of_the_text(graph: Path, method: str) -> None:
    with kg_serve(graph, "--base", BASE) as served, told(served.url, ADDED, method) as added:
        write(graph, "aftermath")
        found = claims(added, 6)
    assert [claim["quote"] for claim in found] == AFTERMATH
    assert {claim["article"]["identifier"] for claim in found} == {"aftermath"}


def test_each_claim_of_a_burst_is_told_once_whatever_is_written_again(graph: Path) -> None:
    with kg_serve(graph, "--base", BASE) as served, told(served.url, ADDED) as added:
        write(graph, "raids=200", "fall", "raids=200")
        first = claims(added, 600)
        write(graph, "raids=200", "aftermath")
        second = claims(added, 6)
    assert len({claim["id"] for claim in first}) == 600
    assert [claim["quote"] for claim in first[:3]] == ["The Guard raided Village 000", "It entered Church 000", "Church 000 of Village 000"]
    assert [claim["quote"] for claim in second] == AFTERMATH


def test_claims_are_filtered_like_those_of_a_list_and_told_with_what_lies_below_them(graph: Path) -> None:
    query = """subscription {
      claimAdded(object: "torvin airfield", subjectType: [ARMED_GROUP], dateFrom: "2031") { quote subject { name claims { totalCount } } }
    }"""
    with kg_serve(graph, "--base", BASE) as served, told(served.url, query) as added:
        write(graph, "aftermath")
        (claim,) = claims(added, 1)
    assert claim["quote"] == "held the airfield from 1 to 3 March"
    assert claim["subject"]["name"] == "Marsh Front"
    assert claim["subject"]["claims"]["totalCount"] == 8


def test_articles_that_kg_build_reads_are_told(graph: Path, tmp_path: Path) -> None:
    article = tmp_path / "report.txt"
    article.write_text("Rebels captured the town of Hama on Thursday, the Syrian army said.\n", encoding="utf-8")
    with kg_serve(graph, "--base", BASE) as served, told(served.url, ADDED) as added:
        subprocess.run(
            [KG, "build", article, "--graph", graph, "--base", BASE, "--published", "2024-12-05"], check=True, capture_output=True
        )
        (claim,) = claims(added, 1)
    assert (claim["relation"], claim["article"]["identifier"]) == ("CAPTURED", "report")


def test_what_is_written_through_the_server_is_told_too(graph: Path) -> None:
    with kg_serve(graph, "--base", BASE, "--allow-update") as served, told(served.url, ADDED) as added:
        copy = f"""PREFIX claim: <{BASE}claim/> INSERT {{ GRAPH ?g {{ claim:copy ?p ?o }} }}
            WHERE {{ GRAPH ?g {{ ?c ckg:rule ?rule ; ckg:realis ckg:future ; ?p ?o }} }}"""
        sent = httpx.post(
            f"{served.url}sparql", content=copy, headers={"Content-Type": "application/sparql-update"}, trust_env=False, timeout=60
        )
        assert sent.status_code == 204
        (claim,) = claims(added, 1)
    assert claim == {
        "id": f"{BASE}claim/copy",
        "relation": "ATTACKED",
        "quote": "The Front plans to attack Kestria",
        "article": {"identifier": "fall"},
    }


@asynccontextmanager
async def session(url: str) -> AsyncIterator[AsyncClientSession]:
    """A session of gql over a WebSocket that the server has acknowledged."""
    transport = WebsocketsTransport(url=f"{url.replace('http', 'ws', 1)}graphql", subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL])
    async with Client(transport=transport) as asking:
        yield asking


def test_a_websocket_takes_several_subscriptions_and_queries_at_a_time(graph: Path) -> None:
    async def talk(url: str) -> tuple[list[str], list[str], Any]:
        async with session(url) as asking:

            async def listen(query: str, number: int) -> list[str]:
                found = asking.subscribe(gql(query))
                quotes = [(await anext(found))["claimAdded"]["quote"] for _ in range(number)]
                await found.aclose()
                return quotes

            every = asyncio.create_task(listen(ADDED, 6))
            some = asyncio.create_task(listen("subscription { claimAdded(relation: [CONTROLS]) { quote } }", 2))
            counted = await asking.execute(gql("{ articles { totalCount } }"))
            await asyncio.to_thread(write, graph, "aftermath")
            return await every, await some, counted

    with kg_serve(graph, "--base", BASE) as served:
        every, some, counted = asyncio.run(talk(served.url))
    assert every == AFTERMATH
    assert some == ["under the control of the Marsh Front", "held the airfield from 1 to 3 March"]
    assert counted == {"articles": {"totalCount": 1}}


def test_what_cannot_be_subscribed_to_is_an_error_with_a_code(graph: Path) -> None:
    async def refused(url: str) -> Any:
        async with session(url) as asking:
            with pytest.raises(TransportQueryError) as raised:
                await anext(asking.subscribe(gql('subscription { claimAdded(subject: "urn:a b") { id } }')))
            return raised.value.errors

    with kg_serve(graph, "--base", BASE) as served:
        for query, code in (
            ("subscription { claimAdded(minConfidence: 2) { id } }", "BAD_USER_INPUT"),
            ("subscription { claimGone { id } }", "GRAPHQL_VALIDATION_FAILED"),
            ("subscription {", "GRAPHQL_PARSE_FAILED"),
            ("subscription { claimAdded { subject { claims(first: 100) { nodes { id } } } } }".replace("id", "id " * 300), "TOO_COSTLY"),
            ("#" * 20_001 + "subscription", "DOCUMENT_TOO_LARGE"),
            ("query subscription { articles(first: 101) { totalCount } }", "BAD_USER_INPUT"),
        ):
            with told(served.url, query) as added:
                (answer,) = added
            assert [error["extensions"]["code"] for error in answer["errors"]] == [code]
        (error,) = asyncio.run(asyncio.wait_for(refused(served.url), 60))
        assert error["extensions"] == {"code": "BAD_USER_INPUT"}
        for method in ("GET", "POST"):
            asked = {"params": {"query": ADDED}} if method == "GET" else {"json": {"query": ADDED}}
            answer = httpx.request(method, f"{served.url}graphql", trust_env=False, timeout=60, **asked)  # type: ignore[arg-type]
            assert answer.status_code == 406
            assert "accept text/event-stream" in answer.json()["errors"][0]["message"]


def test_subscriptions_are_as_many_as_are_allowed_and_those_that_left_make_room(graph: Path) -> None:
    with kg_serve(graph, "--base", BASE, KG_SUBSCRIBERS="1") as served:
        with told(served.url, ADDED), told(served.url, ADDED) as refused:
            (answer,) = refused
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["OVERLOADED"]
            assert asyncio.run(closed_with(served.url, 2)) == [None, 1013]
        for number in range(1, 100):
            # The server has to notice that its client is gone.
            with told(served.url, ADDED) as added:
                write(graph, f"raids={number}")
                if next(added)["data"]:
                    return
        raise AssertionError("there never was room")


async def closed_with(url: str, number: int) -> list[int | None]:
    """The codes with which the server closes WebSockets that are opened one after the other."""
    opened = [
        await connect(f"{url.replace('http', 'ws', 1)}graphql", subprotocols=["graphql-transport-ws"], proxy=None) for _ in range(number)
    ]  # type: ignore[list-item]
    with_code = asyncio.create_task(opened[-1].wait_closed())
    await with_code
    codes = [one.close_code for one in opened]
    for one in opened:
        await one.close()
    return codes


@pytest.mark.parametrize("workers", ["1", "2"])
def test_subscriptions_end_when_the_server_is_told_to_end(graph: Path, workers: str) -> None:
    with kg_serve(graph, "--base", BASE, "--workers", workers) as served, told(served.url, ADDED) as added:
        served.process.send_signal(signal.SIGTERM)
        assert list(added) == []
        assert served.process.communicate()[0] == ""
        assert served.process.returncode == (0 if workers == "2" else -signal.SIGTERM)


def test_a_page_of_another_site_opens_no_websocket(graph: Path) -> None:
    async def handshake(url: str, origin: str) -> int:
        try:
            async with connect(f"{url.replace('http', 'ws', 1)}graphql", origin=origin, subprotocols=["graphql-transport-ws"], proxy=None):  # type: ignore[arg-type, list-item]
                return 101
        except Exception as error:  # noqa: BLE001
            return error.response.status_code  # type: ignore[attr-defined, no-any-return]

    with kg_serve(graph, "--base", BASE, "--cors", "https://friend.example") as served:
        found = [asyncio.run(handshake(served.url, origin)) for origin in ("https://friend.example", "https://other.example")]
    assert found == [101, 403]
