"""
Answer SPARQL queries in processes of their own: one that takes too long, or too much memory, is ended with its process.

Oxigraph cannot be told to stop a query, and holds its results in one thread.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil, inf
from multiprocessing.connection import Connection
from threading import Condition, Semaphore
from typing import IO

from kg import errors
from kg.errors import DeadlineError, InputError, OverloadError, StoreError
from kg.query_messages import Begun, Committed, Done, Failed, Part, Request, State
from kg.sparql_query import Kind, SparqlAnswer, answered

_NICENESS = 10
_GRACE = 5
_LEAST_MEMORY = 256


def _cores() -> int:
    return os.cpu_count() or 1


@dataclass(frozen=True)
class Limits:
    """
    What queries may take.

    `deadline`: seconds from a request to its answer. `memory`: megabytes a process. `workers`: processes for queries that
    take less than `patience` seconds; `heavy`: processes beside them for those that take more. `size`: bytes of an answer.
    """

    deadline: float = 30.0
    memory: int = 1024
    workers: int = max(2, _cores())
    heavy: int = max(2, _cores())
    patience: float = 1.0
    size: int = 4 << 30


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits that KG_DEADLINE (seconds), KG_QUERY_MEMORY (megabytes) and KG_QUERY_WORKERS set; InputError where one is no number."""

    def number(name: str, default: float, least: float = 0.001) -> float:
        try:
            value = float(environment.get(name) or default)
        except ValueError:
            value = 0.0
        if not least <= value < inf:
            raise InputError(f"{name}={environment[name]}: expected a number, at least {least:g}")
        return value

    known = Limits()
    workers = ceil(number("KG_QUERY_WORKERS", known.workers, 1))
    return replace(
        known,
        deadline=number("KG_DEADLINE", known.deadline),
        memory=ceil(number("KG_QUERY_MEMORY", known.memory, _LEAST_MEMORY)),
        workers=workers,
        heavy=workers,
    )


class WorkerProcess:
    """A process of kg.query_worker and the socket that leads to it."""

    def __init__(self, base: str, limits: Limits) -> None:
        self.opening = 0.0
        self._opened: State | None = None
        self._size = limits.size
        ours, theirs = socket.socketpair()
        with ours, theirs:
            arguments = [str(theirs.fileno()), base, str(limits.memory), str(ceil(limits.deadline) + _GRACE)]
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", "kg.query_worker", *arguments], pass_fds=[theirs.fileno()], stderr=subprocess.DEVNULL
            )
            self._connection = Connection(ours.detach())

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
        """From now on, let other processes go first."""
        os.setpriority(os.PRIO_PROCESS, self._process.pid, _NICENESS)

    def kill(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._connection.close()


class RefusedError(Exception):
    """Carries the error that a process reported; the process can be asked again."""

    def __init__(self, error: StoreError) -> None:
        super().__init__(str(error))
        self.error = error


class QueryPool:
    """
    Processes that answer requests, each one at a time.

    Most of them are kept for what is answered soon: a request that takes longer than `limits.patience` may go on only while
    fewer than `limits.heavy` do, so that a short one never waits long for long ones. `opening` is how many seconds it took a
    process to open the graph, when one last did.
    """

    def __init__(self, base: str, limits: Limits) -> None:
        self.limits = limits
        self._base = base
        self._changed = Condition()
        self._idle = [WorkerProcess(base, limits) for _ in range(limits.workers)]
        self._number = limits.workers
        self._heavy = Semaphore(limits.heavy)
        self._closed = False
        self.opening = 0.0

    def ask(self, request: Request) -> SparqlAnswer:
        """
        The answer to a request.

        DeadlineError where it takes too long, OverloadError where it needs too much or too many others are at work.
        """
        ends = time.monotonic() + self.limits.deadline
        worker = self._take(ends)
        heavy = fit = False

        def late() -> float:
            nonlocal heavy
            if heavy or time.monotonic() >= ends:
                raise too_late(self.limits)
            heavy = self._heavy.acquire(blocking=False)
            if not heavy:
                raise OverloadError("too many long queries are at work; try again later, or ask for less at once")
            worker.yield_to_others()
            return ends

        try:
            answer = worker.ask(request, ends, late, self.limits.patience)
            fit = True
            self.opening = worker.opening or self.opening
        except RefusedError as refused:
            fit = True
            raise refused.error from None
        finally:
            if heavy:
                self._heavy.release()
            self._give_back(worker, fit=fit and not heavy)
        return answer

    def close(self) -> None:
        """End the processes: the idle ones now, the others when their request is done."""
        with self._changed:
            self._closed = True
            while self._idle:
                self._idle.pop().kill()

    def _take(self, ends: float) -> WorkerProcess:
        with self._changed:
            if not self._idle and self._number < self.limits.workers + self.limits.heavy:
                self._number += 1
                return WorkerProcess(self._base, self.limits)
            if not self._changed.wait_for(lambda: self._idle, ends - time.monotonic()):
                raise OverloadError("too many queries came at once; try again later")
            return self._idle.pop()

    def _give_back(self, worker: WorkerProcess, *, fit: bool) -> None:
        if not fit:
            worker.kill()
        with self._changed:
            if self._closed:
                worker.kill()
                return
            if fit:
                self._idle.append(worker)
            else:
                # It has to start yet: the others go first.
                self._idle.insert(0, WorkerProcess(self._base, self.limits))
            self._changed.notify()


def too_late(limits: Limits) -> DeadlineError:
    """What is raised at the deadline."""
    return DeadlineError(f"no answer within {limits.deadline:g} seconds; ask for less at once, or more simply")
