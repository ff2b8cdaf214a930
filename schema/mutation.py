"""The fields that a mutation begins with: what changes the graph."""

from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from kg.errors import InputError, QueryError
from kg.extraction import Article
from kg.jsonlines import parse_date
from kg.plaintext import checked, identified
from schema.arguments import given
from schema.kinds import Info, Kinds, View, new
from schema.lists import said
from schema.scalars import PartialDate


def mutations(kinds: Kinds) -> type[Any]:
    """The type Mutation for the types of an ontology."""
    made = new("Mutation")

    async def add_article(
        info: Info,
        text: Annotated[str | None, said("Its text, with a line break after each paragraph.")] = UNSET,
        url: Annotated[str | None, said("Where it was published: without a text, it is fetched from there.")] = UNSET,
        title: Annotated[str | None, said("Its headline; without it, that of the page.")] = UNSET,
        published: Annotated[
            PartialDate | None, said("The day of publication, by which “Thursday” is understood; or that of the page.")
        ] = UNSET,
        source: Annotated[str | None, said("Who published it; without it, the site that the page names.")] = UNSET,
        id: Annotated[str | None, said("The id under which it is handed in; without it, its URL, or a key made of its text.")] = UNSET,  # noqa: A002
    ) -> View:
        if info.context.add is None:
            raise QueryError("no article can be added here; send the mutation to a server that was started with --allow-update")
        article = _article(given(text), given(url), given(title), given(published), given(source), given(id))
        found = await info.context.reader.thing(await info.context.add(article), kinds.needs_of(info))
        return kinds.views(found, "Article")[0]

    about = (
        "Reads an article into the graph, as `kg build` does; the same text again replaces what it gave before. Only for those who may "
        "change the graph: the server has to be started with --allow-update, and its token (KG_TOKEN) sent as `Authorization: Bearer …`."
    )
    made.add_article = strawberry.field(resolver=add_article, graphql_type=kinds.types["Article"], description=about)
    return made


def _article(text: str | None, url: str | None, title: str | None, published: str | None, source: str | None, name: str | None) -> Article:
    if text is None and url is None:
        raise InputError("there is no article; give its text, or the url to fetch it from")
    if url is not None and not url.lower().startswith(("http://", "https://")):
        raise InputError(f"url: {url!r} begins with neither http:// nor https://; give such an address, or the article's text")
    day = parse_date(published) if published else None
    article = Article(name or url or "", "" if text is None else checked(text, "text"), title, day, url, source)
    return identified(article) if text is not None else article
