"""Relay connections: pages of claims, statements, articles and entities."""

from dataclasses import dataclass
from typing import Any

import strawberry

from schema.kinds import Info, Kinds, View, new
from schema.paging import Page, Row, cursor


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether more follow.")
    has_previous_page: bool = strawberry.field(description="Whether some came before.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first edge.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last edge: hand it in as `after` to go on.")


@dataclass
class _Edge:
    row: strawberry.Private[Row]
    order: strawberry.Private[str]
    view: strawberry.Private[View | None]


@dataclass
class _Connection:
    page: strawberry.Private[Page]
    kind: strawberry.Private[str]


def connection(kinds: Kinds, name: str) -> type[Any]:
    """The connection type of a type of the schema; its values are made from a page and the type to see its nodes as."""
    edge = new(f"{name}Edge", _Edge)
    kinds.add(edge, "cursor", lambda self: cursor(self.row, self.order), str, "Hand it in as `after` to go on behind this one.")
    kinds.add(edge, "node", lambda self: self.view, kinds.types[name], "What stands here.")
    strawberry.type(edge, description=f"One {name} of a list.")

    async def edges(self: _Connection, info: Info):  # type: ignore[no-untyped-def]
        rows = self.page.rows
        found = await info.context.reader.resources([row.iri for row in rows])
        return [edge(row, self.page.order, kinds.view(resource, self.kind)) for row, resource in zip(rows, found, strict=True)]

    made = new(f"{name}Connection", _Connection)
    kinds.add(made, "totalCount", lambda self: self.page.total, int, "How many there are on all pages together.")
    kinds.add(made, "edges", edges, list[edge], "What stands on this page.")  # type: ignore[valid-type]
    kinds.add(made, "pageInfo", _page_info, PageInfo, "Where this page stands in the list.")
    return strawberry.type(made, description=f"A page of a list of {name} objects.")


def _page_info(self: _Connection) -> PageInfo:
    ends = [cursor(row, self.page.order) for row in (self.page.rows[:1] + self.page.rows[-1:])]
    first, last = ends if ends else (None, None)
    return PageInfo(has_next_page=self.page.more_after, has_previous_page=self.page.more_before, start_cursor=first, end_cursor=last)
