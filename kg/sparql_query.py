"""A SPARQL query as it is handed to a store, and the answer as bytes in a format."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

SPOOLED = 1 << 20
"""Bytes of an answer that are held in memory; a larger one is kept in a file."""

_CHUNK = 1 << 16


class Kind(StrEnum):
    """What a request gives: SELECT and ASK a table, CONSTRUCT and DESCRIBE a graph, a change nothing."""

    TABLE = "table"
    GRAPH = "graph"
    NOTHING = "nothing"


class Sink(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take some bytes, and say how many."""

    def flush(self) -> None:
        """Let go of all of them."""


@dataclass(frozen=True)
class SparqlQuery:
    """
    A SPARQL query, and the format that each kind of result is wanted in: a name of kg.results or kg.export, or None for not at all.

    Where `default_graphs` or `named_graphs` (IRIs) is given, both together are the data set, whatever the query says (SPARQL
    1.1 Protocol, 2.1.4). Relative IRIs are resolved against `base_iri`.
    """

    text: str
    table: str | None = "json"
    graph: str | None = "ntriples"
    base_iri: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True)
class SparqlAnswer:
    """
    The whole result of a query, computed to its end; `body` is empty where results of this kind were not wanted.

    `version` names the state of the graph that was asked, where the store can tell.
    """

    kind: Kind
    body: IO[bytes]
    version: str | None

    @property
    def size(self) -> int:
        """The number of bytes."""
        size = self.body.seek(0, os.SEEK_END)
        self.body.seek(0)
        return size

    def chunks(self) -> Iterator[bytes]:
        """The bytes of the body, piece by piece."""
        while chunk := self.body.read(_CHUNK):
            yield chunk


@contextmanager
def spooled() -> Iterator[IO[bytes]]:
    """A stream for the bytes of an answer, which holds it; closed where there is an error."""
    body = SpooledTemporaryFile(SPOOLED)  # noqa: SIM115 the answer holds it
    try:
        yield body
    except BaseException:
        body.close()
        raise
    body.seek(0)


def answered(write: Callable[[IO[bytes]], Kind], version: str | None) -> SparqlAnswer:
    """What `write` puts into a stream, as an answer."""
    with spooled() as body:
        kind = write(body)
    return SparqlAnswer(kind, body, version)
