"""Show what a claim rests on: the sentence, with the quote and the names of subject, object and speaker marked in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction import Claim, Entity

# A full stop after a title or an initial ends no sentence.
_TITLES = ("Mr", "Mrs", "Ms", "Dr", "Gen", "Col", "Lt", "Maj", "Sgt", "Capt", "Brig", "St", "Sen", "Rep", "Gov", "No")
_NO_END = "".join(rf"(?<!\b{title}\.)" for title in _TITLES) + r"(?<![.\s][A-Z]\.)"
_ENDS = re.compile(rf"[\n\r\u2028\u2029]+|(?<=[\w)%][.!?]){_NO_END}(?P<close>[\"'”’)]*)\s+(?=[\"'“‘(]*[A-Z0-9])")
_REACH = 1000
"""How many characters before and after a quote its sentence is looked for."""


@dataclass(frozen=True)
class Mark:
    """A stretch of a sentence that plays a role in a claim: `quote`, `subject`, `object` or `speaker`."""

    role: str
    start: int
    end: int


@dataclass(frozen=True)
class Evidence:
    """The sentence or sentences that a claim's quote stands in; `start` is where they begin in the article, marks count from there."""

    sentence: str
    start: int
    marks: tuple[Mark, ...]


def evidence(claim: Claim, text: str, offset: int = 0) -> Evidence:
    """
    What the claim rests on, in the article's text or in a part of it that begins at `offset`.

    A name is marked where it stands next to the quote, or not at all where the sentence only says "they" or "the city".
    """
    first, last = claim.start - offset, claim.end - offset
    floor, ceiling = max(first - _REACH, 0), min(last + _REACH, len(text))
    start = max((end.end() for end in _ENDS.finditer(text, floor, last) if end.end() <= first), default=floor)
    stop = next((end.start() + len(end["close"] or "") for end in _ENDS.finditer(text, last, ceiling)), ceiling)
    sentence = text[start:stop].rstrip()
    quote = Mark("quote", first - start, last - start)
    marks = [quote]
    roles = (("subject", claim.subject), ("object", claim.object), ("speaker", claim.stated_by))
    for role, entity in roles:
        if entity:
            named = next((mark for mark in _named(role, entity, sentence, quote) if not _meets(mark, marks[1:])), None)
            marks += [named] if named else []
    return Evidence(sentence, start + offset, tuple(marks))


def marked(shown: Evidence, style: dict[str, tuple[str, str]]) -> str:
    """The sentence with its marks, each between the pair of strings that `style` has for its role."""
    inserts: list[tuple[int, int, str]] = []
    for mark in shown.marks:
        before, after = style[mark.role]
        # At one place what ends comes before what begins, and the quote lies around the names in it.
        closing, opening = (1, 2) if mark.role == "quote" else (0, 3)
        inserts += [(mark.start, opening, before), (mark.end, closing, after)]
    pieces, at = [], 0
    for place, _, words in sorted(inserts):
        pieces += [shown.sentence[at:place], words]
        at = place
    return "".join((*pieces, shown.sentence[at:]))


def _named(role: str, entity: Entity, sentence: str, quote: Mark) -> Iterator[Mark]:
    """Where the sentence names the entity, inside the quote or outside, the nearest to it first, at one place the longest name."""
    places = {
        (match.start(), match.end())
        for name in (entity.name, *entity.aliases)
        for match in re.finditer(rf"(?<!\w)(?i:{re.escape(name[0])}){re.escape(name[1:])}(?!\w)", sentence)
    }
    for start, end in sorted(places, key=lambda place: (max(quote.start - place[1], place[0] - quote.end, 0), place[0], -place[1])):
        if end <= quote.start or quote.end <= start or (quote.start <= start and end <= quote.end):
            yield Mark(role, start, end)


def _meets(mark: Mark, others: list[Mark]) -> bool:
    return any(mark.start < other.end and other.start < mark.end for other in others)
