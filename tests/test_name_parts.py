"""Spans of NER that are more than one name, or more than a name."""

import pytest
from docs_by_hand import tree

from kg.lexicon import load_lexicon
from kg.name_parts import name_parts
from kg.places import load_gazetteer


def parts(label: str, *words: str) -> list[str]:
    """What a span of proper nouns is taken apart to."""
    doc = tree(
        *(f"{w} {'IN' if w in {'of', 'the'} else 'POS' if w == chr(39) + 's' else 'NN' if w.islower() else 'NNP'} 0 dep" for w in words)
    )
    return [doc[a:b].text for a, b, _ in name_parts(doc, 0, len(doc), label, load_lexicon(), load_gazetteer())]


def test_who_leads_a_group_is_no_part_of_its_name() -> None:
    assert parts("MIL", "Lango", "National", "Army", "of", "Samuel", "Otim") == ["Lango National Army", "Samuel Otim"]
    assert parts("MIL", "Lango", "Corps", "of", "Major", "Otim") == ["Lango Corps", "Major Otim"]


@pytest.mark.parametrize("behind", [("Conquest",), ("the", "Two", "Rivers"), ("South", "Lango"), ("Burkina", "Faso")])
def test_what_a_group_is_called_after_stays_with_it(behind: tuple[str, ...]) -> None:
    assert len(parts("MIL", "Lango", "Army", "of", *behind)) == 1


def test_a_unit_and_its_force_are_two() -> None:
    assert parts("MIL", "1st", "Battalion", "of", "the", "5th", "Brigade") == ["1st Battalion", "the 5th Brigade"]


def test_a_town_and_its_country_are_two() -> None:
    assert parts("LOC", "Bria", ",", "Lango") == ["Bria", "Lango"]


def test_what_a_group_has_is_not_the_group() -> None:
    assert parts("ORG", "League", "'s", "congress") == ["League"]


def test_an_article_begins_a_name_anew() -> None:
    assert parts("MIL", "18th", "the", "Lango", "Regiment") == ["Lango Regiment"]
    assert parts("FAC", "Shield", "the", "airport") == ["Shield"]
    assert parts("ORG", "Front", "for", "the", "Lango") == ["Front for the Lango"]


def test_a_movement_read_as_its_leader_is_another_name() -> None:
    assert parts("PER", "Samuel", "Otim", "'s", "Lango", "Movement") == ["Samuel Otim", "Lango Movement"]
