"""`kg build` on many articles: the same graph with any number of processes, after a kill, after Ctrl-C, and without what is bad."""

import os
import signal
import subprocess
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from benchmarks.recombined_articles import recombined, write_articles
from command import KG, MESSAGES, kg
from graph_sample import BASE, aftermath, fall, raids
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store, serialize
from spacy.language import Language

from kg.article import refuse_all
from kg.article_graphs import ArticleGraph, Summary, Task, batches, graphs_of
from kg.build import write
from kg.bulk_load import bulk_load, bulk_load_file
from kg.dump import load_dump
from kg.errors import InputError
from kg.finished import finished
from kg.graph import article_quads
from kg.iris import Run, article_iri
from kg.store import GraphStore, open_store

RUN = Run("us 1", "them 2")
NUMBER = 40


def graph_of(extraction, run: Run = RUN) -> ArticleGraph:
    quads = article_quads(extraction, base=BASE, run=run)
    nquads = serialize(quads, format=RdfFormat.N_QUADS)
    return ArticleGraph(article_iri(extraction.article, BASE), nquads, len(quads), Summary(0, 0, 0, 0, ()))


@pytest.fixture(params=["memory", "disk"])
def store(request, tmp_path):
    """An empty store."""
    with open_store("memory:" if request.param == "memory" else str(tmp_path / "graph"), base=BASE) as opened:
        yield opened


def default_graph(store: GraphStore) -> set[str]:
    return {str(triple) for triple in store.query("CONSTRUCT WHERE { ?s ?p ?o }")}


def test_loaded_in_bulk_a_graph_is_the_same_as_written_article_by_article(store):
    extractions = [fall(), aftermath(), raids(300)]
    by_turns = open_store("memory:", base=BASE)
    for extraction in extractions:
        by_turns.replace(article_iri(extraction.article, BASE), article_quads(extraction, base=BASE, run=RUN))
    written = list(write(map(graph_of, extractions * 2), store))
    assert len(written) == 6
    assert set(store.quads()) == set(by_turns.quads())
    assert default_graph(store) == default_graph(by_turns)


def test_bulk_load_fills_named_graphs_and_their_union():
    pieces, one = Store(), open_store("memory:", base=BASE)
    for extraction in (fall(), aftermath()):
        one.replace(article_iri(extraction.article, BASE), article_quads(extraction, base=BASE, run=RUN))
    bulk_load(pieces, b"".join(graph_of(extraction).nquads for extraction in (fall(), aftermath())))
    assert {quad for quad in pieces if quad.graph_name in one.graphs()} == set(one.quads())
    assert {str(triple) for triple in pieces.query("CONSTRUCT WHERE { ?s ?p ?o }")} == default_graph(one)


def dumped(*extractions) -> bytes:
    return b"".join(sorted(b"".join(graph_of(extraction).nquads for extraction in extractions).splitlines(keepends=True)))


@pytest.mark.parametrize("chunk", [1, 5_000, 1_000_000])
def test_a_file_is_loaded_piece_by_piece(chunk):
    store, by_turns = Store(), open_store("memory:", base=BASE)
    file = dumped(fall(), aftermath())
    assert bulk_load_file(store, BytesIO(file), chunk) == file.count(b"\n")
    list(write(map(graph_of, (fall(), aftermath())), by_turns))
    assert {str(quad) for quad in store if quad.graph_name != DefaultGraph()} == set(map(str, by_turns.quads()))
    assert {str(quad.triple) for quad in store if quad.graph_name == DefaultGraph()} == default_graph(by_turns)


@pytest.mark.parametrize(
    "line",
    [
        b"<urn:a> <urn:b> <urn:c> .",
        b"_:a <urn:b> <urn:c> <urn:g> .",
        b"<urn:a> <urn:b> _:c <urn:g> .",
        b'<urn:a> <urn:b> "not _:a" .',
        b"<urn:a>\t<urn:b>\t<urn:c>\t<urn:g> .",
        b"<urn:a> <urn:b> <urn:c> <urn:g> . # <urn:d>",
        b"<urn:a> <urn:b> <u rn:c> <urn:g> .",
        b'<urn:a> <urn:b> "<urn:c> <urn:g> .',
        b"# what comes now",
    ],
)
def test_a_file_that_is_not_plain_is_left_to_others(line):
    store = Store()
    assert bulk_load_file(store, BytesIO(dumped(fall()) + line + b"\n")) is None
    assert len(store) == 0


@pytest.mark.parametrize(
    "line", [b"<urn:a>  <urn:b> <urn:c> <urn:g>.", b"<urn:a> <urn:b> <urn:c> <urn:g> . # so\r", b'<urn:a> <urn:b> "_:x <y" <urn:g> .']
)
def test_spaces_and_comments_in_a_file_do_no_harm(line):
    store = Store()
    assert bulk_load_file(store, BytesIO(line + b"\n" + dumped(fall()))) is not None
    found = list(store.quads_for_pattern(NamedNode("urn:a"), None, None))
    assert {quad.graph_name for quad in found} == {NamedNode("urn:g"), DefaultGraph()}
    assert len({quad.triple for quad in found}) == 1


def test_import_into_an_empty_graph_gives_the_same_as_into_another(tmp_path, store):
    dump = tmp_path / "dump.nq"
    dump.write_bytes(dumped(fall(), aftermath()))
    counts = list(load_dump(dump, store, refuse_all))
    assert counts == [(store.graphs(), dumped(fall(), aftermath()).count(b"\n"))]
    before = set(store.quads())
    store.remove(article_iri(fall().article, BASE))
    assert len(list(load_dump(dump, store, refuse_all))) == 2
    assert set(store.quads()) == before
    assert finished(fall().article, store, RUN, BASE)


def test_what_was_taken_is_written_though_an_error_follows(store):
    def broken():
        yield graph_of(fall())
        raise InterruptedError

    with pytest.raises(InterruptedError):
        list(write(broken(), store))
    assert store.graphs() == [article_iri(fall().article, BASE)]


def test_an_article_is_finished_when_the_same_versions_have_read_it_as_it_is(store):
    list(write([graph_of(fall())], store))
    article = fall().article
    assert finished(article, store, RUN, BASE)
    assert not finished(aftermath().article, store, RUN, BASE)
    assert not finished(article, store, replace(RUN, software="us 2"), BASE)
    assert not finished(article, store, replace(RUN, pipeline="them 3"), BASE)
    assert not finished(article, store, replace(RUN, min_confidence=0.5), BASE)
    assert not finished(replace(article, published=None), store, RUN, BASE)
    assert not finished(replace(article, title="Another title"), store, RUN, BASE)


def test_batches_keep_the_order_and_are_small():
    articles = [replace(article, text=article.text * (1 + 40 * (n == 7))) for n, article in enumerate(recombined(100))]
    found = list(batches(articles))
    assert [article for batch in found for article in batch] == articles
    assert max(map(len, found)) <= 32
    assert max(sum(len(article.text) for article in batch) for batch in found if len(batch) > 1) <= 100_000


def test_an_article_on_which_the_rules_fail_is_named_and_the_others_are_done():
    def failing(doc):
        if "Report 1 " in doc.text:
            raise IndexError("no such token")
        return doc

    Language.component("fails_on_one", func=failing)
    from kg.article_graphs import _loaded

    nlp = _loaded(None)
    nlp.add_pipe("fails_on_one", last=True)
    try:
        found = graphs_of(list(recombined(3)), Task())
    finally:
        nlp.remove_pipe("fails_on_one")
    assert [type(outcome) for outcome in found] == [ArticleGraph, InputError, ArticleGraph]
    assert str(found[1]).startswith("article kherson-2022-1: the rules failed on it (IndexError: no such token)")


@pytest.fixture(scope="module")
def articles(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    write_articles(path, NUMBER)
    with path.open("a") as file:
        file.write('{"id": "broken", "text": "The\n')
    return path


@pytest.fixture(scope="module")
def whole(articles, tmp_path_factory) -> str:
    """What one process makes of them, as sorted N-Quads."""
    graph = tmp_path_factory.mktemp("graphs") / "graph"
    done = kg("build", articles, "--graph", graph)
    assert done.returncode == 1
    assert done.stderr.startswith(f"kg: {articles}:{NUMBER + 1}: broken JSON")
    return kg("export", "--graph", graph).stdout


def test_two_processes_make_the_same_graph_and_name_what_is_bad(articles, whole, tmp_path):
    done = kg("build", articles, "--graph", tmp_path / "graph", "--workers", "2")
    assert done.returncode == 1
    assert f"{articles}:{NUMBER + 1}: broken JSON" in done.stderr
    assert f"kg: {NUMBER} articles: " in done.stderr
    assert kg("export", "--graph", tmp_path / "graph").stdout == whole


def begun(articles: Path, graph: Path) -> subprocess.Popen:
    """A build with two processes that has stored some of the articles; the others come when they are written."""
    environment = os.environ | MESSAGES
    lines = articles.read_text().splitlines(keepends=True)
    running = subprocess.Popen(
        [KG, "build", "-", "--graph", graph, "--workers", "2"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    )
    running.stdin.write("".join(lines[: NUMBER // 2]))
    running.stdin.flush()
    return running


def stored(graph: Path) -> int:
    with open_store(str(graph), read_only=True) as store:
        return len(store.graphs())


def test_after_a_kill_the_same_command_makes_the_same_graph(articles, whole, tmp_path):
    graph = tmp_path / "graph"
    first = tmp_path / "first.jsonl"
    first.write_text("".join(articles.read_text().splitlines(keepends=True)[:12]))
    assert kg("build", first, "--graph", graph).returncode == 0
    with begun(articles, graph) as running:
        time.sleep(3)
        running.kill()
    done = kg("build", articles, "--graph", graph, "--workers", "2")
    known = int(done.stderr.partition("in the graph already: ")[2].split()[0])
    assert 12 <= known < NUMBER
    assert kg("export", "--graph", graph).stdout == whole


def test_ctrl_c_stores_what_was_read(articles, whole, tmp_path):
    graph = tmp_path / "graph"
    with begun(articles, graph) as running:
        while not any(graph.glob("*.log")):
            assert running.poll() is None
        time.sleep(2)
        running.send_signal(signal.SIGINT)
        message = running.stderr.read()
    assert running.returncode == 130
    assert message.splitlines()[-1] == "kg: interrupted; what was stored before is kept"
    assert f"kg: {stored(graph)} articles: " in message
    kg("build", articles, "--graph", graph)
    assert kg("export", "--graph", graph).stdout == whole
