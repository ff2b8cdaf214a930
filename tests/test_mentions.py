"""Names and descriptions, in documents whose names are marked by hand."""

import pytest
from docs_by_hand import tree
from spacy.tokens import Doc

from kg.known_names import KnownNames
from kg.lexicon import load_lexicon
from kg.mentions import describe, named_mentions
from kg.places import load_gazetteer
from kg.spelling import normalise


def named(doc: Doc, known: dict[str, str] | None = None, blocked: frozenset[int] = frozenset()) -> list[tuple[str, str | None]]:
    return [(m.text, m.class_name) for m in named_mentions(doc, load_lexicon(), KnownNames(known or {}), load_gazetteer(), blocked)]


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("The Taliban", "taliban"),
        ("Mocímboa da Praia", "mocimboa da praia"),
        ("Hezbollah’s", "hezbollah"),
        ("Da'esh", "daesh"),
        ("al-Shabaab", "al shabaab"),
        ("U.S.", "us"),
        ("The", "the"),
    ],
)
def test_names_are_compared_without_case_accent_article_possessive_and_punctuation(name: str, same: str) -> None:
    assert normalise(name) == same


def test_each_label_is_a_class() -> None:
    doc = tree(
        "Sesay NNP 1 nsubj B-PER",
        "left/leave VBD 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        "for IN 4 case",
        "Seleka NNP 1 obl B-MIL",
        "and CC 6 cc",
        "Oxfam NNP 4 conj B-ORG",
    )
    assert named(doc) == [("Sesay", "Person"), ("Bria", "Place"), ("Seleka", "ArmedGroup"), ("Oxfam", "Organization")]


def test_a_name_has_one_class_that_most_of_its_mentions_got() -> None:
    doc = tree("Seleka NNP 0 ROOT B-MIL", "Seleka NNP 0 conj B-LOC", "Seleka NNP 0 conj B-MIL")
    assert {class_name for _, class_name in named(doc)} == {"ArmedGroup"}


def test_the_class_of_a_well_known_actor_needs_no_vote() -> None:
    assert named(tree("Wagner NNP 0 ROOT B-PER"), {"wagner": "ArmedGroup"}) == [("Wagner", "ArmedGroup")]


def test_articles_and_possessives_are_no_part_of_a_name() -> None:
    doc = tree("The/the DT 1 det B-MIL", "Taliban NNP 3 nmod:poss I-MIL", "'s POS 1 case I-MIL", "men/man NNS 3 ROOT")
    assert named(doc) == [("Taliban", "ArmedGroup")]


def test_titles_are_no_part_of_a_persons_name() -> None:
    doc = tree("General NNP 0 ROOT B-PER", "Min NNP 0 flat I-PER", "Thu NNP 0 flat I-PER")
    assert named(doc) == [("Min Thu", "Person")]


def test_a_name_is_a_facility_where_its_last_word_says_so() -> None:
    doc = tree("Taftanaz NNP 2 compound B-LOC", "Air NNP 2 compound I-LOC", "Base NNP 2 ROOT I-LOC")
    assert named(doc) == [("Taftanaz Air Base", "Facility")]


def test_the_type_word_behind_a_place_makes_it_a_facility() -> None:
    doc = tree("Hama NNP 2 compound B-LOC", "military JJ 2 amod", "airport NN 2 ROOT")
    assert named(doc) == [("Hama military airport", "Facility")]


def test_a_proper_noun_that_no_label_marks_is_still_a_name() -> None:
    doc = tree("rebels/rebel NNS 1 nsubj", "took/take VBD 1 ROOT", "Ndele NNP 1 obj")
    assert named(doc) == [("Ndele", None)]


def test_dates_name_nothing() -> None:
    doc = tree("rebels/rebel NNS 1 nsubj", "left/leave VBD 1 ROOT", "Friday NNP 1 obl")
    assert named(doc, blocked=frozenset({2})) == []


def test_the_people_of_a_state_act_as_the_state() -> None:
    doc = tree("The/the DT 1 det", "Russians NNPS 2 nsubj B-MIL", "left/leave VBD 2 ROOT")
    assert named(doc) == [("Russians", "State")]


def test_an_acronym_in_brackets_widens_the_name_that_it_spells_out() -> None:
    doc = tree(
        "Command NNP 0 ROOT B-ORG",
        "of IN 3 case",
        "Military NNP 3 compound",
        "Operations NNP 0 nmod B-MIL",
        "( -LRB- 5 punct",
        "CMO NNP 0 appos B-MIL",
        ") -RRB- 5 punct",
        "left/leave VBD 0 acl",
    )
    assert named(doc) == [("Command of Military Operations", "ArmedGroup"), ("CMO", "ArmedGroup")]


def test_a_description_leaves_out_determiners_and_numbers() -> None:
    doc = tree("the DT 3 det", "two CD 3 nummod", "Russian JJ 3 amod", "warplanes/warplane NNS 3 ROOT")
    found = describe(doc[3], load_lexicon())
    assert (found.text, found.class_name, found.named) == ("Russian warplanes", "ArmedGroup", False)


def test_a_description_that_the_lexicon_does_not_know_has_no_class() -> None:
    assert describe(tree("the DT 1 det", "idea NN 1 ROOT")[1], load_lexicon()).class_name is None


def test_a_rank_before_a_name_makes_a_person_of_a_town() -> None:
    assert named(tree("Colonel NNP 0 ROOT", "Bria NNP 0 flat B-PER")) == [("Bria", "Person")]
    assert named(tree("yesterday RB 1 advmod", "Bria NNP 1 ROOT B-PER")) == [("Bria", "Place")]
