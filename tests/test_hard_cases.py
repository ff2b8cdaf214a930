"""Every sentence of hard_cases.tsv, read by the pipeline that comes with kg."""

import pytest
from hard_cases import UNREAL, Case, Outcome, outcomes, read_cases
from spacy.language import Language

from kg.ontology import load_ontology

CASES = read_cases()


@pytest.fixture(scope="session")
def found(nlp: Language) -> dict[str, Outcome]:
    return outcomes(CASES, nlp)


def marked(case: Case) -> object:
    return pytest.param(case, id=case.id, marks=pytest.mark.xfail(strict=True, reason=case.known) if case.known else ())


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_sentence_gives_the_claims_that_a_careful_reader_draws_from_it(case: Case, found: dict[str, Outcome]) -> None:
    outcome = found[case.id]
    assert outcome.right, f"{case.sentence}\nmissing: {outcome.missing}\nwrong: {outcome.wrong}"


def test_nothing_is_asserted_that_a_sentence_denies_plans_or_only_thinks_of(found: dict[str, Outcome]) -> None:
    assert {case.id: found[case.id].wrong for case in CASES if case.kind in UNREAL and found[case.id].wrong} == {}


def test_nineteen_of_twenty_sentences_are_read_right(found: dict[str, Outcome]) -> None:
    assert sum(outcome.right for outcome in found.values()) / len(found) >= 0.95


def test_the_table_names_each_sentence_once_and_only_relations_that_there_are() -> None:
    assert len({case.id for case in CASES}) == len({case.sentence for case in CASES}) == len(CASES) >= 200
    assert {claim.relation for case in CASES for claim in case.expected} == load_ontology().relations.keys()
