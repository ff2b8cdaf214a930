"""The fields that a query begins with."""

from enum import Enum
from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from schema.arguments import given
from schema.connections import After, Before, First, Last, connection
from schema.counts import add_counts
from schema.kinds import ASKS, ENTITY, NODE, Info, Kinds, View, new
from schema.lists import Lists, said
from schema.lookup import either, is_iri
from schema.orders import BY_NAME, FOUND, NEWEST
from schema.scalars import PartialDate
from schema.sources import Articles, Entities, Found, Scope
from schema.timeline import add_timeline
from schema.vocabulary import field_name

Iri = Annotated[strawberry.ID | None, said("Its IRI.")]
Name = Annotated[str | None, said("One of its names, in capitals or not. Its main name goes before an alias.")]
Id = Annotated[str | None, said("The id under which it was handed in.")]


@strawberry.enum(description="What can be searched for.")
class Searched(Enum):
    """What can be searched for."""

    ENTITY = strawberry.enum_value("Entity", description="Entities, by their names.")
    ARTICLE = strawberry.enum_value("Article", description="Articles, by their headlines.")
    CLAIM = strawberry.enum_value("Claim", description="Claims, by their quotes.")
    STATEMENT = strawberry.enum_value("Statement", description="Statements, by their quotes.")


def root(kinds: Kinds, lists: Lists, count: type[Any]) -> type:
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
    one = "The article with this IRI or this id; give one of the two."
    kinds.add(query, "article", _article(kinds), kinds.types["Article"] | None, one)
    _add_articles(kinds, query)
    _add_search(kinds, query)
    add_timeline(kinds, query)
    add_counts(kinds, lists, count, query, Scope.ALL)
    return query


def _add_entities(kinds: Kinds, query: type) -> None:
    made = connection(kinds, ENTITY)

    async def entities(  # type: ignore[no-untyped-def]
        info: Info,
        type=UNSET,  # noqa: A002
        name: Name = UNSET,
        text: Annotated[str | None, said("Only where each of these words begins a word of a name, in capitals or not.")] = UNSET,
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
    ):
        chosen = given(type)
        kind = chosen.value if chosen else ENTITY
        source = Entities(tuple(kinds.classes(kind)), given(name), given(text))
        return await made.ask(info, source, BY_NAME, first, after, last, before, kind)

    entities.__annotations__["type"] = Annotated[kinds.entity_type | None, said("Only these.")]
    kinds.add(query, "entities", entities, made.made, "The entities, by the first of their names in the alphabet.", ASKS)


def _add_articles(kinds: Kinds, query: type) -> None:
    made = connection(kinds, "Article")

    async def articles(  # type: ignore[no-untyped-def]
        info: Info,
        date_from: Annotated[PartialDate | None, said("Published on this date or later.")] = UNSET,
        date_to: Annotated[PartialDate | None, said("Published on this date or earlier.")] = UNSET,
        text: Annotated[str | None, said("Only where each of these words begins a word of the headline, in capitals or not.")] = UNSET,
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
    ):
        source = Articles(None, given(date_from), given(date_to), given(text))
        return await made.ask(info, source, NEWEST, first, after, last, before, "Article")

    kinds.add(query, "articles", articles, made.made, "The articles, the newest first.", ASKS)


def _add_search(kinds: Kinds, query: type) -> None:
    made = connection(kinds, NODE)

    async def search(  # type: ignore[no-untyped-def]
        info: Info,
        text: Annotated[str, said("Words, each of which has to begin a word of what is found, in capitals or not.")],
        type: Annotated[list[Searched] | None, said("Only these.")] = UNSET,  # noqa: A002
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
    ):
        chosen = given(type)
        which = tuple(str(kind.value) for kind in (Searched if chosen is None else chosen))
        source = Found(text, tuple(kinds.classes(ENTITY)), which)
        return await made.ask(info, source, FOUND, first, after, last, before, NODE)

    about = "Entities, articles, claims and statements by their words: entities first, then the others, the newest of each first."
    kinds.add(query, "search", search, made.made, about, ASKS)


def _node(kinds: Kinds) -> Any:
    async def node(info: Info, id: strawberry.ID) -> View | None:  # noqa: A002
        if not is_iri(id):
            return None
        found = await info.context.reader.thing(id, kinds.needs_of(info))
        return next(iter(kinds.views(found)), None)

    return node


def _entity(kinds: Kinds, kind: str) -> Any:
    async def entity(info: Info, iri: Iri = UNSET, name: Name = UNSET) -> View | None:
        return await _one(kinds, info, kind, given(iri), given(name), "name")

    return entity


def _article(kinds: Kinds) -> Any:
    async def article(info: Info, iri: Iri = UNSET, id: Id = UNSET) -> View | None:  # noqa: A002
        return await _one(kinds, info, "Article", given(iri), given(id), "id")

    return article


async def _one(kinds: Kinds, info: Info, kind: str, iri: str | None, other: str | None, what: str) -> View | None:
    either(iri, other, what)
    reader, needs = info.context.reader, kinds.needs_of(info)
    if iri is not None:
        found = await reader.thing(iri, needs)
    else:
        found = await (reader.named if what == "name" else reader.article)(other or "", needs)
    return next(iter(kinds.views(found, kind)), None)
