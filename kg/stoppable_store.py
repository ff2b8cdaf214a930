"""A store whose queries run in processes of their own, so that they can be stopped."""

import asyncio
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from kg.errors import StoreError
from kg.query_limits import Limits
from kg.query_messages import Change, Request, State
from kg.query_pool import QueryPool
from kg.rdf_document import RdfDocument
from kg.results import read_results
from kg.sparql import Term, substitute
from kg.sparql_query import SparqlAnswer, SparqlQuery
from kg.store import GraphStore, QueryResults

if TYPE_CHECKING:
    from rdflib import Dataset


class StoppableStore(GraphStore):
    """
    A store whose queries can be stopped: DeadlineError and OverloadError say that they were.

    Any number of threads may use it at once. What is written through it is seen by every query that comes after.
    """

    def __init__(self, location: str, base: str, limits: Limits) -> None:
        super().__init__(location, base)
        self._limits = limits
        self._pool = QueryPool(base, limits)
        self._lock = Lock()

    @abstractmethod
    def _state(self) -> State:
        """The state that is asked now."""

    @abstractmethod
    def _fresh_state(self) -> State | None:
        """The same where that is known without any work; else None."""

    @property
    @abstractmethod
    def _near(self) -> GraphStore:
        """The graph in the state that is asked now, open in this process: for what is certain to take no time."""

    @abstractmethod
    def _reading(self) -> GraphStore:
        """The graph as it is now, in this process."""

    @abstractmethod
    def _change(self, change: Change) -> None:
        """Make a change, one after the other."""

    @property
    def version(self) -> str:
        return self._state().version

    @property
    def version_at_once(self) -> str | None:
        state = self._fresh_state()
        return state.version if state else None

    def answer(self, question: SparqlQuery) -> SparqlAnswer:
        return self._pool.ask(Request(question, self._state()))

    async def answer_soon(self, question: SparqlQuery) -> SparqlAnswer:
        """The same as `answer`, without blocking the event loop."""
        state = self._fresh_state()
        if state is None:
            state = await asyncio.to_thread(self._state)
        return self.answer_at_once(question) or await self._pool.ask_soon(Request(question, state))

    def answer_at_once(self, question: SparqlQuery) -> SparqlAnswer | None:
        # Where a folder is read in place, what is open may have gone; a process for queries opens it anew.
        with suppress(StoreError):
            if (state := self._fresh_state()) and (answer := self._near.answer_at_once(question)):
                return replace(answer, version=state.version)
        return None

    def values_of(self, thing: NamedNode, properties: Sequence[NamedNode]) -> list[tuple[Term, ...]] | None:
        # Where a folder is read in place, what is open may have gone; a process for queries opens it anew.
        with suppress(StoreError):
            return self._near.values_of(thing, properties) if self._fresh_state() else None
        return None

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> QueryResults:
        answer = self.answer(SparqlQuery(substitute(text, substitutions or {})))
        with answer.body:
            return read_results(answer.body.read(), answer.kind)

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        self._change(Change("replace", (graph, tuple(quads))))

    def remove(self, graph: NamedNode) -> None:
        self._change(Change("remove", (graph,)))

    def insert(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        self._change(Change("insert", (graph, tuple(quads))))

    def put(self, graph: NamedNode, documents: Sequence[RdfDocument]) -> None:
        self._change(Change("put", (graph, tuple(documents))))

    def post(self, graph: NamedNode, documents: Sequence[RdfDocument]) -> None:
        self._change(Change("post", (graph, tuple(documents))))

    def update(self, text: str, base_iri: str | None = None) -> None:
        self._change(Change("update", (text, base_iri)))

    def graphs(self) -> list[NamedNode]:
        with self._reading() as store:
            return store.graphs()

    def contains(self, graph: NamedNode) -> bool:
        return bool(self.query(f"ASK {{ GRAPH {graph} {{}} }}"))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        with self._reading() as store:
            yield from store.quads(graph)

    def __len__(self) -> int:
        with self._reading() as store:
            return len(store)

    def dataset(self) -> "Dataset":
        return self._reading().dataset()

    def close(self) -> None:
        self._pool.close()
