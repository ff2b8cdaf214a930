"""The class of a name by votes and by what is told of it."""

from collections import Counter

import pytest

from kg.name_classes import name_classes, settle


@pytest.mark.parametrize(
    ("class_name", "told", "expected"),
    [
        ("Place", {("ArmedGroup", False): 1}, "ArmedGroup"),
        ("Place", {("ArmedGroup", False): 1, ("Place", False): 1}, "Place"),
        ("Person", {("Place", False): 2}, "Place"),
        ("Person", {("ArmedGroup", False): 2}, "Person"),
        ("Organization", {("Place", False): 2}, "Organization"),
        ("Organization", {("Person", True): 1}, "Person"),
        ("ArmedGroup", {("Person", True): 1}, "ArmedGroup"),
        ("Facility", {("Place", True): 1}, "Facility"),
        ("Place", {}, "Place"),
    ],
)
def test_ner_stands_unless_all_speaks_for_something_else(class_name: str, told: dict[tuple[str, bool], int], expected: str) -> None:
    assert settle(class_name, told, "korban dur", place=False) == expected


def test_a_town_of_the_gazetteer_is_no_group() -> None:
    assert settle("Place", {("ArmedGroup", True): 3}, "bria", place=True) == "Place"


def test_a_single_word_in_many_places_is_one() -> None:
    assert settle("ArmedGroup", {("Place", False): 2}, "korban", place=False) == "Place"
    assert settle("ArmedGroup", {("Place", False): 2}, "korban guard", place=False) == "ArmedGroup"


def test_a_short_name_is_a_surname_where_the_long_one_turns_out_to_be_somebodys() -> None:
    votes = {"ade korban": Counter({"Place": 1}), "korban": Counter({"Person": 1})}
    found = name_classes(votes, {"ade korban": {("Person", True): 1}, "korban": {("Place", False): 1}}, (), lambda _: False)
    assert found.by_name == {"ade korban": "Person", "korban": "Person"}
    assert found.surnames == {"korban"}
