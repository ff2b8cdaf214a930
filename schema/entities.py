"""The fields of entities: what they are called, where they lie, and every relation of the ontology from both its ends."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from kg.ontology import CKG, Relation
from schema.arguments import given
from schema.counts import add_counts
from schema.kinds import ASKS, ENTITY, Info, Kinds, View
from schema.lists import Lists
from schema.needs import FieldNeeds
from schema.scalars import Iri, PartialDate
from schema.sources import Linked, Scope
from schema.vocabulary import relations_below
from schema.wave import Question

LOCATION = "Location"
_LABELS = FieldNeeds(("rdfs:label",))

Date = Annotated[
    PartialDate | None,
    strawberry.argument(
        description="Only what began, as claims have it, on this date or earlier: on the date of the event or, where the text gives none, "
        "on the day the article was published. Nothing ends it: a later loss is a claim of its own."
    ),
]
Language = Annotated[
    str, strawberry.argument(description="As a BCP 47 tag such as uk. Where there is no name in it, the English one, or else any.")
]


def add_entity_fields(kinds: Kinds, lists: Lists, count: type[Any]) -> None:
    """Give the types of entities their fields."""
    entity = kinds.types[ENTITY]
    kinds.add(entity, "name", _name, str, "The fullest name that an article gives it, in the language asked for if there is one.", _LABELS)
    kinds.add(
        entity, "aliases", lambda self: self.resource.aliases, list[str], "Its other names.", FieldNeeds(("rdfs:label", "skos:altLabel"))
    )
    kinds.add(entity, "types", _types(kinds), list[kinds.entity_type], "All that it is: a country that acts is a State and a Place.")  # type: ignore[name-defined]
    same = FieldNeeds(("skos:exactMatch",))
    kinds.add(entity, "exactMatch", lambda self: self.resource.all("skos:exactMatch"), list[Iri], "The same in GeoNames or Wikidata.", same)
    lists.add_claims(entity, Scope.ENTITY, "The claims of which it is the subject or the object, denied and merely possible ones too.")
    add_counts(kinds, lists, count, entity, Scope.ENTITY)
    lists.add_statements(entity, Scope.ENTITY, "What it is reported to have said.")
    if location := kinds.types.get(LOCATION):
        kinds.add(location, "latitude", _number("geo:lat"), float | None, "In degrees north (WGS 84).", FieldNeeds(("geo:lat",)))
        kinds.add(location, "longitude", _number("geo:long"), float | None, "In degrees east (WGS 84).", FieldNeeds(("geo:long",)))
        country = FieldNeeds(("ckg:countryCode",))
        kinds.add(
            location,
            "countryCode",
            lambda self: self.resource.one("ckg:countryCode"),
            str | None,
            "ISO 3166-1 alpha-2, such as SY.",
            country,
        )
    for known in _seen_as(kinds):
        kinds.add(entity, f"as{known}", _view_as(kinds, known), kinds.types[known] | None, f"The same as {known}, null if it is none.")
    for relation in kinds.ontology.relations.values():
        _add_relation(kinds, relation)


def _add_relation(kinds: Kinds, relation: Relation) -> None:
    about = f"{relation.definition}\n\nExample: {relation.example}"
    domain, target = kinds.types[relation.domain], kinds.types[relation.range]
    kinds.add(domain, relation.name, _linked(kinds, relation, relation.range, backward=False), list[target], about, ASKS)  # type: ignore[valid-type]
    if relation.inverse_name != relation.name:
        inverse = f"The inverse of `{relation.name}`. {about}"
        kinds.add(target, relation.inverse_name, _linked(kinds, relation, relation.domain, backward=True), list[domain], inverse, ASKS)  # type: ignore[valid-type]


def _linked(kinds: Kinds, relation: Relation, to: str, *, backward: bool) -> Callable[..., Any]:
    relations = tuple(below.iri for below in relations_below(kinds.ontology, relation.name))
    ways = (False, True) if relation.symmetric else (backward,)

    async def linked(self: View, info: Info, at: Date = UNSET) -> Any:
        needs = kinds.needs_of(info).also(_LABELS)
        answer = await info.context.reader.ask(Question(Linked(self.resource.iri, relations, ways, given(at)), needs))
        return sorted(kinds.views(answer, to), key=lambda view: (view.resource.name().casefold(), view.resource.iri))

    return linked


def _name(self: View, language: Language = "en") -> str:
    return self.resource.name(language)


def _types(kinds: Kinds) -> Callable[[View], Sequence[Any]]:
    def types(self: View) -> Sequence[Any]:
        mine = self.resource.all("rdf:type")
        return [member for member in kinds.entity_type if CKG + member.value in mine]

    return types


def _seen_as(kinds: Kinds) -> list[str]:
    """The interfaces right below Entity: an entity may be of several."""
    return [name for name in kinds.interfaces if ENTITY in kinds.ontology.classes[name].parents]


def _view_as(kinds: Kinds, name: str) -> Callable[[View], View | None]:
    return lambda self: kinds.view(self.resource, self.around, name)


def _number(name: str) -> Callable[[View], float | None]:
    def number(self: View) -> float | None:
        value = self.resource.one(name)
        return None if value is None else float(value)

    return number
