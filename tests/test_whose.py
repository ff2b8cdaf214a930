"""Whose people are, which of their units is meant, and which town."""

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
        # units within units
        ("A company of the 2nd Battalion went ashore at Obo.", "company of the 2nd Battalion entered Obo"),
        (
            "The rebels ambushed the leading battalion of the 57th Division at dawn.",
            "rebels attacked leading battalion of the 57th Division",
        ),
        ("A battalion of the Lango Front seized Obo.", "Lango Front captured Obo"),
        # people of groups
        (
            "Kenyan rebels hold Obo. The Nimba Force (NF), an alliance of several groups, confirmed that its men had left Bria.",
            "Nimba Force withdrewFrom Bria",
        ),
        ("The supporters of Samuel Otim took Bria.", "supporters of Samuel Otim captured Bria"),
        ("Kenyan troops left Obo. Fighters and troops from neighbouring Uganda took Bria.", "Uganda captured Bria"),
        ("The Lango Front said that its mujahideen had attacked Bria.", "Lango Front attacked Bria"),
        (
            "In May a new group backed by Uganda, the Red Guard Movement (RGM), captured Bria.",
            "Red Guard Movement captured Bria",
        ),
        ("Nuer fighters took Bria on Sunday. The Nuer are herders.", "Nuer fighters captured Bria"),
        (
            "Samuel Otim, who leads the Lango Front, was glad. Otim's battalion left Bria on barges.",
            "Otim's battalion withdrewFrom Bria",
        ),
        ("Samuel Otim, who leads the Lango Front, was glad. Otim's fighters left Bria.", "Lango Front withdrewFrom Bria"),
        (
            "Officers of the Federal Security Service (FSS) and the 9th Brigade surrounded a house in Bria.",
            "9th Brigade besieged house in Bria",
        ),
        ("A patrol of the Kenyan army was ambushed by criminals of the Lango Front near Obo.", "Lango Front attacked Kenyan army"),
        ("Spitfires of the Royal Nimba Air Force strafed the trenches at Bria.", "Royal Nimba Air Force attacked trenches at Bria"),
        # those who hold a place
        (
            "The Kenyan army still holds the barracks of Bria. Rebels of the Lango Front shelled it in May. "
            "In June the last defenders abandoned Bria.",
            "Kenyan army withdrewFrom Bria",
        ),
        (
            "Kenyan troops fled. Rebels surrounded the village of Bria in May. Its defenders fled from Bria in June.",
            "defenders withdrewFrom Bria",
        ),
        ("Samuel Otim was the commander of the garrison. Rebels besieged Bria.", "Samuel Otim leaderOf garrison"),
        # whose president, whose forces
        ("Kenya's president, Samuel Otim, met his Ugandan counterpart Peter Ade in Bria.", "Peter Ade leaderOf Uganda"),
        (
            "Ethiopian troops entered Kenya. Prime Minister Samuel Otim said in Addis Ababa that his forces had killed 20 rebels.",
            "Ethiopian troops killed 20 rebels",
        ),
        (
            "Russian forces took Grozny. Russia lost men. In neighbouring Chechnya, the pro-Moscow president, Samuel Otim, spoke.",
            "Samuel Otim leaderOf Chechnya",
        ),
        (
            "Kenya was glad. The force, known as Nimba Aid, entered Bria. Its commander, Peter Ade, said his soldiers controlled Obo.",
            "Nimba Aid controls Obo",
        ),
        (
            "The Bria People’s Republic (BPR) said its forces had taken Obo. The republic’s leader, Samuel Otim, was there.",
            "Samuel Otim leaderOf Bria People’s Republic",
        ),
        # two of them
        (
            "The Lango Front fought the Red Guard at Obo in May. Kenya carried out airstrikes on both groups.",
            "Kenya attacked Red Guard",
        ),
        ("The Lango Front still holds Obo and Bria. Kenyan forces lost the latter in 2018.", "Kenyan forces lostControlOf Bria"),
        ("The Lango Front still holds Obo and Bria. Kenyan forces lost the former in 2018.", "Kenyan forces lostControlOf Obo"),
        # towns
        (
            "Kenyan jets bombed Obo. Rebels then took Bria in a day. Beijing said that the army had entered the city.",
            "army entered Bria",
        ),
        (
            "Rebels took Obo. Bria fell on Saturday, and Kenyan soldiers have since pulled back to an airfield outside it.",
            "Kenya withdrewFrom Bria",
        ),
    ],
)
def test_a_description_means_these(nlp: Language, text: str, claim: str) -> None:
    assert claim in found(nlp, text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The 9th Brigade left Obo. On Friday troops of Sector 3 entered Bria.", "9th Brigade entered Bria"),
        ("A company of the 2nd Battalion went ashore at Obo.", "2nd Battalion entered Obo"),
        ("The Lango Front bombed Obo. Rebels then took Bria. Moscow said that the army had entered the city.", "army entered Moscow"),
        ("Kenyan troops fled. Rebels surrounded the village of Bria in May. Its defenders fled from Bria.", "rebels withdrewFrom Bria"),
    ],
)
def test_a_description_means_nobody_else(nlp: Language, text: str, claim: str) -> None:
    assert claim not in found(nlp, text)
