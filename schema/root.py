"""The fields that a query begins with."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from schema.arguments import given
from schema.connections import connection
from schema.filters import Scope
from schema.kinds import ENTITY, Info, Kinds, View, new
from schema.lists import After, First, Lists
from schema.lookup import either, is_iri
from schema.paging import page
from schema.vocabulary import field_name

Iri = Annotated[strawberry.ID | None, strawberry.argument(description="Its IRI.")]
Name = Annotated[str | None, strawberry.argument(description="One of its names, in capitals or not. Its main name goes before an alias.")]
Id = Annotated[str | None, strawberry.argument(description="The id under which it was handed in.")]


def root(kinds: Kinds, lists: Lists) -> type:
    """The type Query for the types of an ontology."""
    query = new("Query")
    kinds.add(query, "node", _node(kinds), kinds.node | None, "Anything by its IRI.")
    for name in kinds.types:
        if kinds.ontology.is_a(name, ENTITY):
            one = f"The {kinds.ontology.classes[name].label} with this IRI or this name; give one of the two."
            kinds.add(query, field_name(name), _entity(kinds, name), kinds.types[name] | None, one)
    _add_entities(kinds, query)
    lists.add_claims(query, Scope.ALL, "All claims, denied and merely possible ones too.")
    lists.add_statements(query, Scope.ALL, "All statements, those of the newest article first, then in the order of the text.")
    kinds.add(
        query, "article", _article(kinds), kinds.types["Article"] | None, "The article with this IRI or this id; give one of the two."
    )
    articles = connection(kinds, "Article")

    async def all_articles(info: Info, first: First = 20, after: After = UNSET):  # type: ignore[no-untyped-def]
        return articles(page(await info.context.reader.articles(), "PUBLISHED", first, given(after)), "Article")

    kinds.add(query, "articles", all_articles, articles, "All articles, the newest first.")
    return query


def _add_entities(kinds: Kinds, query: type) -> None:
    made = connection(kinds, ENTITY)

    async def entities(info: Info, type=UNSET, name: Name = UNSET, first: First = 20, after: After = UNSET):  # type: ignore[no-untyped-def]  # noqa: A002
        chosen, called = given(type), given(name)
        kind = chosen.value if chosen else ENTITY
        rows = await info.context.reader.entities(kinds.subtypes(kind))
        if called is not None:
            bearers = set(await info.context.reader.named(called))
            rows = [row for row in rows if row.iri in bearers]
        return made(page(rows, "NAME", first, given(after)), kind)

    entities.__annotations__["type"] = Annotated[kinds.entity_type | None, strawberry.argument(description="Only these.")]
    kinds.add(query, "entities", entities, made, "The entities, by name.")


def _node(kinds: Kinds) -> Any:
    async def node(info: Info, id: strawberry.ID) -> View | None:  # noqa: A002
        if not is_iri(id):
            return None
        resource = await info.context.reader.resource(id)
        return kinds.view(resource) or next((view for name in kinds.types if (view := kinds.view(resource, name))), None)

    return node


def _entity(kinds: Kinds, kind: str) -> Any:
    async def entity(info: Info, iri: Iri = UNSET, name: Name = UNSET) -> View | None:
        return await _first(kinds, info, kind, await either(given(iri), given(name), "name", info.context.reader.named))

    return entity


def _article(kinds: Kinds) -> Any:
    async def article(info: Info, iri: Iri = UNSET, id: Id = UNSET) -> View | None:  # noqa: A002
        return await _first(kinds, info, "Article", await either(given(iri), given(id), "id", info.context.reader.article))

    return article


async def _first(kinds: Kinds, info: Info, kind: str, iris: list[str]) -> View | None:
    return next(iter(kinds.views(await info.context.reader.resources(iris), kind)), None)
