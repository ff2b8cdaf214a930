"""Graphs as a server holds them: queries that take too much are stopped, and others are not disturbed."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from graph_sample import BASE, aftermath, fall, fill, filled, raids
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions
from waiting import can_be_written, eventually

from kg.errors import DeadlineError, OverloadError, QueryError, StoreError
from kg.query_limits import Limits
from kg.served_store import ServedFolder, served
from kg.sparql_query import Kind, SparqlQuery
from kg.stoppable_store import StoppableStore
from kg.store import GraphStore, open_store

LIMITS = Limits(deadline=2, memory=256, workers=2, heavy=1, patience=0.3)
CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HOARD = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?i"
ENDLESS_INSERTION = "INSERT { GRAPH <a:g> { ?a ?b ?l } } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LOOKUP = "SELECT ?name { ent:torvin rdfs:label ?name }"
JOIN = "SELECT ?name { ?place a ckg:Place ; rdfs:label ?name }"


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """A served graph with one article."""
    graph = filled(fall()) if request.param == "memory" else tmp_path / "graph"
    if isinstance(graph, Path):
        with open_store(str(graph), base=BASE) as opened:
            fill(opened, fall())
    with served(str(graph) if isinstance(graph, Path) else graph, BASE, LIMITS) as opened:
        yield opened


def names(store: GraphStore, query: str = LOOKUP) -> list[str]:
    found = store.query(query)
    assert isinstance(found, QuerySolutions)
    return [str(row["name"].value) for row in found]


def test_a_query_is_answered_as_by_any_store(store: GraphStore) -> None:
    assert names(store) == ["Torvin"]
    assert store.query("ASK { ent:torvin a ckg:Place }")
    assert [str(triple.subject) for triple in store.query("CONSTRUCT WHERE { ?s ckg:captured ent:torvin }")] == [  # type: ignore[union-attr]
        f"<{BASE}entity/marsh-front>"
    ]
    with pytest.raises(QueryError, match="line 1"):
        store.query("SELECT")
    assert len(store.graphs()) == 1
    assert store.contains(store.graphs()[0])
    assert len(store) == len(list(store.quads())) > 100


def test_an_event_loop_is_answered_like_threads_and_as_many_as_may_wait(store: GraphStore) -> None:
    assert isinstance(store, StoppableStore)

    async def ask(query: str) -> str:
        try:
            with (await store.answer_soon(SparqlQuery(query))).body as body:
                return body.read().decode()
        except (OverloadError, DeadlineError, QueryError) as error:
            return type(error).__name__

    async def ask_all(*queries: str) -> list[str]:
        return await asyncio.gather(*map(ask, queries))

    assert ["Torvin" in answer for answer in asyncio.run(ask_all(*[JOIN] * 100))] == [True] * 100
    assert asyncio.run(ask_all("SELECT", CROSS_PRODUCT)) == ["QueryError", "DeadlineError"]
    assert asyncio.run(ask_all("SELECT * { ?s ?p ?o }" + " " * 100_000))[0].count('"s"') > 100
    crowd = asyncio.run(ask_all(*[JOIN] * 500))
    assert set(crowd) == {crowd[0], "OverloadError"}
    assert "Torvin" in crowd[0]
    lookups = asyncio.run(ask_all(*[JOIN] * 500, *[LOOKUP] * 100))[500:]
    assert ["Torvin" in answer for answer in lookups] == [True] * 100


@pytest.mark.parametrize("heavy", [CROSS_PRODUCT, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"])
def test_a_query_that_takes_too_long_is_stopped_while_others_are_answered(store: GraphStore, heavy: str) -> None:
    with ThreadPoolExecutor() as threads:
        stopped = threads.submit(store.query, heavy)
        answered = [names(store) for _ in range(20)]
        assert not stopped.done()
        with pytest.raises(DeadlineError, match="no answer within 2 seconds"):
            stopped.result()
    assert answered == [["Torvin"]] * 20
    assert names(store) == ["Torvin"]


def test_a_query_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    with open_store(str(tmp_path), base=BASE) as store:
        fill(store, raids(100))
    limits = Limits(deadline=60, memory=256, workers=1, heavy=1)
    with served(str(tmp_path), BASE, limits) as store:
        with pytest.raises(OverloadError, match="more memory"):
            store.query(HOARD)
        assert names(store, 'SELECT ?name { ?s rdfs:label ?name FILTER(?name = "Village 007"@en) }') == ["Village 007"]


def test_a_query_that_is_nested_too_deeply_ends_its_process_and_no_other(store: GraphStore) -> None:
    with pytest.raises(OverloadError, match="nested too deeply"):
        store.query("SELECT * " + "{" * 100_000 + "}" * 100_000)
    assert names(store) == ["Torvin"]


def test_an_expression_that_backtracks_elsewhere_does_no_harm(store: GraphStore) -> None:
    assert not store.query(f'ASK {{ FILTER(regex("{"a" * 40}", "^(a|aa)+$b")) }}')


def test_more_long_queries_than_are_allowed_are_turned_away(store: GraphStore) -> None:
    with ThreadPoolExecutor() as threads:
        errors = [threads.submit(store.query, CROSS_PRODUCT).exception for _ in range(3)]
        kinds = sorted(type(error()).__name__ for error in errors)
    assert kinds == ["DeadlineError", "OverloadError", "OverloadError"]
    assert names(store) == ["Torvin"]


def test_an_answer_that_is_too_long_is_stopped() -> None:
    with served(filled(fall()), BASE, Limits(size=1 << 20)) as store, pytest.raises(OverloadError, match="longer than 1 MB"):
        store.query("SELECT * { ?a ?b ?c . ?d ?e ?f }")


def test_results_of_a_kind_that_is_not_wanted_are_told_and_not_computed(store: GraphStore) -> None:
    answer = store.answer(SparqlQuery(LOOKUP, table=None))
    assert (answer.kind, answer.size) == (Kind.TABLE, 0)
    answer.body.close()


def test_what_is_written_is_seen_at_once_and_under_another_version(store: GraphStore) -> None:
    before = store.version
    fill(store, aftermath())
    assert store.version != before
    assert len(store.graphs()) == 2
    assert names(store, "SELECT (COUNT(*) AS ?name) { ?s a ckg:Article }") == ["2"]
    store.remove(store.graphs()[0])
    assert names(store, "SELECT (COUNT(*) AS ?name) { ?s a ckg:Article }") == ["1"]


def test_what_is_said_of_a_known_thing_is_at_hand_and_as_new_as_the_graph(store: GraphStore) -> None:
    torvin, label = NamedNode(f"{BASE}entity/torvin"), NamedNode("http://www.w3.org/2000/01/rdf-schema#label")

    def labels() -> list[str] | None:
        found = store.values_of(torvin, [label])
        return None if found is None else sorted(str(value.value) for value in found[0])  # type: ignore[union-attr]

    assert store.version
    assert labels() == ["Torvin"]
    store.insert(store.graphs()[0], [Quad(torvin, label, Literal(f"Torvin {n}")) for n in range(3)])
    assert store.version
    assert labels() == ["Torvin", "Torvin 0", "Torvin 1", "Torvin 2"]
    store.insert(store.graphs()[0], [Quad(torvin, label, Literal(f"Torvin {n}")) for n in range(1000)])
    assert store.version
    assert labels() is None


def test_a_change_that_fails_changes_nothing(store: GraphStore) -> None:
    before = sorted(map(str, store.quads()))
    with pytest.raises(ValueError, match="broken"):
        store.replace(store.graphs()[0], broken())
    assert sorted(map(str, store.quads())) == before


def broken() -> Iterator[Quad]:
    yield Quad(NamedNode("a:b"), NamedNode("a:b"), NamedNode("a:b"))
    raise ValueError("broken")


def test_a_change_that_takes_too_long_leaves_nothing_and_keeps_no_other_waiting(store: GraphStore) -> None:
    before = sorted(map(str, store.quads()))
    with pytest.raises(DeadlineError, match="no answer within 2 seconds"):
        store.update(ENDLESS_INSERTION)
    assert sorted(map(str, store.quads())) == before
    assert not store.contains(NamedNode("a:g"))
    store.update("INSERT DATA { GRAPH <a:g> { <a:b> <a:b> <a:b> } }")
    assert store.contains(NamedNode("a:g"))


def test_a_change_whose_process_dies_leaves_nothing_and_keeps_no_other_waiting(tmp_path: Path) -> None:
    with open_store(str(tmp_path), base=BASE) as store:
        fill(store, fall())
        before = len(store)
    with served(str(tmp_path), BASE, replace(LIMITS, deadline=60)) as store, ThreadPoolExecutor() as threads:
        assert isinstance(store, ServedFolder)
        ended = threads.submit(store.update, ENDLESS_INSERTION.replace("?l }", "[] }", 1))
        eventually((tmp_path / "UNSETTLED").exists)
        assert store._writer
        os.kill(store._writer._number, signal.SIGKILL)
        with pytest.raises(OverloadError, match="nothing has been changed"):
            ended.result()
        assert len(store) == before
        store.update("INSERT DATA { GRAPH <a:h> { <a:b> <a:b> <a:b> } }")
        assert len(store) == before + 1


def test_a_change_that_cannot_be_undone_is_said_to_be_so_and_the_folder_is_mended_meanwhile(tmp_path: Path) -> None:
    with open_store(str(tmp_path), base=BASE) as store:
        fill(store, fall())
    with served(str(tmp_path), BASE, replace(LIMITS, deadline=60)) as store, ThreadPoolExecutor() as threads:
        assert isinstance(store, ServedFolder)
        ended = threads.submit(store.update, ENDLESS_INSERTION.replace("?l }", "[] }", 1))
        eventually((tmp_path / "UNSETTLED").exists)
        # As if another process had taken the folder up.
        manifest = tmp_path / (tmp_path / "CURRENT").read_text(encoding="ascii").strip()
        shutil.copyfile(manifest, tmp_path / "MANIFEST-000900")
        (tmp_path / "CURRENT").write_text("MANIFEST-000900\n", encoding="ascii")
        assert store._writer
        os.kill(store._writer._number, signal.SIGKILL)
        with pytest.raises(OverloadError, match="perhaps the change has been made"):
            ended.result()
        eventually(lambda: not store._mending)
        assert names(store) == ["Torvin"]
        store.update("INSERT DATA { GRAPH <a:h> { <a:b> <a:b> <a:b> } }")
        assert store.contains(NamedNode("a:h"))


def many() -> Iterator[Quad]:
    """So many that it takes longer to open a graph of them, from a log or a copy, than a lookup in it."""
    return (Quad(NamedNode(f"a:{n}"), NamedNode("a:b"), Literal(n)) for n in range(30_000))


@pytest.mark.parametrize("folder", [True, False])
def test_a_graph_that_takes_longer_to_open_than_a_query_may_take_is_answered_from_once_it_is_open(tmp_path: Path, folder: bool) -> None:
    hasty = replace(LIMITS, deadline=0.05)
    with open_store(str(tmp_path) if folder else "memory:", base=BASE) as filled:
        filled.insert(NamedNode("a:g"), many())
        if folder:
            filled.close()

        def once(ask: Callable[[], object]) -> Callable[[], bool]:
            def answered() -> bool:
                with suppress(OverloadError, DeadlineError):
                    ask()
                    return True
                return False

            return answered

        with served(str(tmp_path) if folder else filled, BASE, hasty) as store:
            eventually(once(lambda: store.query("ASK { ?s <a:b> 7 . ?s <a:b> ?o }")))
            if folder:
                eventually(once(lambda: store.update("INSERT DATA { GRAPH <a:h> { <a:b> <a:b> <a:b> } }")))
                eventually(once(lambda: store.query("ASK { GRAPH <a:h> { ?s <a:b> ?o } }")))


WRITE = """
import sys
sys.path[:0] = sys.argv[2:]
from graph_sample import BASE, aftermath, fill
from kg.store import open_store
with open_store(sys.argv[1], base=BASE) as store:
    fill(store, aftermath())
"""


def test_what_another_process_writes_is_seen_soon(tmp_path: Path) -> None:
    with open_store(str(tmp_path), base=BASE) as store:
        fill(store, fall())
    with served(str(tmp_path), BASE, LIMITS) as store:
        assert names(store) == ["Torvin"]
        before = store.version
        here = Path(__file__).parent
        environment = os.environ | {"PYTHONPATH": str(here.parent)}
        subprocess.run([sys.executable, "-c", WRITE, str(tmp_path), str(here)], check=True, env=environment)
        eventually(lambda: store.version != before)
        assert len(names(store, "SELECT ?name { ?s a ckg:Article ; dcterms:identifier ?name }")) == 2
        # Once its changes are in, the server lets other processes write.
        store.remove(store.graphs()[0])
        eventually(lambda: can_be_written(tmp_path))


FLUSH = """
import sys
sys.path[:0] = sys.argv[2:]
from graph_sample import BASE, fill, raids
from kg.cli.indexing import writing
for size in range(1, 26):
    with writing(sys.argv[1], BASE) as (store, changed):
        fill(store, raids(size))
"""


def test_a_served_graph_is_answered_from_while_another_process_writes_and_flushes(tmp_path: Path) -> None:
    with open_store(str(tmp_path), base=BASE) as store:
        fill(store, fall(), raids(1))
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    everything = "SELECT (COUNT(*) AS ?name) { GRAPH ?g { ?s ?p ?o } }"
    with served(str(tmp_path), BASE, LIMITS) as store:
        with subprocess.Popen([sys.executable, "-c", FLUSH, str(tmp_path), str(Path(__file__).parent)], env=environment) as writer:
            counts = [int(names(store, everything)[0])]
            while writer.poll() is None:
                counts += map(int, names(store, everything))
        assert writer.returncode == 0
    assert counts == sorted(counts)
    with served(str(tmp_path), BASE, LIMITS) as store:
        assert int(names(store, everything)[0]) == len(store) > counts[0]


def test_a_folder_that_is_no_graph_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no graph yet"):
        served(str(tmp_path), BASE, LIMITS)


def test_a_store_in_memory_that_was_handed_in_can_be_changed_beside(store: GraphStore) -> None:
    inner = filled(fall())
    with served(inner, BASE, LIMITS) as store:
        assert names(store, "SELECT (COUNT(*) AS ?name) { ?s a ckg:Article }") == ["1"]
        fill(inner, aftermath())
        assert names(store, "SELECT (COUNT(*) AS ?name) { ?s a ckg:Article }") == ["2"]
    assert len(inner.graphs()) == 2
