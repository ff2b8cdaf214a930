"""The table of hard sentences, and how many of them extraction reads right: `python tests/hard_cases.py` prints the score."""

import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article, Claim, Entity
from kg.pipeline import load_pipeline
from kg.spelling import normalise, slug

TABLE = Path(__file__).with_name("hard_cases.tsv")
OWN_VOICE = "-"
# Sentences of these kinds tell mostly of what did not happen, or has not happened yet.
UNREAL = frozenset(["future", "negation", "denial", "attempt", "modal", "condition", "question", "verge", "purpose"])


@dataclass(frozen=True)
class Expected:
    """One claim that a careful reader draws from a sentence; an `optional` one may be missing, an empty `date` says that any will do."""

    subject: str
    relation: str
    object: str
    stated_by: str
    date: str
    optional: bool


@dataclass(frozen=True)
class Case:
    """One row of the table; `known` says why extraction does not read it right yet, and is empty where it does."""

    id: str
    kind: str
    published: date | None
    sentence: str
    expected: tuple[Expected, ...]
    known: str


@dataclass(frozen=True)
class Outcome:
    """What was found for a case: expected claims that are `missing`, and asserted claims that are `wrong`; nothing is right."""

    missing: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether all was found, and nothing else."""
        return not self.missing and not self.wrong


def read_cases(path: Path = TABLE) -> list[Case]:
    """The rows of a table; ValueError where a claim has not three to five parts."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Case(
                row["id"],
                row["id"].rpartition("-")[0],
                date.fromisoformat(row["published"]) if row["published"] else None,
                row["sentence"],
                tuple(_expected(claim, row["id"]) for claim in row["expected"].split(";") if claim.strip()),
                row["known failure"],
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def _expected(text: str, case: str) -> Expected:
    parts = [part.strip() for part in text.split("|")]
    if not 3 <= len(parts) <= 5:
        raise ValueError(
            f"{case}: {text!r} has {len(parts)} parts, expected subject | relation | object, then perhaps who says so and when"
        )
    subject, relation, target, speaker, day, *_ = [*parts, "", ""]
    return Expected(subject.removeprefix("?"), relation, target, speaker or OWN_VOICE, day, optional=subject.startswith("?"))


def outcomes(cases: Sequence[Case], nlp: Language) -> dict[str, Outcome]:
    """What extraction makes of each case, by id; every sentence is an article, and all are parsed in one stream."""
    articles = [Article(case.id, case.sentence, published=case.published) for case in cases]
    return {case.id: _outcome(case, found.claims) for case, found in zip(cases, extract(articles, nlp), strict=True)}


def _outcome(case: Case, claims: Iterable[Claim]) -> Outcome:
    asserted = [claim for claim in claims if claim.asserted]
    missing = [e for e in case.expected if not e.optional and not any(_matches(e, claim) for claim in asserted)]
    wrong = [claim for claim in asserted if not any(_matches(e, claim) for e in case.expected)]
    return Outcome(tuple(map(_shown_expected, missing)), tuple(map(_shown, wrong)))


def _matches(expected: Expected, claim: Claim) -> bool:
    ends = [(claim.subject, claim.object)]
    if expected.relation in {"clashedWith", "alliedWith"}:  # symmetric: either order counts
        ends.append((claim.object, claim.subject))
    return (
        claim.relation == expected.relation
        and any(_called(subject, expected.subject) and _called(target, expected.object) for subject, target in ends)
        and (_called(claim.stated_by, expected.stated_by) if claim.stated_by else expected.stated_by == OWN_VOICE)
        and (not expected.date or (claim.date is not None and claim.date.value == expected.date))
    )


def _called(entity: Entity, names: str) -> bool:
    """Whether one of the names, parted by "/", is the entity's or makes its key."""
    known = {normalise(name) for name in (entity.name, *entity.aliases)}
    return any(entity.key == slug(name) or normalise(name) in known for name in names.split("/"))


def _shown_expected(expected: Expected) -> str:
    parts = (expected.subject, expected.relation, expected.object, expected.stated_by, expected.date)
    return " | ".join(part for part in parts if part)


def _shown(claim: Claim) -> str:
    parts = [claim.subject.name, claim.relation, claim.object.name, claim.stated_by.name if claim.stated_by else OWN_VOICE]
    return " | ".join(parts if claim.date is None else [*parts, claim.date.value])


def score(cases: Sequence[Case], found: dict[str, Outcome]) -> str:
    """The share of cases read right, by kind, the worst first, and each case that is not."""
    kinds: dict[str, list[Case]] = {}
    for case in cases:
        kinds.setdefault(case.kind, []).append(case)
    wrong = {kind: [case for case in of_kind if not found[case.id].right] for kind, of_kind in kinds.items()}
    lines: list[str] = []
    for kind in sorted(kinds, key=lambda kind: -len(wrong[kind])):
        lines.append(f"{kind:14}{len(kinds[kind]) - len(wrong[kind]):4} of {len(kinds[kind])}")
        for case in wrong[kind]:
            lines.append(f"  {case.id}: {case.sentence}")
            lines.extend(f"      missing  {text}" for text in found[case.id].missing)
            lines.extend(f"      wrong    {text}" for text in found[case.id].wrong)
    mended = [case.id for case in cases if case.known and found[case.id].right]
    unmarked = [case.id for case in cases if not case.known and not found[case.id].right]
    right = sum(outcome.right for outcome in found.values())
    lines.append(f"marked as known failures, but right: {' '.join(mended) or 'none'}")
    lines.append(f"wrong, but not marked: {' '.join(unmarked) or 'none'}")
    lines.append(f"right: {right} of {len(cases)} ({right / len(cases):.1%})")
    return "\n".join(lines)


if __name__ == "__main__":
    table = read_cases()
    sys.stdout.write(score(table, outcomes(table, load_pipeline(sys.argv[1] if len(sys.argv) > 1 else None))) + "\n")
