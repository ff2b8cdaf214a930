"""A folder of RocksDB, in which Oxigraph keeps a graph, as those see it who only read."""

import os
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Store

from kg.errors import StoreError

_TRIES = 20
_PAUSE = 0.05


def open_read_only(folder: Path) -> Store:
    """
    The store in a folder, to be read.

    One that is being written to may drop files while they are looked for; a moment later, it can be opened.
    """
    for _ in range(_TRIES):
        try:
            return Store.read_only(str(folder))
        except (OSError, RuntimeError) as error:
            if "No such file" not in str(error):
                raise
            time.sleep(_PAUSE)
    return Store.read_only(str(folder))


def folder_version(folder: Path) -> str:
    """
    A name for the state of the store in a folder: another one after each change, by whichever process.

    It is taken from the names and sizes of RocksDB's write-ahead logs and manifests, which grow with each change. StoreError
    where there is no such folder.
    """
    try:
        with os.scandir(folder) as entries:
            wanted = [entry for entry in entries if entry.name.endswith(".log") or entry.name.startswith("MANIFEST")]
    except OSError as error:
        raise StoreError(f"{folder}: the graph cannot be read ({error.strerror}); check the path and the rights") from error
    files = []
    for entry in wanted:
        # A file may go while the folder is read: then the version is another one at the next look.
        with suppress(FileNotFoundError):
            files.append((entry.name, entry.stat().st_size))
    files.sort()
    return sha256(repr(files).encode()).hexdigest()[:16]
