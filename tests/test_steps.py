"""The steps to a claim: which words were taken for what."""

from datetime import date

from docs_by_hand import parsed, tree
from spacy.language import Language

from kg.explanations import explain, explanation
from kg.extraction import Article
from kg.knowledge import Knowledge
from kg.steps import Step


def test_the_steps_of_a_claim_name_trigger_ends_speaker_and_date() -> None:
    before = tree("Seleka NNP 1 nsubj B-MIL", "rested/rest VBD 1 ROOT", ". . 1 punct")
    doc = tree(
        "Balaka NNP 1 nsubj B-MIL",
        "said/say VBD 1 ROOT",
        "that SCONJ:IN 4 mark",
        "Seleka NNP 4 nsubj B-MIL",
        "captured/capture VBD 1 ccomp",
        "Zorvik NNP 4 obj B-LOC",
        "on IN 7 case",
        "Thursday NNP 4 obl",
        ". . 1 punct",
    )
    found = explanation(parsed(before, doc, published=date(2013, 3, 23)), Knowledge.default())
    assert found.steps == (
        (
            Step("trigger", "captured", "captured"),
            Step("subject", "Seleka", "Seleka (ArmedGroup)"),
            Step("object", "Zorvik", "Zorvik (Place)"),
            Step("speaker", "Balaka", "Balaka (ArmedGroup)"),
            Step("date", "Thursday", "2013-03-21"),
        ),
    )


def test_a_pronoun_is_shown_with_whom_it_was_taken_for_and_a_known_place_with_its_link() -> None:
    before = tree("Seleka NNP 1 nsubj B-MIL", "rested/rest VBD 1 ROOT", ". . 1 punct")
    doc = tree("They/they PRP 1 nsubj", "captured/capture VBD 1 ROOT", "Hama NNP 1 obj B-LOC", ". . 1 punct")
    _, subject, place = explanation(parsed(before, doc), Knowledge.default()).steps[0]
    assert subject == Step("subject", "They", "Seleka (ArmedGroup)")
    assert place == Step("object", "Hama", "Hama (Place, https://sws.geonames.org/170017/)")


def test_who_passes_it_on_is_a_step_behind_the_speaker() -> None:
    doc = tree(
        "Fajr NNP 1 nsubj B-ORG",
        "said/say VBD 1 ROOT",
        "that SCONJ:IN 4 mark",
        "Balaka NNP 4 nsubj B-MIL",
        "admitted/admit VBD 1 ccomp",
        "that SCONJ:IN 7 mark",
        "Seleka NNP 7 nsubj B-MIL",
        "captured/capture VBD 4 ccomp",
        "Bria NNP 7 obj B-LOC",
        ". . 1 punct",
    )
    (steps,) = explanation(parsed(doc), Knowledge.default()).steps
    assert [(step.role, step.words) for step in steps[3:]] == [("speaker", "Balaka"), ("reporter", "Fajr")]


def test_an_object_that_the_article_leaves_out_has_no_words() -> None:
    before = tree("Bria NNP 1 nsubj B-LOC", "rested/rest VBD 1 ROOT", ". . 1 punct")
    doc = tree("Seleka NNP 1 nsubj B-MIL", "retreated/retreat VBD 1 ROOT", ". . 1 punct")
    _, _, place = explanation(parsed(before, doc), Knowledge.default()).steps[0]
    assert (place.role, place.words, place.meaning[:12]) == ("object", "", "Bria (Place,")


def test_each_claim_has_its_steps(nlp: Language) -> None:
    text = "The Sahel Guard captured Bria on 3 May 2014, and its fighters entered Birao a day later, a resident said."
    (found,) = explain([Article("a", text)], nlp)
    assert len(found.steps) == len(found.claims) >= 1
    for claim, steps in zip(found.claims, found.steps, strict=True):
        assert steps[0].meaning == claim.relation
        assert [step.role for step in steps[:3]] == ["trigger", "subject", "object"]
