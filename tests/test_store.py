"""Graph stores: in memory, in a folder, behind a URL."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from article_sample import ARTICLE, EXTRACTION, OTHER, RUN
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples
from sparql_server import sparql_server

from kg.errors import QueryError, StoreError
from kg.graph import article_quads
from kg.iris import article_iri
from kg.oxigraph_open import open_folder
from kg.store import GraphStore, open_store

GRAPH, QUADS = article_iri(ARTICLE), article_quads(EXTRACTION, run=RUN)
OTHER_GRAPH, OTHER_QUADS = article_iri(OTHER.article), article_quads(OTHER, run=RUN)
HAMA = NamedNode("https://w3id.org/conflict-kg/id/entity/hama")


@pytest.fixture(params=["memory", "folder", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty store of each kind."""
    if request.param == "remote":
        with sparql_server() as url, open_store(url) as opened:
            yield opened
    else:
        with open_store("memory:" if request.param == "memory" else str(tmp_path / "new" / "graph")) as opened:
            yield opened


def rows(store: GraphStore, text: str, **substitutions: NamedNode) -> list[list[str]]:
    found = store.query(text, substitutions)
    assert isinstance(found, QuerySolutions)
    return sorted([str(value) for value in row] for row in found)


def test_what_is_written_can_be_read(store: GraphStore) -> None:
    store.replace(GRAPH, QUADS)
    store.replace(OTHER_GRAPH, OTHER_QUADS)
    assert store.graphs() == sorted([GRAPH, OTHER_GRAPH], key=str)
    assert set(store.quads(GRAPH)) == set(QUADS)
    assert set(store.quads()) == {*QUADS, *OTHER_QUADS}
    assert len(store) == len(QUADS) + len(OTHER_QUADS)
    assert store.contains(GRAPH)
    assert not store.contains(HAMA)


def test_an_article_that_comes_again_replaces_its_graph(store: GraphStore) -> None:
    store.replace(GRAPH, QUADS)
    store.replace(GRAPH, QUADS)
    assert len(store) == len(QUADS)
    store.replace(GRAPH, QUADS[: len(QUADS) // 2] + OTHER_QUADS)
    assert {str(quad).rsplit(" <", 1)[0] for quad in store.quads(GRAPH)} == {
        str(quad).rsplit(" <", 1)[0] for quad in QUADS[: len(QUADS) // 2] + OTHER_QUADS
    }


def test_a_removed_graph_is_gone_and_the_others_stay(store: GraphStore) -> None:
    store.replace(GRAPH, QUADS)
    store.replace(OTHER_GRAPH, OTHER_QUADS)
    store.remove(GRAPH)
    store.remove(GRAPH)
    assert store.graphs() == [OTHER_GRAPH]
    assert len(store) == len(OTHER_QUADS)
    assert rows(store, "SELECT ?l { ent:hama rdfs:label ?l }") == [['"Hama"@en']]
    store.remove(OTHER_GRAPH)
    assert rows(store, "SELECT ?s { ?s ?p ?o }") == []


def test_a_query_sees_all_graphs_and_knows_our_prefixes(store: GraphStore) -> None:
    store.replace(GRAPH, QUADS)
    found = rows(store, 'SELECT ?a ?p { ?a ?p ?h . ?h rdfs:label "Hama"@en }')
    assert [
        "<https://w3id.org/conflict-kg/id/entity/army-1>",
        "<https://w3id.org/conflict-kg/ontology/withdrewFrom>",
    ] in found


@pytest.mark.parametrize("kind", ["memory:", "folder"])
def test_a_triple_of_two_graphs_is_found_and_counted_once(kind: str, tmp_path: Path) -> None:
    with open_store(kind if kind == "memory:" else str(tmp_path)) as store:
        store.replace(GRAPH, QUADS)
        store.replace(OTHER_GRAPH, OTHER_QUADS)
        assert rows(store, "SELECT (COUNT(*) AS ?n) { ent:hama rdfs:label ?l }") == [
            ['"1"^^<http://www.w3.org/2001/XMLSchema#integer>'],
        ]
        assert len(rows(store, "SELECT ?g { GRAPH ?g { ent:hama rdfs:label ?l } }")) == 2
        store.replace(GRAPH, QUADS[:1])
        assert rows(store, "SELECT ?l { ent:hama rdfs:label ?l }") == [['"Hama"@en']]


def test_a_query_may_declare_its_own_prefixes(store: GraphStore) -> None:
    store.replace(GRAPH, QUADS)
    assert rows(store, "PREFIX ckg: <http://www.w3.org/2000/01/rdf-schema#> SELECT ?l { ent:hama ckg:label ?l }") == [['"Hama"@en']]


def test_ask_and_construct_are_answered(store: GraphStore) -> None:
    store.replace(GRAPH, QUADS)
    asked = store.query("ASK { ent:hama a ckg:Place }")
    assert isinstance(asked, QueryBoolean)
    assert asked
    built = store.query("CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s rdfs:label ?l ; a ckg:Place }")
    assert isinstance(built, QueryTriples)
    assert [str(triple.object) for triple in built] == ['"Hama"@en']


def test_terms_take_the_place_of_variables(store: GraphStore) -> None:
    store.replace(GRAPH, QUADS)
    assert rows(store, "SELECT ?l { ?what rdfs:label ?l }", what=HAMA) == [['"Hama"@en']]
    assert rows(store, "SELECT ?what ?l { ?what rdfs:label ?l }", what=HAMA) == [[str(HAMA), '"Hama"@en']]
    assert rows(store, "SELECT (COUNT(?l) AS ?n) { ?what rdfs:label ?l }", what=HAMA)[0][0].startswith('"1"')


# rdflib 7.6 warns of names that it still uses itself.
@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")
def test_rdflib_reads_the_same_store(store: GraphStore) -> None:
    store.replace(GRAPH, QUADS)
    dataset = store.dataset()
    query = "SELECT ?p { ?a ?p <https://w3id.org/conflict-kg/id/entity/hama> . ?a a <https://w3id.org/conflict-kg/ontology/ArmedGroup> }"
    assert [str(row[0]) for row in dataset.query(query)] == ["https://w3id.org/conflict-kg/ontology/withdrewFrom"]


def test_a_broken_query_is_refused_in_one_line(store: GraphStore) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("SELECT ?a {\n  ?a ?b }}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT ?a\n{ ?a foo:bar ?b }", "line 2, column 13: the prefix foo: is not declared; declare it, or use one of article, ckg"),
        ("SELECT ?a {\n  ?a ?b }", "line 2, column 10: syntax error near 'ELECT ?a { ?a ?b }'; mend it there"),
        (" ", "the query is empty"),
        ("SELECT ?a { ?a ?b ?c . } oops", "line 1, column 30: syntax error near '{ ?a ?b ?c . } oops'"),
        ("SELECT ?a { BIND(<http://example.org/f>(1) AS ?a) }", "function <http://example.org/f> is not supported"),
    ],
)
def test_a_broken_query_is_refused_with_its_place(text: str, message: str) -> None:
    with open_store("memory:") as store, pytest.raises(QueryError) as caught:
        store.query(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_keeps_what_was_written(tmp_path: Path) -> None:
    with open_store(str(tmp_path)) as store:
        store.replace(GRAPH, QUADS)
    with open_store(str(tmp_path)) as store:
        assert set(store.quads()) == set(QUADS)


def test_what_was_flushed_stands_in_tables(tmp_path: Path) -> None:
    with open_store(str(tmp_path)) as store:
        store.replace(GRAPH, QUADS)
        before = {path.name for path in tmp_path.glob("*.sst")}
        store.flush()
        assert {path.name for path in tmp_path.glob("*.sst")} - before


def test_a_failed_replacement_changes_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[object]:
        yield OTHER_QUADS[0]
        raise ConnectionError

    with open_store(str(tmp_path)) as store:
        store.replace(GRAPH, QUADS)
        with pytest.raises(ConnectionError):
            store.replace(GRAPH, broken())  # type: ignore[arg-type]
        assert set(store.quads()) == set(QUADS)


OPENED_ELSEWHERE = """
import sys
from kg.store import open_store
with open_store(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def written_elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder with one article, open for writing in another process."""
    with open_store(str(tmp_path)) as store:
        store.replace(GRAPH, QUADS)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-c", OPENED_ELSEWHERE, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stdout.readline() == b"open\n"
        yield tmp_path
        process.communicate(b"")


def test_a_folder_that_another_process_writes_to_is_refused_for_writing(written_elsewhere: Path) -> None:
    with pytest.raises(StoreError, match="another process is writing to this graph"):
        open_store(str(written_elsewhere))


def test_a_folder_that_another_process_writes_to_can_be_read(written_elsewhere: Path) -> None:
    with open_store(str(written_elsewhere), read_only=True) as store:
        assert set(store.quads()) == set(QUADS)
        assert rows(store, "SELECT ?l { ent:hama rdfs:label ?l }") == [['"Hama"@en']]


def test_a_store_that_was_opened_to_be_read_refuses_to_write(tmp_path: Path) -> None:
    with open_store(str(tmp_path)) as store:
        store.replace(GRAPH, QUADS)
    with open_store(str(tmp_path), read_only=True) as store, pytest.raises(StoreError, match="could not be written"):
        store.replace(GRAPH, OTHER_QUADS)


def test_reading_a_graph_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(StoreError, match="there is no graph yet; make one with `kg build`"):
            open_store(str(folder), read_only=True)


def test_a_folder_of_other_things_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")
    with pytest.raises(StoreError, match=r"holds other files such as thesis\.txt"):
        open_store(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_file_is_no_graph(tmp_path: Path) -> None:
    path = tmp_path / "graph"
    path.touch()
    with pytest.raises(StoreError, match="this is a file"):
        open_store(str(path))
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(str(path / "below"))


def test_a_broken_graph_is_refused(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("nonsense", encoding="utf-8")
    with pytest.raises(StoreError, match=r"cannot be read .*check the path"):
        open_store(str(tmp_path), read_only=True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_rights_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="check the path and the rights"):
        open_store(str(tmp_path / "graph"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which nobody may write")
def test_a_folder_in_which_nobody_may_write_is_refused() -> None:
    with pytest.raises(StoreError, match="check the path and the rights"):
        open_store("/proc/graph")


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_folder(tmp_path, "https://example.org/", read_only=False)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        store.query("ASK {}")


def test_a_store_that_does_not_answer_is_named_without_the_password() -> None:
    with pytest.raises(StoreError, match="cannot be reached") as caught, open_store("http://user:secret@127.0.0.1:1/query") as store:
        store.query("ASK {}")
    assert "http://127.0.0.1:1/query" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(("path", "message"), [("refused", "answered 403 Forbidden"), ("page", "expected query results, found text/html")])
def test_a_url_that_is_no_store_is_refused(path: str, message: str) -> None:
    with sparql_server() as url, open_store(url.replace("/?", f"/{path}?")) as store, pytest.raises(StoreError, match=message):
        store.query("ASK {}")


def test_updates_can_go_to_another_url(monkeypatch: pytest.MonkeyPatch) -> None:
    with sparql_server() as url:
        monkeypatch.setenv("KG_UPDATE_URL", url)
        with open_store(url.replace("/?", "/refused?")) as store:
            store.replace(GRAPH, QUADS)
        monkeypatch.delenv("KG_UPDATE_URL")
        with open_store(url) as store:
            assert len(store) == len(QUADS)
