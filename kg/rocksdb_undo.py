"""Undo a change of a folder of RocksDB whose process has been killed."""

import os
import sys
import time
from pathlib import Path

from kg.rocksdb_folder import logs_of

UNSETTLED = "UNSETTLED"
"""A file of this name stands in a folder while a change is under way that takes several transactions."""

_TRIES = 100
_PAUSE = 0.1
_BLOCK = 1 << 15
_HEAD = 7


class Savepoint:
    """
    The folder as it is now, while a process has it open to be written and writes nothing.

    RocksDB puts each change at the end of a log, and says in its manifest what it has moved from there to other files. So long as
    it moves nothing, the log cut back to its length holds the graph as it was. A log that is left long, each process that opens
    the folder would have to go through again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest = _manifest(folder)
        self._logs = logs_of(folder)
        self._unsettled = (folder / UNSETTLED).exists()

    def restore(self) -> bool:
        """
        Undo what a process has written since, which has been killed; False where that cannot be done.

        It cannot when parts of it have been moved to other files, or when another process has opened the folder to write since then.
        """
        if sys.platform == "win32":
            return False
        import fcntl

        # The lock of RocksDB: who has it writes, and a process that is killed has it to its very end.
        with (self._folder / "LOCK").open("r+b") as lock:
            for _ in range(_TRIES):
                try:
                    fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    time.sleep(_PAUSE)
                else:
                    return self._cut_back()
        return False

    def _cut_back(self) -> bool:
        now = logs_of(self._folder)
        name, size = _manifest(self._folder)
        if name != self._manifest[0] or not _only_compacted((self._folder / name).read_bytes(), self._manifest[1], size):
            return False
        # A log that has gone was not needed any more when this was made.
        for name in now:
            os.truncate(self._folder / name, self._logs.get(name, 0))
        if not self._unsettled:
            (self._folder / UNSETTLED).unlink(missing_ok=True)
        return True


def _manifest(folder: Path) -> tuple[str, int]:
    name = (folder / "CURRENT").read_text(encoding="ascii").strip()
    return name, (folder / name).stat().st_size


def _only_compacted(manifest: bytes, start: int, end: int) -> bool:
    """
    Whether what was added to a manifest tells of files that were merged, which it does in the background after each opening, alone.

    It is written in blocks of 32 KB, in records: four bytes of a checksum, two of the length, one of the kind (1: whole), and a change that
    begins with the number of the first log that is still needed, where it has moved anything from a log, else with an old field (9), 0.
    """
    while start < end:
        left = _BLOCK - start % _BLOCK
        head = manifest[start : start + _HEAD]
        if left < _HEAD:
            start += left
        elif len(head) == _HEAD and head[6] == 1 and manifest[start + _HEAD : start + _HEAD + 2] == b"\x09\x00":
            start += _HEAD + int.from_bytes(head[4:6], "little")
        else:
            return False
    return start == end
