"""Load quads into Oxigraph the fast way, into their named graphs and into the default graph that is the union of these."""

import re
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from tempfile import TemporaryFile
from typing import IO

from pyoxigraph import RdfFormat, Store

_USED = b" <http://www.w3.org/ns/prov#used> "
_CHUNK = 48_000_000
"""How many bytes of a file are loaded at a time; Oxigraph needs about four times as much."""

# Nothing that these take is given back: where one of them does not fit, the line does not.
_IRI = rb"<[^<>\"\s]++>"
_LINE = re.compile(rb'%b %b (?:%b|"(?:[^"\\]++|\\.)*+"(?:@[\w-]++|\^\^%b)?) %b \.\n' % (_IRI, _IRI, _IRI, _IRI, _IRI))

Loading = list[Future[None]]


def bulk_load(store: Store, nquads: bytes) -> None:
    """
    Add N-Quads, one a line, of valid terms, that all stand in named graphs which the store does not have yet.

    It is no transaction. If the process is killed meanwhile, a part may be there; but of no article the triple that tells which run
    read it: that comes last. OSError or RuntimeError where the store cannot be written.
    """
    lines = nquads.splitlines(keepends=True)
    with ThreadPoolExecutor(2) as threads:
        for part in ([line for line in lines if _USED not in line], [line for line in lines if _USED in line]):
            _end(_begin(store, part, threads, checked=True))


def bulk_load_file(store: Store, file: IO[bytes], chunk_bytes: int = _CHUNK) -> int | None:
    """
    The same from a file of any size, into a store without graphs; gives the number of lines.

    None where a line has no graph, names a blank node or is written in an unusual way: a part of the file may then be loaded.
    """
    number = 0
    under_way: Loading = []
    with TemporaryFile() as last, ThreadPoolExecutor(2) as threads:
        for chunk in _chunks(file, chunk_bytes):
            lines = chunk.splitlines(keepends=True)
            if not all(map(_LINE.fullmatch, lines)):
                return None
            number += len(lines)
            last.writelines(line for line in lines if _USED in line)
            first = [line for line in lines if _USED not in line]
            # While these are loaded, the next ones are read.
            _end(under_way)
            under_way = _begin(store, first, threads)
        _end(under_way)
        last.seek(0)
        for chunk in _chunks(last, chunk_bytes):
            _end(_begin(store, chunk.splitlines(keepends=True), threads))
    return number


def _chunks(file: IO[bytes], size: int) -> Iterator[bytes]:
    """The file in pieces that end where a line does."""
    while chunk := file.read(size):
        yield chunk + file.readline()


def _begin(store: Store, lines: list[bytes], threads: Executor, *, checked: bool = False) -> Loading:
    # Oxigraph parses in one thread and writes in another; the union is written beside the named graphs, whose terms are checked there.
    named = threads.submit(partial(store.bulk_load, b"".join(lines), RdfFormat.N_QUADS, lenient=checked))
    union = b"".join(dict.fromkeys(line[: line.rindex(b" <")] + b" .\n" for line in lines))
    return [named, threads.submit(partial(store.bulk_load, union, RdfFormat.N_QUADS, lenient=True))]


def _end(loading: Loading) -> None:
    for part in loading:
        part.result()
