"""What lies where, from trees given by hand and from sentences that the pipeline reads."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def phrase(*rows: str) -> list[str]:
    """What a phrase that is the subject of "slept" tells; its heads count from 0."""
    at = len(rows)
    return told(tree(*rows, f"slept/sleep VBD {at} ROOT", f". . {at} punct"))


def test_behind_in_as_the_tree_says() -> None:
    assert phrase("Bria NNP 3 nsubj B-LOC", "in IN 2 case", "Anteka NNP 0 nmod B-LOC") == ["Bria locatedIn Anteka"]


def test_in_a_region_whatever_the_tree_says() -> None:
    rows = ("Bria NNP 4 nsubj B-LOC", "in IN 3 case", "Anteka NNP 3 compound B-LOC", "Province NNP 4 obl I-LOC")
    assert phrase(*rows) == ["Bria locatedIn Anteka Province"]


def test_in_another_town_only_where_the_tree_says_so() -> None:
    assert phrase("Bria NNP 3 nsubj B-LOC", "in IN 2 case", "Anteka NNP 3 obl B-LOC") == []


def test_a_comma_before_a_country() -> None:
    assert phrase("Bria NNP 3 nsubj B-LOC", ", , 0 punct", "Kenya NNP 0 appos B-LOC") == ["Bria locatedIn Kenya"]


def test_a_comma_before_another_town_tells_nothing() -> None:
    assert phrase("Bria NNP 3 nsubj B-LOC", ", , 0 punct", "Anteka NNP 0 appos B-LOC") == []


def test_a_list_that_ends_with_a_country_tells_nothing() -> None:
    rows = ("Bria NNP 5 nsubj B-LOC", ", , 2 punct", "Kenya NNP 0 conj B-LOC", "and CC 4 cc", "Anteka NNP 0 conj B-LOC")
    assert phrase(*rows) == []


def test_a_dateline_tells_nothing() -> None:
    assert phrase("Bria NNP 4 nsubj B-LOC", ", , 0 punct", "Kenya NNP 0 appos B-LOC", "— PUNCT:HYPH 0 punct") == []


def test_a_direction_from_a_place_is_not_in_it() -> None:
    rows = ("Bria NNP 5 nsubj B-LOC", ", , 2 punct", "north RB 0 advmod", "of IN 4 case", "Kenya NNP 2 obl B-LOC")
    assert phrase(*rows) == []


def test_both_of_two_places() -> None:
    rows = (
        "Bria NNP 8 nsubj B-LOC",
        "and CC 2 cc",
        "Anteka NNP 0 conj B-LOC",
        ", , 5 punct",
        "both DT 5 nsubj",
        "located/locate VBN 0 acl",
        "in IN 7 case",
        "Kenya NNP 5 obl B-LOC",
    )
    assert phrase(*rows) == ["Bria locatedIn Kenya", "Anteka locatedIn Kenya"]


def test_a_possessive() -> None:
    rows = ("Bria NNP 3 nmod:poss B-LOC", "'s POS 0 case", "eastern JJ 3 amod", "Anteka NNP 4 nsubj B-LOC")
    assert phrase(*rows) == ["Anteka locatedIn Bria"]


def test_a_demonym_before_a_type_of_place() -> None:
    rows = ("the DT 2 det", "Kenyan JJ 2 amod", "town NN 5 nsubj", "of IN 4 case", "Bria NNP 2 nmod B-LOC")
    assert phrase(*rows) == ["Bria locatedIn Kenya"]


def test_a_quarter_is_in_what_it_is_of_and_a_village_is_not() -> None:
    def of(noun: str) -> list[str]:
        return phrase("the DT 2 det", "Anteka NNP 2 compound B-LOC", f"{noun} NN 5 nsubj", "of IN 4 case", "Bria NNP 2 nmod B-LOC")

    assert of("district") == ["Anteka district locatedIn Bria"]
    assert of("village") == ["Bria locatedIn Anteka"]


@pytest.mark.parametrize(
    ("noun", "found"), [("capital", ["Bria locatedIn Anteka"]), ("suburb", ["Bria locatedIn Anteka"]), ("village", [])]
)
def test_a_description_with_of(noun: str, found: list[str]) -> None:
    rows = ("Bria NNP 6 nsubj B-LOC", ", , 3 punct", "the DT 3 det", f"{noun} NN 0 appos", "of IN 5 case", "Anteka NNP 3 nmod B-LOC")
    assert phrase(*rows) == found


def test_a_description_with_in_whatever_it_calls_the_place() -> None:
    rows = (
        "Bria NNP 7 nsubj B-LOC",
        ", , 4 punct",
        "a DT 4 det",
        "rail NN 4 compound",
        "hub NN 0 appos",
        "in IN 6 case",
        "Anteka NNP 4 nmod B-LOC",
    )
    assert phrase(*rows) == ["Bria locatedIn Anteka"]


def test_the_second_city_of_a_place_is_in_it() -> None:
    rows = (
        "Bria NNP 7 nsubj B-LOC",
        ", , 4 punct",
        "the DT 4 det",
        "second JJ 4 amod",
        "city NN 0 appos",
        "of IN 6 case",
        "Anteka NNP 4 nmod B-LOC",
    )
    assert phrase(*rows) == ["Bria locatedIn Anteka"]


def test_the_country_is_the_one_named_last() -> None:
    rows = (
        "Bria NNP 6 nsubj B-LOC",
        ", , 5 punct",
        "the DT 3 det",
        "country NN 5 nmod:poss",
        "'s POS 3 case",
        "capital NN 0 appos",
    )
    kenya = tree("Kenya NNP 1 nsubj B-LOC", "slept/sleep VBD 1 ROOT", ". . 1 punct")
    bria = tree(*rows, "slept/sleep VBD 6 ROOT", ". . 6 punct")
    assert told(kenya, bria) == ["Bria locatedIn Kenya"]


def test_a_place_that_is_to_be_taken_already_lies_where_it_lies() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "plans/plan VBZ 1 ROOT",
        "to TO 3 mark",
        "visit VB 1 xcomp",
        "Bria NNP 3 obj B-LOC",
        "in IN 6 case",
        "Kenya NNP 4 nmod B-LOC",
        ". . 1 punct",
    )
    assert told(doc) == ["Bria locatedIn Kenya"]


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        (
            "Militants hid in towns in Borno State, including Marte and Dikwa.",
            ["Marte locatedIn Borno State", "Dikwa locatedIn Borno State"],
        ),
        ("Rebels took Marte, a town of 40,000 in Borno State.", ["Marte locatedIn Borno State"]),
        ("Rebels took Marte, a fishing town of traders in the disputed Borno region.", ["Marte locatedIn Borno region"]),
        ("Rebels took Marte, which lies in Borno State.", ["Marte locatedIn Borno State"]),
        ("Rebels took Marte and Dikwa, two villages in Borno State.", ["Marte locatedIn Borno State", "Dikwa locatedIn Borno State"]),
        ("Rebels fled the Nigerian towns of Marte and Dikwa.", ["Marte locatedIn Nigeria", "Dikwa locatedIn Nigeria"]),
        ("Rebels took Marte, in the Dikwa district of Borno.", ["Marte locatedIn Dikwa", "Dikwa locatedIn Borno"]),
        ("Rebels took the Goma suburb of Kanyabayonga.", ["Kanyabayonga locatedIn Goma"]),
        ("Rebels took Dikwa, in the Nigerian state of Borno.", ["Dikwa locatedIn Borno", "Borno locatedIn Nigeria"]),
        ("Rebels took Dikwa, capital of Borno State.", ["Dikwa locatedIn Borno State"]),
        ("Rebels attacked Bunia in Ituri province.", ["Bunia locatedIn Ituri province"]),
        ("The rebels left a military base in Ansongo.", ["military base in Ansongo locatedIn Ansongo"]),
        ("The village of Kanyabayonga, a suburb of Goma, was quiet.", ["Kanyabayonga locatedIn Goma"]),
        ("The army plans to retake the Congolese city of Bukavu.", ["Bukavu locatedIn Democratic Republic of the Congo"]),
        ("Shelling hit Bara, El Obeid and Kadugli.", []),
    ],
)
def test_places_in_sentences_that_the_pipeline_reads(nlp: Language, sentence: str, claims: list[str]) -> None:
    (extraction,) = extract([Article("sentence", sentence)], nlp)
    assert [f"{c.subject.name} {c.relation} {c.object.name}" for c in extraction.claims if c.relation == "locatedIn"] == claims


def test_a_place_behind_an_object_surrounds_it_though_both_hang_on_the_verb() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "captured/capture VBD 1 ROOT",
        "Lisala NNP 1 obj B-LOC",
        "in IN 4 case",
        "Équateur NNP 1 obl B-LOC",
        ". . 1 punct",
    )
    assert "Lisala locatedIn Équateur" in told(doc)
