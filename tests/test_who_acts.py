"""Who acts: pronouns over several sentences, troops of unnamed speakers, groups called by what they are or did."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def found(nlp: Language, text: str) -> set[str]:
    (read,) = extract([Article("a", text)], nlp)
    return {f"{claim.subject.name} {claim.relation} {claim.object.name}" for claim in read.claims if claim.asserted}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        # pronouns that go on over sentences
        ("The Lango Front was formed in 2011. It was cheered by the Nimba Guard. Its gunmen entered Bria.", "Lango Front entered Bria"),
        ("The Lango Front is led by Samuel Otim. It is backed by Kenya. It captured Bria in May.", "Lango Front captured Bria"),
        # capitals and armies that speak of their own
        ("Nairobi said its troops had captured Bria.", "Kenya captured Bria"),
        ("A Kenyan military statement said troops had entered Bria.", "Kenya entered Bria"),
        ("Rebels attacked Bria. Government troops had shelled the town overnight, the rebels said.", "Government attacked Bria"),
        # unnamed speakers
        ("A Lango Front commander said his men had entered Bria.", "Lango Front entered Bria"),
        ("A commander of the 9th Brigade said his troops had withdrawn from Bria.", "9th Brigade withdrewFrom Bria"),
        ("A rebel commander said his fighters had captured Bria.", "rebels captured Bria"),
        ("A Kenyan officer said his men had captured Bria.", "Kenya captured Bria"),
        ("A member of the Nimba Guard said his unit had entered Bria.", "Nimba Guard entered Bria"),
        # groups called by what they are
        (
            "The sect known as the Lango Wolves took Obo. The 9th Brigade fled. The sect is led by Otim.",
            "Otim leaderOf Lango Wolves",
        ),
        ("The Lango Front took Obo. The Islamist group also shelled Bria.", "Lango Front attacked Bria"),
        ("Soldiers of the Nimba Scouts left Obo. The Lango Front held Uma. The militants shelled Bria.", "Lango Front attacked Bria"),
        # those who did it
        ("Kenyan troops besieged Obo. The besiegers shelled Bria.", "Kenyan troops attacked Bria"),
        ("Gunmen of the Lango Front attacked Obo. The assailants also burned Bria.", "Lango Front attacked Bria"),
        ("Gunmen attacked Obo. The men captured Bria.", "Gunmen captured Bria"),
        # those who belong to somebody
        ("The gunmen, who answer to the Lango Front, captured Bria.", "Lango Front captured Bria"),
        ("The raiders, whom a governor identified as members of the Lango Front, captured Bria.", "Lango Front captured Bria"),
        ("The 9th Brigade left Obo. A patrol of the brigade entered Bria.", "9th Brigade entered Bria"),
        # under somebody
        ("Government soldiers under General Samuel Otim captured Bria.", "Government captured Bria"),
        # its fighters, of who speaks
        ("The government, which Kenya supports, said that its fighters had entered Bria.", "government entered Bria"),
        # the port of a town
        ("The Lango Front held the port of Kismayo. Kenyan troops retook the port in May.", "Kenyan troops captured Kismayo"),
        # prepositions left behind
        ("The base which the army retreated from is empty.", "army withdrewFrom base"),
    ],
)
def test_a_sentence_gives_this_claim(text: str, claim: str, nlp: Language) -> None:
    assert claim.lower() in {c.lower() for c in found(nlp, text)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The Lango Front took Obo. The rival group shelled Bria.", "Lango Front attacked Bria"),
        ("The group the army is fighting against is the Lango Front.", "army attacked group"),
        ("Nairobi said the Lango Front and its troops had captured Bria.", "Kenya captured Bria"),
    ],
)
def test_a_sentence_does_not_give_this_claim(text: str, claim: str, nlp: Language) -> None:
    assert claim not in found(nlp, text)


def test_an_article_without_names_is_read(nlp: Language) -> None:
    assert found(nlp, "Gunmen attacked the village. The rebels left. They burned its school.")


def test_who_is_it_in_one_sentence_is_it_in_the_next() -> None:
    first = tree("Seleka NNP 1 nsubj B-MIL", "slept/sleep VBD 1 ROOT", ". . 1 punct")
    second = tree("It/it PRP 1 nsubj", "met/meet VBD 1 ROOT", "Balaka NNP 1 obj B-MIL", ". . 1 punct")
    third = tree("It/it PRP 1 nsubj", "left/leave VBD 1 ROOT", "Birao NNP 1 obj B-LOC", ". . 1 punct")
    assert told(first, second, third) == ["Seleka withdrewFrom Birao"]


def test_what_is_named_often_comes_before_what_is_named_once() -> None:
    often = tree("Seleka NNP 1 nsubj B-MIL", "slept/sleep VBD 1 ROOT", ". . 1 punct")
    other = tree("Near/near IN 1 case", "Balaka NNP 2 obl B-MIL", "sang/sing VBD 2 ROOT", "men/man NNS 2 nsubj", ". . 2 punct")
    last = tree("They/they PRP 1 nsubj", "left/leave VBD 1 ROOT", "Birao NNP 1 obj B-LOC", ". . 1 punct")
    assert told(often, often.copy(), other, last)[-1] == "Seleka withdrewFrom Birao"
