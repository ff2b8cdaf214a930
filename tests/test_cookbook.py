"""Each question of the cookbook has the answer that stands below it."""

import json
import re
from pathlib import Path

import pytest
from graph_sample import aftermath, fall, filled
from graphql_request import ask

from kg.results import results_to_bytes
from kg.store import GraphStore

PAGE = (Path(__file__).parent.parent / "docs" / "cookbook.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"### (.+?)\n\n```(graphql|sparql)\n(.*?)```\n\n```(?:json|text)\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return filled(fall(), aftermath())


@pytest.mark.parametrize(("language", "query", "answer"), [found[1:] for found in QUESTIONS], ids=[found[0] for found in QUESTIONS])
def test_a_question_has_the_answer_below_it(store: GraphStore, language: str, query: str, answer: str) -> None:
    if language == "graphql":
        assert ask(store, query) == json.loads(answer)
    else:
        assert results_to_bytes(store.query(query), "table", store.prefixes).decode() == answer


@pytest.mark.parametrize("language", ["graphql", "sparql"])
def test_there_are_twenty_of_each(language: str) -> None:
    assert [found[1] for found in QUESTIONS].count(language) == 20


def test_no_question_is_left_without_an_answer() -> None:
    assert len(QUESTIONS) == PAGE.count("### ")
