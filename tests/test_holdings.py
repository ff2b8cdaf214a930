"""Holding and backing without a clause of their own, from trees given by hand."""

from docs_by_hand import parsed, told, tree

from kg.extract import extraction
from kg.extraction import Claim
from kg.knowledge import Knowledge

UNDER = (
    "Bria NNP 4 nsubj B-LOC",
    "is/be AUX:VBZ 4 cop",
    "under IN 4 case",
    "the DT 4 det",
    "control NN 4 ROOT",
    "of IN 6 case",
    "Seleka NNP 4 nmod B-MIL",
    ". . 4 punct",
)


def only(*rows: str) -> Claim:
    (claim,) = extraction(parsed(tree(*rows)), Knowledge.default()).claims
    return claim


def test_a_place_that_is_held_by_somebody_before_a_hyphen() -> None:
    claim = only(
        "Shells/shell NNS 1 nsubj",
        "hit VBD 1 ROOT",
        "rebel NN 4 compound",
        "- HYPH 2 punct",
        "held/hold VBN 5 amod",
        "Douma NNP 1 obj B-LOC",
        ". . 1 punct",
    )
    assert (claim.subject.name.rstrip("s"), claim.relation, claim.object.name) == ("rebel", "controls", "Douma")


def test_a_group_that_a_state_backs() -> None:
    claim = only(
        "Russian NNP 2 compound",
        "- HYPH 0 punct",
        "backed/back VBN 3 amod",
        "Seleka NNP 4 nsubj B-MIL",
        "rested/rest VBD 4 ROOT",
        ". . 4 punct",
    )
    assert (claim.subject.key, claim.relation, claim.object.name) == ("russia", "alliedWith", "Seleka")


def test_a_group_led_by_a_person_before_a_hyphen() -> None:
    claim = only(
        "Sesay NNP 2 compound B-PER",
        "- HYPH 0 punct",
        "led/lead VBN 3 amod",
        "Seleka NNP 4 nsubj B-MIL",
        "rested/rest VBD 4 ROOT",
        ". . 4 punct",
    )
    assert (claim.subject.name, claim.relation, claim.object.name) == ("Sesay", "leaderOf", "Seleka")


def test_a_coalition_led_by_a_state_has_no_person_as_leader() -> None:
    doc = tree(
        "Saudi NNP 2 compound",
        "- HYPH 0 punct",
        "led/lead VBN 3 amod",
        "coalition NN 4 nsubj",
        "rested/rest VBD 4 ROOT",
        ". . 4 punct",
    )
    assert told(doc) == []


def test_under_the_control_of() -> None:
    assert told(tree(*UNDER)) == ["Seleka controls Bria"]


def test_under_somebodys_control() -> None:
    doc = tree(
        "Bria NNP 5 nsubj B-LOC",
        "is/be AUX:VBZ 5 cop",
        "under IN 5 case",
        "Seleka NNP 5 nmod:poss B-MIL",
        "'s POS 3 case",
        "control NN 5 ROOT",
        ". . 5 punct",
    )
    assert told(doc) == ["Seleka controls Bria"]


def test_in_control_of() -> None:
    doc = tree(
        "Seleka NNP 3 nsubj B-MIL",
        "is/be AUX:VBZ 3 cop",
        "in IN 3 case",
        "control NN 3 ROOT",
        "of IN 5 case",
        "Bria NNP 3 nmod B-LOC",
        ". . 3 punct",
    )
    assert told(doc) == ["Seleka controls Bria"]


def test_left_in_somebodys_hands() -> None:
    claim = only(
        "The/the DT 1 det",
        "truce NN 2 nsubj",
        "left/leave VBD 2 ROOT",
        "Bria NNP 2 obj B-LOC",
        "in IN 6 case",
        "rebel NN 6 compound",
        "hands/hand NNS 2 obl",
        ". . 2 punct",
    )
    assert (claim.subject.name.rstrip("s"), claim.relation, claim.object.name) == ("rebel", "controls", "Bria")


def test_a_state_of_holding_can_be_denied() -> None:
    doc = tree(
        "Bria NNP 5 nsubj B-LOC",
        "is/be AUX:VBZ 5 cop",
        "not PART:RB 5 advmod",
        "under IN 5 case",
        "the DT 5 det",
        "control NN 5 ROOT",
        "of IN 7 case",
        "Seleka NNP 5 nmod B-MIL",
        ". . 5 punct",
    )
    assert told(doc) == ["Seleka controls Bria (negative)"]


def test_control_of_something_else_holds_no_place() -> None:
    doc = tree(
        "Seleka NNP 3 nsubj B-MIL",
        "is/be AUX:VBZ 3 cop",
        "in IN 3 case",
        "control NN 3 ROOT",
        "of IN 6 case",
        "the DT 6 det",
        "situation NN 3 nmod",
        ". . 3 punct",
    )
    assert told(doc) == []
