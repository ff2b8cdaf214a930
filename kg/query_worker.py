"""
A process that answers SPARQL queries for kg.query_pool, so that a query can be ended at any time: with its process.

It is given a connection, the base of IRIs, and the megabytes, beside the open graph, and seconds that a request may take.
"""

import os
import pickle
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from kg.errors import ExcessError, KgError, OverloadError
from kg.index_upkeep import IndexUpkeep
from kg.oxigraph_open import open_copy, open_folder
from kg.oxigraph_store import OxigraphStore
from kg.query_messages import Change, Committed, Done, Failed, Message, Opening, Part, Request, State
from kg.rocksdb_folder import logs_of
from kg.sparql_query import Kind, SparqlQuery

_PIECE = 1 << 17
_TRIES = 20
_PAUSE = 0.1
_IDLE = 1.0
_LOG = 8 << 20
"""Bytes of RocksDB's logs that a process goes through in a tenth of a second or two."""
_STATM = Path("/proc/self/statm")


class Worker:
    """Holds the graph in the state that was asked for last."""

    def __init__(self, connection: Connection, base: str, megabytes: int, seconds: int) -> None:
        self._connection = connection
        self._base = base
        self._megabytes = megabytes
        self._ground = data_size()
        self._seconds = seconds
        self._held: tuple[State, OxigraphStore] | None = None
        self._written: tuple[OxigraphStore, IndexUpkeep] | None = None

    def serve(self) -> None:
        """Answer requests until the other end is closed; one that takes too long ends the process."""
        while True:
            if self._written is not None and not self._connection.poll(_IDLE):
                self._let_go(*self._written)
            try:
                request: Request = pickle.loads(self._connection.recv_bytes())  # noqa: S301 the server sent it
            except EOFError:
                return
            self._bound()
            try:
                reply: Done | Failed = self._reply(request)
            except MemoryError:
                reply = Failed(ExcessError.__name__, "the request needs more memory than one may take; ask for less at once")
            except KgError as error:
                reply = Failed(type(error).__name__, str(error))
            signal.alarm(0)
            self._send(reply)

    def _reply(self, request: Request) -> Done:
        match request.what:
            case Opening():
                return self._open(request)
            case Change() as change:
                return self._change(change, request)
            case question:
                return self._ask(question, request.state)

    def _open(self, request: Request) -> Done:
        self._unbound()
        if request.keep:
            self._to_write(Path(request.state.path))
        else:
            self._at(request.state)
        return Done(b"", Kind.NOTHING)

    def _ask(self, question: SparqlQuery, state: State) -> Done:
        store = self._at(state)
        pieces = _Pieces(self._send)
        kind = store.write(question, pieces)
        return Done(bytes(pieces.rest), kind)

    def _change(self, change: Change, request: Request) -> Done:
        if not request.keep:
            store, self._held = self._at(request.state), None
            getattr(store, change.method)(*change.arguments)
            return Done(b"", Kind.NOTHING)
        folder = Path(request.state.path)
        store, upkeep = self._to_write(folder)
        store.on_commit = self._committed
        upkeep.note(change, store)
        getattr(store, change.method)(*change.arguments)
        self._committed()
        _shorten_logs(store, folder)
        return Done(b"", Kind.NOTHING)

    def _to_write(self, folder: Path) -> tuple[OxigraphStore, IndexUpkeep]:
        if self._written is None:
            # What an earlier change left unsettled is settled first, whatever that takes.
            self._unbound()
            # Before the graph is opened to be written, which gives it another version.
            upkeep = IndexUpkeep(folder)
            self._written = _to_write(folder, self._base), upkeep
            _shorten_logs(self._written[0], folder)
            self._ground = data_size()
            self._bound()
        return self._written

    def _send(self, message: Message) -> None:
        self._connection.send_bytes(pickle.dumps(message))

    def _let_go(self, store: OxigraphStore, upkeep: IndexUpkeep) -> None:
        """Only one process may have a folder open for writing: let others have it."""
        self._unbound()
        upkeep.bring_up(store)
        self._written = None

    def _committed(self) -> None:
        self._unbound()
        self._send(Committed())

    def _bound(self) -> None:
        """From now on, too much time or memory ends this process."""
        self._bound_memory()
        signal.alarm(self._seconds)

    def _bound_memory(self) -> None:
        limit_data(self._ground + (self._megabytes << 20))

    def _unbound(self) -> None:
        """From now on, this process must not be ended."""
        signal.alarm(0)
        limit_data(None)

    def _at(self, state: State) -> OxigraphStore:
        if self._held is None or self._held[0] != state:
            # Opening takes what the graph needs, and never twice that.
            self._held = None
            limit_data(None)
            path = Path(state.path)
            self._held = state, open_folder(path, self._base, read_only=True) if path.is_dir() else open_copy(path, self._base)
            self._ground = data_size()
            self._bound_memory()
        return self._held[1]


class _Pieces:
    """Sends what is written to it in pieces of some size, and keeps the rest."""

    def __init__(self, send: Callable[[Part], None]) -> None:
        self._send = send
        self.rest = bytearray()

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self.rest += data
        if len(self.rest) >= _PIECE:
            self._send(Part(bytes(self.rest)))
            self.rest.clear()
        return len(data)

    def flush(self) -> None:
        """Nothing: the rest goes with the last message."""


def _to_write(folder: Path, base: str) -> OxigraphStore:
    """The store in a folder, as soon as no other process writes to it; OverloadError where that takes too long."""
    for _ in range(_TRIES):
        try:
            return open_folder(folder, base, read_only=False)
        except OverloadError:
            time.sleep(_PAUSE)
    return open_folder(folder, base, read_only=False)


def _shorten_logs(store: OxigraphStore, folder: Path) -> None:
    """What stands in a long log, all who read the graph would go through when they open it."""
    if sum(logs_of(folder).values()) > _LOG:
        store.flush()


def data_size() -> int:
    """How many bytes of data this process holds, as RLIMIT_DATA counts them; 0 where that is not known (elsewhere than on Linux)."""
    if sys.platform != "linux":
        return 0
    return int(_STATM.read_text(encoding="ascii").split()[5]) * os.sysconf("SC_PAGESIZE")


def limit_data(size: int | None) -> None:
    """Let this process hold that many bytes of data, or as many as there are; on Linux only."""
    if sys.platform == "linux":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most if size is None else size, most))


def answer_requests(connection: Connection, base: str, megabytes: int, seconds: int) -> None:
    """Answer requests until the other end of the connection is closed."""
    Worker(connection, base, megabytes, seconds).serve()
