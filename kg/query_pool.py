"""
Answer SPARQL queries in processes of their own: one that takes too long, or too much memory, is ended with its process.

Oxigraph cannot be told to stop a query, and holds its results in one thread.
"""

import os
import signal
import time
from collections.abc import Callable
from math import inf
from threading import Condition
from typing import IO

from kg import errors
from kg.errors import OverloadError, StoreError
from kg.query_limits import Limits, too_late
from kg.query_messages import Begun, Change, Committed, Done, Failed, Part, Request, State
from kg.query_spawner import Spawner
from kg.sparql_query import Kind, SparqlAnswer, SparqlQuery, answered
from kg.wanted import is_wanted

_LAST = 19
"""The niceness of those that let all others go first."""
_GRACE = 5
_KNOWN = 1000
"""How many queries are remembered as long."""
_LOOK = 0.25
"""After so many seconds each, it is looked whether a long query is wanted still."""
_BURST = 3
"""How many times the processes that wait for queries may be at work at a time, before the rest have to wait."""


class WorkerProcess:
    """A process of kg.query_worker and the connection to it."""

    def __init__(self, spawner: Spawner, size: int) -> None:
        self.opening = 0.0
        self.yields = False
        self._opened: State | None = None
        self._size = size
        self._spawner = spawner
        self._number, self._connection = spawner.spawn()

    def ask(self, request: Request, ends: float, late: Callable[[], float], patience: float = inf) -> SparqlAnswer:
        """
        The answer to a request.

        When the monotonic clock has passed `ends`, or `patience` seconds of work on the request have passed, `late` says until
        when to wait on, or raises. RefusedError carries what the process itself reports; after any other error it is in no
        state to be asked again.
        """
        return answered(lambda body: self._ask(request, ends, late, patience, body), request.state.version)

    def _ask(self, request: Request, ends: float, late: Callable[[], float], patience: float, body: IO[bytes]) -> Kind:
        until = min(ends, time.monotonic() + patience) if self._opened == request.state else ends
        self._opened = request.state
        try:
            self._connection.send(request)
            while True:
                left = until - time.monotonic()
                if left <= 0 or not self._connection.poll(None if left == inf else left):
                    until = late()
                    continue
                match self._connection.recv():
                    case Begun(opening):
                        self.opening = opening
                        until = min(ends, time.monotonic() + patience)
                    case Committed():
                        until = inf
                    case Failed(error, message):
                        raise RefusedError(getattr(errors, error)(message))
                    case Part(data):
                        self._keep(body, data)
                    case Done(data, kind):
                        self._keep(body, data)
                        return kind
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise OverloadError(
                "the request needs more memory than one may take, or is nested too deeply; ask for less at once, or more simply"
            ) from error

    def _keep(self, body: IO[bytes], data: bytes) -> None:
        body.write(data)
        if body.tell() > self._size:
            raise OverloadError(f"the answer is longer than {self._size >> 20} MB; add a LIMIT, or ask for less at once")

    def yield_to_others(self) -> None:
        """From now on, let other processes go first; that cannot be taken back."""
        self.yields = True
        os.setpriority(os.PRIO_PROCESS, self._number, _LAST)

    def kill(self) -> None:
        """End the process, whatever it does."""
        os.kill(self._number, signal.SIGKILL)
        self._connection.close()
        self._spawner.forget(self._number)


class RefusedError(Exception):
    """Carries the error that a process reported; the process can be asked again."""

    def __init__(self, error: StoreError) -> None:
        super().__init__(str(error))
        self.error = error


class QueryPool:
    """
    Processes that answer requests, each one at a time.

    A request that takes longer than `limits.patience` is long: it goes on at the lowest priority, another process takes the
    place of its own, and the next time it is known to be long from its start. Where `limits.heavy` long ones are at work, more
    are refused. So a short one never waits long for long ones. `opening` is how many seconds it took a process to open the
    graph, when one last did.
    """

    def __init__(self, base: str, limits: Limits) -> None:
        self.limits = limits
        self._spawner = Spawner(base, limits.memory, limits.deadline + _GRACE)
        self._changed = Condition()
        self._idle = [self.process() for _ in range(limits.workers)]
        self._slow: list[WorkerProcess] = []
        self._busy = self._heavy = 0
        self._long: dict[SparqlQuery | Change, None] = {}
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
        ends = time.monotonic() + self.limits.deadline
        worker = self._take(request, ends)
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
            if request.what in self._long:
                late()
            fit, start = False, time.monotonic()
            answer = worker.ask(request, ends, late, self.limits.patience)
            fit = True
            if time.monotonic() - start < self.limits.patience:
                self._long.pop(request.what, None)
            self.opening = worker.opening or self.opening
        except RefusedError as refused:
            fit = True
            raise refused.error from None
        finally:
            self._leave(worker, heavy=heavy, fit=fit)
        return answer

    def close(self) -> None:
        """End the processes: the idle ones now, the others when their request is done."""
        with self._changed:
            self._closed = True
            for worker in (*self._idle, *self._slow):
                worker.kill()
            self._idle, self._slow = [], []
            self._spawner.close()

    def _take(self, request: Request, ends: float) -> WorkerProcess:
        with self._changed:
            if request.what in self._long:
                self._refuse_where_full()
                if self._slow:
                    self._busy += 1
                    return self._slow.pop()
            room = self._changed.wait_for(lambda: self._idle or self._busy < _BURST * self.limits.workers, ends - time.monotonic())
            if not room:
                raise OverloadError("too many queries came at once; try again later")
            worker = self._idle.pop() if self._idle else self.process()
            self._busy += 1
            return worker

    def _become_long(self, request: Request) -> None:
        with self._changed:
            self._long[request.what] = None
            if len(self._long) > _KNOWN:
                del self._long[next(iter(self._long))]
            self._refuse_where_full()
            self._heavy += 1
            self._busy -= 1
            self._changed.notify()

    def _refuse_where_full(self) -> None:
        if self._heavy >= self.limits.heavy:
            raise OverloadError("too many long queries are at work; try again later, or ask for less at once")

    def _leave(self, worker: WorkerProcess, *, heavy: bool, fit: bool) -> None:
        """The process is at work no more; it may be asked again if it is fit."""
        with self._changed:
            if heavy:
                self._heavy -= 1
            else:
                self._busy -= 1
            waiting, most = (self._slow, self.limits.heavy) if worker.yields else (self._idle, self.limits.workers)
            if fit and not self._closed and len(waiting) < most:
                waiting.append(worker)
            else:
                worker.kill()
            self._changed.notify()
