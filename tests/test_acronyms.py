"""Names widened to what an acronym in brackets spells out."""

import pytest
from docs_by_hand import tree
from spacy.tokens import Doc

from kg.acronyms import long_forms


def words(text: str) -> Doc:
    """A flat tree, with capitals for proper nouns."""
    small = {"of": "IN", "for": "IN", "and": "CC", "the": "DT", "(": "-LRB-", ")": "-RRB-", ",": ",", "left": "VBD"}
    return tree(*(f"{word} {small.get(word, 'NNP')} 0 {'dep' if i else 'ROOT'}" for i, word in enumerate(text.split())))


def named(text: str, *raw: tuple[int, int, str | None]) -> list[tuple[str, str | None]]:
    doc = words(text)
    return [(doc[first:last].text, class_name) for first, last, class_name in long_forms(doc, list(raw))]


def test_a_name_is_widened_to_the_words_whose_initials_are_the_acronym() -> None:
    found = named("Union of Kotto Farmers ( UKF ) left it", (2, 4, "Organization"), (5, 6, "Organization"))
    assert found == [("Union of Kotto Farmers", "Organization"), ("UKF", "Organization")]


def test_small_words_may_be_passed_over() -> None:
    found = named("Front for the Freedom of Kotto ( FFK ) left it", (0, 1, "ArmedGroup"), (7, 8, "ArmedGroup"))
    assert found == [("Front for the Freedom of Kotto", "ArmedGroup"), ("FFK", "ArmedGroup")]


def test_two_halves_of_a_name_become_one() -> None:
    found = named("Kotto Farmers and Herders ( KFH ) left it", (0, 2, "Place"), (3, 4, "Organization"), (5, 6, None))
    assert found[0] == ("Kotto Farmers and Herders", "Organization")


def test_a_name_and_acronym_that_nothing_marked_are_added_as_an_organization() -> None:
    assert named("the Kotto Farmers ( KF ) left it") == [("Kotto Farmers", "Organization"), ("KF", "Organization")]


def test_a_whole_name_stays_as_it_is() -> None:
    assert named("Kotto Guard ( KG ) left it", (0, 2, "ArmedGroup"), (3, 4, "ArmedGroup")) == [
        ("Kotto Guard", "ArmedGroup"),
        ("KG", "ArmedGroup"),
    ]


def test_a_name_goes_on_to_a_bracket_even_where_the_letters_are_of_another_language() -> None:
    found = named("Kotto Movement for the Freedom of Bria ( MLB ) left it", (0, 2, "ArmedGroup"), (8, 9, "ArmedGroup"))
    assert found == [("Kotto Movement for the Freedom of Bria", "ArmedGroup"), ("MLB", "ArmedGroup")]


@pytest.mark.parametrize("text", ["Kotto Guard ( Bria ) left it", "Kotto Guard ( XY ) left it", "Kotto Guard ( KG left it now"])
def test_other_brackets_change_nothing(text: str) -> None:
    assert named(text, (0, 2, "ArmedGroup")) == [("Kotto Guard", "ArmedGroup")]
