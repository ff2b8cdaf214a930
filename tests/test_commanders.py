"""Who leads a force that stands beside a name without a role noun, from trees given by hand and from sentences that the pipeline reads."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article

# the force, then what stands between it and the name; the trees hang the name on the verb, so that only the words tell
FORCE = ("Desert NNP 1 compound B-MIL", "Brigade NNP {verb} nsubj I-MIL")


def behind(*between: str) -> list[str]:
    """What "Desert Brigade … Sesay slept." tells."""
    name = len(FORCE) + len(between)
    rows = [row.format(verb=name + 1) for row in (*FORCE, *between)]
    return told(tree(*rows, f"Sesay NNP {name + 1} obl B-PER", f"slept/sleep VBD {name + 1} ROOT", f". . {name + 1} punct"))


def test_whom_a_force_is_under_leads_it_whatever_the_tree_says() -> None:
    assert behind("under IN 4 case", "Major NNP 4 nmod:desc") == ["Sesay leaderOf Desert Brigade"]


def test_a_description_may_stand_before_the_commander() -> None:
    rows = ("under IN 6 case", "the DT 5 det", "former JJ 5 amod", "teacher NN 6 nmod:desc")
    assert behind(*rows) == ["Sesay leaderOf Desert Brigade"]


def test_the_force_of_somebody_is_led_by_him_and_does_not_employ_him() -> None:
    assert behind("of IN 4 case", "Colonel NNP 4 nmod:desc") == ["Sesay leaderOf Desert Brigade"]


@pytest.mark.parametrize("noun", ["command", "orders/order"])
def test_whoever_has_the_command_leads(noun: str) -> None:
    rows = (", , 1 punct", "under IN 5 case", "the DT 5 det", f"{noun} NN 1 nmod", "of IN 7 case")
    assert behind(*rows) == ["Sesay leaderOf Desert Brigade"]


def test_a_force_without_a_name_is_led_too() -> None:
    rows = ("The/the DT 1 det", "garrison NN 6 nsubj", ", , 1 punct", "under IN 5 case", "Colonel NNP 5 nmod:desc", "Sesay NNP 6 obl B-PER")
    assert told(tree(*rows, "slept/sleep VBD 6 ROOT", ". . 6 punct")) == ["Sesay leaderOf garrison"]


def test_two_who_are_named_together_both_lead() -> None:
    doc = tree(
        *(row.format(verb=3) for row in FORCE),
        "is/be VBZ 3 aux:pass",
        "led/lead VBN 3 ROOT",
        "by IN 6 case",
        "two CD 6 nummod",
        "brothers/brother NNS 3 obl:agent",
        ", , 6 punct",
        "Otim NNP 3 obl B-PER",
        "and CC 10 cc",
        "Sesay NNP 3 obl B-PER",
        ". . 3 punct",
    )
    assert told(doc) == ["Otim leaderOf Desert Brigade", "Sesay leaderOf Desert Brigade"]


def test_whose_cousin_leads_does_not_lead() -> None:
    doc = tree(
        *(row.format(verb=8) for row in FORCE),
        ", , 1 punct",
        "led/lead VBN 1 acl",
        "by IN 7 case",
        "Sesay NNP 7 nmod:poss B-PER",
        "'s POS 5 case",
        "cousin NN 3 obl:agent",
        "slept/sleep VBD 8 ROOT",
        ". . 8 punct",
    )
    assert told(doc) == []


def test_what_is_near_somebody_is_not_led_by_him() -> None:
    assert behind("near IN 4 case", "Major NNP 4 nmod:desc") == []


def test_whose_force_it_is_leads_it() -> None:
    doc = tree(
        "Sesay NNP 3 nmod:poss B-PER",
        "'s POS 0 case",
        "Desert NNP 3 compound B-MIL",
        "Brigade NNP 4 nsubj I-MIL",
        "slept/sleep VBD 4 ROOT",
        ". . 4 punct",
    )
    assert told(doc) == ["Sesay leaderOf Desert Brigade"]


@pytest.mark.parametrize(
    ("sentence", "leads"),
    [
        ("The Savannah Brigade, led by the retired teacher Ibrahim Sesay, held the bridge.", {"Ibrahim Sesay leaderOf Savannah Brigade"}),
        ("The Savannah Brigade is commanded by a blacksmith named Ibrahim Sesay.", {"Ibrahim Sesay leaderOf Savannah Brigade"}),
        ("The Savannah Brigade, led since May by a man known as Ibrahim Sesay, slept.", {"Ibrahim Sesay leaderOf Savannah Brigade"}),
        ("The Savannah Brigade, a militia led by his cousin Ibrahim Sesay, slept.", {"Ibrahim Sesay leaderOf Savannah Brigade"}),
        ("Soldiers under Colonel Ibrahim Sesay left the town.", set()),
        ("The Savannah Brigade of General Ibrahim Sesay slept.", {"Ibrahim Sesay leaderOf Savannah Brigade"}),
        ("Soldiers of the Savannah Brigade, under the orders of Major Ibrahim Sesay, slept.", {"Ibrahim Sesay leaderOf Savannah Brigade"}),
    ],
)
def test_leaders_are_found_by_the_pipeline(nlp: Language, sentence: str, leads: set[str]) -> None:
    (found,) = extract([Article("a", sentence)], nlp)
    assert {f"{c.subject.name} {c.relation} {c.object.name}" for c in found.claims if c.relation in {"leaderOf", "memberOf"}} == leads
