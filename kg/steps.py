"""How a claim came about: which words of the article its rule took for trigger, subject, object, speaker and date, and as what."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.ends import Candidate
from kg.extract import Reading
from kg.extraction import Claim, Entity


@dataclass(frozen=True)
class Step:
    """The words that play a role in a claim, and what they were taken for; no words where the article leaves it unsaid."""

    role: str
    words: str
    meaning: str


def steps(read: Reading, candidate: Candidate, claim: Claim) -> tuple[Step, ...]:
    """The steps to one claim: its trigger, then its ends, then who says so, by whose account, and when."""
    return tuple(_steps(read, candidate, claim))


def _steps(read: Reading, candidate: Candidate, claim: Claim) -> Iterator[Step]:
    def words(token: Token) -> str:
        return read.assertions.resolver.mention(token).text

    unsaid = candidate.object == candidate.subject
    yield Step("trigger", candidate.trigger.text, claim.relation)
    yield Step("subject", words(candidate.subject), described(claim.subject))
    yield Step("object", "" if unsaid else words(candidate.object), described(claim.object))
    report = read.assertions.source(candidate)
    if claim.stated_by is not None and report is not None:
        yield Step("speaker", words(report.speaker), described(claim.stated_by))
        for outer, reporter in read.assertions.reporters(report, claim.stated_by):
            yield Step("reporter", words(outer.speaker), described(reporter))
    if claim.date is not None:
        yield Step("date", claim.date.text, f"{claim.date.value} to {claim.date.end}" if claim.date.end else claim.date.value)


def described(entity: Entity) -> str:
    """An entity by its name, its types and what it is known as elsewhere."""
    return f"{entity.name} ({', '.join((*entity.types, *([entity.link.iri] if entity.link else [])))})"
