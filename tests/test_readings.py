"""Readings that rest on several modules at once, in sentences that the pipeline reads."""

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
        # who leads
        ("Samuel Otim, whose Lango Front shelled Obo, fled.", "Samuel Otim leaderOf Lango Front"),
        ("The 9th Brigade, formed under Samuel Otim, took Bria.", "Samuel Otim leaderOf 9th Brigade"),
        ("The 9th Brigade, headed by his son, Samuel, took Bria.", "Samuel leaderOf 9th Brigade"),
        ("General Samuel Otim, Chief of Staff of the Kenyan army, left Bria.", "Samuel Otim leaderOf Kenyan army"),
        ('The 9th Brigade, commanded by Samuel "Fox" Otim, took Bria.', 'Samuel "Fox" Otim leaderOf 9th Brigade'),
        # who belongs where
        ("Anna Sow, a historian at the University of Obo, said nothing.", "Anna Sow memberOf University of Obo"),
        ("The Lango Front took Bria. Its 9th Brigade held Obo.", "9th Brigade memberOf Lango Front"),
        # what is where
        ("Rebels left Bria, the army's only foothold in Tagant.", "Bria locatedIn Tagant"),
        ("Rebels left Bria, the capital of the breakaway region of South Tagant.", "Bria locatedIn South Tagant"),
        # what "it" is, and who "it" is
        ("The Lango Front drove into the base near Bria on Friday and overran it.", "Lango Front capturedFacility base near Bria"),
        ("Al-Shabaab, which has fought the army for years, said it had killed nine soldiers.", "Al-Shabaab killed soldiers"),
        # aircraft by model, and whose they are
        ("Two Georgian Su-25s bombed the village of Obo.", "Georgia attacked Obo"),
        ("The coalition took Bria on Friday. Coalition jets bombed Obo.", "Coalition attacked Obo"),
        # objects in parts
        ("Seleka fighters captured most of the valley, including Obo.", "Seleka captured Obo"),
        ("Seleka fighters fired dozens of mortar bombs into Bria.", "Seleka attacked Bria"),
        ("Seleka fighters captured three towns on Sunday, among them Bria.", "Seleka captured Bria"),
        ("The Lango Front kept Bria under siege.", "Lango Front besieged Bria"),
        ("The Lango Front took the port of Obo without a shot.", "Lango Front captured Obo"),
        ("The Lango Front controls much of Bria and Obo.", "Lango Front controls Obo"),
        ("The fighters held the airport, the seaport and the hospital.", "fighters controls seaport"),
        ("The Lango Front responded on Sunday with airstrikes on Bria.", "Lango Front attacked Bria"),
        ("The Lango Front killed two men in an attack on the village of Obo.", "Lango Front attacked Obo"),
        ("Bria came under fire from the Lango Front.", "Lango Front attacked Bria"),
        ("The Lango Front was the target of a Kenyan airstrike.", "Kenya attacked Lango Front"),
        ("Bria was under the control of Kenyan and Lango Front forces.", "Lango Front controls Bria"),
        ("Rebels captured the towns of Bria, Obo and Zemio in the Tagant region.", "Bria locatedIn Tagant region"),
        ("The Kenyan army took Bria after five days of fighting with the Lango Front.", "Kenyan army clashedWith Lango Front"),
        ("White House spokesman John Ashe spoke.", "John Ashe spokespersonOf White House"),
        ("Pentagon Press Secretary John Ashe spoke.", "John Ashe spokespersonOf Pentagon"),
        # the parser's habits
        ("The Lango Front, led by General Otim, clashed with Kenyan troops in Bria.", "Lango Front clashedWith Kenyan troops"),
        ("The base in Bria was shelled by retreating Seleka fighters.", "Seleka attacked base in Bria"),
        ("Pentagon spokesman Col. Brian Ashe said so.", "Brian Ashe spokespersonOf Pentagon"),
    ],
)
def test_a_sentence_gives_this_claim(nlp: Language, text: str, claim: str) -> None:
    assert claim in found(nlp, text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Samuel Otim, whose militia fought beside the Americans, spoke.", "militia clashedWith Samuel Otim"),
        ("Kenya took Bria in May, only to lose it in June.", "Kenya lostControlOf Kenya"),
        ("Kenyan troops bombed Obo. The group ambushed a convoy in Bria.", "Kenya attacked convoy in Bria"),
        ("The 9th Brigade of the Sango Defence Council (SDC) held Bria. The SDC lost Obo.", "9th Brigade lostControlOf Obo"),
    ],
)
def test_a_sentence_does_not_give_this_claim(nlp: Language, text: str, claim: str) -> None:
    assert claim not in found(nlp, text)
