"""Coalitions and those listed as their members, from sentences that the pipeline reads and from trees given by hand."""

import pytest
from docs_by_hand import told, tree
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


def test_those_whom_a_coalition_is_made_of_are_its_members_wherever_the_list_is_hung() -> None:
    doc = tree(
        "Seleka NNP 14 nsubj B-MIL",
        ", , 3 punct",
        "a DT 3 det",
        "coalition NN 0 appos",
        "of IN 5 case",
        "Anteka NNP 3 nmod B-MIL",
        ", , 8 punct",
        "the DT 8 det",
        "Guard NNP 3 conj B-MIL",
        "and CC 11 cc",
        "the DT 11 det",
        "Legion NNP 3 conj B-MIL",
        ", , 0 punct",
        "has/have VBZ 14 aux",
        "rested/rest VBN 14 ROOT",
        ". . 14 punct",
    )
    assert told(doc) == ["Anteka memberOf Seleka", "Guard memberOf Seleka", "Legion memberOf Seleka"]


def test_an_alliance_of_one_tells_no_member() -> None:
    doc = tree(
        "Seleka NNP 3 nsubj B-MIL",
        "is/be VBZ 3 cop",
        "an DT 3 det",
        "ally NN 3 ROOT",
        "of IN 5 case",
        "Anteka NNP 3 nmod B-MIL",
        ". . 3 punct",
    )
    assert "Anteka memberOf Seleka" not in told(doc)
