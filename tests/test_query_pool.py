"""Processes for queries: forked when they are needed, ended with what they cannot finish."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from graph_sample import BASE, fall, fill

from kg.errors import DeadlineError, OverloadError, StoreError
from kg.query_limits import Limits
from kg.query_messages import Request, State
from kg.query_pool import QueryPool
from kg.query_spawner import Spawner
from kg.sparql_query import SparqlQuery
from kg.store import open_store
from kg.wanted import is_wanted, wanted_until

LIMITS = Limits(deadline=10, memory=256, workers=1, heavy=1, patience=0.1)
ENDLESS = SparqlQuery("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")


@pytest.fixture
def pool() -> Iterator[QueryPool]:
    with closing(QueryPool(BASE, LIMITS)) as made:
        yield made


@pytest.fixture
def state(tmp_path: Path) -> State:
    """A graph with one article."""
    with open_store(str(tmp_path), base=BASE) as store:
        fill(store, fall())
        return State(store.version, str(tmp_path))


def answer(pool: QueryPool, state: State) -> bytes:
    with pool.ask(Request(SparqlQuery("ASK {}"), state)).body as body:
        return body.read()


def test_what_nobody_waits_for_is_ended_long_before_its_deadline(pool: QueryPool, state: State) -> None:
    given_up = Event()
    given_up.set()
    start = time.monotonic()
    with wanted_until(given_up), pytest.raises(OverloadError, match="not wanted any more"):
        pool.ask(Request(ENDLESS, state))
    assert time.monotonic() - start < LIMITS.deadline / 2
    assert is_wanted()
    assert b"true" in answer(pool, state)


def test_what_has_waited_for_most_of_its_deadline_is_refused_before_those_at_work_end(state: State) -> None:
    def end(_: int) -> type[StoreError]:
        with pytest.raises(StoreError) as raised:
            crowded.ask(Request(ENDLESS, state))
        return raised.type

    # One process that waits for queries makes three at work at most, and none of these is found to be long.
    limits = replace(LIMITS, deadline=2, patience=60)
    with closing(QueryPool(BASE, limits)) as crowded, ThreadPoolExecutor(4) as threads:
        ended = [one.result() for one in as_completed([threads.submit(end, n) for n in range(4)])]
    assert ended == [OverloadError, DeadlineError, DeadlineError, DeadlineError]


def test_another_process_takes_the_place_of_one_that_died(pool: QueryPool, state: State) -> None:
    os.kill(pool._idle[0]._number, signal.SIGKILL)
    with pytest.raises(OverloadError):
        answer(pool, state)
    assert b"true" in answer(pool, state)


def test_another_spawner_takes_the_place_of_one_that_died() -> None:
    with closing(Spawner(BASE, 256, 10)) as spawner:
        number, connection = spawner.spawn()
        spawner._process.kill()
        spawner._process.wait()
        another, connected = spawner.spawn()
        assert number != another
        # The first is not its child; to forget it does no harm.
        os.kill(number, signal.SIGKILL)
        spawner.forget(number)
        os.kill(another, signal.SIGKILL)
        spawner.forget(another)
        third, last = spawner.spawn()
        assert third
        for each in (connection, connected, last):
            each.close()
