"""Work that waits: by a thread and by an event loop it comes to the same."""

import asyncio
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from math import inf
from multiprocessing import Pipe

import pytest

from kg.waits import Steps, Wait, by_event_loop, by_thread


def test_a_thread_and_an_event_loop_come_to_the_same() -> None:
    ours, theirs = Pipe()

    def work() -> Steps[list[object]]:
        late = yield Wait(ours, time.monotonic() + 0.01)
        theirs.send("a message")
        came = yield Wait(ours, inf)
        done: Future[str] = Future()
        done.set_result("a result")
        return [late, came, ours.recv(), (yield Wait(done, inf)), done.result()]

    with ours, theirs, ThreadPoolExecutor(1) as threads:
        expected = [False, True, "a message", True, "a result"]
        assert by_thread(work()) == asyncio.run(by_event_loop(work(), threads)) == expected


def test_what_may_block_goes_on_in_a_thread() -> None:
    def work() -> Steps[list[str]]:
        before = threading.current_thread().name
        yield None
        return [before, threading.current_thread().name]

    with ThreadPoolExecutor(1, thread_name_prefix="aside") as threads:
        assert asyncio.run(by_event_loop(work(), threads)) == ["MainThread", "aside_0"]
    assert by_thread(work()) == ["MainThread", "MainThread"]


def test_work_that_is_given_up_is_ended() -> None:
    ended: list[str] = []

    def work() -> Steps[None]:
        try:
            yield Wait(Future(), inf)
        finally:
            ended.append("ended")

    async def give_up() -> None:
        with ThreadPoolExecutor(1) as threads:
            await asyncio.wait_for(by_event_loop(work(), threads), 0.01)

    with pytest.raises(TimeoutError):
        asyncio.run(give_up())
    assert ended == ["ended"]
