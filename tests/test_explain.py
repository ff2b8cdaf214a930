"""The sentence of a claim and what is marked in it."""

from decimal import Decimal

import pytest

from kg.explain import Mark, evidence, marked
from kg.extraction import Claim, Entity

MILITIA = Entity("river-brigade", "the River Brigade", ("ArmedGroup",), ("the militia", "RB"))
TOWN = Entity("dunreka", "Dunreka", ("Place",), ("the town",))
COLONEL = Entity("adan-oru", "Col. Adan Oru", ("Person",), ("Oru",))
BRACKETS = {"quote": ("«", "»"), "subject": ("[s ", "]"), "object": ("[o ", "]"), "speaker": ("[w ", "]")}

TEXT = (
    "Fighting began on Monday. “On Tuesday the River Brigade took Dunreka,” Col. Adan Oru said. The militia left no guards.\n"
    "Nobody was hurt, he said"
)


def claim(quote: str, subject: Entity = MILITIA, object_: Entity = TOWN, stated_by: Entity | None = None, text: str = TEXT) -> Claim:
    """A claim whose evidence is the quote."""
    start = text.index(quote)
    return Claim(subject, "captured", object_, start, start + len(quote), "verb.take", Decimal("0.9"), stated_by)


def test_sentence_is_shown_with_quote_and_names_marked():
    shown = evidence(claim("the River Brigade took Dunreka", stated_by=COLONEL), TEXT)
    assert marked(shown, BRACKETS) == "“On Tuesday «[s the River Brigade] took [o Dunreka]»,” [w Col. Adan Oru] said."
    assert TEXT[shown.start :].startswith(shown.sentence)


def test_offsets_count_in_the_whole_article():
    found = claim("the River Brigade took Dunreka")
    quote = TEXT[found.start : found.end]
    shown = evidence(found, quote, found.start)
    assert (shown.sentence, shown.start) == (quote, found.start)
    assert shown.marks == (Mark("quote", 0, 30), Mark("subject", 0, 17), Mark("object", 23, 30))


def test_name_nearest_to_the_quote_is_marked():
    text = "Dunreka fell when the militia took Dunreka, near Dunreka Hill."
    assert marked(evidence(claim("took Dunreka", text=text), text), BRACKETS) == (
        "Dunreka fell when [s the militia] «took [o Dunreka]», near Dunreka Hill."
    )


def test_name_does_not_cross_the_edge_of_the_quote():
    text = "The militia took the town of Dunreka."
    town = Entity("dunreka", "Dunreka", ("Place",), ("town of Dunreka",))
    shown = evidence(claim("The militia took the town", object_=town, text=text), text)
    assert marked(shown, BRACKETS) == "«[s The militia] took the town» of [o Dunreka]."


def test_names_do_not_overlap():
    text = "Dunreka Airport fell to the militia."
    airport, town = Entity("dunreka-airport", "Dunreka Airport", ("Facility",)), TOWN
    shown = evidence(claim("Dunreka Airport fell", airport, town, text=text), text)
    assert [(mark.role, text[mark.start : mark.end]) for mark in shown.marks] == [
        ("quote", "Dunreka Airport fell"),
        ("subject", "Dunreka Airport"),
    ]


def test_quote_over_two_sentences_shows_both():
    shown = evidence(claim("Dunreka,” Col. Adan Oru said. The militia left"), TEXT)
    assert shown.sentence.startswith("“On Tuesday")
    assert shown.sentence.endswith("no guards.")


@pytest.mark.parametrize(("quote", "sentence"), [("began", "Fighting began on Monday."), ("hurt", "Nobody was hurt, he said")])
def test_paragraphs_and_the_text_itself_end_sentences(quote, sentence):
    assert evidence(claim(quote), TEXT).sentence == sentence


def test_sentence_without_an_end_is_cut_around_the_quote():
    text = "word " * 2000 + "the militia took Dunreka " + "word " * 2000
    shown = evidence(claim("took Dunreka", text=text), text)
    assert len(shown.sentence) < 2100
    assert "the militia took Dunreka" in shown.sentence
