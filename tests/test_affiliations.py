"""Who leads, speaks for and belongs to whom, from trees given by hand and from sentences that the pipeline reads."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article

ROLES = {"leaderOf", "spokespersonOf", "memberOf"}


def before(*title: str, name: str = "Sesay") -> list[str]:
    """What "TITLE Sesay spoke." tells; the title's heads count from 0, the name comes behind it."""
    at = len(title)
    return told(tree(*title, f"{name} NNP {at + 1} nsubj B-PER", f"spoke/speak VBD {at + 1} ROOT", f". . {at + 1} punct"))


def test_a_role_behind_the_name_of_a_group_leads_it() -> None:
    assert before("the DT 2 det", "Seleka NNP 2 compound B-MIL", "chief NN 3 nmod:desc") == ["Sesay leaderOf Seleka"]


def test_a_rank_between_title_and_name_does_not_part_them() -> None:
    rows = ("The DT 2 det", "Seleka NNP 2 compound B-MIL", "leader NN 5 appos", ", , 2 punct", "Gen. NNP 5 nmod:desc")
    assert before(*rows) == ["Sesay leaderOf Seleka"]


def test_a_commander_named_by_the_title_alone_can_be_one_of_many_or_the_one_who_leads() -> None:
    assert before("Seleka NNP 1 compound B-MIL", "commander NN 2 nmod:desc") == ["Sesay leaderOf Seleka", "Sesay memberOf Seleka"]


def test_a_commander_with_an_indefinite_article_is_one_of_many() -> None:
    assert before("a DT 2 det", "Seleka NNP 2 compound B-MIL", "commander NN 3 nmod:desc") == ["Sesay memberOf Seleka"]


def test_a_role_in_the_plural_is_shared_by_the_people_listed_behind_it() -> None:
    doc = tree(
        "Seleka NNP 1 compound B-MIL",
        "members/member NNS 2 nmod:desc",
        "Sesay NNP 5 nsubj B-PER",
        "and CC 4 cc",
        "Turay NNP 2 conj B-PER",
        "spoke/speak VBD 5 ROOT",
        ". . 5 punct",
    )
    assert told(doc) == ["Sesay memberOf Seleka", "Turay memberOf Seleka"]


def test_the_corps_of_a_major_does_not_employ_him() -> None:
    rows = ("Seleka NNP 3 nsubj B-MIL", "of IN 2 case", "Major NNP 3 nmod:desc")
    assert before(*rows) == ["Sesay leaderOf Seleka"]


def test_who_led_before_leads_no_more() -> None:
    assert before("former JJ 2 amod", "Seleka NNP 2 compound B-MIL", "leader NN 3 nmod:desc") == []


def test_the_portfolio_of_an_office_is_no_organization() -> None:
    rows = ("Kenyan JJ 1 amod", "Secretary NNP 4 nmod:desc", "of IN 3 case", "State NNP 1 nmod")
    assert before(*rows) == ["Sesay leaderOf Kenya"]


def test_an_envoy_in_a_country_is_not_its_envoy() -> None:
    rows = ("Seleka NNP 1 compound B-MIL", "envoy NN 4 nmod:desc", "in IN 3 case", "Qatar NNP 1 nmod B-LOC")
    assert before(*rows) == ["Sesay memberOf Seleka"]


def test_a_band_loyal_to_a_general_is_his_ally_and_not_what_he_belongs_to() -> None:
    doc = tree(
        "Seleka NNP 5 nsubj B-MIL",
        "loyal JJ 0 amod",
        "to IN 4 case",
        "General NNP 4 nmod:desc",
        "Sesay NNP 1 obl B-PER",
        "fled/flee VBD 5 ROOT",
        ". . 5 punct",
    )
    assert told(doc) == ["Seleka alliedWith Sesay"]


def test_whose_commander_somebody_is() -> None:
    doc = tree(
        "Seleka NNP 6 nsubj B-MIL",
        ", , 0 punct",
        "whose PRON:WP$ 3 nmod:poss",
        "commander NN 5 nsubj",
        "is/be AUX:VBZ 5 cop",
        "Sesay NNP 6 ccomp B-PER",
        "rested/rest VBD 6 ROOT",
        ". . 6 punct",
    )
    assert told(doc) == ["Sesay leaderOf Seleka"]


def test_a_spokesman_without_a_group_speaks_for_the_one_named_before() -> None:
    fled = tree("Seleka NNP 1 nsubj B-MIL", "rested/rest VBD 1 ROOT", ". . 1 punct")
    spoke = tree(
        "A/a DT 1 det",
        "spokesman NN 4 nsubj",
        ", , 3 punct",
        "Sesay NNP 1 appos B-PER",
        "smiled/smile VBD 4 ROOT",
        ". . 4 punct",
    )
    assert told(fled, spoke) == ["Sesay spokespersonOf Seleka"]


def test_an_organization_that_possesses_a_person_employs_him() -> None:
    assert before("Reuters NNP 2 nmod:poss B-ORG", "'s POS 0 case") == ["Sesay memberOf Reuters"]


def test_a_person_of_an_organization_is_its_member() -> None:
    doc = tree(
        "Sesay NNP 4 nsubj B-PER",
        "of IN 3 case",
        "Save NNP 3 compound B-ORG",
        "Seeds NNPS 0 nmod I-ORG",
        "spoke/speak VBD 4 ROOT",
        ". . 4 punct",
    )
    assert told(doc) == ["Sesay memberOf Save Seeds"]


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Russian Foreign Minister Pavel Orlov landed in Minsk on Friday.", "Pavel Orlov leaderOf Russia"),
        ("Amadou Diarra, who was appointed in March as the head of the Malian army, visited Gao.", "Amadou Diarra leaderOf Malian army"),
        ("A column of the M23, commanded by Paul Mwamba, entered Rutshuru.", "Paul Mwamba leaderOf M23"),
        ("Marie Dupont, an analyst with the International Crisis Group, doubted it.", "Marie Dupont memberOf International Crisis Group"),
        ("Marie Dupont, one of the International Crisis Group's analysts, left.", "Marie Dupont memberOf International Crisis Group"),
        ("The Savannah Brigade's leader, the trader Moussa Diarra, left.", "Moussa Diarra leaderOf Savannah Brigade"),
        ("The Savannah Brigade, whose chief is a man known only as Moussa Diarra, left.", "Moussa Diarra leaderOf Savannah Brigade"),
        ("The Savannah Brigade's chief, who calls himself Moussa Diarra, left.", "Moussa Diarra leaderOf Savannah Brigade"),
        ("Moussa Diarra, who acts as spokesman for the Savannah Brigade, left.", "Moussa Diarra spokespersonOf Savannah Brigade"),
        ("The Savannah Brigade's press officer, Moussa Diarra, left.", "Moussa Diarra spokespersonOf Savannah Brigade"),
        ("Moussa Diarra, a nurse with the International Rescue Committee, left.", "Moussa Diarra memberOf International Rescue Committee"),
        ("The Savannah Brigade shelled Gao. Spokesman Moussa Diarra denied it.", "Moussa Diarra spokespersonOf Savannah Brigade"),
        ("Moussa Diarra sits on the Odesa regional council.", "Moussa Diarra memberOf Odesa regional council"),
        ("Olga Petrenko, of the Odesa regional council, described the damage.", "Olga Petrenko memberOf Odesa regional council"),
    ],
)
def test_affiliations_in_sentences_that_the_pipeline_reads(nlp: Language, sentence: str, claim: str) -> None:
    (extraction,) = extract([Article("sentence", sentence)], nlp)
    assert [f"{c.subject.name} {c.relation} {c.object.name}" for c in extraction.claims if c.relation in ROLES] == [claim]
