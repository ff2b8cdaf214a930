"""What "both" and "the two" mean, in sentences that the pipeline reads."""

import pytest
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def claims(text: str, nlp: Language) -> set[tuple[str, str, str]]:
    (found,) = extract([Article("a", text)], nlp)
    return {(c.subject.name, c.relation, c.object.name) for c in found.claims if c.asserted}


def test_both_are_the_two_places_named_together_before(nlp: Language) -> None:
    found = claims("The army left Bria and Bambari on Monday. The Seleka walked into both the next morning.", nlp)
    assert {("Seleka", "entered", "Bria"), ("Seleka", "entered", "Bambari")} <= found


@pytest.mark.parametrize(
    "text",
    [
        "The Seleka broke with the Fano in May. The two have fought for the market of Bria ever since.",
        "The Seleka broke with the Fano in May. Fighting between the two has displaced thousands.",
        "The Seleka broke with the Fano in May. Fighters of both groups exchanged fire on Monday.",
        "The Battle of Bria was fought between the Seleka and the Fano in May.",
        "The Seleka and the Fano fought with machine guns for the bridge.",
    ],
)
def test_two_groups_clash(text: str, nlp: Language) -> None:
    found = {frozenset((one, other)) for one, made, other in claims(text, nlp) if made == "clashedWith"}
    assert found == {frozenset(("Seleka", "Fano"))}


def test_the_two_are_nobody_where_three_were_named(nlp: Language) -> None:
    text = "The Seleka, the Fano and the Taliban signed the accord. The two have fought ever since."
    assert "clashedWith" not in {made for _, made, _ in claims(text, nlp)}
