"""Load quads into Oxigraph the fast way, into their named graphs and into the default graph that is the union of these."""

import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from tempfile import TemporaryFile
from typing import IO

from pyoxigraph import RdfFormat, Store

_USED = b" <http://www.w3.org/ns/prov#used> "
_CHUNK = 48_000_000
"""How many bytes of a file are loaded at a time; Oxigraph needs about four times as much."""

_PIECES = 2
"""How many pieces are being loaded at a time."""

_IRI = rb"<[^<>\"\s]++>"
_GROUND = re.compile(rb'%b %b (?:%b|"(?:[^"\\]++|\\.)*+"(?:@[\w-]++|\^\^%b)?) %b \.\n' % (_IRI, _IRI, _IRI, _IRI, _IRI))
"""A line without blank nodes."""

Loading = list[Future[None]]


def bulk_load(store: Store, nquads: bytes) -> None:
    """
    Add N-Quads, one a line, of valid terms, that all stand in named graphs which the store does not have yet.

    It is no transaction. If the process is killed meanwhile, a part may be there; but of no article the triple that tells which run
    read it: that comes last. OSError or RuntimeError where the store cannot be written.
    """
    with ThreadPoolExecutor(2) as threads:
        for part in _parted(nquads):
            _end(_begin(store, part, threads, checked=True))


def bulk_load_file(store: Store, file: IO[bytes], chunk_bytes: int = _CHUNK) -> int | None:
    """
    The same from a file of any size, into a store without graphs; gives the number of lines.

    None where a line has no graph, names a blank node or cannot be read: the store is empty then.
    """
    try:
        return _load_file(store, file, chunk_bytes)
    except (SyntaxError, ValueError):
        store.clear()
        return None


def _load_file(store: Store, file: IO[bytes], chunk_bytes: int) -> int:
    number = 0
    under_way: deque[Loading] = deque()
    with TemporaryFile() as last, ThreadPoolExecutor(2) as threads:
        for chunk in _chunks(file, chunk_bytes):
            if b"_:" in chunk and not all(map(_GROUND.fullmatch, chunk.splitlines(keepends=True))):
                raise ValueError("blank nodes")
            number += chunk.count(b"\n")
            first, used = _parted(chunk)
            last.write(used)
            # While two pieces are loaded, the next one is read: no thread waits for another.
            if len(under_way) == _PIECES:
                _end(under_way.popleft())
            under_way.append(_begin(store, first, threads))
        while under_way:
            _end(under_way.popleft())
        last.seek(0)
        for chunk in _chunks(last, chunk_bytes):
            _end(_begin(store, chunk, threads))
    return number


def _parted(nquads: bytes) -> tuple[bytes, bytes]:
    """The lines that are loaded first, and those that are loaded last."""
    first, last, start = [], [], 0
    while (found := nquads.find(_USED, start)) >= 0:
        begin, end = nquads.rfind(b"\n", 0, found) + 1, nquads.find(b"\n", found) + 1 or len(nquads)
        first.append(nquads[start:begin])
        last.append(nquads[begin:end])
        start = end
    return b"".join([*first, nquads[start:]]), b"".join(last)


def _chunks(file: IO[bytes], size: int) -> Iterator[bytes]:
    """The file in pieces that end where a line does."""
    while chunk := file.read(size):
        yield chunk + file.readline()


def _begin(store: Store, nquads: bytes, threads: Executor, *, checked: bool = False) -> Loading:
    # Oxigraph parses in one thread and writes in another; the union is written beside the named graphs, whose terms are checked there.
    named = threads.submit(partial(store.bulk_load, nquads, RdfFormat.N_QUADS, lenient=checked))
    # A line of three terms has two without the last, which are no triple: an error, as it should be.
    union = b"".join(dict.fromkeys(line[: line.rindex(b" <")] + b" .\n" for line in nquads.splitlines()))
    return [named, threads.submit(partial(store.bulk_load, union, RdfFormat.N_TRIPLES, lenient=True))]


def _end(loading: Loading) -> None:
    for part in loading:
        part.result()
