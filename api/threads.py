"""Run what waits for the store beside the event loop, and turn away what would wait too long."""

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import HTTPConnection

from kg.errors import OverloadError

Result = TypeVar("Result")

THREADS = 64
_WAITING = 64


async def in_thread(request: HTTPConnection, function: Callable[..., Result], *arguments: object) -> Result:
    """Call a function in a thread; OverloadError where too many others wait for one."""
    threads: CapacityLimiter = request.app.state.threads
    if threads.statistics().tasks_waiting >= _WAITING:
        raise OverloadError("too many requests came at once; try again later")
    return await anyio.to_thread.run_sync(function, *arguments, limiter=threads)
