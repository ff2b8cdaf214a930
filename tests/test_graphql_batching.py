import asyncio
import gc
import threading
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pytest
from graph_sample import BASE, filled, raids
from pyoxigraph import Store

from kg.ontology import load_ontology
from kg.oxigraph_store import OxigraphStore
from kg.store import QueryResults, Term
from schema.build import build_schema
from schema.filters import ClaimFilter
from schema.kinds import Context
from schema.needs import Needs
from schema.reader import GraphReader
from schema.sources import Claims, Scope
from schema.wave import Question

DEEP = """{ armedGroup(name: "Orvan Guard") {
    attacked { name ... on Place { contains { name enteredBy { name aliases } } } }
    entered { name locatedIn { name attackedBy(at: "2031-05") { name } claims(first: 3) { totalCount edges { node { rule } } } } }
    claims(first: 100) { totalCount edges { node {
        quote subject { name } object { name claims(relation: [LOCATED_IN]) { edges { node { object { name } article { title } } } } }
        statedBy { name } article { title } } } } } }"""

LISTS = """{ entities(first: 100) { edges { node { name types } } }
    claims(first: 100) { edges { node { subject { name } object { name } } } }
    articles { edges { node { title claims { totalCount } statements { totalCount } } } } }"""

SIDE_BY_SIDE = """{
    actor(name: "Orvan Guard") { asActor { claims(first: 100, statedBy: "Kestria") { totalCount edges { node { object { name } } } } }
        attacked { name } claimCounts(by: LOCATION, most: 100) { count of { name } } }
    claims(text: "church", last: 100) { edges
        { node { object { ... on Place { contains { name claims { totalCount } } } } } } }
    search(text: "village", first: 100) { totalCount nodes { ... on Place { name contains { name } } } }
    timeline(place: "Village 001") { holder { name } }
    entities(type: FACILITY, first: 100) { nodes { name statements { totalCount } } } }"""


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


def ask(store: WatchedStore, query: str) -> dict[str, Any]:
    result = asyncio.run(build_schema().execute(query, context_value=Context(GraphReader(store, load_ontology()))))
    assert not result.errors
    assert result.data
    return result.data


@pytest.mark.parametrize(("query", "depth"), [(DEEP, 3), (LISTS, 2), (SIDE_BY_SIDE, 3)])
def test_a_request_takes_a_query_for_each_level_of_its_lists_and_one_more_whatever_it_finds(query: str, depth: int) -> None:
    few, many = watched(2), watched(30)
    assert len(str(ask(many, query))) > 5 * len(str(ask(few, query)))
    assert len(few.queries) <= depth + 1
    assert len(many.queries) <= depth + 1


def test_one_thing_with_all_that_is_beside_it_takes_one_query() -> None:
    store = watched(3)
    iri = ask(store, "{ claims(first: 1) { nodes { id } } }")["claims"]["nodes"][0]["id"]
    store.queries.clear()
    ask(store, f'{{ node(id: "{iri}") {{ ... on Claim {{ quote subject {{ name }} object {{ name }} article {{ title }} }} }} }}')
    assert len(store.queries) == 1


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


def test_what_goes_wrong_when_all_who_asked_have_been_given_up_is_told_to_nobody() -> None:
    async def scene() -> list[str]:
        told: list[str] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context["message"]))
        reader = GraphReader(filled(), load_ontology())
        asking = asyncio.create_task(reader.named("\ud800", Needs(frozenset({"rdfs:label"}))))
        await asyncio.sleep(0)
        round_ = reader._round
        assert round_
        asking.cancel()
        await asyncio.wait([asking, round_])
        del round_, reader, asking
        await asyncio.sleep(0)
        gc.collect()
        return told

    assert asyncio.run(scene()) == []


def test_what_many_rows_are_made_of_lets_others_go_between() -> None:
    async def scene() -> Counter[int]:
        reader, turn, told = GraphReader(filled(raids(40)), load_ontology()), 0, Counter[int]()

        async def ask() -> None:
            answer = await reader.ask(Question(Claims(Scope.ALL, "", ClaimFilter()), Needs(frozenset({"ckg:rule"}))))
            assert len(answer.rows) == 120
            told[turn] += 1

        asking = asyncio.gather(*(ask() for _ in range(20)))
        while not asking.done():
            turn += 1
            await asyncio.sleep(0)
        await asking
        return told

    assert set(asyncio.run(scene()).values()) == {1}
