"""Where data goes: standard output, or a file that appears whole or not at all."""

import gzip
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO | gzip.GzipFile]:
    """
    A stream of bytes into the file, packed if its name ends in `.gz`, or to standard output where there is none.

    The file takes its name only when all is written: an error before leaves what was there.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); check the path and the rights") from error
    try:
        with file:
            if path.name.endswith(".gz"):
                with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
                    yield packed
            else:
                yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
