"""Names whose class is told by those who lead them, from trees given by hand."""

import pytest
from docs_by_hand import tree
from spacy.tokens import Doc

from kg.entities import Cast
from kg.knowledge import Knowledge
from kg.known_names import KnownNames
from kg.led_names import class_by_leaders
from kg.mentions import named_mentions


def class_of(doc: Doc, name: str) -> str:
    """The class of a name after its leaders were asked."""
    known = Knowledge.default()
    cast = Cast(doc, named_mentions(doc, known.lexicon, KnownNames({}), known.places), known.places, {})
    class_by_leaders(cast, known.lexicon, known.speech.verbs)
    cluster = cast.find(name)
    assert cluster is not None
    return cluster.class_name


def owner(name: str, role: str) -> Doc:
    """ "NAME's ROLE, Sesay, slept." """
    return tree(
        f"{name} NNP 2 nmod:poss B-LOC",
        "'s POS 0 case",
        f"{role} NN 6 nsubj",
        ", , 4 punct",
        "Sesay NNP 2 appos B-PER",
        ", , 4 punct",
        "slept/sleep VBD 6 ROOT",
    )


@pytest.mark.parametrize(("role", "class_name"), [("president", "State"), ("commander", "ArmedGroup"), ("mayor", "Place")])
def test_the_role_tells_what_an_unknown_place_is(role: str, class_name: str) -> None:
    assert class_of(owner("Ondalia", role), "Ondalia") == class_name


def test_a_town_that_the_gazetteer_knows_stays_one() -> None:
    assert class_of(owner("Aleppo", "commander"), "Aleppo") == "Place"


@pytest.mark.parametrize("label", ["LOC", "PER"])
def test_what_is_led_by_somebody_is_a_group(label: str) -> None:
    doc = tree(
        "The/the DT 1 det",
        f"Ondalia NNP 3 nsubj:pass B-{label}",
        "is/be AUX:VBZ 3 aux:pass",
        "led/lead VBN 3 ROOT",
        "by IN 5 case",
        "Sesay NNP 3 obl:agent B-PER",
    )
    assert class_of(doc, "Ondalia") == "ArmedGroup"


def test_what_somebody_heads_is_a_group() -> None:
    assert class_of(tree("Sesay NNP 1 nsubj B-PER", "heads/head VBZ 1 ROOT", "Ondalia NNP 1 obj B-LOC"), "Ondalia") == "ArmedGroup"


def test_whose_guards_somebody_heads_is_none() -> None:
    doc = tree(
        "Sesay NNP 1 nsubj B-PER", "heads/head VBZ 1 ROOT", "Ondalia NNP 4 nmod:poss B-LOC", "'s POS 2 case", "guards/guard NNS 1 obj"
    )
    assert class_of(doc, "Ondalia") == "Place"


@pytest.mark.parametrize(
    ("role", "preposition", "article", "class_name"),
    [
        ("analyst", "at", "the", "Organization"),
        ("guard", "at", "the", "Place"),
        ("head", "of", "the", "Organization"),
        ("head", "of", "northern", "Place"),
    ],
)
def test_where_somebody_works_is_told_by_what_he_is(role: str, preposition: str, article: str, class_name: str) -> None:
    doc = tree(
        "Sesay NNP 0 ROOT B-PER",
        ", , 2 punct",
        f"{role} NN 0 appos",
        f"{preposition} IN 5 case",
        f"{article} {'DT' if article == 'the' else 'JJ'} 5 det",
        "Ondalia NNP 2 nmod B-LOC",
    )
    assert class_of(doc, "Ondalia") == class_name


def set_beside(noun: str) -> Doc:
    """ "Otim saw the NOUN Korban." """
    return tree(
        "Otim NNP 1 nsubj B-PER", "saw/see VBD 1 ROOT", "the DT 3 det", f"{noun} NN 1 obj", "Korban NNP 3 appos B-PER", ". . 1 punct"
    )


@pytest.mark.parametrize(("noun", "class_name"), [("party", "Organization"), ("charity", "Organization"), ("preacher", "Person")])
def test_the_noun_in_front_of_a_name_tells_whether_it_is_a_group(noun: str, class_name: str) -> None:
    assert class_of(set_beside(noun), "Korban") == class_name


def test_what_a_group_is_called_is_a_group() -> None:
    rows = ("a DT 3 det", "movement NN 1 obj", "called/call VBN 3 acl", "Korban NNP 4 xcomp B-LOC", ". . 1 punct")
    assert class_of(tree("Otim NNP 1 nsubj B-PER", "joined/join VBD 1 ROOT", *rows), "Korban") == "ArmedGroup"


@pytest.mark.parametrize(("role", "class_name"), [("leader", "ArmedGroup"), ("brother", "Person")])
def test_who_has_a_leader_is_nobody_but_a_group(role: str, class_name: str) -> None:
    doc = tree(
        "Korban NNP 6 nsubj B-PER",
        ", , 3 punct",
        "whose/whose WP$ 3 nmod:poss",
        f"{role} NN 0 acl:relcl",
        "died/die VBD 3 conj",
        ", , 0 punct",
        "slept/sleep VBD 6 ROOT",
        ". . 6 punct",
    )
    assert class_of(doc, "Korban") == class_name


def test_the_department_of_a_name_is_a_place() -> None:
    rows = ("the DT 3 det", "department NN 1 obl", "of IN 5 case", "Ondalia NNP 3 nmod B-ORG", ". . 1 punct")
    assert class_of(tree("Otim NNP 1 nsubj B-PER", "slept/sleep VBD 1 ROOT", *rows), "Ondalia") == "Place"
