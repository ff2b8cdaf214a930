"""
Answer SPARQL queries in processes of their own: one that takes too long, or too much memory, is ended with its process.

Oxigraph cannot be told to stop a query, and holds its results in one thread.
"""

import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from math import inf
from threading import Lock, Thread

from kg.errors import KgError, OverloadError
from kg.query_limits import Limits, too_late
from kg.query_messages import Request, State
from kg.query_process import RefusedError, WorkerProcess
from kg.query_spawner import Spawner
from kg.sparql_query import SparqlAnswer
from kg.waits import Steps, Wait, by_event_loop, by_thread
from kg.wanted import is_wanted

_GRACE = 5
_KNOWN = 1000
"""How many queries are remembered as long, each by a hash: their texts may have megabytes."""
_LOOK = 0.25
"""After so many seconds each, it is looked whether a long query is wanted still."""
_BURST = 3
"""How many times the processes that wait for queries may be at work at a time, before the rest have to wait."""
_WAITING = 128
"""How many queries wait for a process; more are refused at once."""
_TURN = 0.8
"""
The share of its deadline that a query may wait for a process: what has not begun by then would hardly be answered, and a crowd that is
refused at its deadline would keep those waiting who come after.
"""


class QueryPool:
    """
    Processes that answer requests, each one at a time.

    A request that takes longer than `limits.patience` is long: it goes on at a lower priority, another process takes the
    place of its own, and the next time it is known to be long from its start. Where `limits.heavy` long ones are at work, more
    are refused. So a short one never waits long for long ones. `opening` is how many seconds it took a process to open the
    graph, when one last did.
    """

    def __init__(self, base: str, limits: Limits) -> None:
        self.limits = limits
        self._spawner = Spawner(base, limits.memory, limits.deadline + _GRACE)
        self._lock = Lock()
        self._idle = [self.process() for _ in range(limits.workers)]
        self._slow: list[WorkerProcess] = []
        self._waiting: deque[Future[WorkerProcess | None]] = deque()
        self._threads = ThreadPoolExecutor(limits.heavy + _BURST * limits.workers)
        self._busy = self._heavy = 0
        self._long: dict[int, None] = {}
        self._closed = False
        self.opening = 0.0

    def process(self) -> WorkerProcess:
        """One more process, that belongs to whoever asked for it."""
        return WorkerProcess(self._spawner, self.limits.size)

    def ask(self, request: Request) -> SparqlAnswer:
        """
        The answer to a request.

        DeadlineError where it takes too long, OverloadError where it needs too much or too many others are at work.
        """
        return by_thread(self._steps(request))

    async def ask_soon(self, request: Request) -> SparqlAnswer:
        """The same, for an event loop: what is short stays in it, which is faster than to wait in a thread."""
        return await by_event_loop(self._steps(request), self._threads)

    def _steps(self, request: Request) -> Steps[SparqlAnswer]:
        begin = time.monotonic()
        ends = begin + self.limits.deadline
        worker = yield from self._turn(request, begin + _TURN * self.limits.deadline)
        heavy, fit = False, True

        def late() -> float:
            nonlocal heavy
            if not is_wanted():
                raise OverloadError("the answer is not wanted any more: the client has gone away")
            if time.monotonic() >= ends:
                raise too_late(self.limits)
            if not heavy:
                self._become_long(request)
                heavy = True
                worker.yield_to_others()
            return min(ends, time.monotonic() + _LOOK)

        try:
            if hash(request.what) in self._long:
                yield None
                late()
            fit = False
            if not (yield from worker.opened(request.state, ends)):
                raise OverloadError("the graph is being opened, which takes long; try again soon")
            start = time.monotonic()
            answer = yield from worker.steps(request, ends, late, self.limits.patience)
            fit = True
            # Half of it: one that takes about as long as that must not need another process each time.
            if time.monotonic() - start < self.limits.patience / 2:
                self._long.pop(hash(request.what), None)
            self.opening = worker.opening or self.opening
        except RefusedError as refused:
            fit = True
            raise refused.error from None
        finally:
            if worker.opens:
                Thread(target=self._open_to_the_end, args=(worker, request.state), kwargs={"heavy": heavy}, daemon=True).start()
            else:
                self._leave(worker, heavy=heavy, fit=fit)
        return answer

    def close(self) -> None:
        """End the processes: the idle ones now, the others when their request is done."""
        with self._lock:
            self._closed = True
            for worker in (*self._idle, *self._slow):
                worker.kill()
            self._idle, self._slow = [], []
            self._spawner.close()
        self._threads.shutdown(wait=False)

    def _turn(self, request: Request, last: float) -> Steps[WorkerProcess]:
        """A process that is to answer now; OverloadError where there is none when the monotonic clock has passed `last`."""
        place = self._place(request)
        try:
            for until in (min(last, time.monotonic() + self.limits.patience), last):
                if place.done() or (yield Wait(place, until)) or self._hurry(place):
                    break
            if worker := place.result(0):
                return worker
            yield None
            return self.process()
        except TimeoutError:
            self._give_up(place)
            raise OverloadError("too many queries came at once; try again later") from None
        except BaseException:
            self._give_up(place)
            raise

    def _place(self, request: Request) -> "Future[WorkerProcess | None]":
        """Where a process is to be found, or None when one more may be made."""
        place: Future[WorkerProcess | None] = Future()
        with self._lock:
            if hash(request.what) in self._long:
                self._refuse_where_full()
            if len(self._waiting) >= _WAITING:
                raise OverloadError("too many queries came at once; try again later")
            if hash(request.what) in self._long and self._slow:
                self._busy += 1
                place.set_result(self._slow.pop())
            else:
                self._waiting.append(place)
                self._call_in()
        return place

    def _call_in(self) -> None:
        """Those who have waited longest have their turn, as many as there is room for."""
        while self._waiting and (self._idle or self._busy < self.limits.workers):
            self._busy += 1
            self._waiting.popleft().set_result(self._idle.pop() if self._idle else None)

    def _hurry(self, place: "Future[WorkerProcess | None]") -> bool:
        """Whether somebody who has waited for some time may make one process more."""
        with self._lock:
            if place in self._waiting and self._busy < _BURST * self.limits.workers:
                self._busy += 1
                self._waiting.remove(place)
                place.set_result(None)
            return place.done()

    def _give_up(self, place: "Future[WorkerProcess | None]") -> None:
        with self._lock:
            if place in self._waiting:
                self._waiting.remove(place)
                return
            if worker := place.result():
                self._idle.append(worker)
            self._busy -= 1
            self._call_in()

    def _open_to_the_end(self, worker: WorkerProcess, state: State, *, heavy: bool) -> None:
        """Whoever comes later finds the graph open: one that is broken off each time would never be."""
        fit = False
        try:
            with suppress(KgError, RefusedError):
                fit = by_thread(worker.opened(state, inf))
        finally:
            self._leave(worker, heavy=heavy, fit=fit)

    def _become_long(self, request: Request) -> None:
        with self._lock:
            self._long[hash(request.what)] = None
            if len(self._long) > _KNOWN:
                del self._long[next(iter(self._long))]
            self._refuse_where_full()
            self._heavy += 1
            self._busy -= 1
            self._call_in()

    def _refuse_where_full(self) -> None:
        if self._heavy >= self.limits.heavy:
            raise OverloadError("too many long queries are at work; try again later, or ask for less at once")

    def _leave(self, worker: WorkerProcess, *, heavy: bool, fit: bool) -> None:
        """The process is at work no more; it may be asked again if it is fit."""
        with self._lock:
            if heavy:
                self._heavy -= 1
            else:
                self._busy -= 1
            resting, most = (self._slow, self.limits.heavy) if worker.yields else (self._idle, self.limits.workers)
            if fit and not self._closed:
                resting.append(worker)
            else:
                worker.kill()
            self._call_in()
            while len(resting) > most:
                resting.pop().kill()
