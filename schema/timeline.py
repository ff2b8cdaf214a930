"""Who is said to hold a place when, by whom, and whether others differ."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from kg.extraction import Polarity, Realis
from kg.ontology import CKG
from schema.arguments import given
from schema.filters import ClaimFilter, ClaimOrder
from schema.holdings import Effect, Holding, Report, holdings
from schema.kinds import ASKS, Info, Kinds, View, new
from schema.lists import said
from schema.needs import FieldNeeds
from schema.resource import Resource
from schema.scalars import PartialDate
from schema.sources import Claims, Scope
from schema.wave import Question

_READ = FieldNeeds(
    ("rdf:subject", "rdf:predicate", "rdf:object", "ckg:polarity", "ckg:eventDate", "ckg:inArticle", "ckg:statedBy"),
    ("rdf:subject", "rdf:object", "ckg:inArticle", "ckg:statedBy"),
    ("schema:datePublished", "ckg:nearDuplicateOf"),
)


@dataclass
class _Holding:
    known: strawberry.Private[Holding]
    things: strawberry.Private[Mapping[str, Resource]]


def add_timeline(kinds: Kinds, query: type) -> None:
    """Give the root the field `timeline`."""
    effects = {relation.iri: Effect(relation.holding) for relation in kinds.ontology.relations.values() if relation.holding}
    made = _holding_type(kinds)

    async def timeline(
        info: Info,
        place: Annotated[str, said("The location's IRI or name.")],
        since: Annotated[
            PartialDate | None, strawberry.argument(name="from", description="Only what lasted until this date or later.")
        ] = UNSET,
        until: Annotated[
            PartialDate | None, strawberry.argument(name="to", description="Only what began on this date or earlier.")
        ] = UNSET,
    ) -> Any:
        wanted = ClaimFilter(relations=tuple(effects), object=place, realis=Realis.ACTUAL)
        needs = kinds.needs_of(info).also(_READ)
        answer = await info.context.reader.ask(Question(Claims(Scope.ALL, "", wanted), needs, ClaimOrder.DATE_ASC.value))
        members = _once_a_source(answer.members(), answer.things)
        reports = [report for claim in members if (report := _report(claim, answer.things, effects))]
        return [made(known, answer.things) for known in holdings(reports) if known.overlaps(given(since), given(until))]

    about = (
        "Who is said to hold a location, in the order in which they began: derived from claims, which stand in `evidence`. Claims "
        "count from their event's date, or else from the day on which their article was published; those without either are left out. "
        "What near duplicates of an article repeat counts once."
    )
    kinds.add(query, "timeline", timeline, list[made], about, ASKS)  # type: ignore[valid-type]


def _holding_type(kinds: Kinds) -> type[Any]:
    made = new("Holding", _Holding)
    actor, location, claim = (kinds.types[name] for name in ("Actor", "Location", "Claim"))

    def see(self: _Holding, iri: str | None, kind: str) -> View | None:
        return kinds.view(self.things[iri], self.things, kind) if iri and iri in self.things else None

    def speakers(self: _Holding) -> list[View]:
        iris = dict.fromkeys(self.things[claim].one("ckg:statedBy") for claim in self.known.claims)
        return [view for iri in iris if (view := see(self, iri, "Actor"))]

    def claims(self: _Holding) -> list[View]:
        return [view for iri in self.known.claims if (view := see(self, iri, "Claim"))]

    kinds.add(
        made, "place", lambda self: see(self, self.known.place, "Location"), location, "The location.", FieldNeeds(hops=("rdf:object",))
    )
    kinds.add(
        made,
        "holder",
        lambda self: see(self, self.known.holder, "Actor"),
        actor,
        "Who is said to hold it.",
        FieldNeeds(hops=("rdf:subject",)),
    )
    kinds.add(made, "from", lambda self: self.known.begin, PartialDate | None, "Since when; null where only its end is told.")
    kinds.add(made, "to", lambda self: self.known.end, PartialDate | None, "Until when; null where nothing is told of an end.")
    disputed = "Whether somebody denies it, or somebody else is said to hold the location at the same time."
    kinds.add(made, "disputed", lambda self: self.known.disputed, bool, disputed)
    kinds.add(made, "statedBy", speakers, list[actor], "Who says so or denies it, beside the articles in their own voice.")  # type: ignore[valid-type]
    evidence = "The claims that it rests on, in the order of their dates; those that deny it come last."
    kinds.add(made, "evidence", claims, list[claim], evidence)  # type: ignore[valid-type]
    return strawberry.type(made, description="That somebody is said to hold a location for a time.")


_SAME = ("rdf:subject", "rdf:predicate", "rdf:object", "ckg:polarity", "ckg:eventDate", "ckg:statedBy")


def _once_a_source(claims: Iterable[Resource], things: Mapping[str, Resource]) -> Iterator[Resource]:
    """The claims without those that near duplicates of an article say just as it does or, where it does not, as another of them does."""
    found = []
    for claim in claims:
        iri = claim.need("ckg:inArticle")
        original = things[iri].one("ckg:nearDuplicateOf") if iri in things else None
        found.append((claim, (bool(original), iri), (original or iri, *map(claim.one, _SAME))))
    first: dict[tuple[str | None, ...], tuple[bool, str]] = {}
    for _, article, same in found:
        first[same] = min(article, first.get(same, article))
    return (claim for claim, article, same in found if article == first[same])


def _report(claim: Resource, things: Mapping[str, Resource], effects: Mapping[str, Effect]) -> Report | None:
    article = things.get(claim.need("ckg:inArticle"))
    date = claim.one("ckg:eventDate") or (article and article.one("schema:datePublished"))
    if not date:
        return None
    denied = claim.need("ckg:polarity") == CKG + Polarity.NEGATIVE
    effect = effects[claim.need("rdf:predicate")]
    return Report(claim.iri, claim.need("rdf:object"), claim.need("rdf:subject"), date, effect, denied)
