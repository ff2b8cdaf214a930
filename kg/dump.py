"""Read dumps of graphs, article by article, whatever their order and however large they are."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import IO, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError
from kg.export import FORMATS, format_of
from kg.sorting import sorted_lines
from kg.store import GraphStore

ArticleQuads = tuple[NamedNode, list[Quad]]
"""A named graph's name, and its quads, each once and sorted."""


def dumped_articles(path: Path, refuse: Callable[[InputError], None]) -> Iterator[ArticleQuads]:
    """
    The named graphs of a dump in N-Quads, TriG or JSON-LD, sorted by name; packed where its name ends in `.gz`.

    Triples that stand in no named graph are left out, and `refuse` is told how many. InputError where the file cannot be read or
    its format has no named graphs.
    """
    form = FORMATS.get(format_of(path.name))
    if form is None or not form.supports_datasets:
        raise InputError(f"{path}: this format has no named graphs, so articles cannot be told apart; import .nq, .trig or .jsonld")
    nameless = 0

    def lines() -> Iterator[bytes]:
        nonlocal nameless
        for quad in _parsed(path, form):
            if isinstance(quad.graph_name, NamedNode):
                yield f"{quad.graph_name} {quad} .\n".encode()
            else:
                nameless += 1

    for name, members in groupby(sorted_lines(lines()), key=lambda line: line.partition(b" ")[0]):
        text = b"".join(line.partition(b" ")[2] for line in members)
        yield NamedNode(name[1:-1].decode()), list(parse(text, format=RdfFormat.N_QUADS))
    if nameless:
        refuse(InputError(f"{path}: {nameless:,} triples stand in no named graph and were left out; each article has one of its own"))


def load_dump(path: Path, store: GraphStore, refuse: Callable[[InputError], None]) -> Iterator[tuple[list[NamedNode], int]]:
    """
    Write the named graphs of a dump into a store; gives the names of the graphs and the number of triples as they are written.

    A file of N-Quads goes into an empty store at once. Errors are those of `dumped_articles`.
    """
    if format_of(path.name) == "nquads":
        with suppress(SyntaxError, OSError, EOFError, zlib.error), _opened(path) as file:
            if (triples := store.load_file(file)) is not None:
                yield store.graphs(), triples
                return
    for name, quads in dumped_articles(path, refuse):
        store.replace(name, quads)
        yield [name], len(quads)


def stored_articles(store: GraphStore) -> Iterator[ArticleQuads]:
    """The named graphs of a store, sorted by name."""
    for name in store.graphs():
        yield name, sorted(set(store.quads(name)), key=str)


def _parsed(path: Path, form: RdfFormat) -> Iterable[Quad]:
    try:
        with _opened(path) as file:
            yield from parse(file, format=form)
    except SyntaxError as error:
        place = f"line {error.lineno}" if error.lineno else "somewhere"
        raise InputError(f"{path}, {place}: expected {form.name}: {' '.join(error.msg.split())}") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{path}: cannot be read ({error}); check the path and the rights, and that it is whole") from error


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.name.lower().endswith(".gz") else path.open("rb")
