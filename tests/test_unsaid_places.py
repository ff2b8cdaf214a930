"""Who comes and goes where the sentence does not say from where or into what."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def moves(text: str, nlp: Language) -> set[tuple[str, str, str]]:
    (found,) = extract([Article("a", text)], nlp)
    return {(c.subject.name, c.relation, c.object.name) for c in found.claims if c.asserted and c.relation in {"entered", "withdrewFrom"}}


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("The Seleka captured Bria in May. The garrison retreated across the river.", ("garrison", "withdrewFrom", "Bria")),
        ("The Seleka took Bria but withdrew two days later.", ("Seleka", "withdrewFrom", "Bria")),
        ("The Seleka encircled the depot at Bria and then pulled back.", ("Seleka", "withdrewFrom", "depot at Bria")),
        ("The Fano left Bria on Monday. The Seleka marched in that evening.", ("Seleka", "entered", "Bria")),
        ("The Fano abandoned Bria in May. The Seleka rolled in on Friday.", ("Seleka", "entered", "Bria")),
        ("The Fano abandoned Bria in May and returned in June.", ("Fano", "entered", "Bria")),
        ("The Seleka entered Bria, only to pull out a week later.", ("Seleka", "withdrewFrom", "Bria")),
    ],
)
def test_the_place_is_the_one_where_something_happened_last(text: str, move: tuple[str, str, str], nlp: Language) -> None:
    assert move in moves(text, nlp)


@pytest.mark.parametrize(
    "text",
    [
        "The Seleka took Bria. The Fano ordered the garrison to withdraw.",
        "The Seleka took Bria. The villagers withdrew into their houses.",
        "The Seleka took Bria. The Fano retreated from Ippy.",
    ],
)
def test_orders_people_and_other_places_tell_of_no_such_move(text: str, nlp: Language) -> None:
    assert not {move for move in moves(text, nlp) if move[2] == "Bria" and move[1] == "withdrewFrom"}


def test_nobody_leaves_the_place_that_he_goes_to() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "took/take VBD 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        ". . 1 punct",
        "Fano NNP 5 nsubj B-MIL",
        "retreated/retreat VBD 5 ROOT",
        "to IN 7 case",
        "Bria NNP 5 obl B-LOC",
        ". . 5 punct",
    )
    assert "Fano withdrewFrom Bria" not in told(doc)
