"""A process that answers SPARQL queries, seen from the one that asks it."""

import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from typing import IO

from kg import errors
from kg.errors import ExcessError, KgError
from kg.query_messages import Change, Committed, Done, Failed, Message, Opening, Part, Request, State
from kg.query_spawner import Spawner
from kg.sparql_query import Kind, SparqlAnswer, spooled
from kg.waits import Steps, Wait

_NICER = 10
"""
By so much those that let others go first are nicer: beside each of them, others get nine tenths of a core (Linux gives each step a
quarter more). The nicest would stand still beside any other program that keeps the machine busy.
"""
_SMALL = 1 << 14
"""Bytes that a process takes at once, so that sending them keeps nobody waiting."""


class WorkerProcess:
    """A process of kg.query_worker and the connection to it."""

    def __init__(self, spawner: Spawner, size: int) -> None:
        self.opening = 0.0
        self.yields = False
        self._opened: State | None = None
        self._began: float | None = None
        self._size = size
        self._spawner = spawner
        self._number, self._connection = spawner.spawn()

    @property
    def opens(self) -> bool:
        """Whether it was asked to open the graph and has not said yet that it did."""
        return self._began is not None

    def opened(self, state: State, until: float, *, keep: bool = False) -> Steps[bool]:
        """
        The way to the graph being open in a state, or to be written (`keep`): whether it is when the monotonic clock has passed a time.

        Where it is not, the process goes on, and before anything else it must be asked again. RefusedError as for `steps`.
        """
        if self._began is None and not keep and self._opened == state:
            return True
        with self._alive():
            if self._began is None:
                self._began, self._opened = time.monotonic(), None
                self._connection.send_bytes(pickle.dumps(Request(Opening(), state, keep)))
            if not (yield Wait(self._connection, until)):
                return False
            self.opening, self._began = time.monotonic() - self._began, None
            if isinstance(reply := self._received(), Failed):
                raise _refused(reply)
            self._opened = state
        return True

    def steps(self, request: Request, ends: float, late: Callable[[], float], patience: float = inf) -> Steps[SparqlAnswer]:
        """
        The way to the answer to a request, for which the graph is open.

        When the monotonic clock has passed `ends`, or `patience` seconds of work on the request have passed, `late` says until
        when to wait on, or raises. RefusedError carries what the process itself reports; after any other error it is in no
        state to be asked again.
        """
        with spooled() as body:
            kind = yield from self._talk(request, ends, late, patience, body)
        return SparqlAnswer(kind, body, request.state.version)

    def _talk(self, request: Request, ends: float, late: Callable[[], float], patience: float, body: IO[bytes]) -> Steps[Kind]:
        until = min(ends, time.monotonic() + patience)
        if isinstance(request.what, Change):
            # A copy on which a change was tried out is of no more use.
            self._opened = None
        message = pickle.dumps(request)
        if len(message) > _SMALL:
            yield None
        with self._alive():
            self._connection.send_bytes(message)
            while True:
                if not (yield Wait(self._connection, until)):
                    yield None
                    until = late()
                    continue
                match self._received():
                    case Done(data, kind):
                        self._keep(body, data)
                        return kind
                    case Failed() as failed:
                        raise _refused(failed)
                    case Committed():
                        until = inf
                    case Part(data):
                        self._keep(body, data)
                yield None

    def _received(self) -> Message:
        message: Message = pickle.loads(self._connection.recv_bytes())  # noqa: S301 our own process sent it
        return message

    @contextmanager
    def _alive(self) -> Iterator[None]:
        try:
            yield
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            raise ExcessError(
                "the request needs more memory than one may take, or is nested too deeply; ask for less at once, or more simply"
            ) from error

    def _keep(self, body: IO[bytes], data: bytes) -> None:
        body.write(data)
        if body.tell() > self._size:
            raise ExcessError(f"the answer is longer than {self._size >> 20} MB; add a LIMIT, or ask for less at once")

    def yield_to_others(self) -> None:
        """From now on, let other processes go first; that cannot be taken back."""
        self.yields = True
        os.setpriority(os.PRIO_PROCESS, self._number, os.getpriority(os.PRIO_PROCESS, self._number) + _NICER)

    def kill(self) -> None:
        """End the process, whatever it does."""
        os.kill(self._number, signal.SIGKILL)
        self._connection.close()
        self._spawner.forget(self._number)


class RefusedError(Exception):
    """Carries the error that a process reported; the process can be asked again."""

    def __init__(self, error: KgError) -> None:
        super().__init__(str(error))
        self.error = error


def _refused(failed: Failed) -> RefusedError:
    return RefusedError(getattr(errors, failed.error)(failed.message))
