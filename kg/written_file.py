"""Write a file so that it appears whole or not at all."""

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from kg.errors import InputError


@contextmanager
def written_file(path: Path) -> Iterator[IO[bytes]]:
    """
    A stream of bytes into the file, packed if its name ends in `.gz`; the same bytes give the same file.

    The file takes its name only when all is written: an error before leaves what was there. InputError where it cannot be written.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with _explained(path):
        file = part.open("wb")
    try:
        with file:
            if path.name.endswith(".gz"):
                with gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
                    yield cast("IO[bytes]", packed)
            else:
                yield file
        with _explained(path):
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); check the path and the rights") from error
