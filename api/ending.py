"""That the server is told to end, said to what would otherwise keep it from ending: answers that last."""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def when_told_to_end(call: Callable[[], None]) -> Iterator[None]:
    """
    While it lasts, SIGTERM and SIGINT call a function in the event loop, and then do what they did before.

    A server tells its application to end only when all answers have been given. Signals go to the main thread; elsewhere nothing happens.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: handler for number in (signal.SIGTERM, signal.SIGINT) if callable(handler := signal.getsignal(number))}

    def handle(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(call)
        before[signal.Signals(number)](number, frame)

    for number in before:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
