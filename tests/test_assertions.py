"""From candidates to claims: certainty by stance, whose words, evidence, and what is told more than once."""

from datetime import date
from decimal import Decimal

import pytest
from docs_by_hand import parsed, told, tree
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import extract, extraction
from kg.extraction import Article, Claim, Extraction
from kg.knowledge import Knowledge


def found(*docs: Doc, published: date | None = None) -> Extraction:
    return extraction(parsed(*docs, published=published), Knowledge.default())


def evidence(*docs: Doc) -> list[str]:
    """The words that each claim rests on."""
    extracted = found(*docs)
    return [extracted.article.text[claim.start : claim.end] for claim in extracted.claims]


def says(*verb: str) -> Doc:
    """Balaka says in some way that Seleka captured Bria."""
    at = len(verb)
    return tree(
        "Balaka NNP 1 nsubj B-MIL",
        *verb,
        f"that SCONJ:IN {at + 3} mark",
        f"Seleka NNP {at + 3} nsubj B-MIL",
        f"captured/capture VBD {at} ccomp",
        f"Bria NNP {at + 3} obj B-LOC",
        ". . 1 punct",
    )


@pytest.mark.parametrize(
    ("verb", "certainty"),
    [
        ("said/say", ""),
        ("confirmed/confirm", ""),
        ("claimed/claim", ""),
        ("denied/deny", " (negative)"),
        ("demanded/demand", " (hypothetical)"),
    ],
)
def test_the_stance_of_the_speaker_decides_about_certainty(verb: str, certainty: str) -> None:
    assert told(says(f"{verb} VBD 1 ROOT")) == [f"Seleka captured Bria says Balaka{certainty}"]


def test_what_a_group_vows_to_do_is_to_come() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL", "vowed/vow VBD 1 ROOT", "to TO 3 mark", "capture VB 1 xcomp", "Bria NNP 3 obj B-LOC", ". . 1 punct"
    )
    assert told(doc) == ["Seleka captured Bria says Seleka (future)"]


def test_what_an_aside_in_indirect_speech_adds_is_the_articles_own() -> None:
    doc = tree(
        "Balaka NNP 1 nsubj B-MIL",
        "said/say VBD 1 ROOT",
        "that SCONJ:IN 9 mark",
        "Seleka NNP 9 nsubj B-MIL",
        ", , 6 punct",
        "which PRON:WDT 6 nsubj",
        "captured/capture VBD 3 acl:relcl",
        "Bria NNP 6 obj B-LOC",
        ", , 6 punct",
        "entered/enter VBD 1 ccomp",
        "Birao NNP 9 obj B-LOC",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka captured Bria", "Seleka entered Birao says Balaka"]


def nested(outer: str, inner: str = "Balaka NNP 4 nsubj B-MIL", *, cue: str = "said/say VBD 1 ROOT") -> Doc:
    """One says in some way that another admitted that Seleka captured Bria."""
    return tree(
        outer,
        cue,
        "that SCONJ:IN 4 mark",
        inner,
        "admitted/admit VBD 1 ccomp",
        "that SCONJ:IN 7 mark",
        "Seleka NNP 7 nsubj B-MIL",
        "captured/capture VBD 4 ccomp",
        "Bria NNP 7 obj B-LOC",
        ". . 1 punct",
    )


def speakers(*docs: Doc) -> list[tuple[str, list[str]]]:
    """Who makes each claim, and then each statement, with those by whose account."""
    extracted = found(*docs)
    claims = [(claim.stated_by.name if claim.stated_by else "", claim.reported_by) for claim in extracted.claims]
    statements = [(statement.speaker.name, statement.reported_by) for statement in extracted.statements]
    return [(speaker, [outer.name for outer in reported_by]) for speaker, reported_by in (*claims, *statements)]


def test_of_nested_speech_the_inner_speaker_states_and_the_outer_one_reports() -> None:
    assert speakers(nested("Fajr NNP 1 nsubj B-ORG")) == [("Balaka", ["Fajr"]), ("Fajr", []), ("Balaka", ["Fajr"])]


def test_speech_in_speech_in_speech_keeps_all_speakers_the_outermost_last() -> None:
    doc = tree(
        "Fajr NNP 1 nsubj B-ORG",
        "said/say VBD 1 ROOT",
        "that SCONJ:IN 4 mark",
        "Otim NNP 4 nsubj B-PER",
        "reported/report VBD 1 ccomp",
        "that SCONJ:IN 7 mark",
        "Balaka NNP 7 nsubj B-MIL",
        "admitted/admit VBD 4 ccomp",
        "that SCONJ:IN 10 mark",
        "Seleka NNP 10 nsubj B-MIL",
        "captured/capture VBD 7 ccomp",
        "Bria NNP 10 obj B-LOC",
        ". . 1 punct",
    )
    assert speakers(doc)[0] == ("Balaka", ["Otim", "Fajr"])


def test_who_speaks_of_himself_and_who_denies_that_it_was_said_report_nothing() -> None:
    assert speakers(nested("Balaka NNP 1 nsubj B-MIL"))[0] == ("Balaka", [])
    assert speakers(nested("Fajr NNP 1 nsubj B-ORG", cue="denied/deny VBD 1 ROOT"))[0] == ("Balaka", [])


def test_a_claim_without_a_known_speaker_is_reported_by_nobody() -> None:
    assert speakers(nested("Fajr NNP 1 nsubj B-ORG", "somebody/somebody PRP 4 nsubj"))[0] == ("", [])


def test_who_speaks_in_an_aside_is_not_reported_by_the_speaker_around_it() -> None:
    doc = tree(
        "Fajr NNP 1 nsubj B-ORG",
        "said/say VBD 1 ROOT",
        "that SCONJ:IN 12 mark",
        "Balaka NNP 12 nsubj B-MIL",
        ", , 6 punct",
        "which PRON:WDT 6 nsubj",
        "admitted/admit VBD 3 acl:relcl",
        "that SCONJ:IN 9 mark",
        "Seleka NNP 9 nsubj B-MIL",
        "captured/capture VBD 6 ccomp",
        "Bria NNP 9 obj B-LOC",
        ", , 6 punct",
        "rested/rest VBD 1 ccomp",
        ". . 1 punct",
    )
    assert speakers(doc)[0] == ("Balaka", [])


def test_a_speaker_may_be_a_pronoun() -> None:
    before = tree("Balaka NNP 1 nsubj B-MIL", "rested/rest VBD 1 ROOT", ". . 1 punct")
    doc = tree(
        "It/it PRP 1 nsubj",
        "said/say VBD 1 ROOT",
        "that SCONJ:IN 4 mark",
        "Seleka NNP 4 nsubj B-MIL",
        "captured/capture VBD 1 ccomp",
        "Bria NNP 4 obj B-LOC",
        ". . 1 punct",
    )
    assert told(before, doc) == ["Seleka captured Bria says Balaka"]


def test_a_claim_whose_speaker_cannot_be_told_has_no_speaker_and_makes_no_statement() -> None:
    doc = tree(
        "They/they PRP 1 nsubj",
        "said/say VBD 1 ROOT",
        "that SCONJ:IN 4 mark",
        "Seleka NNP 4 nsubj B-MIL",
        "captured/capture VBD 1 ccomp",
        "Bria NNP 4 obj B-LOC",
        ". . 1 punct",
    )
    extracted = found(doc)
    assert [(claim.stated_by, claim.cue) for claim in extracted.claims] == [(None, None)]
    assert extracted.statements == ()


SPOKESMAN = (
    "Seleka NNP 1 compound B-MIL",
    "spokesman NN 2 nmod:desc",
    "Otim NNP 3 nsubj B-PER",
    "rested/rest VBD 3 ROOT",
    "on IN 5 case",
    "Thursday NNP 3 obl",
    ". . 3 punct",
)


def test_what_somebody_is_has_no_date() -> None:
    assert told(tree(*SPOKESMAN), published=date(2013, 3, 22)) == ["Otim spokespersonOf Seleka"]


def test_what_somebody_is_stays_so_whatever_is_denied_around_it() -> None:
    denied = tree(
        "Seleka NNP 1 compound B-MIL",
        "spokesman NN 2 nmod:desc",
        "Otim NNP 5 nsubj B-PER",
        "did/do AUX:VBD 5 aux",
        "not PART:RB 5 advmod",
        "rest VB 5 ROOT",
        ". . 5 punct",
    )
    assert told(denied) == ["Otim spokespersonOf Seleka"]


def test_determiners_and_numbers_before_a_name_are_part_of_the_evidence() -> None:
    doc = tree(
        "Later RB 3 advmod",
        "the DT 2 det",
        "Seleka NNP 3 nsubj B-MIL",
        "killed/kill VBD 3 ROOT",
        "13 CD 5 nummod",
        "soldiers/soldier NNS 3 obj",
        "there RB 3 advmod",
        ". . 3 punct",
    )
    assert evidence(doc) == ["the Seleka killed 13 soldiers"]


def test_the_evidence_of_part_of_a_city_is_the_whole_phrase() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "controls/control VBZ 1 ROOT",
        "most JJS 1 obj",
        "of IN 4 case",
        "Bria NNP 2 nmod B-LOC",
        "now RB 1 advmod",
    )
    assert evidence(doc) == ["Seleka controls most of Bria"]


def test_evidence_lies_in_the_sentence_of_its_event_also_where_the_actor_was_named_before() -> None:
    before = tree("Seleka NNP 1 nsubj B-MIL", "rested/rest VBD 1 ROOT", ". . 1 punct")
    doc = tree("They/they PRP 1 nsubj", "captured/capture VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct")
    assert evidence(before, doc) == ["They captured Bria"]


def fought(one: str, other: str) -> Doc:
    return tree(f"{one} NNP 1 nsubj B-MIL", "fought/fight VBD 1 ROOT", f"{other} NNP 1 obj B-MIL", ". . 1 punct")


def test_a_clash_is_the_same_from_both_sides_and_an_attack_is_not() -> None:
    attacked = [
        tree(f"{a} NNP 1 nsubj B-MIL", "attacked/attack VBD 1 ROOT", f"{b} NNP 1 obj B-MIL", ". . 1 punct")
        for a, b in (("Seleka", "Balaka"), ("Balaka", "Seleka"))
    ]
    assert len(told(fought("Seleka", "Balaka"), fought("Balaka", "Seleka"))) == 1
    assert len(told(*attacked)) == 2


def test_the_first_of_two_equal_claims_stays() -> None:
    extracted = found(fought("Seleka", "Balaka"), fought("Seleka", "Balaka"))
    assert [claim.start for claim in extracted.claims] == [0]
    assert dict(extracted.dropped) == {"said before in the article": 1}


def test_claims_stand_in_the_order_of_the_text() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "captured/capture VBD 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        "and CC 4 cc",
        "entered/enter VBD 1 conj",
        "Birao NNP 4 obj B-LOC",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka captured Bria", "Seleka entered Birao"]


def test_every_claim_has_a_rule_and_its_confidence() -> None:
    (claim,) = found(fought("Seleka", "Balaka")).claims
    assert claim.rule.startswith("verb.")
    assert claim.confidence == Knowledge.default().confidence(claim.rule)
    assert Decimal(0) <= claim.confidence <= Decimal(1)


def of(nlp: Language, text: str, relation: str) -> Claim:
    (extracted,) = extract([Article("a", text)], nlp)
    (claim,) = (claim for claim in extracted.claims if claim.relation == relation)
    return claim


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Local reports say that the Sahel Guard has captured Bria.", "Local reports"),
        ("The Sahel Guard has captured Bria, a resident said.", "resident"),
        ("“The Sahel Guard has captured Bria,” said Mariam Sow, a resident of the town.", "Mariam Sow"),
        ("According to the Observatory of Birao, the Sahel Guard captured Bria.", "Observatory of Birao"),
    ],
)
def test_speakers_in_sentences_that_the_pipeline_reads(nlp: Language, text: str, speaker: str) -> None:
    stated_by = of(nlp, text, "captured").stated_by
    assert stated_by is not None
    assert stated_by.name.lower() == speaker.lower()


@pytest.mark.parametrize(
    ("text", "speaker", "reported_by"),
    [
        (
            "The Observatory of Birao said that the army had admitted that the Sahel Guard had captured Bria.",
            "army",
            "Observatory of Birao",
        ),
        ("According to the Observatory of Birao, the army said that the Sahel Guard had captured Bria.", "army", "Observatory of Birao"),
        ("The army has admitted that rebels captured Bria last week, the Observatory of Birao said.", "army", "Observatory of Birao"),
    ],
)
def test_nested_speech_that_the_pipeline_reads(nlp: Language, text: str, speaker: str, reported_by: str) -> None:
    claim = of(nlp, text, "captured")
    assert claim.stated_by is not None
    assert (claim.stated_by.name, [outer.name for outer in claim.reported_by]) == (speaker, [reported_by])
