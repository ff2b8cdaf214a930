"""Articles read with the steps to each claim, and with why other sentences gave none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from kg.extract import reading
from kg.extraction import Article, Extraction
from kg.knowledge import Knowledge
from kg.misses import Miss, misses
from kg.parse import Parsed, parse
from kg.steps import Step, steps


@dataclass(frozen=True)
class Explanation(Extraction):
    """What one article gave, the steps to each of its claims in their order, and the sentences that gave none."""

    steps: tuple[tuple[Step, ...], ...] = ()
    misses: tuple[Miss, ...] = ()


def explain(articles: Iterable[Article], nlp: Language, knowledge: Knowledge | None = None) -> Iterator[Explanation]:
    """The same extractions as `extract` gives, explained."""
    known = knowledge or Knowledge.default()
    for parsed in parse(articles, nlp):
        yield explanation(parsed, known)


def explanation(parsed: Parsed, known: Knowledge) -> Explanation:
    """What one parsed article says, explained."""
    read = reading(parsed, known)
    given = read.extraction
    made = tuple(steps(read, candidate, claim) for candidate, claim in read.settled)
    return Explanation(given.article, given.entities, given.claims, given.statements, given.dropped, made, tuple(misses(read)))
