"""Whom and what longer descriptions mean, in sentences that the pipeline reads."""

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
        # those of somebody
        ("Samuel Otim was seen in Obo. Otim's men entered Bria on Friday.", "Otim's men entered Bria"),
        ("Supporters of the Lango Front stormed the barracks in Bria.", "Lango Front attacked barracks in Bria"),
        ("The 9th Brigade, led by Samuel Otim, held Obo. His followers entered Bria.", "9th Brigade entered Bria"),
        # columns
        ("The Lango Column was formed in Obo. On Friday the column entered Bria.", "Lango Column entered Bria"),
        ("The Lango Front ambushed a column of refugees.", "Lango Front attacked column of refugees"),
        ("The Lango Front destroyed a column of Kenyan tanks.", "Lango Front attacked column of Kenyan tanks"),
        # positions
        ("Kenyan warplanes bombed rebel positions until dawn.", "Kenya attacked rebel positions"),
        ("The Lango Front withdrew from its positions on Mount Elgon.", "Lango Front withdrewFrom Mount Elgon"),
        # its, beside and behind its owner
        (
            "The Lango Front's founder, Samuel Otim, and its spokesman, Paul Kato, left Bria.",
            "Paul Kato spokespersonOf Lango Front",
        ),
        # a named unit, an alliance
        ("Kenyan troops of the 9th Brigade entered Bria.", "9th Brigade entered Bria"),
        (
            "The Lango Shield, a coalition of former rebels headed by Samuel Otim, held Bria.",
            "Samuel Otim leaderOf Lango Shield",
        ),
        ("The Lango Shield, an alliance of five gangs that controls Bria, left Obo.", "Lango Shield controls Bria"),
        ("Men of the Lango Shield, a militant outfit led by Samuel Otim, held Bria.", "Samuel Otim leaderOf Lango Shield"),
        # ours
        (
            "The Lango Command announces that its troops left Obo. Fighting went on. Our forces have surrounded Bria since Monday.",
            "Lango Command besieged Bria",
        ),
        ("The Northern Operations Room said its troops had captured Bria.", "Northern Operations Room captured Bria"),
        # the two
        ("The Lango Front met the 9th Brigade at Obo. The two forces seized Bria.", "9th Brigade captured Bria"),
        ("The Lango Front met the 9th Brigade at Obo. They jointly seized Bria.", "Lango Front captured Bria"),
        # places
        ("Rebels took the Kodor gorge in May. Soldiers entered the gorge on Friday.", "Soldiers entered Kodor gorge"),
        ("Rebels entered the Old Market quarter of Bria.", "Rebels entered Old Market quarter"),
    ],
)
def test_a_sentence_gives_this_claim(text: str, claim: str, nlp: Language) -> None:
    assert claim in found(nlp, text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Lango Front held Obo. A column entered Bria.", "entered"),
        ("The town of Bria came under attack from two sides.", "attacked"),
        ("Samuel Otim was seen in Obo. His men entered Bria.", "entered"),
    ],
)
def test_nobody_is_said_to_have_done_it(text: str, word: str, nlp: Language) -> None:
    assert not [claim for claim in found(nlp, text) if f" {word} " in claim]


def test_soldiers_of_two_states_with_a_third_are_not_two(nlp: Language) -> None:
    claims = found(nlp, "The Lango Front met the 9th Brigade at Obo. They seized Bria together with the Nimba Guard.")
    assert not {"Lango Front captured Bria", "9th Brigade captured Bria"} <= claims


def test_a_site_is_also_called_by_its_plain_noun(nlp: Language) -> None:
    (read,) = extract([Article("a", "The Lango Front shelled the town's only hospital and left its own post at Obo.")], nlp)
    objects = {claim.relation: claim.object for claim in read.claims}
    assert "hospital" in objects["attacked"].aliases
    assert "post" in {objects["withdrewFrom"].name, *objects["withdrewFrom"].aliases}


def test_the_port_of_a_town_is_another_name_of_it(nlp: Language) -> None:
    (read,) = extract([Article("a", "The Lango Front took the port of Kismayo without a shot.")], nlp)
    (taken,) = (claim.object for claim in read.claims if claim.relation == "captured")
    assert (taken.name, "port of Kismayo" in taken.aliases) == ("Kismayo", True)


def test_an_officer_is_no_group_whatever_stands_behind_his_name(nlp: Language) -> None:
    claims = found(nlp, "They formed part of the corps of Major Samuel Otim, a force of 900 men. Otim left Bria.")
    assert not [claim for claim in claims if claim.startswith("Samuel Otim") and "withdrewFrom" in claim]
