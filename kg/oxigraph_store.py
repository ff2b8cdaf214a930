"""Graphs in Oxigraph, in memory or in a folder."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.bulk_load import bulk_load
from kg.errors import QueryError, StoreError
from kg.sparql import Term, substitute
from kg.store import GraphStore, QueryResults

if TYPE_CHECKING:
    from rdflib import Dataset

_BULK = 2_000_000
"""From how many bytes of N-Quads on it pays to load in bulk rather than by transactions."""


class OxigraphStore(GraphStore):
    """
    Oxigraph, in memory or on disk.

    Its default graph holds the union of the named graphs, kept so by `replace` and `remove`: the union that Oxigraph can
    compute counts a triple once for each graph that has it.
    """

    def __init__(self, location: str, store: Store, base: str) -> None:
        super().__init__(location, base)
        self._open: Store | None = store

    @property
    def _store(self) -> Store:
        if self._open is None:
            raise StoreError(f"{self.location}: the graph has been closed; open it again")
        return self._open

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        new = {Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads}
        old = set(self.quads(graph))
        gone, added = old - new, new - old
        with self._explained("written"):
            if gone:
                drop = "" if new else f"DROP SILENT GRAPH {graph};"
                alone = [quad for quad in gone if self._stands_only_in(graph, quad)]
                self._store.update(
                    f"DELETE DATA {{ {_triples(alone)} GRAPH {graph} {{ {_triples(gone)} }} }};"
                    f"{drop} INSERT DATA {{ {_triples(added)} GRAPH {graph} {{ {_triples(added)} }} }}"
                )
            elif added:
                self._store.extend(both for quad in added for both in (quad, Quad(quad.subject, quad.predicate, quad.object)))

    def load(self, graphs: Mapping[NamedNode, bytes]) -> None:
        new = {graph: nquads for graph, nquads in graphs.items() if not self.contains(graph)}
        if sum(map(len, new.values())) < _BULK:
            super().load(graphs)
            return
        super().load({graph: nquads for graph, nquads in graphs.items() if graph not in new})
        with self._explained("written"):
            bulk_load(self._store, b"".join(new.values()))

    def _stands_only_in(self, graph: NamedNode, quad: Quad) -> bool:
        same = self._store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return all(other.graph_name in (graph, DefaultGraph()) for other in same)

    def remove(self, graph: NamedNode) -> None:
        self.replace(graph, ())

    def graphs(self) -> list[NamedNode]:
        with self._explained("read"):
            return sorted((graph for graph in self._store.named_graphs() if isinstance(graph, NamedNode)), key=str)

    def contains(self, graph: NamedNode) -> bool:
        with self._explained("read"):
            return self._store.contains_named_graph(graph)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        with self._explained("read"):
            for name in [graph] if graph else self.graphs():
                yield from self._store.quads_for_pattern(None, None, None, name)

    def __len__(self) -> int:
        return sum(1 for _ in self.quads())

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> QueryResults:
        text = substitute(text, substitutions or {})
        try:
            return self._store.query(text, prefixes=dict(self.prefixes))
        except SyntaxError as error:
            raise QueryError(_syntax(text, str(error), self.prefixes)) from error
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"SPARQL: {error}") from error
        except OSError as error:
            raise StoreError(f"{self.location}: the query could not be answered: {error}") from error

    def dataset(self) -> "Dataset":
        from oxrdflib import OxigraphStore as RdflibStore
        from rdflib import Dataset

        return Dataset(RdflibStore(store=self._store))

    def close(self) -> None:
        self._open = None

    @contextmanager
    def _explained(self, done: str) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:
            if isinstance(error, StoreError):
                raise
            raise StoreError(f"{self.location}: the graph could not be {done}: {error}") from error


def open_memory(base: str) -> OxigraphStore:
    """An empty store in memory."""
    return OxigraphStore("memory:", Store(), base)


def open_folder(folder: Path, base: str, *, read_only: bool) -> OxigraphStore:
    """The store in a folder, made where there is none yet unless `read_only`; StoreError where that cannot be."""
    try:
        _check(folder, read_only=read_only)
        if read_only:
            return OxigraphStore(str(folder), Store.read_only(str(folder)), base)
        folder.mkdir(parents=True, exist_ok=True)
        return OxigraphStore(str(folder), Store(str(folder)), base)
    except StoreError:
        raise
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise StoreError(
                f"{folder}: another process is writing to this graph; wait until it is done, or name another with --graph"
            ) from error
        raise StoreError(f"{folder}: the graph cannot be opened ({error}); check the path and the rights") from error


def _check(folder: Path, *, read_only: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: a graph is a folder, this is a file; name another place with --graph")
    files = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if not files and read_only:
        raise StoreError(f"{folder}: there is no graph yet; make one with `kg build`, or name another with --graph")
    if files and "CURRENT" not in files:
        raise StoreError(f"{folder}: no graph, the folder holds other files such as {files[0]}; name an empty or a new folder with --graph")


def _triples(quads: Iterable[Quad]) -> str:
    return "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)


def _syntax(text: str, error: str, known: Mapping[str, str]) -> str:
    """Oxigraph's message lists every token that it would have taken; users need the place, and what stands there."""
    found = re.match(r"error at (\d+):(\d+)", error)
    if not text.strip() or not found:
        return f"SPARQL: {' '.join(error.split())}" if text.strip() else "SPARQL: the query is empty"
    line, column = int(found[1]), int(found[2])
    place = sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + column - 1
    name = re.search(r"([\w-]*):[\w-]*$", text[:place])
    if "Prefix not found" in error and name:
        problem = f"the prefix {name[1]}: is not declared; declare it, or use one of {', '.join(sorted(known))}"
    else:
        problem = f"syntax error near {' '.join(text[max(0, place - 20) : place + 20].split())!r}; mend it there"
    return f"SPARQL, line {line}, column {column}: {problem}"
