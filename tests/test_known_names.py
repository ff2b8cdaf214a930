"""Names that are one name though NER cuts them, and names that end before what stands behind them."""

import pytest
from docs_by_hand import tree
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article
from kg.known_names import KnownNames


def test_the_longest_known_name_is_found_with_articles_inside() -> None:
    known = KnownNames(dict.fromkeys(["front of the hills and the rivers", "front of the hills and", "short front"], "ArmedGroup"))
    doc = tree(*(f"{w} NNP 0 dep" for w in ["Front", "of", "the", "Hills", "and", "the", "Rivers", "fighters"]))
    assert known.end(doc, 0) == len(doc) - 1
    assert known.end(doc, 3) == 3


def claims(nlp: Language, text: str) -> set[str]:
    (read,) = extract([Article("a", text)], nlp)
    return {f"{c.subject.name} {c.relation} {c.object.name}" for c in read.claims if c.asserted}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Kenyan forces fought Islamic State of Iraq and the Levant fighters.",
            "Kenyan forces clashedWith Islamic State of Iraq and the Levant",
        ),
        ("The drone had been flown by the Carlos Otero front, the Lango unit that holds Bria.", "Carlos Otero front controls Bria"),
        ("Fighters from the Minnawi faction of the Lango Front hold Bria.", "Minnawi faction memberOf Lango Front"),
        ("Joint Task Force Commander Samuel Otim left.", "Samuel Otim leaderOf Joint Task Force"),
    ],
)
def test_where_a_name_ends(nlp: Language, text: str, claim: str) -> None:
    assert claim in claims(nlp, text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The Lango Front brigade took Bria.", "Lango Front brigade captured Bria"),
        ("The Office of the Minister of Peace said rebels took Bria.", "Office attacked Bria"),
    ],
)
def test_where_a_name_does_not_end(nlp: Language, text: str, claim: str) -> None:
    assert claim not in claims(nlp, text)
