"""Pages of a sorted list, found again by cursors that say what came before, not how many."""

import base64
import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import QueryError

MOST = 100

Rank = tuple[float | str, ...]


@dataclass(frozen=True, order=True)
class Row:
    """One thing of a list: `rank` says where it stands, the IRI decides between equals."""

    rank: Rank
    iri: str


@dataclass(frozen=True)
class Page:
    """A part of a list, and what lies around it; `order` is the name of the list's order."""

    rows: tuple[Row, ...]
    total: int
    order: str
    more_before: bool
    more_after: bool


def page(rows: Iterable[Row], order: str, first: int, after: str | None) -> Page:
    """The `first` rows that follow the cursor `after`; QueryError where either is out of bounds."""
    if not 0 <= first <= MOST:
        raise QueryError(f"first is {first}; ask for 0 to {MOST} at a time and go on with after: the endCursor of the last page")
    ordered = sorted(rows)
    try:
        start = bisect_right(ordered, _row(after, order)) if after is not None else 0
    except TypeError as error:
        raise _foreign(after, order) from error
    end = start + first
    return Page(tuple(ordered[start:end]), len(ordered), order, start > 0, end < len(ordered))


def cursor(row: Row, order: str) -> str:
    """What to hand in as `after` to go on behind this row."""
    return base64.urlsafe_b64encode(json.dumps([order, *row.rank, row.iri], separators=(",", ":")).encode()).decode()


def _row(text: str, order: str) -> Row:
    try:
        found = json.loads(base64.urlsafe_b64decode(text.encode()))
    except ValueError as error:
        raise _foreign(text, order) from error
    match found:
        case [str(name), *rank, str(iri)] if name == order and all(isinstance(part, int | float | str) for part in rank):
            return Row(tuple(rank), iri)
    raise _foreign(text, order)


def _foreign(text: str | None, order: str) -> QueryError:
    return QueryError(f"after: {text!r} is no cursor of a list in the order {order}; hand in a cursor of the same list")
