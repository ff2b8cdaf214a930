"""The fields that a subscription begins with: what is told while it happens."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import strawberry

from kg.errors import QueryError
from schema.filters import ClaimFilter
from schema.kinds import Info, Kinds, View, new
from schema.lists import Lists
from schema.sources import Told
from schema.wave import Question


def subscriptions(kinds: Kinds, lists: Lists) -> type[Any]:
    """The type Subscription for the types of an ontology."""
    made = new("Subscription")

    async def claim_added(info: Info, *, wanted: ClaimFilter) -> AsyncIterator[View]:
        if info.context.news is None:
            raise QueryError("nothing is told here; subscribe over a WebSocket, or by a request that accepts text/event-stream")
        needs = kinds.needs_of(info)
        async with aclosing(info.context.news.listen()) as batches:
            async for claims in batches:
                answer = await info.context.reader.ask(Question(Told(tuple(claims), wanted), needs))
                passed = {row.iri for row in answer.rows}
                for iri in claims:
                    claim = answer.things.get(iri) if iri in passed else None
                    if claim and (view := kinds.view(claim, answer.things, "Claim")):
                        yield view

    about = (
        "Each claim that comes into the graph from now on and passes the filter, once, whichever process writes it: those that come "
        "together by their articles' days of publication, then by article and place in the text."
    )
    resolver = lists.filtered(claim_added)
    made.claim_added = strawberry.subscription(resolver=resolver, graphql_type=kinds.types["Claim"], description=about)
    return made
