"""Work on batches in several processes: the results come in order, few batches are held, and a process that dies takes one item with it."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from signal import SIG_IGN, SIGINT, signal
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Answer = TypeVar("Answer")

_AHEAD = 3
"""How many batches a process has at most that it works on, that wait for it, or whose results wait to be taken."""


@dataclass(frozen=True)
class Lost(Generic[Item]):
    """An item over which the process died that worked on it: out of memory, perhaps."""

    item: Item


class Processes(Generic[Item, Result]):
    """
    Processes that do one piece of work, on batch after batch; a context manager that ends them.

    They are started afresh, so `work` must be a function that can be pickled, or a partial of one. They leave Ctrl-C to this process,
    end when it ends, however that comes, and multiply matrices in one thread each.
    """

    def __init__(self, work: Callable[[Sequence[Item]], list[Result]], number: int) -> None:
        self._work = work
        self._number = number
        self._pool = self._start()

    def __enter__(self) -> Self:
        """The processes themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """End them; what they have begun, they finish."""
        self._pool.shutdown(cancel_futures=True)

    def call(self, function: Callable[[], Answer]) -> Answer:
        """What a function gives in one of the processes; BrokenProcessPool where the process dies of it."""
        return self._pool.submit(function).result()

    def results(self, batches: Iterable[Sequence[Item]]) -> Iterator[Result | Lost[Item]]:
        """The results of the work on all batches, in their order; those of a batch that cannot be done whole come one by one."""
        waiting: deque[tuple[Sequence[Item], Future[list[Result]]]] = deque()
        source = iter(batches)
        while True:
            while len(waiting) < self._number * _AHEAD and (batch := next(source, None)) is not None:
                waiting.append((batch, self._submit(batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                self._restart()
                yield from self._one_by_one(batch)
                waiting = deque((held, self._submit(held)) for held, _ in waiting)

    def _one_by_one(self, batch: Sequence[Item]) -> Iterator[Result | Lost[Item]]:
        for item in batch:
            try:
                yield from self._submit([item]).result()
            except BrokenProcessPool:
                self._restart()
                yield Lost(item)

    def _submit(self, batch: Sequence[Item]) -> Future[list[Result]]:
        try:
            return self._pool.submit(self._work, batch)
        except BrokenProcessPool as error:
            broken: Future[list[Result]] = Future()
            broken.set_exception(error)
            return broken

    def _restart(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._number, get_context("spawn"), _begin)


def _begin() -> None:
    signal(SIGINT, SIG_IGN)
    # Read when NumPy is imported, which is later. Several threads in each of several processes only get in each other's way.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
