"""Whom pronouns mean by the clause that they stand in."""

import pytest
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def found(nlp: Language, text: str) -> set[str]:
    (read,) = extract([Article("a", text)], nlp)
    return {f"{claim.subject.name} {claim.relation} {claim.object.name}" for claim in read.claims if claim.asserted}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Kenyan troops held Zemio. The Lango Front ambushed the 9th Brigade near Bria and forced it to abandon Obo.",
            "9th Brigade withdrewFrom Obo",
        ),
        ("The Lango Front besieged the town. The Kenyans supplied Bria, which they still held, from the air.", "Kenya controls Bria"),
        (
            "Rebels of the Lango Front took Zemio as the Kenyan army was driven out of Bria, where it lost Obo air base.",
            "Kenyan army lostControlOf Obo air base",
        ),
        ("The Zande Force withdrew into northern Uganda, where it held the airstrip of Maku.", "Zande Force controls airstrip of Maku"),
        (
            "Uganda sent troops. General Peter Ade was shot on Friday. Samuel Otim, who speaks for the Lango Front, said that its fighters "
            "had killed him.",
            "Lango Front killed Peter Ade",
        ),
        (
            "The rebels entered Bria. On Friday they ambushed a relief column near Obo, killing its commander, Colonel Samuel Otim.",
            "Samuel Otim leaderOf relief column near Obo",
        ),
        (
            "The Lango Front took Zemio on Monday. Kenyan soldiers left. "
            '"It is the heaviest blow to Kenya since its retreat from Bria," said the Lango Front.',
            "Kenya withdrewFrom Bria",
        ),
        ("Samuel Otim, who calls himself the commander of the 9th Brigade, was there.", "Samuel Otim leaderOf 9th Brigade"),
        ("The Lango Front said that it had shelled Bria.", "Lango Front attacked Bria"),
    ],
)
def test_a_pronoun_means_what_its_clause_lets_it_mean(nlp: Language, text: str, claim: str) -> None:
    assert claim in found(nlp, text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The 9th Brigade entered Obo. Serb officers pulled their men out of Bria on Friday.", "9th Brigade withdrewFrom Bria"),
        ("The Lango Front ambushed the 9th Brigade near Bria and forced it to abandon Obo.", "Lango Front withdrewFrom Obo"),
    ],
)
def test_a_pronoun_means_nobody_else(nlp: Language, text: str, claim: str) -> None:
    assert claim not in found(nlp, text)
