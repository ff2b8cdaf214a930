"""Coalitions and those listed as their members, from sentences that the pipeline reads."""

import pytest
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def members(nlp: Language, sentence: str) -> set[str]:
    (found,) = extract([Article("a", sentence)], nlp)
    return {f"{c.subject.name} in {c.object.name}" for c in found.claims if c.relation == "memberOf"}


TWO = {"Savannah Brigade in Desert Front", "River Battalion in Desert Front"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Desert Front, a coalition of nine factions, among them the Savannah Brigade and the River Battalion, held the town.",
        "The Desert Front is an umbrella for a dozen groups, including the Savannah Brigade and the River Battalion.",
        "The Desert Front was formed by two groups: the Savannah Brigade, led by Ibrahim Sesay; and the River Battalion.",
        "The Desert Front consists of the Savannah Brigade and the River Battalion.",
    ],
)
def test_those_listed_are_members(nlp: Language, sentence: str) -> None:
    assert members(nlp, sentence) == TWO


@pytest.mark.parametrize(
    "sentence",
    [
        "The Desert Front fought several groups, including the Savannah Brigade and the River Battalion.",
        "The army blamed three groups: the Savannah Brigade, the River Battalion and the Hill Legion.",
    ],
)
def test_a_list_of_others_makes_up_nothing(nlp: Language, sentence: str) -> None:
    assert members(nlp, sentence) == set()


def test_a_group_with_a_name_belongs_to_another(nlp: Language) -> None:
    assert members(nlp, "The 5th Savannah Brigade belongs to the Desert Front.") == {"5th Savannah Brigade in Desert Front"}


def test_who_the_fighters_are_makes_them_no_members(nlp: Language) -> None:
    assert members(nlp, "The Savannah Brigade left. The fighters belong to the Desert Front.") == set()
