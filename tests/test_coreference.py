"""Whom pronouns and descriptions mean, told by the claims of small articles with trees given by hand."""

import pytest
from docs_by_hand import told, tree

ENTERED = tree("Seleka NNP 1 nsubj B-MIL", "entered/enter VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct")


@pytest.mark.parametrize("pronoun", ["It/it", "They/they"])
def test_a_pronoun_that_acts_is_the_group_named_last(pronoun: str) -> None:
    second = tree(f"{pronoun} PRP 1 nsubj", "left/leave VBD 1 ROOT", "Birao NNP 1 obj B-LOC", ". . 1 punct")
    assert told(ENTERED, second)[1:] == ["Seleka withdrewFrom Birao"]


def test_a_pronoun_that_is_captured_is_the_place_named_last() -> None:
    second = tree("Balaka NNP 1 nsubj B-MIL", "captured/capture VBD 1 ROOT", "it PRP 1 obj", ". . 1 punct")
    assert told(ENTERED, second)[1:] == ["Balaka captured Bria"]


def test_the_group_is_the_group_named_last() -> None:
    second = tree("The/the DT 1 det", "group NN 2 nsubj", "left/leave VBD 2 ROOT", "Birao NNP 2 obj B-LOC", ". . 2 punct")
    assert told(ENTERED, second)[1:] == ["Seleka withdrewFrom Birao"]


def test_the_town_is_the_town_named_last() -> None:
    second = tree(
        "Balaka NNP 1 nsubj B-MIL",
        "withdrew/withdraw VBD 1 ROOT",
        "from IN 4 case",
        "the DT 4 det",
        "town NN 1 obl",
        ". . 1 punct",
    )
    assert told(ENTERED, second)[1:] == ["Balaka withdrewFrom Bria"]


def test_its_troops_are_the_group_themselves() -> None:
    second = tree(
        "Its/its PRP$ 1 nmod:poss", "troops/troop NNS 2 nsubj", "shelled/shell VBD 2 ROOT", "Birao NNP 2 obj B-LOC", ". . 2 punct"
    )
    assert told(ENTERED, second)[1:] == ["Seleka attacked Birao"]


def test_fighters_of_a_group_are_the_group() -> None:
    doc = tree(
        "Fighters/fighter NNS 3 nsubj",
        "of IN 2 case",
        "Seleka NNP 0 nmod B-MIL",
        "entered/enter VBD 3 ROOT",
        "Bria NNP 3 obj B-LOC",
        ". . 3 punct",
    )
    assert told(doc) == ["Seleka entered Bria"]


def test_the_government_is_the_side_that_the_article_names() -> None:
    first = tree(
        "Chadian/chadian JJ 1 amod B-MIL", "forces/force NNS 2 nsubj I-MIL", "left/leave VBD 2 ROOT", "Bria NNP 2 obj B-LOC", ". . 2 punct"
    )
    second = tree("The/the DT 1 det", "army NN 2 nsubj", "shelled/shell VBD 2 ROOT", "Birao NNP 2 obj B-LOC", ". . 2 punct")
    subjects = {claim.split(" withdrewFrom ")[0].split(" attacked ")[0] for claim in told(first, second)}
    assert len(subjects) == 1


def test_most_of_a_city_is_the_city() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL", "controls/control VBZ 1 ROOT", "most JJS 1 obj", "of IN 4 case", "Bria NNP 2 nmod B-LOC", ". . 1 punct"
    )
    assert told(doc) == ["Seleka controls Bria"]


def test_the_town_of_a_name_is_that_name() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "took/take VBD 1 ROOT",
        "the DT 3 det",
        "town NN 1 obj",
        "of IN 5 case",
        "Bria NNP 3 nmod B-LOC",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka captured Bria"]


def test_a_state_that_acts_is_its_side_and_a_state_that_is_entered_is_the_country() -> None:
    doc = tree("Rwanda NNP 1 nsubj B-LOC", "invaded/invade VBD 1 ROOT", "Burundi NNP 1 obj B-LOC", ". . 1 punct")
    assert told(doc) == ["Rwanda entered Burundi"]


def test_a_city_that_is_no_seat_of_a_government_does_not_act() -> None:
    doc = tree("Hama NNP 1 nsubj B-LOC", "captured/capture VBD 1 ROOT", "Homs NNP 1 obj B-LOC", ". . 1 punct")
    assert told(doc) == []


def test_a_pronoun_without_anybody_before_it_means_nobody() -> None:
    assert told(tree("They/they PRP 1 nsubj", "entered/enter VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct")) == []


def test_a_pronoun_does_not_look_back_beyond_a_few_sentences() -> None:
    rain = tree("It/it PRP 1 expl", "rained/rain VBD 1 ROOT", ". . 1 punct")
    last = tree("They/they PRP 1 nsubj", "left/leave VBD 1 ROOT", "Birao NNP 1 obj B-LOC", ". . 1 punct")
    assert told(ENTERED, rain, rain, rain, rain, last) == ["Seleka entered Bria"]
