"""The questions that the ontology has to answer, on a small graph, with their answers beside them."""

from collections.abc import Iterator

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.ontology import CKG
from kg.resources import resource
from kg.results import results_to_bytes
from kg.shapes import validate
from kg.store import GraphStore, open_store

FOLDER = resource("competency")
QUESTIONS = sorted(path.stem for path in FOLDER.glob("*.rq"))
SAMPLE = list(parse(path=FOLDER / "sample.trig", format=RdfFormat.TRIG))


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    """The sample and the ontology, each in its named graphs."""
    with open_store("memory:") as opened:
        for graph in sorted({quad.graph_name for quad in SAMPLE}, key=str):
            assert isinstance(graph, NamedNode)
            opened.replace(graph, [quad for quad in SAMPLE if quad.graph_name == graph])
        opened.replace(NamedNode(CKG), [Quad(*quad.triple) for quad in parse(path=resource("conflict.ttl"), format=RdfFormat.TURTLE)])
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_the_answer_that_stands_beside_it(store: GraphStore, question: str) -> None:
    query = (FOLDER / f"{question}.rq").read_text(encoding="utf-8")
    assert results_to_bytes(store.query(query), "table").decode() == (FOLDER / f"{question}.txt").read_text(encoding="utf-8")


def test_there_are_questions_and_each_answer_belongs_to_one() -> None:
    assert QUESTIONS
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == QUESTIONS


def test_the_sample_is_a_valid_graph() -> None:
    assert validate(SAMPLE) == []
