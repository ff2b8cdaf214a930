"""Find the direct quotations of an article by their quotation marks, across sentences and paragraphs."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.parse import Parsed

_CLOSED_BY = {"“": '”"', "„": '“”"', "«": "»", "‘": "’", "'": "'", '"': '"”', "``": "''"}
_CLOSERS = frozenset("”»\"’'") | {"''"}


@dataclass(frozen=True)
class Quotation:
    """
    The words between a pair of quotation marks.

    `opening` and `closing` are the marks' token indices. A quotation whose paragraphs each begin with a mark, and of which only
    the last one ends with it, is one quotation; where an article never closes it, `closing` is the index after its last word.
    """

    opening: int
    closing: int

    @property
    def first(self) -> int:
        """The index of the first word inside the marks."""
        return self.opening + 1


def quotations(parsed: Parsed) -> list[Quotation]:
    """All outermost quotations, in order of the text."""
    doc = parsed.doc
    ends = (*parsed.paragraphs[1:], len(doc))
    found: list[Quotation] = []
    pending: int | None = None
    for number, (start, end) in enumerate(zip(parsed.paragraphs, ends, strict=True)):
        index = start
        if pending is not None:
            index = start + 1
        while index < end:
            if pending is None and not (doc[index].text in _CLOSED_BY and _opens(doc, index, start)):
                index += 1
                continue
            opening = index if pending is None else pending
            closing = _closing(doc, index + 1 if pending is None else index, end, doc[opening].text)
            if closing is not None:
                found.append(Quotation(opening, closing))
                index, pending = closing + 1, None
            elif number + 1 < len(ends) and doc[end].text == doc[opening].text and _opens(doc, end, end):
                pending = opening
                break
            else:
                if pending is not None or (index == start and index + 1 < end):
                    found.append(Quotation(opening, end))
                    index = end
                pending = None
                index += 1
    return found


def _opens(doc: Doc, index: int, start: int) -> bool:
    """Whether a mark stands where a quotation can open: before a word, after a space, a bracket or the paragraph's start."""
    token = doc[index]
    if index + 1 >= len(doc) or token.whitespace_:
        return index == start and token.text != "'"
    if index == start or token.text in "“«":
        return True
    return bool(doc[index - 1].whitespace_) or doc[index - 1].text in "([—–-"


def _closing(doc: Doc, first: int, end: int, mark: str) -> int | None:
    """The index of the mark that closes a quotation opened by `mark`, before `end`."""
    if mark in ("‘", "'"):
        return _closing_single(doc, first, end)
    depth = 0
    for index in range(first, end):
        text = doc[index].text
        if text == mark and mark not in _CLOSED_BY[mark]:
            depth += 1
        elif text in _CLOSED_BY[mark]:
            if not depth:
                return index
            depth -= 1
    return None


def _closing_single(doc: Doc, first: int, end: int) -> int | None:
    """The same for single marks, which may be apostrophes: one after punctuation closes; failing that, one that ends a word."""
    possible: int | None = None
    for index in range(first, end):
        if doc[index].text not in ("’", "'") or doc[index - 1].whitespace_:
            if possible is not None and doc[index].text in ("‘", "'"):
                break
            continue
        if doc[index - 1].is_punct:
            return index
        if possible is None and (doc[index].whitespace_ or index + 1 == end or doc[index + 1].is_punct):
            possible = index
    return possible


def around(marks: Sequence[Quotation], index: int) -> Quotation | None:
    """The quotation that holds the token index, its marks included."""
    place = bisect_right(marks, index, key=lambda mark: mark.opening) - 1
    return marks[place] if place >= 0 and marks[place].closing >= index else None


def bare(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The token range without the quotation marks, commas and full stops at its ends."""
    while first < last and _outer(doc[first]):
        first += 1
    while last > first and _outer(doc[last - 1]):
        last -= 1
    return first, last


def _outer(token: Token) -> bool:
    return token.text in _CLOSED_BY or token.text in _CLOSERS or token.text in {",", ".", ";", ":", "–", "—", "-"} or token.is_space
