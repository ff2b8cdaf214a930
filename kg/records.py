"""Claims and statements as flat JSON objects, one a line: what scripts and the scorer read."""

import json
from collections.abc import Iterator, Mapping

from kg.extraction import Article, Claim, Entity, Extraction, Statement
from kg.iris import DEFAULT_BASE, entity_iri

Record = Mapping[str, str | float | int | list[str] | None]


def records(extraction: Extraction, *, every: bool = False, base: str = DEFAULT_BASE) -> Iterator[Record]:
    """The article's claims, then its statements, in the order of the text; `every` adds claims that are denied, planned or possible."""
    for claim in extraction.claims:
        if every or claim.asserted:
            yield claim_record(claim, extraction.article, base)
    for statement in extraction.statements:
        yield statement_record(statement, extraction.article)


def json_line(record: Record) -> bytes:
    """The record as one line of UTF-8 JSON."""
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def claim_record(claim: Claim, article: Article, base: str = DEFAULT_BASE) -> Record:
    """A claim with all that it rests on; `start` and `end` count characters of the article's text."""
    return {
        "kind": "claim",
        "article": article.id,
        **_entity("subject", claim.subject, base),
        "predicate": claim.relation,
        **_entity("object", claim.object, base),
        "stated_by": claim.stated_by.name if claim.stated_by else None,
        "stated_by_aliases": list(claim.stated_by.aliases) if claim.stated_by else [],
        "reported_by": [reporter.name for reporter in claim.reported_by],
        "date": claim.date.value if claim.date else None,
        "polarity": claim.polarity.value,
        "realis": claim.realis.value,
        "rule": claim.rule,
        "confidence": float(claim.confidence),
        "start": claim.start,
        "end": claim.end,
        "quote": article.text[claim.start : claim.end],
    }


def statement_record(statement: Statement, article: Article) -> Record:
    """A statement with its speaker; `start` and `end` count characters of the article's text."""
    return {
        "kind": "statement",
        "article": article.id,
        "speaker": statement.speaker.name,
        "speaker_aliases": list(statement.speaker.aliases),
        "reported_by": [reporter.name for reporter in statement.reported_by],
        "cue": statement.cue,
        "content": article.text[statement.start : statement.end],
        "start": statement.start,
        "end": statement.end,
    }


def _entity(role: str, entity: Entity, base: str) -> dict[str, str | list[str]]:
    return {
        role: entity.name,
        f"{role}_iri": entity_iri(entity, base).value,
        f"{role}_type": entity.types[0],
        f"{role}_aliases": list(entity.aliases),
    }
