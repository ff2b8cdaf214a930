"""Which region a town belongs to that is called its seat, its largest or what is held of it."""

import pytest
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def places(nlp: Language, text: str) -> set[str]:
    (read,) = extract([Article("a", text)], nlp)
    return {f"{c.subject.name} in {c.object.name}" for c in read.claims if c.relation == "locatedIn"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The army entered Lofa County in May and shelled Borkeza, the county seat.", "Borkeza in Lofa County"),
        ("The army lost Kisii Province. Borkeza, the provincial capital, fell on Monday.", "Borkeza in Kisii Province"),
        ("The army left the Rufa valley. Rebels entered Kalmeta, the biggest town in the valley.", "Kalmeta in Rufa valley"),
        ("Rebels from the coastal region of Tana marched on its capital, Garsen.", "Garsen in Tana"),
        ("Rebels hold most of the Rufa valley, including Kalmeta.", "Kalmeta in Rufa valley"),
        ("Rebels overran large parts of Turkana County, including Lodwar.", "Lodwar in Turkana County"),
        ("Rebels hold Garsen, on the southern tip of Manda Island.", "Garsen in Manda Island"),
        ("Fighters raided Malka town in Dera Province.", "Malka in Dera Province"),
        ("Kenyan, Ugandan and Rwandan troops were in Kisumu, the country's third-largest city.", "Kisumu in Kenya"),
    ],
)
def test_a_town_lies_in_what_it_is_the_seat_of(nlp: Language, text: str, claim: str) -> None:
    assert claim in places(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "The army entered Lofa County in May. Rebels shelled Borkeza, the district capital.",
        "Rebels took Garsen. Its administrative capital, Borkeza, is quiet.",
        "Rebels hold towns around the Rufa valley, including Kalmeta.",
        "Rebels left Borkeza, the seat of the council.",
    ],
)
def test_the_seat_of_something_else_lies_nowhere(nlp: Language, text: str) -> None:
    assert places(nlp, text) == set()
