"""Graphs in Oxigraph, in memory or in a folder."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from secrets import token_hex
from typing import IO, TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Store

from kg.bulk_load import bulk_load, bulk_load_file
from kg.errors import KgError, QueryError, StoreError
from kg.ground_update import ground
from kg.oxigraph_query import results, takes_no_time, values_of
from kg.results import write_results
from kg.rocksdb_folder import FolderSnapshot, folder_version
from kg.rocksdb_undo import UNSETTLED
from kg.side_index import SideIndex, fresh_index
from kg.sparql import Term, substitute
from kg.sparql_errors import sparql_errors
from kg.sparql_query import Kind, Sink, SparqlAnswer, SparqlQuery, answered
from kg.store import GraphStore, QueryResults
from kg.store_copy import as_it_is
from kg.union_graph import redirected, settle, settle_all
from kg.where_update import solved

if TYPE_CHECKING:
    from rdflib import Dataset

MEMORY = "memory:"

_BULK = 2_000_000  # bytes of N-Quads from which on it pays to load in bulk rather than by transactions

NAMES = ".graphs"


class OxigraphStore(GraphStore):
    """
    Oxigraph, in memory or on disk.

    Its default graph holds the union of the named graphs, kept so by `replace` and `remove`: the union that Oxigraph can
    compute counts a triple once for each graph that has it.
    """

    def __init__(self, location: str, store: Store, base: str, read: FolderSnapshot | None = None) -> None:
        super().__init__(location, base)
        self._read = read
        self._index = fresh_index(Path(location), read.version) if read else None
        self._open: Store | None = store
        self._mark = token_hex(4)
        self._changes = 0
        self.on_commit: Callable[[], None] | None = None

    @property
    def version(self) -> str:
        if self._read:
            return self._read.version
        return f"{self._mark}-{self._changes}" if self.location == MEMORY else folder_version(Path(self.location))

    @property
    def _folder(self) -> Path | None:
        return Path(self.location) if self.location != MEMORY else None

    @property
    def index(self) -> SideIndex | None:
        return self._index

    @property
    def _store(self) -> Store:
        if self._open is None:
            raise StoreError(f"{self.location}: the graph has been closed; open it again")
        return self._open

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        new = {Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads}
        old = set(self.quads(graph))
        gone, added = old - new, new - old
        if any(isinstance(term, BlankNode) for quad in gone | added for term in (quad.subject, quad.object)):
            self._exchange(graph, gone, new)
            return
        with self._explained("written"):
            if gone:
                drop = "" if new else f"DROP SILENT GRAPH {graph};"
                alone = [quad for quad in gone if self._stands_only_in(graph, quad)]
                self._store.update(
                    f"DELETE DATA {{ {_triples(alone)} GRAPH {graph} {{ {_triples(gone)} }} }};"
                    f"{drop} INSERT DATA {{ {_triples(added)} GRAPH {graph} {{ {_triples(added)} }} }}"
                )
            elif added:
                self._store.extend(both for quad in added for both in (quad, Quad(*quad.triple)))
            elif not new:
                self._store.remove_graph(graph)
        self._changes += 1

    def _exchange(self, graph: NamedNode, gone: Iterable[Quad], new: Iterable[Quad]) -> None:
        """The same for blank nodes, which an update cannot name; it takes several transactions."""
        with self._unsettled():
            self._store.remove_graph(graph)
            self._store.extend(both for quad in new for both in (quad, Quad(*quad.triple)))
            settle(self._store, (), (quad.triple for quad in gone))

    def insert(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        with self._explained("written"):
            self._store.add_graph(graph)
            self._store.extend(
                both for quad in quads for both in (Quad(quad.subject, quad.predicate, quad.object, graph), Quad(*quad.triple))
            )
        self._changes += 1

    def update(self, text: str, base_iri: str | None = None) -> None:
        text = redirected(text)
        known = ground(text, self.prefixes, base_iri) or solved(self._store, text, self.prefixes, base_iri)
        with self._unsettled(), nullcontext() if known else as_it_is(self._store, self._folder) as before:
            touched = {quad.triple for graph in known.graphs for quad in self._quads(graph)} if known else set()
            with sparql_errors(text, self.prefixes, self.location):
                self._store.update(text, base_iri=base_iri, prefixes=dict(self.prefixes))
            if self.on_commit:
                self.on_commit()
            if known:
                written = {quad for quad in known.quads if quad.graph_name == DefaultGraph()}
                settle(self._store, written, touched | {quad.triple for quad in known.quads - written})
            else:
                settle_all(self._store, before)

    @contextmanager
    def _unsettled(self) -> Iterator[None]:
        """Between two transactions that belong together, a file says so: where it is found, the default graph is made anew."""
        mark = self._folder / UNSETTLED if self._folder else None
        with self._explained("written"):
            if mark:
                mark.touch()
            try:
                yield
            except QueryError:
                # Nothing was written.
                if mark:
                    mark.unlink()
                raise
            finally:
                self._changes += 1
            if mark:
                mark.unlink()

    def load(self, graphs: Mapping[NamedNode, bytes]) -> None:
        new = {graph: nquads for graph, nquads in graphs.items() if not self.contains(graph)}
        if sum(map(len, new.values())) < _BULK:
            super().load(graphs)
            return
        super().load({graph: nquads for graph, nquads in graphs.items() if graph not in new})
        with self._unsettled():
            bulk_load(self._store, b"".join(new.values()))

    def load_file(self, file: IO[bytes]) -> int | None:
        if self.graphs():
            return None
        with self._unsettled():
            return bulk_load_file(self._store, file)

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
                yield from self._quads(name)

    def __len__(self) -> int:
        return sum(1 for _ in self.quads())

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> QueryResults:
        return self._results(SparqlQuery(substitute(text, substitutions or {})))

    def answer(self, question: SparqlQuery) -> SparqlAnswer:
        return answered(lambda body: self.write(question, body), self.version)

    def values_of(self, thing: NamedNode, properties: Sequence[NamedNode]) -> list[tuple[Term, ...]] | None:
        with self._explained("read"):
            return values_of(self._store, thing, properties)

    def answer_at_once(self, question: SparqlQuery) -> SparqlAnswer | None:
        with self._explained("read"):
            known = takes_no_time(self._store, question, self.prefixes)
        return answered(lambda body: self.write(question, body), None) if known else None

    def write(self, question: SparqlQuery, sink: Sink) -> Kind:
        """Answer a query piece by piece into a binary stream; errors as in `query`, perhaps after some pieces."""
        return write_results(self._results(question), question, sink, self.prefixes)

    def _results(self, question: SparqlQuery) -> QueryResults:
        # Opened here: a store that has been closed is no fault of the query.
        store = self._store
        with sparql_errors(question.text, self.prefixes, self.location):
            return results(store, question, self.prefixes)

    def _quads(self, graph: NamedNode) -> Iterator[Quad]:
        return self._store.quads_for_pattern(None, None, None, graph)

    def dataset(self) -> "Dataset":
        from oxrdflib import OxigraphStore as RdflibStore
        from rdflib import Dataset

        return Dataset(RdflibStore(store=self._store))

    def flush(self) -> None:
        # What stands in RocksDB's log alone, each reader goes through again when it opens the folder, and holds in memory.
        with self._explained("written"):
            self._store.flush()

    def close(self) -> None:
        self._open = None
        if self._index:
            self._index.close()
        if self._read:
            self._read.close()

    def copy(self, path: Path) -> None:
        """Write all quads, those of the default graph too, to a file of N-Quads, and the names of the graphs to one beside it."""
        with self._explained("read"):
            self._store.dump(path, RdfFormat.N_QUADS)
            path.with_suffix(NAMES).write_text("\n".join(graph.value for graph in self.graphs()), encoding="utf-8")

    def shared(self) -> "OxigraphStore":
        """The same graph once more; it stays open when the other one is closed."""
        return OxigraphStore(self.location, self._store, self.base)

    @contextmanager
    def _explained(self, done: str) -> Iterator[None]:
        try:
            yield
        except (OSError, RuntimeError) as error:
            if isinstance(error, KgError):
                raise
            raise StoreError(f"{self.location}: the graph could not be {done}: {error}") from error


def _triples(quads: Iterable[Quad]) -> str:
    return "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
