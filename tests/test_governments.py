"""Who heads a government that is called by his name, from trees given by hand."""

from docs_by_hand import told, tree
from spacy.tokens import Doc


def government_of(*person: str) -> Doc:
    return tree(
        "The DT 1 det",
        "government NN 5 nsubj",
        "of IN 3 case",
        f"{person[0]} NNP 1 nmod B-PER",
        f"{person[1]} NNP 3 flat I-PER",
        "shelled/shell VBD 5 ROOT",
        "Bria NNP 5 obj B-LOC",
        ". . 5 punct",
    )


def test_whoever_a_government_is_called_by_heads_it() -> None:
    assert told(government_of("Samuel", "Otim")) == [
        "Samuel Otim leaderOf government of Samuel Otim",
        "government of Samuel Otim attacked Bria",
    ]


def test_the_government_of_somebody_who_leads_a_state_is_that_state() -> None:
    president = tree(
        "Kenyan/Kenyan JJ 1 amod",
        "President NNP 2 compound",
        "Samuel NNP 4 nsubj B-PER",
        "Otim NNP 2 flat I-PER",
        "spoke/speak VBD 4 ROOT",
        ". . 4 punct",
    )
    assert told(president, government_of("Samuel", "Otim")) == ["Samuel Otim leaderOf Kenya", "Kenya attacked Bria"]
