"""What a description of a place, a facility or people means, told by the claims of small articles."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import extract
from kg.extraction import Article

RESTED = tree("Seleka NNP 1 nsubj B-MIL", "rested/rest VBD 1 ROOT", "in IN 3 case", "Bria NNP 1 obl B-LOC", ". . 1 punct")


def took(*phrase: str) -> Doc:
    """Seleka captured something; heads in the phrase count from 2, the head of the phrase hangs on 1."""
    return tree("Seleka NNP 1 nsubj B-MIL", "captured/capture VBD 1 ROOT", *phrase, ". . 1 punct")


def acted(*phrase: str) -> Doc:
    """Somebody shelled Bria; the last row of the phrase is its head, without its place in the tree."""
    verb = len(phrase)
    return tree(*phrase[:-1], f"{phrase[-1]} {verb} nsubj", f"shelled/shell VBD {verb} ROOT", f"Bria NNP {verb} obj B-LOC")


# places


def test_villages_without_a_name_or_place_are_nothing_that_a_graph_can_hold() -> None:
    assert told(took("villages/village NNS 1 obj")) == []


def test_districts_of_a_named_city_are_places() -> None:
    doc = took("several JJ 3 amod", "districts/district NNS 1 obj", "of IN 6 case", "the DT 6 det", "city NN 3 nmod")
    assert told(RESTED, doc) == ["Seleka captured several districts of the city"]
    assert told(doc) == []


def test_a_town_that_another_phrase_calls_by_name_is_that_town() -> None:
    doc = took("the DT 3 det", "capital NN 1 obj", ", , 5 punct", "Bria NNP 3 appos B-LOC")
    assert told(doc) == ["Seleka captured Bria"]


def test_a_town_in_apposition_to_a_name_is_what_the_name_means() -> None:
    doc = tree(
        "Bria NNP 8 nsubj B-LOC",
        ", , 3 punct",
        "a DT 3 det",
        "town NN 0 appos",
        "held/hold VBN 3 acl",
        "by IN 6 case",
        "Seleka NNP 4 obl:agent B-MIL",
        ", , 3 punct",
        "burned/burn VBD 8 ROOT",
        ". . 8 punct",
    )
    assert told(doc) == ["Seleka controls Bria"]


def test_the_city_is_the_one_most_spoken_of_where_none_was_named_just_before() -> None:
    rained = tree("It/it PRP 1 expl", "rained/rain VBD 1 ROOT", ". . 1 punct")
    burned = tree("Birao NNP 1 nsubj B-LOC", "burned/burn VBD 1 ROOT", ". . 1 punct")
    docs = (burned, burned, RESTED, *[rained] * 5, took("the DT 3 det", "city NN 1 obj"))
    assert told(*docs) == ["Seleka captured Birao"]


def test_the_city_is_no_country() -> None:
    burned = tree("Kenya NNP 1 nsubj B-LOC", "burned/burn VBD 1 ROOT", ". . 1 punct")
    assert told(RESTED, burned, took("the DT 3 det", "city NN 1 obj")) == ["Seleka captured Bria"]


def test_a_place_with_words_of_its_own_is_a_place_of_its_own() -> None:
    doc = took("a DT 4 det", "border NN 4 compound", "town NN 1 obj")
    assert told(RESTED, doc) == ["Seleka captured border town"]


# facilities


def test_the_airport_is_the_airport_named_before() -> None:
    named = took("Bria NNP 3 compound B-FAC", "Airport NNP 1 obj I-FAC")
    second = tree("Balaka NNP 1 nsubj B-MIL", "shelled/shell VBD 1 ROOT", "the DT 3 det", "airport NN 1 obj", ". . 1 punct")
    assert told(named, second) == ["Seleka capturedFacility Bria Airport", "Balaka attacked Bria Airport"]


def test_a_bridge_is_not_the_airport_named_before() -> None:
    named = took("Bria NNP 3 compound B-FAC", "Airport NNP 1 obj I-FAC")
    second = tree("Balaka NNP 1 nsubj B-MIL", "shelled/shell VBD 1 ROOT", "a DT 3 det", "bridge NN 1 obj", ". . 1 punct")
    assert told(named, second)[1:] == ["Balaka attacked bridge"]


def test_bridges_without_more_words_are_nothing_that_a_graph_can_hold() -> None:
    assert told(took("bridges/bridge NNS 1 obj")) == []


def test_barracks_are_one_place_in_the_plural() -> None:
    assert told(took("barracks/barrack NNS 1 obj")) == ["Seleka capturedFacility barracks"]


def test_a_facility_does_not_act() -> None:
    assert told(acted("The/the DT 1 det", "airport NN")) == []


@pytest.mark.parametrize(("owner", "claims"), [((), []), (("Balaka NNP 3 compound B-MIL",), ["Seleka attacked Balaka trucks"])])
def test_vehicles_are_told_apart_only_by_whose_they_are(owner: tuple[str, ...], claims: list[str]) -> None:
    doc = tree("Seleka NNP 1 nsubj B-MIL", "attacked/attack VBD 1 ROOT", *owner, "trucks/truck NNS 1 obj", ". . 1 punct")
    assert told(doc) == claims


@pytest.mark.parametrize(("thing", "claims"), [("convoy", ["Seleka attacked convoy"]), ("bomb", [])])
def test_a_single_vehicle_can_be_hit_but_what_is_fired_cannot(thing: str, claims: list[str]) -> None:
    assert told(tree("Seleka NNP 1 nsubj B-MIL", "attacked/attack VBD 1 ROOT", "a DT 3 det", f"{thing} NN 1 obj")) == claims


def test_a_facility_somewhere_else_is_not_the_one_named_before() -> None:
    first = took("Bria NNP 3 compound B-FAC", "airport NN 1 obj I-FAC")
    second = took("the DT 3 det", "base NN 1 obj", "at IN 5 case", "Ndele NNP 3 nmod B-LOC")
    assert told(first, second)[0] == "Seleka capturedFacility Bria airport"
    assert "Seleka capturedFacility base at Ndele" in told(first, second)


def test_a_camp_is_a_facility_and_a_refugee_camp_a_place() -> None:
    assert told(took("a DT 3 det", "camp NN 1 obj")) == ["Seleka capturedFacility camp"]
    assert told(took("a DT 4 det", "refugee NN 4 compound", "camp NN 1 obj")) == ["Seleka captured refugee camp"]


# people


def test_who_is_named_by_a_participle_is_the_victim() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "killed/kill VBD 1 ROOT",
        "a DT 3 det",
        "commander NN 1 obj",
        "named/name VBN 3 acl",
        "Yusufzai NNP 4 xcomp B-PER",
    )
    assert told(doc) == ["Seleka killed Yusufzai"]


SPOKE = tree("Otim NNP 1 nsubj B-PER", "spoke/speak VBD 1 ROOT", ". . 1 punct")
KILLED = ("Seleka NNP 1 nsubj B-MIL", "killed/kill VBD 1 ROOT")


@pytest.mark.parametrize("noun", ["general", "commander", "minister"])
def test_the_general_who_speaks_is_the_person_named_before(noun: str) -> None:
    said = tree(
        "Seleka NNP 2 nsubj B-MIL",
        "has/have AUX:VBZ 2 aux",
        "captured/capture VBN 7 ccomp",
        "Bria NNP 2 obj B-LOC",
        ", , 7 punct",
        "the DT 6 det",
        f"{noun} NN 7 nsubj",
        "said/say VBD 7 ROOT",
        ". . 7 punct",
    )
    assert told(SPOKE, said) == ["Seleka captured Bria says Otim"]


def test_men_of_a_group_act_as_the_group() -> None:
    doc = tree(
        "Men/man NNS 3 nsubj",
        "of IN 2 case",
        "Seleka NNP 0 nmod B-MIL",
        "shelled/shell VBD 3 ROOT",
        "Bria NNP 3 obj B-LOC",
        ". . 3 punct",
    )
    assert told(doc) == ["Seleka attacked Bria"]


def test_residents_do_not_shell_a_town() -> None:
    assert told(acted("residents/resident NNS")) == []


@pytest.mark.parametrize(
    ("phrase", "victims"),
    [
        (("13 CD 3 nummod", "soldiers/soldier NNS 1 obj"), "13 soldiers"),
        (("two CD 4 nummod", "Kenyan JJ 4 amod", "soldiers/soldier NNS 1 obj"), "two Kenyan soldiers"),
        (("dozens/dozen NNS 1 obj", "of IN 4 case", "civilians/civilian NNS 2 nmod"), "civilians"),
        (("149 CD 3 nummod", "Kenyans/Kenyan NNPS 1 obj"), "Kenyans"),
        (("Otim NNP 1 obj B-PER",), "Otim"),
    ],
)
def test_victims_are_themselves_and_not_the_side_that_they_belong_to(phrase: tuple[str, ...], victims: str) -> None:
    assert told(tree(*KILLED, *phrase, ". . 1 punct")) == [f"Seleka killed {victims}"]


# words that the lexicon does not list


def test_a_plural_of_doers_acts_as_a_group() -> None:
    assert told(acted("Infiltrators/infiltrator NNS")) == ["Infiltrators attacked Bria"]


def test_orders_do_not_act() -> None:
    assert told(acted("Orders/order NNS")) == []


def test_other_unknown_words_do_not_act() -> None:
    assert told(acted("The/the DT 1 det", "rumour NN")) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Fighting reached Bria. The Sahel Guard captured the town on Monday.", "Bria"),
        ("Rebels captured most of Bria on Monday.", "Bria"),
        ("The Sahel Guard captured the town of Bria.", "Bria"),
        ("The Sahel Guard captured most of Paletwa.", "Paletwa"),
        ("The Sahel Guard captured a village called Sake.", "Sake"),
    ],
)
def test_places_in_sentences_that_the_pipeline_reads(nlp: Language, text: str, place: str) -> None:
    (found,) = extract([Article("a", text)], nlp)
    assert [claim.object.name for claim in found.claims if claim.relation == "captured"] == [place]


def test_members_of_a_gang_act_as_a_group() -> None:
    assert told(acted("Gang/gang NN 1 compound", "members/member NNS")) == ["Gang members attacked Bria"]
