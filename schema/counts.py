"""How many claims there are by relation, actor, location, speaker or month."""

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

import strawberry

from kg.errors import QueryError
from schema.filters import ClaimFilter
from schema.kinds import ASKS, ENTITY, Info, Kinds, View, new
from schema.lists import Lists, said
from schema.paging import MOST
from schema.scalars import PartialDate
from schema.sources import Claims, Counts, Group, Scope
from schema.wave import Question

strawberry.enum(Group, name="ClaimGroup", description="What claims are counted by; a claim counts for each actor and location in it.")

_CLASS_OF = {Group.ACTOR: "Actor", Group.LOCATION: "Location", Group.SPEAKER: "Actor"}


@dataclass
class _Count:
    number: strawberry.Private[int]
    entity: strawberry.Private[View | None] = None
    relation: strawberry.Private[Enum | None] = None
    month: strawberry.Private[PartialDate | None] = None


def count_type(kinds: Kinds) -> type[Any]:
    """The type of one count."""
    made = new("ClaimCount", _Count)
    kinds.add(made, "count", lambda self: self.number, int, "How many claims.")
    kinds.add(made, "of", lambda self: self.entity, kinds.types[ENTITY] | None, "The actor, location or speaker, where counted by one.")
    kinds.add(made, "ofRelation", lambda self: self.relation, kinds.relation | None, "The relation, where counted by it.")
    about = "The month, where counted by it: YYYY-MM, or YYYY where no more is known."
    kinds.add(made, "inMonth", lambda self: self.month, PartialDate | None, about)
    return strawberry.type(made, description="How many claims have something in common.")


def add_counts(kinds: Kinds, lists: Lists, made: type[Any], owner: type, scope: Scope) -> None:
    """Give a type the field `claimCounts`."""
    by_iri = {relation.iri: name for name, relation in kinds.ontology.relations.items()}

    async def claim_counts(  # type: ignore[no-untyped-def]
        self: View | None,
        info: Info,
        by: Annotated[Group, said("What to count by.")],
        most: Annotated[int, said("How many groups, 100 at most: those with the most claims, or the latest months.")] = 20,
        *,
        wanted: ClaimFilter,
    ):
        if not 1 <= most <= MOST:
            raise QueryError(f"most is {most}; ask for 1 to {MOST} groups")
        kind = _CLASS_OF.get(by, ENTITY)
        source = Counts(Claims(scope, self.resource.iri if self else "", wanted), by, most, tuple(kinds.classes(kind)))
        answer = await info.context.reader.ask(Question(source, kinds.needs_of(info)))
        rows = sorted(answer.rows, key=lambda row: row.iri, reverse=by is Group.MONTH)
        if by is Group.MONTH:
            return [made(row.number, month=PartialDate(row.iri)) for row in rows]
        rows.sort(key=lambda row: -row.number)
        if by is Group.RELATION:
            return [made(row.number, relation=kinds.relation(by_iri[row.iri])) for row in rows if row.iri in by_iri]
        return [
            made(row.number, entity=kinds.view(answer.things[row.iri], answer.things, kind)) for row in rows if row.iri in answer.things
        ]

    about = "How many claims there are, by what they have in common; those with the most first, months from the latest on."
    kinds.add(owner, "claimCounts", lists.filtered(claim_counts), list[made], about, ASKS)  # type: ignore[valid-type]
