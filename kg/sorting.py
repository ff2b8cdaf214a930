"""Sort more lines than fit into memory."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from tempfile import TemporaryFile
from typing import IO

_IN_MEMORY = 64_000_000
"""How many bytes of lines are sorted at a time; Python needs about twice as much for them."""


def sorted_lines(lines: Iterable[bytes], in_memory: int = _IN_MEMORY) -> Iterator[bytes]:
    """
    The lines in the order of their bytes, each once; each must end in a line feed.

    What is more than `in_memory` bytes is sorted part by part into temporary files, which are merged.
    """
    with ExitStack() as open_files:
        parts: list[IO[bytes]] = []
        held: set[bytes] = set()
        size = 0
        for line in lines:
            if line not in held:
                held.add(line)
                size += len(line)
            if size >= in_memory:
                parts.append(open_files.enter_context(_written(held)))
                held, size = set(), 0
        for line, _ in groupby(heapq.merge(*parts, sorted(held))):
            yield line


def _written(lines: set[bytes]) -> IO[bytes]:
    file = TemporaryFile()  # noqa: SIM115  (the caller closes it)
    file.writelines(sorted(lines))
    file.seek(0)
    return file
