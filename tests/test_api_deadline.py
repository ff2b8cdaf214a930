"""Queries that take too much, over HTTP: a problem document and never half an answer, while others are answered."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from graph_sample import fall, filled
from graphql import GraphQLError
from http_server import serving

from api.app import create_app
from kg.errors import DeadlineError, ExcessError, KgError, OverloadError
from kg.query_limits import Limits
from schema.error_codes import give_codes

ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LOOKUP = "SELECT ?name { ent:torvin rdfs:label ?name }"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(create_app(filled(fall()), Limits(deadline=2, memory=512, workers=2, heavy=1, patience=0.3))) as client:
        yield client


@pytest.mark.parametrize("query", [ENDLESS, "SELECT (COUNT(*) AS ?n) " + ENDLESS.partition("*")[2]])
def test_an_endless_query_gets_504_and_a_lookup_beside_it_its_answer(client: httpx.Client, query: str) -> None:
    with ThreadPoolExecutor() as threads:
        stopped = threads.submit(client.get, "/sparql", params={"query": query})
        answers = [client.get("/sparql", params={"query": LOOKUP}) for _ in range(20)]
        assert not stopped.done()
    assert [answer.status_code for answer in answers] == [200] * 20
    assert stopped.result().status_code == 504
    assert stopped.result().headers["content-type"] == "application/problem+json"
    assert "no answer within 2 seconds" in stopped.result().json()["detail"]


def test_many_endless_queries_are_all_ended_and_a_lookup_is_answered_after_them(client: httpx.Client) -> None:
    with ThreadPoolExecutor(8) as threads:
        stopped = [threads.submit(client.get, "/sparql", params={"query": ENDLESS}) for _ in range(8)]
        answers = [future.result() for future in stopped]
    assert {answer.status_code for answer in answers} <= {503, 504}
    assert all(answer.headers["retry-after"] for answer in answers if answer.status_code == 503)
    assert client.get("/sparql", params={"query": LOOKUP}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_query_is_ended_when_its_client_goes_away(method: str) -> None:
    def go_away() -> bool:
        """Ask, and do not wait for long; whether the query was at work until then."""
        asked = {"params": {"query": ENDLESS}} if method == "GET" else {"data": {"query": ENDLESS}}
        time.sleep(0.1)
        try:
            return client.request(method, "/sparql", timeout=1, **asked).status_code != 503  # type: ignore[arg-type]
        except httpx.ReadTimeout:
            return True

    with serving(create_app(filled(fall()), Limits(deadline=60, memory=512, workers=1, heavy=1, patience=0.1))) as client:
        assert go_away()
        # Soon the only place for long queries is free again.
        assert any(go_away() for _ in range(50))


def test_graphql_is_answered_by_the_same_processes(client: httpx.Client) -> None:
    answer = client.post("/graphql", json={"query": '{ place(name: "Torvin") { name capturedBy { name } } }'})
    assert answer.json() == {"data": {"place": {"name": "Torvin", "capturedBy": [{"name": "Marsh Front"}]}}}


@pytest.mark.parametrize(
    ("error", "code"),
    [(DeadlineError("late"), "DEADLINE_EXCEEDED"), (OverloadError("full"), "OVERLOADED"), (ExcessError("deep"), "TOO_COSTLY")],
)
def test_graphql_tells_why_a_query_was_stopped(error: KgError, code: str) -> None:
    told = GraphQLError(str(error), original_error=error)
    give_codes([told], executed=True)
    assert (told.message, told.extensions) == (str(error), {"code": code})
