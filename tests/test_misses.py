"""Why sentences with a word of the lexicon gave no claim, on trees given by hand and on our own pipeline's."""

import pytest
from docs_by_hand import parsed, tree
from spacy.language import Language
from spacy.tokens import Doc

from kg.explanations import explain, explanation
from kg.extract import extract, extraction
from kg.extraction import Article
from kg.knowledge import Knowledge

SELEKA = "Seleka NNP 1 nsubj B-MIL"
STOP = ". . 1 punct"
CAPTURED = tree(SELEKA, "captured/capture VBD 1 ROOT", "Bria NNP 1 obj B-LOC", STOP)


def reasons(*docs: Doc) -> list[tuple[str, str]]:
    """The triggers of the sentences without claim, each with why."""
    found = explanation(parsed(*docs), Knowledge.default())
    return [reason for miss in found.misses for reason in miss.reasons]


REASONS = {
    "no subject": (
        tree("Bria NNP 2 nsubj:pass B-LOC", "was/be AUX:VBD 2 aux:pass", "captured/capture VBN 2 ROOT", ". . 2 punct"),
        ("captured", "captured: no subject is told with it"),
    ),
    "no object": (
        tree(SELEKA, "attacked/attack VBD 1 ROOT", STOP),
        ("attacked", "attacked: no object is told with it"),
    ),
    "a preposition": (
        tree(SELEKA, "advanced/advance VBD 1 ROOT", "towards/towards IN 3 case", "Bria NNP 1 obl B-LOC", STOP),
        ("advanced", "entered: needs “inside” or “into” with it"),
    ),
    "subject of another class": (
        tree("Otim NNP 1 nsubj B-PER", "besieged/besiege VBD 1 ROOT", "Bria NNP 1 obj B-LOC", STOP),
        ("besieged", "besieged: the subject “Otim” is Otim (Person), which is none of ArmedGroup, Organization, State"),
    ),
    "subject that means nobody": (
        tree("They/they PRP 1 nsubj", "captured/capture VBD 1 ROOT", "Bria NNP 1 obj B-LOC", STOP),
        ("captured", "captured: which actor “They” means could not be told"),
    ),
    "a place where a person is wanted": (
        tree("Bria NNP 1 nsubj B-LOC", "leads/lead VBZ 1 ROOT", "Seleka NNP 1 obj B-MIL", STOP),
        ("leads", "leaderOf: the subject “Bria” is Bria (Place), no Person"),
    ),
    "a group where a person is wanted": (
        tree(SELEKA, "heads/head VBZ 1 ROOT", "Balaka NNP 1 obj B-MIL", STOP),
        ("heads", "leaderOf: the subject “Seleka” is Seleka (ArmedGroup), no Person"),
    ),
    "people of no side": (
        tree("Men/man NNS 1 nsubj", "captured/capture VBD 1 ROOT", "Bria NNP 1 obj B-LOC", STOP),
        ("captured", "captured: the subject “Men” are people whose side is not told"),
    ),
    "object that is not told": (
        tree(SELEKA, "captured/capture VBD 1 ROOT", "the DT 3 det", "area NN 1 obj", STOP),
        ("captured", "captured: what the object “area” means could not be told"),
    ),
    "object out of range": (
        tree(SELEKA, "captured/capture VBD 1 ROOT", "Jean NNP 3 compound B-PER", "Otim NNP 1 obj I-PER", STOP),
        ("captured", "captured: the object “Jean Otim” is Jean Otim (Person), no Location"),
    ),
    "object that is no actor": (
        tree(SELEKA, "fought/fight VBD 1 ROOT", "Bria NNP 1 obj B-LOC", STOP),
        ("fought", "clashedWith: the object “Bria” is Bria (Place), no Actor"),
    ),
    "object that the lexicon excludes": (
        tree(SELEKA, "fought/fight VBD 1 ROOT", "men/man NNS 1 obj", STOP),
        ("fought", "clashedWith: the object “men” is men (Person), which the lexicon does not let stand there"),
    ),
    "object that is the subject": (
        tree(SELEKA, "attacked/attack VBD 1 ROOT", "Seleka NNP 1 obj B-MIL", STOP),
        ("attacked", "attacked: the object “Seleka” is the subject itself"),
    ),
    "another verb": (
        tree(SELEKA, "held/hold VBD 1 ROOT", "up RP 1 compound:prt", "the DT 4 det", "vote NN 1 obj", STOP),
        ("held", "controls: with this particle it is another verb"),
    ),
    "an event noun without its object": (
        tree("Seleka NNP 1 nmod:poss B-MIL", "withdrawal NN 2 nsubj", "ended/end VBD 2 ROOT", ". . 2 punct"),
        ("withdrawal", "withdrewFrom: no object is told after “from”"),
    ),
    "an event noun without its subject": (
        tree("The DT 1 det", "capture NN 4 nsubj", "of IN 3 case", "Bria NNP 1 nmod B-LOC", "ended/end VBD 4 ROOT", ". . 4 punct"),
        ("capture", "captured: no subject is told with it"),
    ),
    "an event noun in a name": (
        tree("Desert NNP 1 compound B-MIL", "Raid/raid NNP 2 nsubj I-MIL", "ended/end VBD 2 ROOT", ". . 2 punct"),
        ("Raid", "attacked: part of the name “Desert Raid”"),
    ),
    "a verb taken for a noun": (
        tree("The DT 1 det", "seize NN 2 nsubj", "ended/end VBD 2 ROOT", ". . 2 punct"),
        ("seize", "captured: read as a noun"),
    ),
    "a participle that names nobody": (
        tree("Otim NNP 1 nsubj B-PER", "mined/mine VBD 1 ROOT", "the DT 3 det", "rebel-held JJ 4 amod", "road NN 1 obj", STOP),
        ("rebel-held", "controls: which two are meant could not be told"),
    ),
    "an ally of nobody": (
        tree("Otim NNP 1 nsubj B-PER", "saw/see VBD 1 ROOT", "an DT 3 det", "ally NN 1 obj", STOP),
        ("ally", "alliedWith: which two are meant could not be told"),
    ),
    "a role of nobody": (
        tree("The DT 1 det", "spokesman NN 2 nsubj", "rested/rest VBD 2 ROOT", ". . 2 punct"),
        ("spokesman", "spokespersonOf: no named person beside it"),
    ),
    "a role in nothing": (
        tree("Spokesman/spokesman NN 1 nmod:desc", "Otim NNP 2 nsubj B-PER", "rested/rest VBD 2 ROOT", ". . 2 punct"),
        ("Spokesman", "spokespersonOf: “Otim” has the role, but in which group is not told"),
    ),
    "a former role": (
        tree(
            "Former/former JJ 2 amod",
            "Seleka NNP 2 compound B-MIL",
            "spokesman NN 3 nmod:desc",
            "Otim NNP 4 nsubj B-PER",
            "rested/rest VBD 4 ROOT",
            ". . 4 punct",
        ),
        ("spokesman", "leaderOf: the role is a former one or a deputy's (“Otim”)"),
    ),
}


@pytest.mark.parametrize(("doc", "reason"), REASONS.values(), ids=REASONS)
def test_a_trigger_without_a_claim_has_its_reason(doc: Doc, reason: tuple[str, str]) -> None:
    assert reason in reasons(doc)


def test_what_was_told_before_points_to_where() -> None:
    assert reasons(CAPTURED, CAPTURED) == [("captured", "captured: claimed at characters 0 to 20")]


def test_a_sentence_with_a_claim_is_no_miss_and_one_without_a_trigger_neither() -> None:
    assert reasons(CAPTURED, tree(SELEKA, "rested/rest VBD 1 ROOT", STOP)) == []


def test_a_light_verb_without_its_noun_is_no_trigger() -> None:
    assert reasons(tree(SELEKA, "had/have VBD 1 ROOT", "lunch NN 1 obj", STOP)) == []


def test_a_miss_names_its_sentence() -> None:
    found = explanation(parsed(CAPTURED, tree(SELEKA, "attacked/attack VBD 1 ROOT", STOP)), Knowledge.default())
    (miss,) = found.misses
    assert found.article.text[miss.start : miss.end] == "Seleka attacked."


def test_to_explain_changes_nothing_that_is_found() -> None:
    docs = [CAPTURED, *(doc for doc, _ in REASONS.values())]
    explained, plain = explanation(parsed(*docs), Knowledge.default()), extraction(parsed(*docs), Knowledge.default())
    assert (explained.claims, explained.statements, explained.entities, explained.dropped) == (
        plain.claims,
        plain.statements,
        plain.entities,
        plain.dropped,
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Dunreka was captured on Monday.", ("captured", "captured: no subject is told with it")),
        (
            "The rebels captured the imagination of the young.",
            ("captured", "captured: what the object “imagination” means could not be told"),
        ),
        (
            "At least 2,000 people fled the town of Bria.",
            ("fled", "withdrewFrom: the subject “people” is people (Person), which is none of ArmedGroup, Organization, State"),
        ),
    ],
)
def test_reasons_in_sentences_that_the_pipeline_reads(nlp: Language, text: str, reason: tuple[str, str]) -> None:
    (found,) = explain([Article("a", text)], nlp)
    assert reason in [each for miss in found.misses for each in miss.reasons]
    (plain,) = extract([Article("a", text)], nlp)
    assert found.claims == plain.claims
