"""
Open a graph store: a folder (Oxigraph on disk), `memory:`, or the URL of a SPARQL 1.1 store.

A store holds one named graph an article. A query's default graph is their union, each triple once.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, parse

from kg.iris import DEFAULT_BASE, prefixes
from kg.rdf_document import RdfDocument, triples
from kg.sparql import Term
from kg.sparql_query import SparqlAnswer, SparqlQuery

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.side_index import SideIndex

QueryResults = QuerySolutions | QueryBoolean | QueryTriples


class GraphStore(ABC):
    """
    Named graphs that can be queried and replaced one by one; a context manager that closes itself.

    All methods raise StoreError where the store cannot be read or written.
    """

    def __init__(self, location: str, base: str) -> None:
        self.location = location
        self.base = base
        self.prefixes = prefixes(base)

    @property
    def index(self) -> "SideIndex | None":
        """The side index that fits the graph as it is; None where there is none."""
        return None

    @property
    @abstractmethod
    def version(self) -> str | None:
        """A name for the state that the graph is in, another one after each change; None where the store cannot tell."""

    @property
    def version_at_once(self) -> str | None:
        """The same where it can be told without any work; else None."""
        return None

    def look(self) -> bool:
        """
        From now on, answer from the graph as it is now, with all that other processes have written so far.

        False where one of them is in the middle of a change, a part of which can be seen already.
        """
        return True

    @abstractmethod
    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make the triples of `quads` all that `graph` holds, in one transaction; the graph names of `quads` do not matter."""

    def load(self, graphs: Mapping[NamedNode, bytes]) -> None:
        """Make the N-Quads of each graph, one a line, all that it holds: one graph after the other, or faster where the store can."""
        for graph, nquads in graphs.items():
            self.replace(graph, parse(nquads, RdfFormat.N_QUADS))

    def load_file(self, file: IO[bytes]) -> int | None:  # noqa: ARG002
        """
        Load N-Quads from a file at once and give their number, where the store has no graphs yet and can; otherwise None.

        With None, a part may be there already: write each of its graphs then, which is right in any case.
        """
        return None

    @abstractmethod
    def remove(self, graph: NamedNode) -> None:
        """Remove a named graph, in one transaction; nothing happens where there is none."""

    @abstractmethod
    def insert(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Add the triples of `quads` to a graph, which is made where there is none; the graph names of `quads` do not matter."""

    def put(self, graph: NamedNode, documents: Sequence[RdfDocument]) -> None:
        """Make the triples of RDF documents all that a graph holds, which may be nothing; InputError where one cannot be read."""
        quads = triples(documents)
        self.replace(graph, quads)
        if not quads:
            self.insert(graph, ())

    def post(self, graph: NamedNode, documents: Sequence[RdfDocument]) -> None:
        """Add the triples of RDF documents to a graph, which is made where there is none; InputError where one cannot be read."""
        self.insert(graph, triples(documents))

    @abstractmethod
    def update(self, text: str, base_iri: str | None = None) -> None:
        """
        Run a SPARQL update, in one transaction; the default graph of its patterns is the union of all graphs.

        What it writes into the default graph goes into a graph of its own, kg.union_graph.OWN. Our prefixes need no declaration.
        QueryError where the update is wrong, with line and column.
        """

    @abstractmethod
    def graphs(self) -> list[NamedNode]:
        """The names of all graphs, sorted."""

    @abstractmethod
    def contains(self, graph: NamedNode) -> bool:
        """Whether the store has a graph of that name."""

    @abstractmethod
    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or of all, in no order."""

    @abstractmethod
    def __len__(self) -> int:
        """The number of quads in all named graphs."""

    @abstractmethod
    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> QueryResults:
        """
        Answer a SPARQL query; `substitutions` are terms to put in the place of variables (see `substitute`), by their name.

        Our prefixes need no declaration. QueryError where the query is wrong, with line and column.
        """

    @abstractmethod
    def answer(self, question: SparqlQuery) -> SparqlAnswer:
        """Answer a SPARQL query in the bytes of a format. QueryError where the query is wrong, with line and column."""

    def answer_at_once(self, question: SparqlQuery) -> SparqlAnswer | None:  # noqa: ARG002
        """The same where that is certain not to keep the caller waiting; else None."""
        return None

    def values_of(self, thing: NamedNode, properties: Sequence[NamedNode]) -> list[tuple[Term, ...]] | None:  # noqa: ARG002
        """
        What the union of the graphs gives as values of some properties of a thing, in their order.

        None where the store cannot tell without keeping its caller waiting; a query can, then.
        """
        return None

    @abstractmethod
    def dataset(self) -> "Dataset":
        """An rdflib dataset on this store, for reading."""

    def flush(self) -> None:  # noqa: B027 most stores do so themselves
        """Let those who open the graph from now on find it at once; worth its time after many changes."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the store; twice does no harm."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(location: str, *, read_only: bool = False, base: str = DEFAULT_BASE, deadline: float = 300.0) -> GraphStore:
    """
    Open the store at `location`: a folder, `memory:` or an http(s) URL.

    A folder that does not exist is made, unless `read_only`; one that is opened to be read can at the same time be written by
    another process, and shows what was there when it was opened. How the URL of a remote store is read tells `find_endpoint`; it
    has `deadline` seconds for each answer. StoreError where the store cannot be opened.
    """
    if location.startswith(("http://", "https://")):
        from kg.remote_store import RemoteStore

        return RemoteStore(location, base, deadline)
    from kg.oxigraph_open import open_folder, open_memory

    return open_memory(base) if location == "memory:" else open_folder(Path(location), base, read_only=read_only)
