"""Who killed those of whom it is only said that they died."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def killings(text: str, nlp: Language) -> list[tuple[str, str]]:
    (found,) = extract([Article("a", text)], nlp)
    return [(c.subject.name, c.object.name) for c in found.claims if c.relation == "killed" and c.asserted]


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("The Seleka shelled the market of Bria, where six traders were killed.", "six traders"),
        ("The Seleka shelled the market of Bria; six traders were killed.", "six traders"),
        ("Six traders died when the Seleka shelled the market of Bria.", "six traders"),
        ("Six traders were killed as the Seleka shelled the market of Bria.", "six traders"),
        ("Six traders died in a Seleka attack on the market of Bria.", "six traders"),
        ("Six traders died in an ambush by the Seleka near Bria.", "six traders"),
        ("The Seleka launched an attack on Bria that killed six traders.", "six traders"),
        ("A bomb blast claimed by the Seleka killed six traders.", "six traders"),
        ("Police blamed the Seleka for an ambush that killed six traders.", "six traders"),
        ("The Seleka said it had carried out the attack that killed six traders.", "six traders"),
        ("The Seleka shelled Bria on Monday. The attack left six traders dead.", "six traders"),
        ("The Seleka shelled Bria on Monday. Six traders were killed in the attack.", "six traders"),
        ("The Seleka seized six traders and killed them.", "six traders"),
        ("The Seleka fired on a column of traders and killed six of them.", "six traders"),
        ("Six traders fled Bria. All six were shot dead by the Seleka.", "six traders"),
    ],
)
def test_who_attacks_kills_those_who_die_of_it(text: str, victims: str, nlp: Language) -> None:
    assert killings(text, nlp) == [("Seleka", victims)]


@pytest.mark.parametrize(
    "text",
    [
        "The Seleka shelled Bria. Six traders died of cholera in Ippy.",
        "The Seleka shelled Bria in a war in which 9,000 people have been killed.",
        "Six traders were killed when the bus fell into the river at Bria.",
        "The Seleka shelled Bria. A nurse and six traders died of cholera.",
        "An attack that killed six traders shook Bria. The Seleka was blamed for a raid on Ippy.",
        "The Seleka shelled Bria and the Fano shelled Ippy, and six traders were killed.",
    ],
)
def test_who_attacks_elsewhere_or_with_others_is_not_said_to_kill(text: str, nlp: Language) -> None:
    assert killings(text, nlp) == []


def test_attackers_who_die_are_not_killed_by_themselves() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "attacked/attack VBD 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        "and CC 6 cc",
        "Seleka NNP 6 nsubj:pass B-MIL",
        "were/be AUX:VBD 6 aux:pass",
        "killed/kill VBN 1 conj",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka attacked Bria"]
