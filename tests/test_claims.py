"""Claims of verbs and event nouns, from trees given by hand; the rules name them as the lexicon does."""

import pytest
from docs_by_hand import parsed, told, tree
from spacy.language import Language

from kg.extract import extract, extraction
from kg.extraction import Article
from kg.knowledge import Knowledge


def test_an_active_verb() -> None:
    doc = tree("Rebels/rebel NNS 1 nsubj", "captured/capture VBD 1 ROOT", "Hama NNP 1 obj B-LOC", ". . 1 punct")
    assert told(doc) == ["Rebels captured Hama"]


def test_capturing_a_facility_is_the_narrower_relation() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj", "captured/capture VBD 1 ROOT", "Kober NNP 3 compound B-FAC", "Prison NNP 1 obj I-FAC", ". . 1 punct"
    )
    assert told(doc) == ["Rebels capturedFacility Kober Prison"]


def test_a_passive_turns_the_roles_round() -> None:
    doc = tree(
        "Hama NNP 2 nsubj:pass B-LOC",
        "was/be AUX:VBD 2 aux:pass",
        "captured/capture VBN 2 ROOT",
        "by IN 4 case",
        "rebels/rebel NNS 2 obl:agent",
        ". . 2 punct",
    )
    assert told(doc) == ["rebels captured Hama"]


def test_a_passive_without_agent_claims_nothing() -> None:
    doc = tree("Hama NNP 2 nsubj:pass B-LOC", "was/be AUX:VBD 2 aux:pass", "captured/capture VBN 2 ROOT", ". . 2 punct")
    assert told(doc) == []


def test_what_falls_to_somebody_is_captured_by_him() -> None:
    doc = tree("Hama NNP 1 nsubj B-LOC", "fell/fall VBD 1 ROOT", "to IN 3 case", "rebels/rebel NNS 1 obl", ". . 1 punct")
    assert told(doc) == ["rebels captured Hama"]


def test_what_is_lost_to_somebody_is_captured_by_him_and_lost_by_the_loser() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "lost/lose VBD 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        "and CC 4 cc",
        "Birao NNP 2 conj B-LOC",
        "to IN 6 case",
        "rebels/rebel NNS 1 obl",
        ". . 1 punct",
    )
    assert sorted(told(doc)) == [
        "Seleka lostControlOf Birao",
        "Seleka lostControlOf Bria",
        "rebels captured Birao",
        "rebels captured Bria",
    ]


@pytest.mark.parametrize("noun", ["control", "possession"])
def test_a_light_verb_with_its_noun(noun: str) -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL", "took/take VBD 1 ROOT", f"{noun} NN 1 obj", "of IN 4 case", "Bria NNP 2 nmod B-LOC", ". . 1 punct"
    )
    assert told(doc) == ["Seleka captured Bria"]


def test_a_light_verb_with_another_noun_claims_nothing() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL", "took/take VBD 1 ROOT", "advantage NN 1 obj", "of IN 4 case", "Bria NNP 2 nmod B-LOC", ". . 1 punct"
    )
    assert told(doc) == []


def test_a_verb_that_carries_out_an_attack() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "carried/carry VBD 1 ROOT",
        "out RP 1 compound:prt",
        "airstrikes/airstrike NNS 1 obj",
        "on IN 5 case",
        "Bria NNP 3 nmod B-LOC",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka attacked Bria"]


def test_a_particle_belongs_to_its_frame() -> None:
    rows = ("Seleka NNP 1 nsubj B-MIL", "pulled/pull VBD 1 ROOT", "{}", "of IN 4 case", "Bria NNP 1 obl B-LOC", ". . 1 punct")
    assert told(tree(*(row.format("out RP 1 compound:prt") for row in rows))) == ["Seleka withdrewFrom Bria"]
    assert told(tree(*(row.format("ahead RB 1 advmod") for row in rows))) == []


def test_the_capture_of_a_place_by_a_group() -> None:
    doc = tree(
        "The/the DT 1 det",
        "capture NN 6 nsubj",
        "of IN 3 case",
        "Birao NNP 1 nmod B-LOC",
        "by IN 5 case",
        "rebels/rebel NNS 1 nmod",
        "shocked/shock VBD 6 ROOT",
        "residents/resident NNS 6 obj",
        ". . 6 punct",
    )
    assert told(doc) == ["rebels captured Birao"]


def test_whose_withdrawal_it_is() -> None:
    doc = tree(
        "Seleka NNP 2 nmod:poss B-MIL",
        "'s POS 0 case",
        "withdrawal NN 5 nsubj",
        "from IN 4 case",
        "Bria NNP 2 nmod B-LOC",
        "began/begin VBD 5 ROOT",
        ". . 5 punct",
    )
    assert told(doc) == ["Seleka withdrewFrom Bria"]


def test_a_demonym_before_an_attack_attacks() -> None:
    doc = tree(
        "Russian/russian JJ 1 amod",
        "airstrikes/airstrike NNS 4 nsubj",
        "on IN 3 case",
        "Kharkiv NNP 1 nmod B-LOC",
        "continued/continue VBD 4 ROOT",
        ". . 4 punct",
    )
    (claim,) = extraction(parsed(doc), Knowledge.default()).claims
    assert (claim.subject.key, claim.relation, claim.object.name) == ("russia", "attacked", "Kharkiv")


def test_who_is_killed_in_somebodys_airstrikes_is_killed_by_him() -> None:
    doc = tree(
        "Civilians/civilian NNS 2 nsubj:pass",
        "were/be AUX:VBD 2 aux:pass",
        "killed/kill VBN 2 ROOT",
        "in IN 5 case",
        "coalition NN 5 compound",
        "airstrikes/airstrike NNS 2 obl",
        ". . 2 punct",
    )
    (claim,) = extraction(parsed(doc), Knowledge.default()).claims
    assert (claim.relation, claim.object.name) == ("killed", "Civilians")
    assert claim.subject.name.startswith("coalition")


def test_victims_stay_as_they_are_described() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "killed/kill VBD 1 ROOT",
        "four/four CD 4 nummod",
        "Russian/russian JJ 4 amod",
        "soldiers/soldier NNS 1 obj",
        ". . 1 punct",
    )
    assert told(doc) == ["Rebels killed four Russian soldiers"]


def test_clashes_between_two_groups_are_told_once() -> None:
    doc = tree(
        "Clashes/clash NNS 5 nsubj",
        "between IN 2 case",
        "Seleka NNP 0 nmod B-MIL",
        "and CC 4 cc",
        "Balaka NNP 2 conj B-MIL",
        "erupted/erupt VBD 5 ROOT",
        ". . 5 punct",
    )
    assert told(doc) == ["Seleka clashedWith Balaka"]


def test_who_frees_prisoners_is_not_said_to_free_the_prison() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "released/release VBD 1 ROOT",
        "prisoners/prisoner NNS 1 obj",
        "from IN 5 case",
        "Kober NNP 5 compound B-FAC",
        "Prison NNP 1 obl I-FAC",
        ". . 1 punct",
    )
    assert told(doc) == ["Rebels releasedPrisonersFrom Kober Prison"]


@pytest.mark.parametrize(
    ("verb", "target"),
    [("entered/enter", "recession NN 1 obj"), ("seized/seize", "weapons/weapon NNS 1 obj"), ("captured/capture", "imagination NN 1 obj")],
)
def test_what_is_no_place_is_not_entered_or_captured(verb: str, target: str) -> None:
    assert told(tree("Seleka NNP 1 nsubj B-MIL", f"{verb} VBD 1 ROOT", target, ". . 1 punct")) == []


def test_a_person_does_not_withdraw_as_a_force() -> None:
    doc = tree("Sesay NNP 1 nsubj B-PER", "fled/flee VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct")
    assert told(doc) == []


def test_a_participle_claims_of_whom_its_clause_speaks() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "advanced/advance VBD 1 ROOT",
        ", , 3 punct",
        "capturing/capture VBG 1 advcl",
        "Bria NNP 3 obj B-LOC",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka captured Bria"]


def test_who_is_forced_to_leave_leaves() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "forced/force VBD 1 ROOT",
        "Balaka NNP 1 obj B-MIL",
        "to TO 4 mark",
        "leave VB 1 xcomp",
        "Bria NNP 4 obj B-LOC",
        ". . 1 punct",
    )
    assert told(doc) == ["Balaka withdrewFrom Bria"]


def test_every_object_of_a_list_is_a_claim() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "entered/enter VBD 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        "and CC 4 cc",
        "Birao NNP 2 conj B-LOC",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka entered Bria", "Seleka entered Birao"]


def test_a_relative_clause_claims_of_its_noun() -> None:
    doc = tree(
        "Seleka NNP 4 nsubj B-MIL",
        ", , 3 punct",
        "which WDT 3 nsubj",
        "captured/capture VBD 0 acl:relcl",
        "left/leave VBD 4 ROOT",
        "Birao NNP 4 obj B-LOC",
        ". . 4 punct",
    )
    assert told(doc) == ["Seleka withdrewFrom Birao"]


def test_claims_bear_their_rule_and_their_words() -> None:
    doc = tree("Yesterday RB 2 advmod", "rebels/rebel NNS 2 nsubj", "captured/capture VBD 2 ROOT", "Hama NNP 2 obj B-LOC", ". . 2 punct")
    article = parsed(doc)
    (claim,) = extraction(article, Knowledge.default()).claims
    assert claim.rule == "verb.capture"
    assert article.article.text[claim.start : claim.end] == "rebels captured Hama"
    assert 0 < claim.confidence <= 1


def test_a_day_is_no_target_and_hides_none() -> None:
    doc = tree(
        "On/on IN 1 case",
        "4 CD 4 obl",
        "April NNP 1 nmod:unmarked",
        "Seleka NNP 4 nsubj B-MIL",
        "launched/launch VBD 4 ROOT",
        "an DT 6 det",
        "offensive NN 4 obj",
        "to TO 8 mark",
        "retake VB 6 acl",
        "Bria NNP 8 obj B-LOC",
    )
    assert told(doc) == ["Seleka attacked Bria"]


def test_prisoners_are_freed_from_the_prison_and_not_from_its_town(nlp: Language) -> None:
    (found,) = extract([Article("a", "Fighters of the Seleka raided a prison in the town of Bria and freed 11 inmates.")], nlp)
    assert [claim.object.name for claim in found.claims if claim.relation == "releasedPrisonersFrom"] == ["prison"]


def test_who_moves_in_enters_the_place_said_last(nlp: Language) -> None:
    (found,) = extract([Article("a", "Government troops pulled out of the town of Bria and the rebels moved in.")], nlp)
    assert [(c.subject.name, c.object.name) for c in found.claims if c.relation == "entered"] == [("rebels", "Bria")]


def test_whom_the_fighting_pits_against_each_other_clash(nlp: Language) -> None:
    (found,) = extract([Article("a", "The fighting pits the army against the Seleka.")], nlp)
    assert [(c.subject.name, c.relation, c.object.name) for c in found.claims] == [("army", "clashedWith", "Seleka")]


def test_who_launches_an_attack_behind_its_noun_attacks(nlp: Language) -> None:
    (found,) = extract([Article("a", "The recapture of Goma, announced by the army on Monday, ended the war.")], nlp)
    assert [(c.subject.name, c.relation, c.object.name) for c in found.claims] == [("army", "captured", "Goma")]


def test_it_is_not_the_subject_of_its_own_clause(nlp: Language) -> None:
    (found,) = extract([Article("a", "The army reached Bria. Its forces shelled it on Monday.")], nlp)
    assert [(c.subject.name, c.object.name) for c in found.claims if c.relation == "attacked"] == [("army", "Bria")]


@pytest.mark.parametrize(("moved", "claims"), [("troops/troop", ["Seleka withdrewFrom Bria"]), ("civilians/civilian", [])])
def test_who_moves_civilians_from_a_town_does_not_withdraw(moved: str, claims: list[str]) -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL", "moved/move VBD 1 ROOT", f"{moved} NNS 1 obj", "from IN 4 case", "Bria NNP 1 obl B-LOC", ". . 1 punct"
    )
    assert told(doc) == claims


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The army repelled an attack on its base by M23 fighters.", ("M23", "attacked", "base")),
        ("Drones launched by the Seleka struck a power station.", ("Seleka", "attacked", "power station")),
        ("The army fought running battles with the rebels in the streets of Bria.", ("army", "clashedWith", "rebels")),
        ("The army killed the rebel commander Musa Karim in an air strike near Bria.", ("army", "killed", "Musa Karim")),
    ],
)
def test_events_in_sentences_that_the_pipeline_reads(nlp: Language, text: str, claim: tuple[str, str, str]) -> None:
    (found,) = extract([Article("a", text)], nlp)
    assert claim in [(c.subject.name, c.relation, c.object.name) for c in found.claims]


def test_prisoners_are_freed_from_where_they_are_held() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "freed/free VBD 1 ROOT",
        "prisoners/prisoner NNS 1 obj",
        "held/hold VBN 2 acl",
        "in IN 6 case",
        "Kober NNP 6 compound B-FAC",
        "Prison NNP 3 obl I-FAC",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka releasedPrisonersFrom Kober Prison"]


def test_a_force_of_two_groups_is_both() -> None:
    doc = tree(
        "A DT 1 det",
        "force NN 6 nsubj",
        "of IN 3 case",
        "Seleka NNP 1 nmod B-MIL",
        "and CC 5 cc",
        "Balaka NNP 3 conj B-MIL",
        "entered/enter VBD 6 ROOT",
        "Bria NNP 6 obj B-LOC",
        ". . 6 punct",
    )
    assert told(doc) == ["Seleka entered Bria", "Balaka entered Bria"]


def test_whose_airstrikes_they_are_attacks_though_the_name_takes_them_in() -> None:
    doc = tree(
        "Russian JJ 1 amod B-MIL",
        "airstrikes/airstrike NNS 4 nsubj I-MIL",
        "on IN 3 case",
        "Kharkiv NNP 1 nmod B-LOC",
        "continued/continue VBD 4 ROOT",
        ". . 4 punct",
    )
    assert told(doc) == ["Russia attacked Kharkiv"]


def test_a_hospital_is_captured_whatever_else_it_is() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj", "captured/capture VBD 1 ROOT", "Bria NNP 3 compound B-ORG", "Hospital NNP 1 obj I-ORG", ". . 1 punct"
    )
    assert told(doc) == ["Rebels capturedFacility Bria Hospital"]
