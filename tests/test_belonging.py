"""Who belongs where, leads what and stands with whom, told in many ways: in sentences that the pipeline reads."""

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
            "The Lango Front is in the Hill Alliance, whose other members are the Nimba Guard and the Sava Army.",
            "Sava Army memberOf Hill Alliance",
        ),
        ("They held Peter Sow and the army chief, Samuel Otim, both members of the Lango Party.", "Peter Sow memberOf Lango Party"),
        ("The Lango Front, whose Carlos Otero front lost Bria, went on.", "Carlos Otero front memberOf Lango Front"),
        ("A Lango Front unit under Major Samuel Otim took Bria.", "Samuel Otim leaderOf Lango Front unit"),
        ("A Kenyan armoured company under Major Samuel Otim shelled Bria.", "Samuel Otim leaderOf Kenyan armoured company"),
        ("A separate Lango Front column commanded by Samuel Otim left Bria.", "Samuel Otim leaderOf separate Lango Front column"),
        ("A faction of the Lango Front under Samuel Otim opened fire.", "Samuel Otim leaderOf faction of the Lango Front"),
        ("A patrol of the Lango Brigade, under the command of Major Samuel Otim, left Bria.", "Samuel Otim leaderOf Lango Brigade"),
        ("Ibrahim Sesay of the Hill Centre, a research group in Tripoli, said so.", "Ibrahim Sesay memberOf Hill Centre"),
        ("Samuel Otim, the deputy operations director of the Hill Institute, left.", "Samuel Otim memberOf Hill Institute"),
        ("Samuel Otim, the country director of the Hill Institute, left.", "Samuel Otim memberOf Hill Institute"),
        ("It is over, said Samira Osei, Horn of Africa analyst at the consultancy Nimba Risk.", "Samira Osei memberOf Nimba Risk"),
        # told by a clause
        ("The Lango Front took Bria. It was the armed wing of the Green Party.", "Lango Front memberOf Green Party"),
        ("The Nimba Guard is regarded by diplomats as a branch of the Lango Front.", "Nimba Guard memberOf Lango Front"),
        ("Samuel Otim left Bria. He was a member of the Lango Front.", "Samuel Otim memberOf Lango Front"),
        ("The Lango Front elected Samuel Otim as its leader.", "Samuel Otim leaderOf Lango Front"),
        ("The Truth Commission, of which Samuel Otim is a member, left.", "Samuel Otim memberOf Truth Commission"),
        # parts and their force
        ("The Lango Front took Bria. Its elite militia, the Nimba Guard, held Obo.", "Nimba Guard memberOf Lango Front"),
        ("The 61st Front of the Lango Liberation Army attacked Bria.", "61st Front memberOf Lango Liberation Army"),
        ("Kenyan soldiers of the 93rd Brigade held the town of Bria.", "93rd Brigade memberOf Kenya"),
        ("The Nimba Guard, a force within the Northern Alliance, took Bria.", "Nimba Guard memberOf Northern Alliance"),
        ("The brigade's parent formation, the 43rd Army, is in Bria.", "brigade memberOf 43rd Army"),
        ("The Nimba Division, a rebel unit, took Bria.", "Nimba Division memberOf rebels"),
        ("The Lango Front and the Nimba Guard, two groups attached to the Joint Staff, left.", "Nimba Guard memberOf Joint Staff"),
        ("The Nimba Guard is one of the groups that make up the Northern Alliance.", "Nimba Guard memberOf Northern Alliance"),
        ("The Lango Front and the Nimba Guard merged to form the Northern Alliance.", "Nimba Guard memberOf Northern Alliance"),
        ("The Northern Alliance was formed by the Lango Front and the Nimba Guard.", "Lango Front memberOf Northern Alliance"),
        ("The Lango Front is under the umbrella of the Northern Alliance.", "Lango Front memberOf Northern Alliance"),
        ("The Lango Front was absorbed by the Northern Alliance.", "Lango Front memberOf Northern Alliance"),
        ("The Northern Alliance brings together the Lango Front and the Nimba Guard.", "Nimba Guard memberOf Northern Alliance"),
        # people
        ("Samuel Otim fought with the Lango Front in 2015.", "Samuel Otim memberOf Lango Front"),
        ("Samuel Otim was recruited by the Lango Front in 2015.", "Samuel Otim memberOf Lango Front"),
        ("Samuel Otim sits in parliament for the Green Party.", "Samuel Otim memberOf Green Party"),
        ("Samuel Otim, a doctor at the Hill clinic, said ten people had died.", "Samuel Otim memberOf Hill clinic"),
        ("The Kenyan envoy for Sudan, Anna Sow, left Bria.", "Anna Sow memberOf Kenya"),
        ("Samuel Otim, a senior leader of the Lango Front, left Bria.", "Samuel Otim memberOf Lango Front"),
        ("The Lango Front's intelligence chief, Samuel Otim, fled.", "Samuel Otim memberOf Lango Front"),
        ("Samuel Otim leads the Lango Front. His deputy, Paul Mwangi, fled.", "Paul Mwangi memberOf Lango Front"),
        ("Fighters of the Lango Front, among them Samuel Otim, fled.", "Samuel Otim memberOf Lango Front"),
        # who leads
        ("Kenyan troops took Bria. Army commander Lieutenant General Samuel Otim said so.", "Samuel Otim leaderOf Kenyan troops"),
        ("The Lango Front, at whose head stood General Samuel Otim, took Bria.", "Samuel Otim leaderOf Lango Front"),
        ("Samuel Otim, in charge of the Lango Front, fled.", "Samuel Otim leaderOf Lango Front"),
        ("Under the leadership of Samuel Otim, the Lango Front took Bria.", "Samuel Otim leaderOf Lango Front"),
        ("The Lango Front, whose commander-in-chief is Samuel Otim, took Bria.", "Samuel Otim leaderOf Lango Front"),
        ("The Lango Front, whose emir is believed to be a Tanzanian called Samuel Otim, fled.", "Samuel Otim leaderOf Lango Front"),
        ("The Lango Front elected a new leader, Samuel Otim.", "Samuel Otim leaderOf Lango Front"),
        ("Samuel Otim founded the Lango Front in 1966.", "Samuel Otim leaderOf Lango Front"),
        # who speaks
        ("The Lango Front's head of information, Samuel Otim, denied it.", "Samuel Otim spokespersonOf Lango Front"),
        ("Samuel Otim, speaking for the Lango Front, said the town had fallen.", "Samuel Otim spokespersonOf Lango Front"),
        # who stands with whom
        ("The Lango Front and the Nimba Guard had been allies until 1992.", "Lango Front alliedWith Nimba Guard"),
        ("The Lango Front is in the pay of Russia.", "Lango Front alliedWith Russia"),
        ("The Lango Front fought side by side with the Nimba Guard.", "Lango Front alliedWith Nimba Guard"),
        ("The Lango Front and the Nimba Guard fought together against the army.", "Lango Front alliedWith Nimba Guard"),
        ("The Lango Front went over to the Nimba Guard.", "Lango Front alliedWith Nimba Guard"),
        ("The Lango Front switched to the Nimba Guard's side.", "Lango Front alliedWith Nimba Guard"),
        ("Ethiopia, which trains the Nimba Guard, made no comment.", "Ethiopia alliedWith Nimba Guard"),
        ("The Lango Front was armed and trained by Kenya.", "Kenya alliedWith Lango Front"),
        ("Kenya sent drones to help Ethiopia.", "Kenya alliedWith Ethiopia"),
        # what lies where
        ("Gao is a city in northern Mali.", "Gao locatedIn Mali"),
        ("Rebels attacked the Malian town of Gao, in Tagant province.", "Gao locatedIn Mali"),
        ("Two villages in Donetsk region, Robotyne and Verbove, were shelled.", "Verbove locatedIn Donetsk region"),
        ("The rebels hid in the Bereg forests of northern Mali.", "Bereg forests locatedIn Mali"),
    ],
)
def test_a_sentence_tells_this(nlp: Language, text: str, claim: str) -> None:
    assert claim in found(nlp, text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("They held Peter Sow and left Samuel Otim, a member of the Lango Party.", "Peter Sow memberOf Lango Party"),
        ("The Hill Alliance, whose members left the Nimba Guard, took Bria.", "Nimba Guard memberOf Hill Alliance"),
        ("A faction of the Lango Front under Samuel Otim opened fire.", "Samuel Otim leaderOf Lango Front"),
        ("Samuel Otim, a former vice president of the Lango Front, left.", "Samuel Otim memberOf Lango Front"),
        ("Samuel Otim, the country director of the Hill Institute, left.", "Samuel Otim leaderOf Hill Institute"),
        ("The Lango Front formed the Nimba Guard in 2015.", "Lango Front memberOf Nimba Guard"),
        ("The men were members of the Lango Front.", "men memberOf Lango Front"),
        ("The Lango Front fought with the Nimba Guard in 2015.", "Lango Front memberOf Nimba Guard"),
        ("The Lango Front fought side by side with the Nimba Guard.", "Lango Front clashedWith Nimba Guard"),
        ("The Kenyan envoy for Sudan, Anna Sow, left Bria.", "Anna Sow memberOf Sudan"),
        ("Kenya's information minister, Anna Sow, left Bria.", "Anna Sow spokespersonOf Kenya"),
        ("The Lango Front fired Western-supplied rockets.", "Lango Front alliedWith rockets"),
        ("The Nimba Guard, a jihadist brigade, took Bria.", "Nimba Guard memberOf jihadists"),
    ],
)
def test_a_sentence_does_not_tell_this(nlp: Language, text: str, claim: str) -> None:
    assert claim not in found(nlp, text)
