"""Where data goes: standard output, or a file that appears whole or not at all."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.written_file import written_file


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream of bytes into the file, packed if its name ends in `.gz`, or to standard output where there is none."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    with written_file(path) as stream:
        yield stream
