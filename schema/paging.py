"""Pages of sorted lists: cursors hold what a row is sorted by, so that they stay right while the graph grows."""

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kg.errors import QueryError

MOST = 100
USUAL = 20
"""How many a page holds where the request does not say how many it wants."""


@dataclass(frozen=True)
class Key:
    """What a list is sorted by: an expression of SPARQL, and the same over the columns of the side index."""

    sparql: str
    sql: str
    descending: bool = False
    numeric: bool = False


@dataclass(frozen=True)
class Order:
    """An order with its name; the IRI decides between equals."""

    name: str
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class Row:
    """One thing of a list, the values of the keys that it is sorted by, and how many it stands for where things are counted."""

    iri: str
    keys: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True)
class Window:
    """The part of a list that is asked for: at most `size` rows after and before some rows, the last of them where `backward`."""

    size: int
    after: Row | None = None
    before: Row | None = None
    backward: bool = False

    @property
    def asked(self) -> int:
        """One row more, which says whether any follow."""
        return self.size + 1


@dataclass(frozen=True)
class Page:
    """A part of a list, and what lies around it."""

    rows: tuple[Row, ...]
    order: Order
    more_before: bool = False
    more_after: bool = False
    total: int | None = None


def window(order: Order, first: int | None, after: str | None, last: int | None, before: str | None) -> Window:
    """What the four arguments of a connection ask for; QueryError where one of them cannot be honoured."""
    if first is not None and last is not None:
        raise QueryError("give either first or last, and not both")
    size, name = (last, "last") if last is not None else (first if first is not None else USUAL, "first")
    if not 0 <= size <= MOST:
        raise QueryError(f"{name} is {size}; ask for 0 to {MOST} at a time and go on with after: the endCursor of the last page")
    return Window(
        size,
        None if after is None else _row(after, order, "after"),
        None if before is None else _row(before, order, "before"),
        last is not None,
    )


def page(found: Iterable[Row], order: Order, asked: Window, total: int | None) -> Page:
    """The page of a window, of the rows that were found for it in any order."""
    rows = in_order(found, order)
    more = len(rows) > asked.size
    if asked.backward:
        rows = rows[len(rows) - asked.size :] if more else rows
        return Page(tuple(rows), order, more, asked.before is not None, total)
    return Page(tuple(rows[: asked.size]), order, asked.after is not None, more, total)


def in_order(rows: Iterable[Row], order: Order) -> list[Row]:
    """Rows, sorted."""
    found = sorted(rows, key=lambda row: row.iri)
    for place, key in reversed(list(enumerate(order.keys))):
        found.sort(key=lambda row: _comparable(row.keys[place], key), reverse=key.descending)
    return found


def beyond(columns: Sequence[tuple[str, bool]], values: Sequence[str], *, before: bool = False) -> str:
    """The condition, in SPARQL or in SQL, for standing after (or before) the row with these values; a column may be descending."""
    (column, descending), value = columns[0], values[0]
    less = descending != before
    strictly = f"{column} {'<' if less else '>'} {value}"
    if len(columns) == 1:
        return strictly
    rest = beyond(columns[1:], values[1:], before=before)
    both = "&&" if column.startswith("?") else "AND"
    either = "||" if column.startswith("?") else "OR"
    return f"({strictly} {either} ({column} = {value} {both} {rest}))"


def limits(asked: Window, order: Order, columns: Sequence[str], term: Callable[[str, bool], str]) -> list[str]:
    """The conditions of a window on the columns of an order's keys and the IRI; `term` writes a value, which may be numeric."""
    sorted_by = [*zip(columns, (key.descending for key in order.keys), strict=False), (columns[-1], False)]
    return [
        beyond(
            sorted_by,
            [*(term(value, key.numeric) for value, key in zip(row.keys, order.keys, strict=True)), term(row.iri, False)],
            before=before,
        )
        for row, before in ((asked.after, False), (asked.before, True))
        if row is not None
    ]


def cursor(row: Row, order: Order) -> str:
    """What to hand in as `after` to go on behind this row."""
    return base64.urlsafe_b64encode(json.dumps([order.name, *row.keys, row.iri], separators=(",", ":")).encode()).decode()


def reverse(order: Order) -> Order:
    """The same order from its end."""
    return replace(order, keys=tuple(replace(key, descending=not key.descending) for key in order.keys))


def _comparable(value: str, key: Key) -> str | float:
    return float(value) if key.numeric else value


def _row(text: str, order: Order, argument: str) -> Row:
    try:
        found = json.loads(base64.urlsafe_b64decode(text.encode()))
        match found:
            case [order.name, *keys, str(iri)] if len(keys) == len(order.keys) and all(isinstance(key, str) for key in keys):
                for value, key in zip(keys, order.keys, strict=True):
                    _comparable(value, key)
                "".join((*keys, iri)).encode()
                return Row(iri, tuple(keys))
    except (ValueError, RecursionError) as error:
        raise _foreign(text, order, argument) from error
    raise _foreign(text, order, argument)


def _foreign(text: str, order: Order, argument: str) -> QueryError:
    return QueryError(f"{argument}: {text!r} is no cursor of a list in the order {order.name}; hand in a cursor of the same list")
