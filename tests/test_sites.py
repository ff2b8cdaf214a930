"""Facilities without a name in named places, from trees given by hand."""

import pytest
from docs_by_hand import told, tree


def stormed(*rows: str) -> list[str]:
    """Where what "Rebels stormed …" names lies; the heads of the rows count from 2."""
    found = told(tree("Rebels/rebel NNS 1 nsubj", "stormed/storm VBD 1 ROOT", *rows, ". . 1 punct"))
    return [claim for claim in found if "locatedIn" in claim]


@pytest.mark.parametrize(
    ("noun", "preposition", "lies"),
    [
        ("airport NN", "of", True),
        ("barracks/barrack NNS", "of", True),
        ("station NN", "on", True),
        ("prison NN", "in", True),
        ("fort NN", "of", False),
        ("positions/position NNS", "in", False),
    ],
)
def test_a_facility_lies_where_its_phrase_says_unless_it_is_called_after_it(noun: str, preposition: str, lies: bool) -> None:
    found = stormed("the DT 3 det", f"{noun} 1 obj", f"{preposition} IN 5 case", "Anteka NNP 3 nmod B-LOC")
    assert bool(found) is lies
    assert all(claim.endswith("locatedIn Anteka") for claim in found)


@pytest.mark.parametrize(("noun", "lies"), [("airport", True), ("house", False)])
def test_what_a_place_has_lies_in_it(noun: str, lies: bool) -> None:
    found = stormed("Anteka NNP 5 nmod:poss B-LOC", "'s POS 2 case", "old JJ 5 amod", f"{noun} NN 1 obj")
    assert bool(found) is lies
