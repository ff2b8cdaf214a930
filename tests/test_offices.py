"""The states of presidents and ministers whose state the article leaves to the reader."""

from docs_by_hand import told, tree
from spacy.tokens import Doc


def spoke(*title: str, name: str) -> Doc:
    at = len(title)
    return tree(*title, f"{name} NNP {at + 1} nsubj B-PER", f"spoke/speak VBD {at + 1} ROOT", f". . {at + 1} punct")


PRESIDENT = spoke("President NNP 1 nmod:desc", name="Sow")
SOLDIERS = tree("Kenyan JJ 1 amod", "soldiers/soldier NNS 2 nsubj", "slept/sleep VBD 2 ROOT", ". . 2 punct")


def test_a_bare_president_leads_the_state_named_before() -> None:
    assert told(SOLDIERS, PRESIDENT) == ["Sow leaderOf Kenya"]


def test_a_state_that_has_another_president_is_passed_over() -> None:
    ghana = tree("Ghana NNP 1 nsubj B-LOC", "slept/sleep VBD 1 ROOT", ". . 1 punct")
    kenyan = spoke("Kenyan JJ 1 amod", "President NNP 2 nmod:desc", name="Otim")
    assert told(ghana, kenyan, PRESIDENT) == ["Otim leaderOf Kenya", "Sow leaderOf Ghana"]


def test_the_state_that_the_article_gives_the_office_elsewhere_comes_first() -> None:
    later = tree(
        "The/the DT 2 det",
        "Ghanaian JJ 2 amod",
        "president NN 3 nsubj",
        "slept/sleep VBD 3 ROOT",
        ". . 3 punct",
    )
    assert "Sow leaderOf Ghana" in told(SOLDIERS, PRESIDENT, later)


def test_a_former_president_leads_nothing() -> None:
    assert told(SOLDIERS, spoke("former JJ 1 amod", "President NNP 2 nmod:desc", name="Sow")) == []
