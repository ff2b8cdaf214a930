"""The graph as one GraphQL request reads it: what is asked at the same moment goes into one SPARQL query."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import QuerySolutions
from strawberry.dataloader import DataLoader

from kg.errors import QueryError, StoreError
from kg.ontology import Ontology
from kg.store import GraphStore
from schema import queries
from schema.filters import ClaimFilter, ClaimOrder, Scope, newest_first
from schema.paging import Row
from schema.queries import Edge
from schema.resource import Resource, Value
from schema.vocabulary import prefixed, relations_below

Solution = tuple[Value | None, ...]


@dataclass(frozen=True)
class Link:
    """A relation that leaves from a thing, or arrives there; `by` limits it to what is dated by a day."""

    iri: str
    relation: str
    backward: bool
    by: str | None


@dataclass(frozen=True)
class ClaimList:
    """The claims of an entity, of an article (`iri`), or all, that pass a filter."""

    scope: Scope
    iri: str
    wanted: ClaimFilter
    order: ClaimOrder


@dataclass(frozen=True)
class StatementList:
    """The statements of a speaker, of an article (`iri`), or all."""

    scope: Scope
    iri: str


class GraphReader:
    """Reads the graph for one request: each thing once, and the same things of many results together."""

    def __init__(self, store: GraphStore, ontology: Ontology) -> None:
        self.ontology = ontology
        self._store = store
        self._resources = DataLoader(self._load_resources)
        self._links = DataLoader(self._load_links)
        self._claims = DataLoader(self._load_claims)
        self._statements = DataLoader(self._load_statements)
        self._named = DataLoader(self._load_named)

    async def resource(self, iri: str) -> Resource:
        """A thing with what is said of it: nothing where the graph does not know it."""
        return await self._resources.load(iri)

    async def resources(self, iris: Sequence[str]) -> list[Resource]:
        """The same for several things, in the given order."""
        return await self._resources.load_many(iris)

    async def linked(self, link: Link) -> list[Resource]:
        """What a relation leads to, sorted by name."""
        found = await self.resources(await self._links.load(link))
        return sorted(found, key=lambda resource: (resource.name.casefold(), resource.iri))

    async def claims(self, wanted: ClaimList) -> list[Row]:
        """The claims of a list, as rows to be paged."""
        return await self._claims.load(wanted)

    async def statements(self, wanted: StatementList) -> list[Row]:
        """The statements of a list, as rows to be paged: newest article first, then in the order of the text."""
        return await self._statements.load(wanted)

    async def named(self, name: str) -> list[str]:
        """The IRIs of what bears a name, whatever the case of its letters: first as its label, then as an alias."""
        return await self._named.load(_text(name))

    async def articles(self) -> list[Row]:
        """All articles, newest first."""
        found = await self._select(queries.articles())
        return [Row((newest_first(published and published.value),), article.value) for article, published in found if article]

    async def article(self, identifier: str) -> list[str]:
        """The IRIs of the articles that were handed in under an id."""
        return [article.value for (article,) in await self._select(queries.article(_text(identifier))) if article]

    async def entities(self, classes: Sequence[str]) -> list[Row]:
        """The entities of any of these classes, by name."""
        names = defaultdict(list)
        for iri, name in await self._select(queries.entities(self.ontology.classes[one].iri for one in classes)):
            if iri:
                names[iri.value].append(name)
        labels = {iri: Resource(iri, {"rdfs:label": tuple(name for name in found if name)}).name for iri, found in names.items()}
        return [Row((name.casefold(),), iri) for iri, name in labels.items()]

    async def _select(self, query: str) -> list[Solution]:
        return await asyncio.to_thread(_materialised, self._store, query)

    async def _load_resources(self, iris: list[str]) -> list[Resource]:
        values: dict[str, defaultdict[str, list[Value]]] = {iri: defaultdict(list) for iri in iris}
        for iri, name, value in await self._select(queries.resources(iris)):
            if iri and name and value:
                values[iri.value][prefixed(name.value)].append(value)
        return [Resource(iri, {name: tuple(found) for name, found in values[iri].items()}) for iri in iris]

    async def _load_links(self, links: list[Link]) -> list[list[str]]:
        dates = sorted({link.by for link in links}, key=lambda date: date or "")
        found = dict(zip(dates, await asyncio.gather(*(self._targets(date, links) for date in dates)), strict=True))
        return [
            sorted(
                {iri for edge in self._edges(link) for backward in self._ways(link) for iri in found[link.by].get((*edge, backward), ())}
            )
            for link in links
        ]

    async def _targets(self, date: str | None, links: list[Link]) -> Mapping[tuple[str, str, bool], set[str]]:
        ways = {
            way: dict.fromkeys(edge for link in links if link.by == date and way in self._ways(link) for edge in self._edges(link))
            for way in (False, True)
        }
        query = queries.links_by(date, ways[False], ways[True]) if date else queries.links(ways[False], ways[True])
        targets = defaultdict(set)
        for start, relation, backward, end in await self._select(query):
            if start and relation and backward and end:
                targets[start.value, relation.value, backward.value == "true"].add(end.value)
        return targets

    def _edges(self, link: Link) -> list[Edge]:
        return [(link.iri, relation.iri) for relation in relations_below(self.ontology, link.relation)]

    def _ways(self, link: Link) -> tuple[bool, ...]:
        return (False, True) if self.ontology.relations[link.relation].symmetric else (link.backward,)

    async def _load_claims(self, lists: list[ClaimList]) -> list[list[Row]]:
        questions = dict.fromkeys((one.scope, one.wanted) for one in lists)

        async def answer(scope: Scope, wanted: ClaimFilter) -> dict[str, list[tuple[str, str | None, str]]]:
            iris = dict.fromkeys(one.iri for one in lists if one.scope is scope and one.wanted == wanted)
            found = defaultdict(list)
            for start, claim, date, confidence in await self._select(queries.claims(scope, iris, wanted)):
                if claim and confidence:
                    found[start.value if start else ""].append((claim.value, date.value if date else None, confidence.value))
            return found

        answers = dict(zip(questions, await asyncio.gather(*(answer(*question) for question in questions)), strict=True))
        return [
            [Row(one.order.rank(date, confidence), iri) for iri, date, confidence in answers[one.scope, one.wanted].get(one.iri, ())]
            for one in lists
        ]

    async def _load_statements(self, lists: list[StatementList]) -> list[list[Row]]:
        scopes = dict.fromkeys(one.scope for one in lists)

        async def answer(scope: Scope) -> dict[str, list[Row]]:
            found = defaultdict(list)
            iris = dict.fromkeys(one.iri for one in lists if one.scope is scope)
            for start, statement, article, published, position in await self._select(queries.statements(scope, iris)):
                if statement and article and position:
                    rank = (newest_first(published and published.value), article.value, int(position.value))
                    found[start.value if start else ""].append(Row(rank, statement.value))
            return found

        answers = dict(zip(scopes, await asyncio.gather(*map(answer, scopes)), strict=True))
        return [answers[one.scope].get(one.iri, []) for one in lists]

    async def _load_named(self, names: list[str]) -> list[list[str]]:
        found: dict[str, dict[str, bool]] = {name: {} for name in names}
        for wanted, iri, alias in await self._select(queries.named(names)):
            if wanted and iri and alias:
                known = found[wanted.value]
                known[iri.value] = known.get(iri.value, True) and alias.value == "true"
        return [sorted(known, key=lambda iri: (known[iri], iri)) for known in found.values()]


def _text(text: str) -> str:
    """A text that RDF can hold; QueryError where it is none."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QueryError(f"{text!a} holds half a character (a lone surrogate); send whole characters")
    return text


def _materialised(store: GraphStore, query: str) -> list[Solution]:
    """All solutions at once: they may be read only in the thread that asked for them."""
    solutions = store.query(query)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError(f"expected a SELECT query, found {query!r}")
    try:
        return list(map(tuple, solutions))
    except (OSError, RuntimeError) as error:
        # The traceback goes to another thread, where the solutions must not be let go of.
        del solutions
        raise StoreError(f"{store.location}: the graph could not be read: {error}") from error
