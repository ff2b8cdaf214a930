"""Articles go into the store one by one, and again without a trace."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from graph_sample import BASE, aftermath, fall

from kg.build import build
from kg.extraction import Extraction
from kg.iris import Run, article_iri
from kg.store import open_store

RUN = Run("us 1", "them 2")


@pytest.fixture
def store():
    """An empty store in memory."""
    with open_store("memory:", base=BASE) as opened:
        yield opened


def test_each_article_has_its_graph_and_its_number_of_triples(store):
    written = list(build([fall(), aftermath()], store, run=RUN, base=BASE))
    assert [extraction for extraction, _ in written] == [fall(), aftermath()]
    assert {article_iri(extraction.article, BASE): count for extraction, count in written} == {
        graph: sum(1 for _ in store.quads(graph)) for graph in store.graphs()
    }


def test_again_changes_nothing(store):
    graphs = []
    for _ in range(2):
        assert len(list(build([fall(), aftermath()], store, run=RUN, base=BASE))) == 2
        graphs.append(set(store.quads()))
    assert graphs[0] == graphs[1]


def test_article_that_gives_less_leaves_nothing_behind(store):
    less = replace(fall(), claims=fall().claims[:1], statements=())
    ((_, before),) = build([fall()], store, run=RUN, base=BASE)
    ((_, after),) = build([less], store, run=RUN, base=BASE)
    assert after < before
    assert len(store) == after


def test_what_was_written_before_an_error_stays(store):
    def broken() -> Iterator[Extraction]:
        yield fall()
        raise InterruptedError

    with pytest.raises(InterruptedError):
        list(build(broken(), store, run=RUN, base=BASE))
    assert store.graphs() == [article_iri(fall().article, BASE)]
