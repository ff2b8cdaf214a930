"""Processes for queries: forked when they are needed, ended with what they cannot finish."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from graph_sample import BASE, fall, fill

from kg.errors import OverloadError
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
