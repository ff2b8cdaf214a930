import asyncio
import threading
from collections.abc import Mapping

import pytest
from graph_sample import BASE, filled, raids
from pyoxigraph import Store

from kg.ontology import load_ontology
from kg.oxigraph_store import OxigraphStore
from kg.store import QueryResults, Term
from schema.build import build_schema
from schema.kinds import Context
from schema.reader import GraphReader

DEEP = """{ armedGroup(name: "Orvan Guard") {
    attacked { name ... on Place { contains { name enteredBy { name aliases } } } }
    entered { name locatedIn { name attackedBy(at: "2031-05") { name } claims(first: 3) { totalCount edges { node { rule } } } } }
    claims(first: 100) { totalCount edges { node {
        quote subject { name } object { name claims(relation: [LOCATED_IN]) { edges { node { object { name } article { title } } } } }
        statedBy { name } article { title } } } } } }"""

LISTS = """{ entities(first: 100) { edges { node { name types } } }
    claims(first: 100) { edges { node { subject { name } object { name } } } }
    articles { edges { node { title claims { totalCount } statements { totalCount } } } } }"""


class WatchedStore(OxigraphStore):
    """A store that keeps the queries and the threads in which they were asked."""

    def __init__(self, store: Store) -> None:
        super().__init__("memory:", store, BASE)
        self.queries: list[str] = []
        self.threads: set[int] = set()

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> QueryResults:
        self.queries.append(text)
        self.threads.add(threading.get_ident())
        return super().query(text, substitutions)


def watched(number: int) -> WatchedStore:
    store = filled(raids(number))
    assert isinstance(store, OxigraphStore)
    return WatchedStore(store._store)


def ask(store: WatchedStore, query: str) -> dict[str, object]:
    result = asyncio.run(build_schema().execute(query, context_value=Context(GraphReader(store, load_ontology()))))
    assert not result.errors
    assert result.data
    return result.data


@pytest.mark.parametrize(("query", "bound"), [(DEEP, 16), (LISTS, 9)])
def test_the_number_of_queries_depends_on_the_request_and_not_on_its_results(query: str, bound: int) -> None:
    few, many = watched(2), watched(30)
    assert len(str(ask(many, query))) > 5 * len(str(ask(few, query)))
    # What is asked in parallel may or may not meet in one query: only the bound is certain.
    assert max(len(few.queries), len(many.queries)) <= bound


def test_nothing_is_asked_for_what_is_not_selected() -> None:
    store = watched(5)
    ask(store, "{ claims { totalCount } }")
    assert len(store.queries) == 1
    assert ask(store, "{ __typename }") == {"__typename": "Query"}
    assert len(store.queries) == 1


def test_the_store_is_not_asked_in_the_thread_of_the_event_loop() -> None:
    store = watched(3)
    ask(store, DEEP)
    assert store.threads
    assert threading.get_ident() not in store.threads
