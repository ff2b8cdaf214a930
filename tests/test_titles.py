"""Where titles stand to names, from trees given by hand."""

from docs_by_hand import tree
from spacy.tokens import Doc

from kg.entities import Cast
from kg.known_names import KnownNames
from kg.lexicon import load_lexicon
from kg.mentions import named_mentions
from kg.places import load_gazetteer
from kg.titles import Titles


def nouns(doc: Doc) -> list[str]:
    """The role nouns of the last name of a document."""
    lexicon, places = load_lexicon(), load_gazetteer()
    cast = Cast(doc, named_mentions(doc, lexicon, KnownNames({}), places), places, {})
    last = len(cast.mentions) - 1
    return [title.noun.text for title in Titles(cast, lexicon).of(cast.mentions[last], cast.of(last))]


def test_a_title_stands_before_the_ranks() -> None:
    rows = ("their PRP$ 1 nmod:poss", "leader NN 4 appos", ", , 1 punct", "Gen. NNP 4 nmod:desc", "Sesay NNP 5 nsubj B-PER")
    assert nouns(tree(*rows, "spoke/speak VBD 5 ROOT")) == ["leader"]


def test_an_adviser_to_the_head_is_no_head() -> None:
    doc = tree(
        "an DT 1 det",
        "adviser NN 7 nsubj",
        "to IN 4 case",
        "the DT 4 det",
        "head NN 1 nmod",
        ", , 6 punct",
        "Sesay NNP 1 appos B-PER",
        "spoke/speak VBD 7 ROOT",
    )
    assert nouns(doc) == ["adviser"]


def test_a_phrase_that_does_not_end_at_the_comma_is_no_title() -> None:
    doc = tree(
        "After/after IN 3 case",
        "the DT 3 det",
        "army NN 3 compound",
        "chief NN 7 obl",
        "left/leave VBD 3 acl:relcl",
        ", , 7 punct",
        "Sesay NNP 7 nsubj B-PER",
        "spoke/speak VBD 7 ROOT",
    )
    assert nouns(doc) == []


def test_a_role_can_follow_a_naming_verb() -> None:
    doc = tree(
        "Sesay NNP 8 nsubj B-PER",
        ", , 4 punct",
        "who PRON:WP 4 nsubj:pass",
        "was/be AUX:VBD 4 aux:pass",
        "named/name VBN 0 acl:relcl",
        "as IN 7 case",
        "its/its PRP$ 7 nmod:poss",
        "leader NN 4 obl",
        "spoke/speak VBD 8 ROOT",
    )
    assert nouns(doc) == ["leader"]


def test_a_role_that_only_stands_nearby_is_no_title() -> None:
    doc = tree(
        "Sesay NNP 6 nsubj B-PER",
        ", , 2 punct",
        "with IN 5 case",
        "the DT 5 det",
        "army NN 5 compound",
        "chief NN 6 obl",
        "spoke/speak VBD 6 ROOT",
    )
    assert nouns(doc) == []
