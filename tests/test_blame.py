"""Who is behind an attack that was told before, on trees given by hand and in sentences that the pipeline reads."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import extract
from kg.extraction import Article, Polarity

SHELLED = tree("Shells/shell NNS 1 nsubj", "hit VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct")


def claimed(determiner: str) -> Doc:
    return tree(
        "Seleka NNP 1 nsubj B-MIL",
        "claimed/claim VBD 1 ROOT",
        "responsibility NN 1 obj",
        "for IN 5 case",
        f"{determiner} DT 5 det",
        "attack NN 2 nmod",
        ". . 1 punct",
    )


def test_who_claims_responsibility_attacked_what_was_hit_before() -> None:
    assert told(SHELLED, claimed("the/the")) == ["Seleka attacked Bria says Seleka"]


def test_an_attack_that_is_new_to_the_reader_is_not_the_one_before() -> None:
    assert told(SHELLED, claimed("an/a")) == []


def test_without_an_attack_before_nothing_is_claimed() -> None:
    assert told(claimed("the/the")) == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("A bomb destroyed the police headquarters in Bria. Officials blamed the Seleka Front for the bombing.", "Seleka Front"),
        ("Rockets hit the port of Obo. The Seleka Front said it was behind the attack.", "Seleka Front"),
        ("Officials blamed the Seleka Front for the shelling of Bria.", "Seleka Front"),
    ],
)
def test_the_pipeline_reads_who_is_blamed(nlp: Language, text: str, subject: str) -> None:
    (found,) = extract([Article("a", text)], nlp)
    assert [c.subject.name for c in found.claims if c.relation == "attacked"] == [subject]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("A drone hit a mosque in Bria on Monday; rescuers blamed the Seleka.", ("attacked", "mosque")),
        ("Seven children were killed in Bria in May. Officials blamed the Seleka.", ("killed", "seven children")),
        ("An attack on a bank in Bria, for which the Seleka has claimed responsibility, killed five.", ("attacked", "bank in Bria")),
    ],
)
def test_who_is_blamed_did_what_nobody_named_was_said_to_do(nlp: Language, text: str, claim: tuple[str, str]) -> None:
    (found,) = extract([Article("a", text)], nlp)
    assert claim in [(each.relation, each.object.name) for each in found.claims]


def test_who_is_blamed_did_not_do_what_another_one_did(nlp: Language) -> None:
    (found,) = extract([Article("a", "The army shelled a mosque in Bria. Residents blamed the Seleka.")], nlp)
    assert [claim.subject.name for claim in found.claims if claim.relation == "attacked"] == ["army"]


def test_nobody_is_behind_an_attack_that_no_group_claims(nlp: Language) -> None:
    (found,) = extract(
        [Article("a", "Three guards died in an attack on a bank in Bria, for which no group had claimed responsibility.")], nlp
    )
    assert [claim for claim in found.claims if claim.relation == "attacked" and claim.polarity is Polarity.POSITIVE] == []
