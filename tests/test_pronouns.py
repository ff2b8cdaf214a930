"""Whom and what pronouns mean, told by the claims of small articles with trees given by hand."""

import pytest
from docs_by_hand import told, tree

LEFT = ("left/leave VBD {0} ROOT", "Birao NNP {0} obj B-LOC", ". . {0} punct")


def they_left(pronoun: str, noun: str) -> list[str]:
    return [f"{pronoun} PRP$ 1 nmod:poss", f"{noun} 2 nsubj", *(row.format(2) for row in LEFT)]


def test_who_owns_the_subject_of_the_sentence_before_is_it() -> None:
    first = tree(
        "Seleka NNP 2 nmod:poss B-MIL",
        "'s POS 0 case",
        "founder NN 3 nsubj",
        "met/meet VBD 3 ROOT",
        "marines/marine NNS 3 obj",
        "in IN 6 case",
        "Bria NNP 3 obl B-LOC",
        ". . 3 punct",
    )
    assert told(first, tree(*they_left("Its/its", "troops/troop NNS")))[-1] == "Seleka withdrewFrom Birao"


def test_a_person_who_owns_a_subject_is_not_it() -> None:
    first = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "met/meet VBD 1 ROOT",
        ". . 1 punct",
    )
    second = tree("Otim NNP 2 nmod:poss B-PER", "'s POS 0 case", "brother NN 3 nsubj", "slept/sleep VBD 3 ROOT", ". . 3 punct")
    assert told(first, second, tree(*they_left("Its/its", "troops/troop NNS"))) == ["Seleka withdrewFrom Birao"]


@pytest.mark.parametrize(("pronoun", "who"), [("It/it", "Seleka"), ("They/they", "fighters")])
def test_it_is_no_plural(pronoun: str, who: str) -> None:
    first = tree("Seleka NNP 1 nsubj B-MIL", "slept/sleep VBD 1 ROOT", ". . 1 punct")
    second = tree("Local/local JJ 1 amod", "fighters/fighter NNS 2 nsubj", "met/meet VBD 2 ROOT", ". . 2 punct")
    third = tree(f"{pronoun} PRP 1 nsubj", *(row.format(1) for row in LEFT))
    (claim,) = told(first, second, third)
    assert who in claim


def test_the_allies_beside_a_state_are_its() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "fought/fight VBD 1 ROOT",
        "Kenya NNP 1 obj B-LOC",
        "and CC 5 cc",
        "its PRP$ 5 nmod:poss",
        "troops/troop NNS 2 conj",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka clashedWith Kenya"]
