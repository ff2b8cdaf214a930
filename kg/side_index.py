"""
The side index of a graph in a folder: a SQLite file by which claims are sorted, searched and counted faster than SPARQL can.

It can always be made anew from the graph. It is never changed where it lies but replaced as a whole, and it carries the
version of the graph that it was made of: where that does not fit, nobody uses it.
"""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.index_rows import DERIVED, INDEXES, TABLES, Row, rows
from kg.rocksdb_folder import folder_version

if TYPE_CHECKING:
    from kg.store import GraphStore

NAME = "side-index.sqlite"
_VERSION = 3
_ARTICLE = {"claim": 1, "statement": 1, "article": 0}
"""Which value of a row of a table is the article."""


class SideIndex:
    """An open side index: answers SQL from any thread, always from the file that was there when it was opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._one_at_a_time = threading.Lock()

    def select(self, query: str, values: Mapping[str, str | float]) -> list[tuple[str | float | None, ...]]:
        """All rows of an SQL query, with its named values; StoreError where the file cannot be read."""
        try:
            with self._one_at_a_time:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: the side index cannot be read: {error}; delete it, and it is made anew") from error

    def close(self) -> None:
        """Let go of the file; twice does no harm."""
        self._connection.close()


def fresh_index(folder: Path, version: str) -> SideIndex | None:
    """The side index of the graph in a folder; None where there is none that fits this version of it."""
    return SideIndex(folder / NAME) if _fits(folder, version) else None


def is_fresh(folder: Path) -> bool:
    """Whether a graph has a side index that fits it as it is."""
    return _fits(folder, folder_version(folder))


def is_shared(folder: Path) -> bool:
    """Whether the side index of a graph cannot be brought up but only made anew: something stands in several graphs."""
    try:
        with closing(sqlite3.connect(f"file:{folder / NAME}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("SELECT shared FROM meta").fetchone() != (0,))
    except sqlite3.Error:
        return True


def _fits(folder: Path, version: str) -> bool:
    path = folder / NAME
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            found = connection.execute("SELECT version, graph FROM meta").fetchone()
    except sqlite3.Error:
        return False
    return tuple(found or ()) == (_VERSION, version)


def refresh(
    store: "GraphStore", folder: Path, changed: Iterable[NamedNode] | None = None, end: Callable[[], str | None] | None = None
) -> None:
    """
    Make the side index of a graph that is opened to be read from this folder: of all articles or, where the index did fit before
    these were changed and nothing stands in several graphs, of these alone. StoreError where it cannot be written.

    `end` is called when all has been read, and gives the version that the index is for; else it is that of the store.
    """
    try:
        handle, name = mkstemp(dir=folder, prefix=NAME)
        os.close(handle)
        new = Path(name)
        version = end or (lambda: store.version)
        try:
            few = changed is not None and not is_shared(folder)
            if few:
                shutil.copyfile(folder / NAME, new)
            if not few or not _bring_up(new, store, changed or (), version):
                new.write_bytes(b"")
                _make(new, store, version)
            new.replace(folder / NAME)
        finally:
            new.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{folder / NAME}: the side index cannot be written ({error}); the graph itself is not touched") from error


def _make(path: Path, store: "GraphStore", end: Callable[[], str | None]) -> None:
    """An index of all graphs in an empty file. What stands in several graphs is that of its article's own."""
    with closing(_opened(path)) as connection:
        connection.executescript(TABLES)
        others = []
        shared = False
        for graph in store.graphs():
            found = list(rows(graph.value, store.quads(graph)))
            if ("article", graph.value) in ((table, values[0]) for table, values in found):
                shared |= _learn(connection, graph.value, found)
            else:
                others.append(graph)
        for graph in others:
            shared |= _learn(connection, graph.value, rows(graph.value, store.quads(graph)))
        connection.executescript(INDEXES)
        _finish(connection, end, shared=shared)


def _bring_up(path: Path, store: "GraphStore", changed: Iterable[NamedNode], end: Callable[[], str | None]) -> bool:
    """Learn some graphs of an index anew; False where it can only be made anew as a whole."""
    with closing(_opened(path)) as connection:
        for graph in changed:
            _forget(connection, graph.value)
            if _learn(connection, graph.value, rows(graph.value, store.quads(graph))):
                return False
        orphans = "fact WHERE id NOT IN (SELECT fact FROM told)"
        connection.execute(f"INSERT INTO words (words, rowid, text) SELECT 'delete', -id, value FROM {orphans} AND kind <> 'type'")
        connection.execute(f"DELETE FROM text WHERE -id IN (SELECT id FROM {orphans})")
        connection.execute(f"DELETE FROM {orphans}")
        _finish(connection, end, shared=False)
    return True


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    return connection


def _finish(connection: sqlite3.Connection, end: Callable[[], str | None], *, shared: bool) -> None:
    connection.executescript(DERIVED)
    connection.execute("DELETE FROM meta")
    connection.execute("INSERT INTO meta VALUES (?, ?, ?)", (_VERSION, end(), shared))
    connection.commit()


def _forget(connection: sqlite3.Connection, article: str) -> None:
    old = "SELECT 'delete', id, text FROM text WHERE article = ?"
    connection.execute(f"INSERT INTO words (words, rowid, text) {old}", (article,))
    for table in ("claim", "statement", "told", "text"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
    connection.execute("DELETE FROM article WHERE iri = ?", (article,))


def _learn(connection: sqlite3.Connection, graph: str, found: Iterable[Row]) -> bool:
    """Take in the rows of a graph; whether some of it was known from another one, or belongs to the article of another one."""
    shared = known = False
    for table, values in found:
        if table == "fact":
            _tell(connection, graph, *values)
        elif table != "text":
            insertion = f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(values))})"
            known = connection.execute(insertion, values).rowcount == 0
            shared |= known or graph != values[_ARTICLE[table]]
        elif not known:
            made = connection.execute("INSERT INTO text VALUES (?, ?, ?, ?, ?, ?)", values).lastrowid
            connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (made, values[-1]))
    return shared


def _tell(connection: sqlite3.Connection, article: str, iri: object, kind: object, value: object) -> None:
    known = connection.execute("SELECT id FROM fact WHERE iri = ? AND kind = ? AND value = ?", (iri, kind, value)).fetchone()
    if known is None:
        folded = str(value).lower()
        made = connection.execute("INSERT INTO fact (iri, kind, value, folded) VALUES (?, ?, ?, ?)", (iri, kind, value, folded)).lastrowid
        known = (made,)
        if kind != "type":
            connection.execute("INSERT INTO text VALUES (?, ?, NULL, '0', NULL, ?)", (-(made or 0), iri, value))
            connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (-(made or 0), value))
    connection.execute("INSERT INTO told VALUES (?, ?)", (article, *known))
