"""SPARQL updates on our stores: the default graph stays the union of all graphs, whatever an update does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, QuerySolutions, Store, Triple

from kg.errors import InputError, QueryError
from kg.oxigraph_store import OxigraphStore
from kg.store import open_store
from kg.union_graph import OWN
from kg.update_dataset import with_dataset

BASE = "http://example.org/"
A, B = NamedNode(BASE + "a"), NamedNode(BASE + "b")


def triple(number: int) -> Triple:
    return Triple(NamedNode(f"{BASE}s{number}"), NamedNode(BASE + "p"), NamedNode(f"{BASE}o{number}"))


def quad(number: int) -> Quad:
    return Quad(*triple(number))


@pytest.fixture(params=["memory", "folder"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OxigraphStore]:
    """Graph a has 1 and 2, graph b has 2 and 3."""
    with open_store("memory:" if request.param == "memory" else str(tmp_path / "graph"), base=BASE) as store:
        assert isinstance(store, OxigraphStore)
        store.replace(A, [quad(1), quad(2)])
        store.replace(B, [quad(2), quad(3)])
        yield store


def numbers(store: OxigraphStore, pattern: str = "?s ?p ?o") -> list[str]:
    found = store.query(f"SELECT ?s {{ {pattern} FILTER(isIRI(?s)) }} ORDER BY ?s")
    assert isinstance(found, QuerySolutions)
    return [row["s"].value.removeprefix(BASE) for row in found]


@pytest.mark.parametrize(
    ("update", "united", "own"),
    [
        ("INSERT DATA { GRAPH <a> { <s4> <p> <o4> } }", "s1 s2 s3 s4", ""),
        ("INSERT DATA { <s4> <p> <o4> }", "s1 s2 s3 s4", "s4"),
        ("INSERT DATA { <s1> <p> <o1> } ; DROP GRAPH <a>", "s1 s2 s3", "s1"),
        ("DELETE DATA { GRAPH <a> { <s1> <p> <o1> } }", "s2 s3", ""),
        ("DELETE DATA { GRAPH <a> { <s2> <p> <o2> } }", "s1 s2 s3", ""),
        ("DELETE DATA { <s1> <p> <o1> }", "s1 s2 s3", ""),
        ("INSERT DATA { <s4> <p> <o4> } ; DELETE DATA { <s4> <p> <o4> }", "s1 s2 s3", ""),
        ("DELETE DATA { <s4> <p> <o4> } ; INSERT DATA { <s4> <p> <o4> }", "s1 s2 s3 s4", "s4"),
        ("DROP SILENT GRAPH <none> ; CLEAR GRAPH <b>", "s1 s2", ""),
        ("PREFIX x: <http://example.org/> DROP GRAPH x:a ; INSERT DATA { GRAPH x:c { x:s5 x:p x:o5 } }", "s2 s3 s5", ""),
        ("DELETE WHERE { GRAPH <a> { ?s ?p ?o } }", "s2 s3", ""),
        ("DELETE WHERE { GRAPH ?g { <s2> ?p ?o } }", "s1 s3", ""),
        ("DELETE WHERE { ?s ?p ?o }", "s1 s2 s3", ""),
        ("INSERT { <s9> ?p ?o } WHERE { ?s ?p ?o FILTER(?s = <s1>) }", "s1 s2 s3 s9", "s9"),
        ("WITH <a> DELETE { ?s ?p ?o } INSERT { <s7> ?p ?o } WHERE { ?s ?p ?o FILTER(?s = <s1>) }", "s2 s3 s7", ""),
        ("COPY <a> TO <c> ; DROP GRAPH <a>", "s1 s2 s3", ""),
        ("MOVE <a> TO DEFAULT", "s1 s2 s3", "s1 s2"),
        ("INSERT DATA { <s4> <p> <o4> } ; CLEAR DEFAULT", "s1 s2 s3", ""),
        ("DROP ALL", "", ""),
        ("DROP NAMED ; INSERT DATA { <s4> <p> 'DELETE {' }", "s4", "s4"),
        ("INSERT DATA { GRAPH <a> { [] <p> <o9> } }", "s1 s2 s3", ""),
    ],
)
def test_the_default_graph_is_the_union_after_an_update(store: OxigraphStore, update: str, united: str, own: str) -> None:
    store.update(update, BASE)
    assert numbers(store) == united.split()
    assert numbers(store, f"GRAPH {OWN} {{ ?s ?p ?o }}") == own.split()
    found = store.query("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert isinstance(found, QuerySolutions)
    assert {tuple(row) for row in found} == {tuple(quad.triple) for quad in store.quads()}


def test_an_update_may_use_our_prefixes_and_asks_the_union(store: OxigraphStore) -> None:
    store.update("INSERT { GRAPH <c> { ?s rdfs:label 'found' } } WHERE { ?s ?p ?o }", BASE)
    assert numbers(store, "?s rdfs:label 'found'") == ["s1", "s2", "s3"]


def test_a_wrong_update_is_refused_with_its_place_and_changes_nothing(store: OxigraphStore) -> None:
    before = sorted(map(str, store.quads()))
    with pytest.raises(QueryError, match="line 2"):
        store.update("INSERT DATA {\n oops }")
    with pytest.raises(QueryError, match="SPARQL"):
        store.update("CREATE GRAPH <a> ; CREATE GRAPH <a>", BASE)
    assert sorted(map(str, store.quads())) == before


def test_each_change_gives_another_version(store: OxigraphStore) -> None:
    seen = [store.version]
    for change in (
        lambda: store.update("INSERT DATA { GRAPH <a> { <s4> <p> <o4> } }", BASE),
        lambda: store.update("DELETE WHERE { GRAPH <a> { <s4> ?p ?o } }", BASE),
        lambda: store.insert(A, [quad(7)]),
        lambda: store.replace(A, [quad(8)]),
        lambda: store.remove(A),
    ):
        change()
        assert store.version not in seen
        seen.append(store.version)


def test_a_graph_with_blank_nodes_is_replaced_and_removed(store: OxigraphStore) -> None:
    for number in (4, 5):
        store.replace(A, [quad(1), Quad(BlankNode(), *list(triple(number))[1:])])
        assert len(list(store.quads(A))) == 2
        assert numbers(store) == ["s1", "s2", "s3"]
        found = store.query("SELECT ?s ?o { ?s ?p ?o FILTER(isBlank(?s)) }")
        assert [row["o"] for row in found] == [triple(number).object]  # type: ignore[union-attr, index]
    store.remove(A)
    assert numbers(store) == ["s2", "s3"]
    assert not store.contains(A)


def test_triples_are_added_to_a_graph(store: OxigraphStore) -> None:
    store.insert(A, [quad(1), quad(5)])
    store.insert(NamedNode(BASE + "empty"), [])
    assert numbers(store) == ["s1", "s2", "s3", "s5"]
    assert len(list(store.quads(A))) == 3
    assert store.contains(NamedNode(BASE + "empty"))


def test_what_was_broken_off_between_two_transactions_is_mended(tmp_path: Path) -> None:
    broken = Store(str(tmp_path))
    broken.extend([Quad(*list(triple(1)), A), quad(2), Quad(*list(triple(3)), OWN)])  # type: ignore[call-arg]
    del broken
    (tmp_path / "UNSETTLED").touch()
    with open_store(str(tmp_path), base=BASE) as store:
        assert isinstance(store, OxigraphStore)
        assert numbers(store) == ["s1", "s3"]
    assert not (tmp_path / "UNSETTLED").exists()


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "DELETE { ?s ?p ?o }  USING <d> USING NAMED <n> WHERE { ?s ?p ?o }"),
        ("INSERT DATA { <where> <p> 'WHERE' }", "INSERT DATA { <where> <p> 'WHERE' }"),
        (
            "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
            "DELETE  { GRAPH ?g { ?s ?p ?o } } USING <d> USING NAMED <n> WHERE { GRAPH ?g { ?s ?p ?o } }",
        ),
        (
            "INSERT { <a> <b> ?s } WHERE { { SELECT ?s WHERE { ?s ?p ?o } } } # WHERE",
            "INSERT { <a> <b> ?s }  USING <d> USING NAMED <n> WHERE { { SELECT ?s WHERE { ?s ?p ?o } } } # WHERE",
        ),
    ],
)
def test_an_update_gets_the_data_set_of_the_request(update: str, expected: str) -> None:
    assert with_dataset(update, ["d"], ["n"]) == expected


@pytest.mark.parametrize("update", ["WITH <a> DELETE { ?s ?p ?o } WHERE { }", "INSERT { <a> <b> <c> } USING <a> WHERE { }"])
def test_an_update_with_a_data_set_of_its_own_takes_no_other(update: str) -> None:
    with pytest.raises(InputError, match="keep one of the two"):
        with_dataset(update, ["d"], [])
