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

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.index_rows import DERIVED, INDEXES, TABLES, rows
from kg.rocksdb_folder import folder_version

if TYPE_CHECKING:
    from kg.store import GraphStore

NAME = "side-index.sqlite"
_VERSION = 2


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
    these were changed, of these alone. StoreError where it cannot be written.

    `end` is called when all has been read, and gives the version that the index is for; else it is that of the store.
    """
    try:
        handle, name = mkstemp(dir=folder, prefix=NAME)
        os.close(handle)
        new = Path(name)
        try:
            if changed is not None:
                shutil.copyfile(folder / NAME, new)
            _write(new, store, changed, end or (lambda: store.version))
            new.replace(folder / NAME)
        finally:
            new.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"{folder / NAME}: the side index cannot be written ({error}); the graph itself is not touched") from error


def _write(path: Path, store: "GraphStore", changed: Iterable[NamedNode] | None, end: Callable[[], str | None]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        if changed is None:
            connection.executescript(TABLES)
        for article in store.graphs() if changed is None else changed:
            if changed is not None:
                _forget(connection, article.value)
            _learn(connection, article.value, store.quads(article))
        if changed is None:
            connection.executescript(INDEXES)
        else:
            orphans = "fact WHERE id NOT IN (SELECT fact FROM told)"
            connection.execute(f"INSERT INTO words (words, rowid, text) SELECT 'delete', -id, value FROM {orphans} AND kind <> 'type'")
            connection.execute(f"DELETE FROM text WHERE -id IN (SELECT id FROM {orphans})")
            connection.execute(f"DELETE FROM {orphans}")
        connection.executescript(DERIVED)
        connection.execute("DELETE FROM meta")
        connection.execute("INSERT INTO meta VALUES (?, ?)", (_VERSION, end()))
        connection.commit()


def _forget(connection: sqlite3.Connection, article: str) -> None:
    old = "SELECT 'delete', id, text FROM text WHERE article = ?"
    connection.execute(f"INSERT INTO words (words, rowid, text) {old}", (article,))
    for table in ("claim", "statement", "told", "text"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
    connection.execute("DELETE FROM article WHERE iri = ?", (article,))


def _learn(connection: sqlite3.Connection, article: str, quads: Iterable[Quad]) -> None:
    for table, values in rows(article, quads):
        if table == "fact":
            _tell(connection, article, *values)
        else:
            made = connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values).lastrowid
            if table == "text":
                connection.execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (made, values[-1]))


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
