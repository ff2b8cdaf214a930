"""Load quads into Oxigraph the fast way, into their named graphs and into the default graph that is the union of these."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryFile
from typing import IO

from pyoxigraph import RdfFormat, Store

_USED = b" <http://www.w3.org/ns/prov#used> "
_CHUNK = 48_000_000
"""How many bytes of a file are loaded at a time; Oxigraph needs about four times as much."""

_IRI = rb"<[^<>\"\s]+>"
_LINE = re.compile(rb'%b %b (?:%b|"(?:[^"\\]|\\.)*"(?:@[\w-]+|\^\^%b)?) %b \.\n' % (_IRI, _IRI, _IRI, _IRI, _IRI))


def bulk_load(store: Store, nquads: bytes) -> None:
    """
    Add N-Quads, one a line, that all stand in named graphs which the store does not have yet.

    It is no transaction. If the process is killed meanwhile, a part may be there; but of no article the triple that tells which run
    read it: that comes last. OSError or RuntimeError where the store cannot be written.
    """
    lines = nquads.splitlines(keepends=True)
    _load(store, [line for line in lines if _USED not in line])
    _load(store, [line for line in lines if _USED in line])


def bulk_load_file(store: Store, file: IO[bytes], chunk_bytes: int = _CHUNK) -> int | None:
    """
    The same from a file of any size, into a store without graphs; gives the number of lines.

    None where a line has no graph, names a blank node or is written in an unusual way: a part of the file may then be loaded.
    """
    number = 0
    with TemporaryFile() as last:
        for chunk in _chunks(file, chunk_bytes):
            lines = chunk.splitlines(keepends=True)
            if not all(map(_LINE.fullmatch, lines)):
                return None
            number += len(lines)
            last.writelines(line for line in lines if _USED in line)
            _load(store, [line for line in lines if _USED not in line])
        last.seek(0)
        for chunk in _chunks(last, chunk_bytes):
            _load(store, chunk.splitlines(keepends=True))
    return number


def _chunks(file: IO[bytes], size: int) -> Iterator[bytes]:
    """The file in pieces that end where a line does."""
    while chunk := file.read(size):
        yield chunk + file.readline()


def _load(store: Store, lines: list[bytes]) -> None:
    union = b"".join(dict.fromkeys(line[: line.rindex(b" <")] + b" .\n" for line in lines))
    # Oxigraph parses in one thread and writes in another; the union is written beside the named graphs.
    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(store.bulk_load, part, RdfFormat.N_QUADS) for part in (b"".join(lines), union)]:
            done.result()
