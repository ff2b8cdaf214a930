"""Relay connections: pages of claims, statements, articles and entities."""

from dataclasses import dataclass
from typing import Annotated, Any

import strawberry

from schema.arguments import given
from schema.kinds import NODE, Info, Kinds, View, new
from schema.paging import Order, Page, Row, cursor, page, window
from schema.sources import Source
from schema.wave import Question

First = Annotated[int | None, strawberry.argument(description="How many from the beginning, 100 at most; 20 without first and last.")]
After = Annotated[str | None, strawberry.argument(description="Only what follows this cursor.")]
Last = Annotated[int | None, strawberry.argument(description="How many from the end, 100 at most.")]
Before = Annotated[str | None, strawberry.argument(description="Only what stands before this cursor.")]


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether more follow.")
    has_previous_page: bool = strawberry.field(description="Whether some came before.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first edge: hand it in as `before` to go back.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last edge: hand it in as `after` to go on.")


@dataclass
class _Edge:
    row: strawberry.Private[Row]
    order: strawberry.Private[Order]
    view: strawberry.Private[View | None]


@dataclass
class _Connection:
    page: strawberry.Private[Page]
    edges_of_page: strawberry.Private[list[_Edge]]


@dataclass(frozen=True)
class Connection:
    """A connection type of the schema, and how its pages are asked for."""

    kinds: Kinds
    made: type[Any]
    edge: type[Any]

    async def ask(
        self,
        info: Info,
        source: Source,
        order: Order,
        first: int | None,
        after: str | None,
        last: int | None,
        before: str | None,
        kind: str,
    ) -> Any:
        """A page of a source, its things seen as a type."""
        needs = self.kinds.needs_of(info)
        asked = window(order, given(first), given(after), given(last), given(before))
        listed = bool({"edges", "nodes", "pageInfo"} & needs.fields)
        answer = await info.context.reader.ask(Question(source, needs, order, asked, listed, "totalCount" in needs.fields))
        found = page(answer.rows, order, asked, answer.total)
        seen = {row.iri: self.kinds.view(answer.things[row.iri], answer.things, kind) for row in found.rows if row.iri in answer.things}
        return self.made(found, [self.edge(row, order, seen.get(row.iri)) for row in found.rows])


def connection(kinds: Kinds, name: str) -> Connection:
    """The connection type of a type of the schema."""
    node = kinds.node if name == NODE else kinds.types[name]
    edge = new(f"{name}Edge", _Edge)
    kinds.add(edge, "cursor", lambda self: cursor(self.row, self.order), str, "Hand it in as `after` to go on behind this one.")
    kinds.add(edge, "node", lambda self: self.view, node, "What stands here.")
    strawberry.type(edge, description=f"One {name} of a list.")
    made = new(f"{name}Connection", _Connection)
    kinds.add(made, "totalCount", lambda self: self.page.total, int, "How many there are on all pages together.")
    kinds.add(made, "edges", lambda self: self.edges_of_page, list[edge], "What stands on this page.")  # type: ignore[valid-type]
    kinds.add(made, "nodes", lambda self: [edge.view for edge in self.edges_of_page], list[node], "The same without cursors.")  # type: ignore[valid-type]
    kinds.add(made, "pageInfo", _page_info, PageInfo, "Where this page stands in the list.")
    return Connection(kinds, strawberry.type(made, description=f"A page of a list of {name} objects."), edge)


def _page_info(self: _Connection) -> PageInfo:
    ends = [cursor(row, self.page.order) for row in (self.page.rows[:1] + self.page.rows[-1:])]
    first, last = ends if ends else (None, None)
    return PageInfo(has_next_page=self.page.more_after, has_previous_page=self.page.more_before, start_cursor=first, end_cursor=last)
