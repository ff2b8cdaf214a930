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
    both = tree("Ghana NNP 3 nsubj B-LOC", "and CC 2 cc", "Kenya NNP 0 conj B-LOC", "slept/sleep VBD 3 ROOT", ". . 3 punct")
    kenyan = spoke("Kenyan JJ 1 amod", "President NNP 2 nmod:desc", name="Otim")
    assert told(kenyan, both, PRESIDENT) == ["Otim leaderOf Kenya", "Sow leaderOf Ghana"]


def test_of_two_states_before_neither_is_guessed() -> None:
    both = tree("Ghana NNP 3 nsubj B-LOC", "and CC 2 cc", "Kenya NNP 0 conj B-LOC", "slept/sleep VBD 3 ROOT", ". . 3 punct")
    assert told(both, PRESIDENT) == []


def test_the_article_is_asked_for_the_office_where_no_state_stands_before() -> None:
    later = tree(
        "The/the DT 2 det",
        "Ghanaian JJ 2 amod",
        "president NN 3 nsubj",
        "slept/sleep VBD 3 ROOT",
        ". . 3 punct",
    )
    assert told(PRESIDENT, later) == ["Sow leaderOf Ghana"]


def test_a_bare_president_leads_the_state_that_is_named_most() -> None:
    far = [tree("Farmers/farmer NNS 1 nsubj", "slept/sleep VBD 1 ROOT", ". . 1 punct") for _ in range(3)]
    assert told(SOLDIERS, SOLDIERS, *far, PRESIDENT) == ["Sow leaderOf Kenya"]


def test_a_state_named_once_long_before_is_not_guessed() -> None:
    far = [tree("Farmers/farmer NNS 1 nsubj", "slept/sleep VBD 1 ROOT", ". . 1 punct") for _ in range(3)]
    assert told(SOLDIERS, *far, PRESIDENT) == []


def test_a_former_president_leads_nothing() -> None:
    assert told(SOLDIERS, spoke("former JJ 1 amod", "President NNP 2 nmod:desc", name="Sow")) == []


def test_of_two_states_named_as_often_it_is_the_one_that_the_article_begins_with() -> None:
    ghanaian = tree("Ghanaian JJ 1 amod", "soldiers/soldier NNS 2 nsubj", "slept/sleep VBD 2 ROOT", ". . 2 punct")
    filler = tree("It PRP 1 nsubj", "rained/rain VBD 1 ROOT", ". . 1 punct")
    assert told(SOLDIERS, ghanaian, SOLDIERS, ghanaian, filler, filler, PRESIDENT) == ["Sow leaderOf Kenya"]


def test_an_office_whose_region_stands_behind_the_name_is_not_of_the_state_around() -> None:
    regional = tree(
        "President NNP 1 nmod:desc",
        "Sow NNP 5 nsubj B-PER",
        "of/of IN 4 case",
        "the/the DT 4 det",
        "Highlands NNP 1 nmod B-LOC",
        "spoke/speak VBD 5 ROOT",
        ". . 5 punct",
    )
    assert told(SOLDIERS, regional) == []


def test_a_title_before_the_name_hides_no_office() -> None:
    assert told(SOLDIERS, spoke("Prime NNP 1 compound", "Minister NNP 3 nmod:desc", "Sir NNP 3 nmod:desc", name="Sow")) == [
        "Sow leaderOf Kenya"
    ]


def test_a_well_known_president_leads_his_state_whatever_is_named_before() -> None:
    mandela = tree(
        "President NNP 1 nmod:desc", "Nelson NNP 3 nsubj B-PER", "Mandela NNP 1 flat I-PER", "spoke/speak VBD 3 ROOT", ". . 3 punct"
    )
    assert told(SOLDIERS, mandela) == ["Nelson Mandela leaderOf South Africa"]
