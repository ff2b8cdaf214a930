"""What the words around a name tell it to be, from trees given by hand."""

import pytest
from docs_by_hand import tree
from spacy.tokens import Doc

from kg.known_names import KnownNames
from kg.lexicon import load_lexicon
from kg.mentions import named_mentions
from kg.places import load_gazetteer
from kg.told_names import region, told

LEXICON = load_lexicon()


def class_of(doc: Doc, name: str) -> str | None:
    """The class of a name in a document."""
    found = {m.text: m.class_name for m in named_mentions(doc, LEXICON, KnownNames({}), load_gazetteer())}
    return found[name]


def takes(verb: str, label: str) -> Doc:
    """ "Korban Dur VERB two men." """
    return tree(f"Korban NNP 2 nsubj B-{label}", f"Dur NNP 0 flat I-{label}", f"{verb} VBD 2 ROOT", "two CD 4 nummod", "men/man NNS 2 obj")


@pytest.mark.parametrize(("verb", "class_name"), [("executed/execute", "ArmedGroup"), ("feeds/feed", "Place")])
def test_a_place_that_the_gazetteer_does_not_know_cannot_act(verb: str, class_name: str) -> None:
    assert class_of(takes(verb, "LOC"), "Korban Dur") == class_name


def test_somebody_may_act() -> None:
    assert class_of(takes("executed/execute", "PER"), "Korban Dur") == "Person"


@pytest.mark.parametrize(("noun", "class_name"), [("village", "Place"), ("towns/town", "Place"), ("sister", "Person")])
def test_the_noun_in_front_tells_what_a_name_is(noun: str, class_name: str) -> None:
    doc = tree(
        "The DT 1 det", f"{noun} NN 5 nsubj", "of IN 3 case", "Korban NNP 1 nmod B-PER", "Dur NNP 3 flat I-PER", "fell/fall VBD 5 ROOT"
    )
    assert class_of(doc, "Korban Dur") == class_name


@pytest.mark.parametrize("label", ["LOC", "ORG"])
def test_a_man_who_is_known_by_a_name_has_it(label: str) -> None:
    doc = tree(
        "a DT 1 det", "man NN 5 nsubj", "known/know VBN 1 acl", "as IN 4 case", f"Korban NNP 2 obl B-{label}", "fled/flee VBD 5 ROOT"
    )
    assert class_of(doc, "Korban") == "Person"


def test_what_is_near_something_else_is_a_place() -> None:
    doc = tree("They PRP 1 nsubj", "camped/camp VBD 1 ROOT", "near IN 3 case", "Korban NNP 1 obl B-PER", "Dur NNP 3 flat I-PER")
    assert class_of(doc, "Korban Dur") == "Place"


@pytest.mark.parametrize(
    ("opening", "class_name"), [("Jaysh", "ArmedGroup"), ("Frente", "ArmedGroup"), ("Jirga", "Organization"), ("Abu", "Place")]
)
def test_words_of_other_languages_open_the_names_of_groups(opening: str, class_name: str) -> None:
    doc = tree("the DT 1 det", f"{opening} NNP 3 nsubj B-LOC", "Korban NNP 1 flat I-LOC", "slept/sleep VBD 3 ROOT")
    assert class_of(doc, f"{opening} Korban") == class_name


def test_a_title_opens_a_persons_name_but_not_that_of_a_town_that_is_entered() -> None:
    led = tree("led/lead VBN 0 ROOT", "by IN 3 case", "Sheikh NNP 3 compound B-LOC", "Korban NNP 0 obl:agent I-LOC")
    entered = tree("They PRP 1 nsubj", "entered/enter VBD 1 ROOT", "Sheikh NNP 3 compound B-LOC", "Korban NNP 1 obj I-LOC")
    assert class_of(led, "Sheikh Korban") == "Person"
    assert class_of(entered, "Sheikh Korban") == "Place"


def test_a_nickname_is_a_persons() -> None:
    doc = tree("Ade NNP 4 nsubj B-LOC", '" `` 2 punct I-LOC', "Fox NNP 0 flat I-LOC", "\" '' 2 punct I-LOC", "fled/flee VBD 4 ROOT")
    assert ("Person", True) in set(told(doc, 0, 5, LEXICON))


@pytest.mark.parametrize(("before", "expected"), [("in", True), ("the", False)])
def test_a_region_has_no_article(before: str, expected: bool) -> None:
    doc = tree(f"{before} IN 2 case", "Korban NNP 2 compound", "Agency NNP 2 ROOT")
    assert region(doc[1:3], LEXICON) is expected
