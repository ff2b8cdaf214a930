"""
Work that has to wait now and then, written once, for a thread to wait or for an event loop.

Such work is a generator. It yields what it waits for, and is sent whether that came in time; it yields None before it does what may
keep a thread waiting; it returns the result.
"""

import asyncio
import os
import time
from collections.abc import Generator
from concurrent.futures import Executor, Future, wait
from contextvars import copy_context
from dataclasses import dataclass
from math import inf
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Wait:
    """That a connection can be read or a future is done, waited for until the monotonic clock has passed a time."""

    what: "Connection | Future[Any]"
    until: float


Steps = Generator[Wait | None, bool | None, Result]


def by_thread(steps: Steps[Result]) -> Result:
    """The result of some work; this thread waits."""
    try:
        awaited = next(steps)
        while True:
            awaited = steps.send(awaited is None or _came(awaited))
    except StopIteration as end:
        result: Result = end.value
        return result


async def by_event_loop(steps: Steps[Result], executor: Executor) -> Result:
    """The same without blocking the event loop; once it may block, a thread of the executor goes on with it."""
    try:
        awaited = next(steps)
        while awaited is not None:
            awaited = steps.send(await _comes(awaited))
    except StopIteration as end:
        result: Result = end.value
        return result
    except BaseException:
        steps.close()
        raise
    return await asyncio.get_running_loop().run_in_executor(executor, copy_context().run, by_thread, steps)


def _came(awaited: Wait) -> bool:
    left = None if awaited.until == inf else max(awaited.until - time.monotonic(), 0)
    if isinstance(awaited.what, Future):
        return bool(wait([awaited.what], left).done)
    return awaited.what.poll(left)


async def _comes(awaited: Wait) -> bool:
    loop = asyncio.get_running_loop()
    came: asyncio.Future[bool] = loop.create_future()

    def settle(result: bool) -> None:
        if not came.done():
            came.set_result(result)

    late = None if awaited.until == inf else loop.call_later(max(awaited.until - time.monotonic(), 0), settle, False)
    if isinstance(awaited.what, Future):
        awaited.what.add_done_callback(lambda _: loop.call_soon_threadsafe(settle, True))
    else:
        loop.add_reader(awaited.what.fileno(), settle, True)
    try:
        return await came
    finally:
        if late:
            late.cancel()
        if not isinstance(awaited.what, Future):
            loop.remove_reader(awaited.what.fileno())
            # uvloop makes what it watches raise an error where there is not enough to read yet.
            os.set_blocking(awaited.what.fileno(), True)
