"""Allies and backers told by a noun, and those with whose help something is done."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def test_an_ally_named_behind_the_word_is_the_ally_of_its_owner() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "thanked/thank VBD 1 ROOT",
        "its PRP$ 3 nmod:poss",
        "ally NN 1 obj",
        "Balaka NNP 3 appos B-MIL",
        ". . 1 punct",
    )
    assert told(doc) == ["Balaka alliedWith Seleka"]


def test_an_ally_that_stands_beside_the_word_without_hanging_on_it_is_found_too() -> None:
    doc = tree(
        "Seleka NNP 2 nmod:poss B-MIL",
        "'s POS 0 case",
        "ally NN 4 nsubj",
        "Balaka NNP 4 dep B-MIL",
        "rested/rest VBD 4 ROOT",
        ". . 4 punct",
    )
    assert told(doc) == ["Balaka alliedWith Seleka"]


@pytest.mark.xfail(reason="whose ally it is hangs on the name, where it is read as a part of a force: 'Balaka memberOf Seleka'")
def test_an_ally_is_found_where_the_tree_makes_the_name_the_head() -> None:
    doc = tree(
        "Seleka NNP 3 nmod:poss B-MIL",
        "'s POS 0 case",
        "ally NN 3 compound",
        "Balaka NNP 4 nsubj B-MIL",
        "rested/rest VBD 4 ROOT",
        ". . 4 punct",
    )
    assert told(doc) == ["Balaka alliedWith Seleka"]


@pytest.mark.parametrize("noun", ["ally", "backer", "patron", "sponsor"])
def test_a_backer_in_apposition(noun: str) -> None:
    doc = tree(
        "Seleka NNP 6 nsubj B-MIL",
        ", , 3 punct",
        "a DT 3 det",
        f"{noun} NN 0 appos",
        "of IN 5 case",
        "Balaka NNP 3 nmod B-MIL",
        "rested/rest VBD 6 ROOT",
        ". . 6 punct",
    )
    assert told(doc) == ["Seleka alliedWith Balaka"]


def test_an_ally_by_copula() -> None:
    doc = tree(
        "Seleka NNP 3 nsubj B-MIL",
        "is/be AUX:VBZ 3 cop",
        "an DT 3 det",
        "ally NN 3 ROOT",
        "of IN 5 case",
        "Balaka NNP 3 nmod B-MIL",
        ". . 3 punct",
    )
    assert told(doc) == ["Seleka alliedWith Balaka"]


def test_who_is_said_to_be_no_ally_is_a_negative_claim() -> None:
    doc = tree(
        "Seleka NNP 4 nsubj B-MIL",
        "is/be AUX:VBZ 4 cop",
        "not PART:RB 4 advmod",
        "an DT 4 det",
        "ally NN 4 ROOT",
        "of IN 6 case",
        "Balaka NNP 4 nmod B-MIL",
        ". . 4 punct",
    )
    assert told(doc) == ["Seleka alliedWith Balaka (negative)"]


def test_each_of_several_allies_is_one() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "thanked/thank VBD 1 ROOT",
        "its PRP$ 3 nmod:poss",
        "allies/ally NNS 1 obj",
        "Balaka NNP 3 appos B-MIL",
        "and CC 6 cc",
        "Anteka NNP 4 conj B-MIL",
        ". . 1 punct",
    )
    assert told(doc) == ["Balaka alliedWith Seleka", "Anteka alliedWith Seleka"]


def test_an_alliance_told_from_both_sides_is_one_claim() -> None:
    one, other = (
        tree(f"{a} NNP 1 nsubj B-MIL", "supports/support VBZ 1 ROOT", f"{b} NNP 1 obj B-MIL", ". . 1 punct")
        for a, b in (("Seleka", "Balaka"), ("Balaka", "Seleka"))
    )
    assert told(one, other) == ["Seleka alliedWith Balaka"]


@pytest.mark.parametrize("noun", ["help", "support", "backing", "aid"])
def test_with_whose_help_something_is_done(noun: str) -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "captured/capture VBD 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        "with IN 5 case",
        "the DT 5 det",
        f"{noun} NN 1 obl",
        "of IN 7 case",
        "Balaka NNP 5 nmod B-MIL",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka captured Bria", "Seleka alliedWith Balaka"]


def test_help_that_is_only_spoken_of_allies_nobody() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "awaited/await VBD 1 ROOT",
        "the DT 3 det",
        "help NN 1 obj",
        "of IN 5 case",
        "Balaka NNP 3 nmod B-MIL",
        ". . 1 punct",
    )
    assert told(doc) == []


def test_an_ally_of_nobody_known_allies_nobody() -> None:
    doc = tree("Seleka NNP 3 nsubj B-MIL", "is/be AUX:VBZ 3 cop", "an DT 3 det", "ally NN 3 ROOT", ". . 3 punct")
    assert told(doc) == []


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Kenya sent troops to its ally Ghana.", ("Ghana", "Kenya")),
        ("The Kenyan military and allied Lango militias took Bria.", ("Kenyan military", "Lango militias")),
        ("The rebels left Bria to the Kamajors, a pro-government militia of hunters.", ("Kamajors", "government")),
        ("Ghana supports the Sahel Guard's campaign in the hills.", ("Ghana", "Sahel Guard")),
        ("The Nimba Front announced its support for the Sahel Guard's offensive.", ("Nimba Front", "Sahel Guard")),
        ("The Sahel Guard has thrown in its lot with the Wagner Group.", ("Sahel Guard", "Wagner Group")),
        ("The Sahel Guard is supported by a Kenyan mission, by the United States and by Ghana.", ("Ghana", "Sahel Guard")),
        ("Kenyan jets bombed Bria to support the Sahel Guard.", ("Kenya", "Sahel Guard")),
        ("Kenya, a close ally of Ghana, closed the border.", ("Kenya", "Ghana")),
        ("The Sahel Guard is loyal to the Anteka Council.", ("Sahel Guard", "Anteka Council")),
        ("The Sahel Guard, a militia allied with the Wagner Group, took Bria.", ("Sahel Guard", "Wagner Group")),
        ("The Sahel Guard took Bria with support from the Wagner Group.", ("Sahel Guard", "Wagner Group")),
        ("The Sahel Guard is financed by Kenya.", ("Kenya", "Sahel Guard")),
        ("The Sahel Guard took Bria with the help of the Wagner Group.", ("Sahel Guard", "Wagner Group")),
    ],
)
def test_allies_in_sentences_that_the_pipeline_reads(nlp: Language, sentence: str, claim: tuple[str, str]) -> None:
    (found,) = extract([Article("a", sentence)], nlp)
    assert claim in [(c.subject.name, c.object.name) for c in found.claims if c.relation == "alliedWith"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ghana supports the Sahel Guard's critics.",
        "Ghana attacked the Sahel Guard's campaign in the hills.",
        "The Sahel Guard and its allied farmers left.",
        "The Sahel Guard was attacked by night, in the hills and by Ghana.",
    ],
)
def test_who_stands_with_nobody(nlp: Language, sentence: str) -> None:
    (found,) = extract([Article("a", sentence)], nlp)
    assert not [c for c in found.claims if c.relation == "alliedWith"]
