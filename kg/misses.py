"""The sentences that have a word of the lexicon but gave no claim, each with the reasons."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract import Reading
from kg.reasons import Reasons


@dataclass(frozen=True)
class Miss:
    """A sentence without a claim: its characters, and its triggers as they stand there, each with why it told nothing."""

    start: int
    end: int
    reasons: tuple[tuple[str, str], ...]


def misses(read: Reading) -> Iterator[Miss]:
    """Those of one article, in the order of the text."""
    parsed, why = read.assertions.parsed, Reasons(read)
    told = {candidate.trigger.i for candidate, _ in read.settled}
    for sentence in parsed.doc.sents:
        if told.isdisjoint(range(sentence.start, sentence.end)):
            reasons = tuple((token.text, reason) for token in sentence for reason in why.of(token))
            if reasons:
                yield Miss(*parsed.span(sentence.start, sentence.end), reasons)
