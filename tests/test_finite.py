"""Which verbs have a subject and a tense."""

import pytest
from docs_by_hand import tree

from kg.finite import finite, has_to, is_finite, main_finite

LEFT = tree(
    "Rebels/rebel NNS 4 nsubj",
    "who PRON:WP 2 nsubj",
    "took/take VBD 0 acl:relcl",
    "Bria NNP 2 obj B-LOC",
    "vowed/vow VBD 4 ROOT",
    "to TO 6 mark",
    "leave VB 4 xcomp",
)


@pytest.mark.parametrize(("word", "is_one"), [(0, False), (2, True), (4, True), (6, False)])
def test_a_verb_with_a_subject_of_its_own_is_finite(word: int, is_one: bool) -> None:
    assert is_finite(LEFT[word]) is is_one


def test_a_verb_that_the_tagger_calls_finite_needs_no_subject() -> None:
    doc = tree("and CC 1 cc", "left/leave VBD 1 ROOT")
    assert not is_finite(doc[1])
    doc[1].set_morph("Tense=Past|VerbForm=Fin")
    assert is_finite(doc[1])


def test_a_range_is_finite_where_one_of_its_verbs_is() -> None:
    assert finite(LEFT, 0, 3)
    assert not finite(LEFT, 5, 7)


def test_a_relative_clause_does_not_make_a_main_clause() -> None:
    assert not main_finite(LEFT, 0, 4)
    assert main_finite(LEFT, 0, 5)


def test_an_infinitive_has_to_before_it() -> None:
    assert has_to(LEFT[6])
    assert not has_to(LEFT[4])
