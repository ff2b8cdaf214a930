"""A graph on Oxigraph as a server holds it: queries run in processes of their own, each on one state of the graph."""

import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Thread

from kg.errors import KgError, OverloadError, StoreError
from kg.oxigraph_open import open_folder, open_memory
from kg.oxigraph_store import MEMORY, OxigraphStore
from kg.query_limits import Limits, too_late
from kg.query_messages import Change, Request, State
from kg.query_process import RefusedError, WorkerProcess
from kg.rocksdb_folder import FolderSnapshot, folder_version, snapshot
from kg.rocksdb_undo import UNSETTLED, Savepoint
from kg.side_index import SideIndex, fresh_index
from kg.stoppable_store import StoppableStore
from kg.store import GraphStore, open_store
from kg.waits import by_thread

# A change by another process is seen at the latest after this many seconds, or this many times the seconds that it takes to open the graph.
_INTERVAL = 1.0
_SHARE = 20
_COPIES = 2
_TURN = 0.8
"""The share of its deadline that a change may wait for others."""


class ServedFolder(StoppableStore):
    """
    A graph in a folder.

    Each process has it open to be read, as it was at some version. Changes by other processes are looked for once a second, or
    more rarely where it takes long to open the graph; those through this store are made by one more process, which holds
    the folder open for writing while changes come.
    """

    def __init__(self, folder: Path, base: str, limits: Limits) -> None:
        open_folder(folder, base, read_only=True).close()
        super().__init__(str(folder), base, limits)
        self._folder = folder
        self._writer: WorkerProcess | None = None
        self._writing = Lock()
        self._mending = self._closed = False
        self._hold(snapshot(folder))
        self._look_again = 0.0
        self._sought = ""
        self._index: SideIndex | None = None

    @property
    def index(self) -> SideIndex | None:
        version = self.version
        with self._lock:
            if self._sought != version:
                self._sought, self._index = version, fresh_index(self._folder, version)
            return self._index

    def close(self) -> None:
        self._closed = True
        super().close()
        with self._writing:
            self._end_writer()
        self._read.close()

    def look(self) -> bool:
        with self._lock:
            self._look()
        return not (self._folder / UNSETTLED).exists()

    def _state(self) -> State:
        if time.monotonic() >= self._look_again:
            self.look()
        return self._known

    def _fresh_state(self) -> State | None:
        return self._known if time.monotonic() < self._look_again else None

    def _look(self) -> None:
        if self._mending:
            # What the last change left would be gone through by each who opens the folder, and does not count before it is settled.
            return
        self._look_again = time.monotonic() + max(_INTERVAL, _SHARE * self._pool.opening)
        if self._index is None:
            # It may be made after the last change.
            self._sought = ""
        if folder_version(self._folder) != self._known.version:
            with suppress(OverloadError):
                self._hold(snapshot(self._folder))

    def _hold(self, read: FolderSnapshot) -> None:
        self._opened = OxigraphStore(str(self._folder), read.open(), self.base)
        self._read = read
        self._known = State(read.version, str(read.path), read)

    @property
    def _near(self) -> GraphStore:
        return self._opened

    def _reading(self) -> GraphStore:
        return open_folder(self._folder, self.base, read_only=True)

    def _change(self, change: Change) -> None:
        begin = time.monotonic()
        if not self._writing.acquire(timeout=_TURN * self._limits.deadline):
            raise OverloadError("other changes are being made; try again later")
        try:
            turn = time.monotonic()
            writer = self._open_writer(turn + self._limits.deadline)
            # The time that it takes to open the graph is no fault of the change.
            self._write(writer, change, begin + self._limits.deadline + time.monotonic() - turn)
        finally:
            self.look()
            self._writing.release()

    def _open_writer(self, until: float) -> WorkerProcess:
        """The process that writes, with the folder open; OverloadError where that takes too long, and it goes on meanwhile."""
        self._writer = self._writer or self._pool.process()
        try:
            if by_thread(self._writer.opened(self._state_to_write(), until, keep=True)):
                return self._writer
        except RefusedError as refused:
            raise refused.error from None
        except KgError:
            self._end_writer()
            raise
        raise OverloadError("the graph is being opened to be written, which takes long; try again soon")

    def _write(self, writer: WorkerProcess, change: Change, ends: float) -> None:
        def late() -> float:
            raise too_late(self._limits)

        before = Savepoint(self._folder)
        try:
            by_thread(writer.steps(Request(change, self._state_to_write(), keep=True), ends, late)).body.close()
        except RefusedError as refused:
            if not isinstance(refused.error, StoreError):
                raise refused.error from None
            # It may have been in the middle of the change.
            raise self._given_up(refused.error, before) from None
        except StoreError as error:
            raise self._given_up(error, before) from error

    def _given_up(self, error: StoreError, before: Savepoint) -> StoreError:
        """What is said of a change that was not made to its end: it is undone, or else opened once more before others read it."""
        self._end_writer()
        if before.restore():
            return type(error)(f"{error} (nothing has been changed)")
        self._mending = True
        Thread(target=self._mend, daemon=True).start()
        return type(error)(f"{error} (perhaps the change has been made all the same; look before you send it again)")

    def _mend(self) -> None:
        opens = True
        while opens and not self._closed:
            # Whoever asks for a change next is told what goes wrong here.
            with self._writing, suppress(StoreError):
                self._open_writer(time.monotonic() + _INTERVAL)
            opens = self._writer is not None and self._writer.opens
        self._mending = False

    def _state_to_write(self) -> State:
        return State(self._known.version, str(self._folder))

    def _end_writer(self) -> None:
        if self._writer:
            self._writer.kill()
        self._writer = None


class ServedMemory(StoppableStore):
    """
    A graph in the memory of this process, which stays the one that counts; the others read copies.

    A change is tried out in one of them first, so that one that takes too long or too much memory does no harm.
    """

    def __init__(self, store: OxigraphStore, limits: Limits) -> None:
        super().__init__(MEMORY, store.base, limits)
        self._store = store
        self._copies = TemporaryDirectory(prefix="kg-")
        self._writing = Lock()
        self._known: State | None = None

    def close(self) -> None:
        super().close()
        self._copies.cleanup()

    def _state(self) -> State:
        with self._lock:
            if self._known is None or self._known.version != self._store.version:
                copy = Path(self._copies.name) / f"{self._store.version}.nq"
                state = State(self._store.version, str(copy))
                self._store.copy(copy)
                # Its readers may be about to open the copy before this one: two of them stay.
                for old in sorted(Path(self._copies.name).iterdir(), key=lambda path: path.stat().st_mtime)[: -2 * _COPIES]:
                    old.unlink()
                self._known = state
            return self._known

    def _fresh_state(self) -> State | None:
        # While it is changed, it may be between two transactions that belong together.
        changing = self._writing.locked()
        return self._known if not changing and self._known and self._known.version == self._store.version else None

    def _reading(self) -> GraphStore:
        return self._store.shared()

    @property
    def _near(self) -> GraphStore:
        return self._store

    def _change(self, change: Change) -> None:
        with self._writing:
            self._pool.ask(Request(change, self._state())).body.close()
            getattr(self._store, change.method)(*change.arguments)


def served(graph: str | GraphStore, base: str, limits: Limits) -> GraphStore:
    """
    A graph as a server holds it: a location as `open_store` takes it, or a store, which stays open when this one is closed.

    StoreError where it cannot be read.
    """
    if graph == MEMORY:
        return ServedMemory(open_memory(base), limits)
    if isinstance(graph, OxigraphStore):
        return ServedMemory(graph, limits) if graph.location == MEMORY else ServedFolder(Path(graph.location), graph.base, limits)
    if isinstance(graph, GraphStore):
        return graph
    if graph.startswith(("http://", "https://")):
        return open_store(graph, base=base, deadline=limits.deadline)
    return ServedFolder(Path(graph), base, limits)
