"""A graph on Oxigraph as a server holds it: queries run in processes of their own, each on one state of the graph."""

import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from kg.errors import KgError, OverloadError
from kg.oxigraph_open import open_folder, open_memory
from kg.oxigraph_store import MEMORY, UNSETTLED, OxigraphStore
from kg.query_limits import Limits, too_late
from kg.query_messages import Change, Request, State
from kg.query_process import RefusedError, WorkerProcess
from kg.rocksdb_folder import FolderSnapshot, folder_version, snapshot
from kg.side_index import SideIndex, fresh_index
from kg.stoppable_store import StoppableStore
from kg.store import GraphStore, open_store
from kg.waits import by_thread

# A change by another process is seen at the latest after this many seconds, or this many times the seconds that it takes to open the graph.
_INTERVAL = 1.0
_SHARE = 20
_COPIES = 2


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
        ends = time.monotonic() + self._limits.deadline

        def late() -> float:
            raise too_late(self._limits)

        if not self._writing.acquire(timeout=self._limits.deadline):
            late()
        try:
            self._writer = self._writer or self._pool.process()
            request = Request(change, State(self._known.version, str(self._folder)), keep=True)
            by_thread(self._writer.steps(request, ends, late)).body.close()
        except RefusedError as refused:
            raise refused.error from None
        except KgError:
            self._end_writer()
            raise
        finally:
            self.look()
            self._writing.release()

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
