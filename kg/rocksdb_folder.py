"""A folder of RocksDB, in which Oxigraph keeps a graph, as those see it who only read."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from weakref import finalize

from pyoxigraph import Store

from kg.errors import OverloadError, StoreError

READERS = ".readers"
"""Where in the folder the snapshots lie."""

_GUARD = "guard"
_HELD = ".held"
_TRIES = 100
_PAUSE = 0.02


class FolderSnapshot:
    """
    A graph in a folder as it was at one time, whatever is written there afterwards.

    RocksDB does not let one process read what another writes: it looks for its files when it needs them, and the writer may have
    dropped them (https://github.com/facebook/rocksdb/wiki/Read-only-and-Secondary-instances). So a reader has a folder of its own,
    with hard links to the files that never change and copies of those that do. It goes with the last reference to this object.
    """

    def __init__(self, path: Path, lock: int | None = None) -> None:
        self.path = path
        self.version = folder_version(path)
        self._end = None if lock is None else finalize(self, _removed, path, lock)

    def open(self) -> Store:
        """The store, to be read while this object is there."""
        return Store.read_only(str(self.path))

    def close(self) -> None:
        """Drop the files now; twice does no harm."""
        if self._end:
            self._end()


def snapshot(folder: Path) -> FolderSnapshot:
    """
    The graph in a folder as it is now.

    Where no links can be made in it (another's folder, other file systems), it is read in place, and then nobody may write to
    it. OverloadError where it changes faster than it can be read.
    """
    if sys.platform == "win32":
        return FolderSnapshot(folder)
    before = folder_version(folder)
    for _ in range(_TRIES):
        try:
            return _taken(folder)
        except FileNotFoundError:
            # The writer has dropped a file since the folder was listed, or changed what belongs together.
            time.sleep(_PAUSE)
        except OSError:
            return FolderSnapshot(folder)
    if folder_version(folder) == before:
        # Nobody writes: files are missing, and RocksDB says which.
        return FolderSnapshot(folder)
    raise OverloadError(f"{folder}: the graph changes faster than it can be read; try again later")


def folder_version(folder: Path) -> str:
    """
    A name for the state of the store in a folder: another one after each change, by whichever process.

    It is taken from the name that RocksDB gave the store, and from the names and sizes of its manifest and write-ahead logs,
    which grow with each change. StoreError where there is no such folder.
    """
    try:
        known = [(folder / name).read_text(encoding="ascii").strip() for name in ("IDENTITY", "CURRENT")]
        with os.scandir(folder) as entries:
            wanted = [entry for entry in entries if entry.name.endswith(".log") or entry.name == known[1]]
    except OSError as error:
        raise StoreError(f"{folder}: the graph cannot be read ({error.strerror}); check the path and the rights") from error
    files = []
    for entry in wanted:
        # A file may go while the folder is read: then the version is another one at the next look.
        with suppress(FileNotFoundError):
            files.append((entry.name, entry.stat().st_size))
    files.sort()
    return sha256(repr((known[0], files)).encode()).hexdigest()[:16]


def logs_of(folder: Path) -> dict[str, int]:
    """The write-ahead logs of the store in a folder, and their sizes: what each process has to go through that opens it."""
    found = {}
    for path in folder.glob("*.log"):
        # A file may go while the folder is read.
        with suppress(FileNotFoundError):
            found[path.name] = path.stat().st_size
    return found


def _taken(folder: Path) -> FolderSnapshot:
    """
    A snapshot, without the writer's help; FileNotFoundError where it has come between.

    The manifest says which files make up the store. While it stays as it is, these files stay, and the logs, of those there were
    at first, only grow, so that their copies end after some transaction, perhaps with a part of the next, which RocksDB leaves out.
    """
    current = (folder / "CURRENT").read_bytes()
    manifest = folder / current.decode().strip()
    size = manifest.stat().st_size
    files = [path for path in folder.iterdir() if path.suffix in (".sst", ".blob", ".log") or path.name.startswith(("OPTIONS", "IDENTITY"))]
    readers = folder / READERS
    readers.mkdir(exist_ok=True)
    with _guarded(readers):
        _sweep(readers)
        path = readers / token_hex(8)
        lock = os.open(path.with_suffix(_HELD), os.O_CREAT | os.O_RDWR)
        _try_lock(lock)
    try:
        path.mkdir()
        for file in files:
            if file.suffix in (".sst", ".blob"):
                (path / file.name).hardlink_to(file)
            else:
                shutil.copy2(file, path)
        shutil.copy2(manifest, path)
        shutil.copy2(folder / "CURRENT", path)
        if (path / "CURRENT").read_bytes() != current or not size == (path / manifest.name).stat().st_size == manifest.stat().st_size:
            raise FileNotFoundError(manifest)
        return FolderSnapshot(path, lock)
    except OSError:
        _removed(path, lock)
        raise


@contextmanager
def _guarded(readers: Path) -> Iterator[None]:
    """One process at a time begins or sweeps."""
    import fcntl

    with (readers / _GUARD).open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        yield


def _sweep(readers: Path) -> None:
    """Remove what processes left that were ended: nobody holds its lock."""
    for held in readers.glob(f"*{_HELD}"):
        lock = os.open(held, os.O_RDWR)
        if _try_lock(lock):
            _removed(held.with_suffix(""), lock)
        else:
            os.close(lock)


def _try_lock(lock: int) -> bool:
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _removed(path: Path, lock: int) -> None:
    shutil.rmtree(path, ignore_errors=True)
    path.with_suffix(_HELD).unlink(missing_ok=True)
    os.close(lock)
