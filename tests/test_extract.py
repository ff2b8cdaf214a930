"""Whole articles: certainty, sources, dates and evidence of claims, and what is said twice."""

from collections.abc import Iterator
from datetime import date

from docs_by_hand import parsed, told, tree
from spacy.language import Language

from kg.extract import extract, extraction
from kg.extraction import Article, Extraction, Polarity, Realis
from kg.knowledge import Knowledge

TOOK = ("Seleka NNP 1 nsubj B-MIL", "captured/capture VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct")
SAID = (
    "Seleka NNP 2 nsubj B-MIL",
    "has/have AUX:VBZ 2 aux",
    "captured/capture VBN 6 ccomp",
    "Bria NNP 2 obj B-LOC",
    ", , 2 punct",
    "residents/resident NNS 6 nsubj",
    "said/say VBD 6 ROOT",
    ". . 6 punct",
)


def test_what_did_not_happen_is_kept_as_a_negative_claim() -> None:
    doc = tree(
        "Seleka NNP 3 nsubj B-MIL",
        "did/do AUX:VBD 3 aux",
        "not PART:RB 3 advmod",
        "capture VB 3 ROOT",
        "Bria NNP 3 obj B-LOC",
        ". . 3 punct",
    )
    (claim,) = extraction(parsed(doc), Knowledge.default()).claims
    assert (claim.polarity, claim.realis, claim.asserted) == (Polarity.NEGATIVE, Realis.ACTUAL, False)


def test_what_is_to_come_is_kept_as_a_future_claim() -> None:
    doc = tree("Seleka NNP 2 nsubj B-MIL", "will MD 2 aux", "capture VB 2 ROOT", "Bria NNP 2 obj B-LOC", ". . 2 punct")
    assert told(doc) == ["Seleka captured Bria (future)"]


def test_a_claim_inside_indirect_speech_has_its_speaker() -> None:
    assert told(tree(*SAID)) == ["Seleka captured Bria says residents"]


def test_indirect_speech_is_a_statement_with_its_words() -> None:
    found = extraction(parsed(tree(*SAID)), Knowledge.default())
    assert [(s.speaker.name, s.cue, found.article.text[s.start : s.end]) for s in found.statements] == [
        ("residents", "said", "Seleka has captured Bria")
    ]


def test_who_denies_a_clause_states_that_it_is_not_so() -> None:
    doc = tree(
        "Balaka NNP 1 nsubj B-MIL",
        "denied/deny VBD 1 ROOT",
        "that SCONJ:IN 4 mark",
        "it PRP 4 nsubj",
        "attacked/attack VBD 1 ccomp",
        "Bria NNP 4 obj B-LOC",
        ". . 1 punct",
    )
    assert told(doc) == ["Balaka attacked Bria says Balaka (negative)"]


def test_a_claim_outside_speech_is_the_articles_own() -> None:
    (claim,) = extraction(parsed(tree(*TOOK)), Knowledge.default()).claims
    assert (claim.stated_by, claim.cue) == (None, None)


def test_a_claim_has_the_date_of_its_event() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "captured/capture VBD 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        "on IN 4 case",
        "Thursday NNP 1 obl",
        ". . 1 punct",
    )
    assert told(doc, published=date(2013, 3, 22)) == ["Seleka captured Bria on 2013-03-21"]


def test_a_fact_told_twice_is_one_claim_and_the_one_with_a_date_stays() -> None:
    dated = tree(*TOOK[:3], "on IN 4 case", "Thursday NNP 1 obl", ". . 1 punct")
    found = extraction(parsed(tree(*TOOK), dated, published=date(2013, 3, 22)), Knowledge.default())
    assert [claim.date.value for claim in found.claims if claim.date] == ["2013-03-21"]
    assert len(found.claims) == 1
    assert dict(found.dropped)["said before in the article"] == 1


def test_a_fact_and_its_denial_are_two_claims() -> None:
    denied = tree("Seleka NNP 2 nsubj B-MIL", "never RB 2 advmod", "captured/capture VBD 2 ROOT", "Bria NNP 2 obj B-LOC", ". . 2 punct")
    assert told(tree(*TOOK), denied) == ["Seleka captured Bria", "Seleka captured Bria (negative)"]


def test_evidence_runs_from_subject_to_object() -> None:
    doc = tree(
        "Later RB 2 advmod",
        "Seleka NNP 2 nsubj B-MIL",
        "captured/capture VBD 2 ROOT",
        "Bria NNP 2 obj B-LOC",
        "there RB 2 advmod",
        ". . 2 punct",
    )
    found = extraction(parsed(doc), Knowledge.default())
    (claim,) = found.claims
    assert found.article.text[claim.start : claim.end] == "Seleka captured Bria"


def test_entities_are_those_of_the_claims_and_statements() -> None:
    found = extraction(parsed(tree(*SAID)), Knowledge.default())
    named = {entity.key for claim in found.claims for entity in (claim.subject, claim.object)}
    assert {entity.key for entity in found.entities} == named | {s.speaker.key for s in found.statements}


def test_an_article_without_events_claims_nothing() -> None:
    found = extraction(parsed(tree("It/it PRP 1 expl", "rained/rain VBD 1 ROOT", ". . 1 punct")), Knowledge.default())
    assert (found.claims, found.statements, found.entities) == ((), (), ())


ARTICLES = (
    Article(
        "a",
        "The Arakan Army captured Paletwa on Monday.\n\nThe junta's troops withdrew from the town, a resident said.",
        published=date(2024, 1, 16),
    ),
    Article("b", "No news today."),
    Article("c", "“We hold Bria,” said Moussa Diallo, a spokesman for the Northern Front."),
)


def found(nlp: Language, batch_size: int) -> list[Extraction]:
    return list(extract(ARTICLES, nlp, batch_size=batch_size))


def test_articles_come_out_in_the_order_in_which_they_went_in(nlp: Language) -> None:
    assert [extraction.article.id for extraction in found(nlp, 64)] == ["a", "b", "c"]


def test_the_size_of_batches_changes_nothing(nlp: Language) -> None:
    assert found(nlp, 1) == found(nlp, 64)


def test_every_span_lies_in_its_article(nlp: Language) -> None:
    spans = [(e.article, part.start, part.end) for e in found(nlp, 64) for part in (*e.claims, *e.statements)]
    assert spans
    assert all(0 <= start < end <= len(article.text) and article.text[start:end].strip() for article, start, end in spans)


def test_articles_are_taken_from_a_stream_as_they_are_needed(nlp: Language) -> None:
    def stream() -> Iterator[Article]:
        yield from ARTICLES * 3
        raise AssertionError("more was read than was asked for")

    results = extract(stream(), nlp, batch_size=1)
    assert next(results).article.id == "a"


def test_an_article_without_a_name_is_read(nlp: Language) -> None:
    (found,) = extract([Article("a", "The militants detonated explosives at the gate of the base before storming it.")], nlp)
    assert "militants attacked gate of the base" in {f"{c.subject.name} {c.relation} {c.object.name}" for c in found.claims}
