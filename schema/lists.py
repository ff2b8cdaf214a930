"""The lists of claims and statements, which the root, every entity and every article have."""

from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from kg.errors import QueryError
from kg.extraction import Polarity, Realis
from schema.arguments import given
from schema.connections import connection
from schema.filters import ClaimFilter, ClaimOrder, Scope
from schema.kinds import Info, Kinds, View
from schema.lookup import is_iri
from schema.paging import page
from schema.reader import ClaimList, GraphReader, StatementList
from schema.scalars import PartialDate
from schema.vocabulary import relations_below

strawberry.enum(Polarity, description="Whether the text says that something is so, or that it is not.")
strawberry.enum(Realis, description="Whether the text presents something as actual, as to come, or as a mere possibility.")
strawberry.enum(ClaimOrder, description="How claims are ordered; those without a date come last in either direction.")

First = Annotated[int, strawberry.argument(description="How many, 100 at most.")]
After = Annotated[str | None, strawberry.argument(description="The cursor behind which to go on.")]


def _said(description: str) -> Any:
    return strawberry.argument(description=description)


@dataclass(frozen=True)
class Lists:
    """Adds the lists to types; one set of connection types serves them all."""

    kinds: Kinds
    claim: type[Any]
    statement: type[Any]

    @classmethod
    def of(cls, kinds: Kinds) -> "Lists":
        """The lists for the types of an ontology."""
        return cls(kinds, connection(kinds, "Claim"), connection(kinds, "Statement"))

    def add_claims(self, owner: type, scope: Scope, description: str) -> None:
        """Give a type the field `claims`."""
        kinds, made = self.kinds, self.claim

        async def claims(  # type: ignore[no-untyped-def]
            self: View | None,
            info: Info,
            relation=UNSET,
            stated_by: Annotated[str | None, _said("The speaker's IRI or name.")] = UNSET,
            date_from: Annotated[PartialDate | None, _said("Ended on this date or later; leaves out what has no date.")] = UNSET,
            date_to: Annotated[PartialDate | None, _said("Began on this date or earlier; leaves out what has no date.")] = UNSET,
            polarity: Polarity | None = UNSET,
            realis: Realis | None = UNSET,
            min_confidence: Annotated[float | None, _said("From 0 to 1.")] = UNSET,
            first: First = 20,
            after: After = UNSET,
            order_by: ClaimOrder = ClaimOrder.DATE_DESC,
        ):
            reader = info.context.reader
            wanted = ClaimFilter(
                relations=_relations(kinds, given(relation)),
                speakers=await _speakers(reader, given(stated_by)),
                date_from=given(date_from),
                date_to=given(date_to),
                polarity=given(polarity),
                realis=given(realis),
                min_confidence=_share(given(min_confidence)),
            )
            rows = await reader.claims(ClaimList(scope, self.resource.iri if self else "", wanted, order_by))
            return made(page(rows, order_by.value, first, given(after)), "Claim")

        # The enum of relations is made from the ontology and so cannot stand in the signature.
        which = _said("Any of these, or of the relations that specialise them.")
        claims.__annotations__["relation"] = Annotated[list[kinds.relation] | None, which]  # type: ignore[name-defined]
        kinds.add(owner, "claims", claims, made, description)

    def add_statements(self, owner: type, scope: Scope, description: str) -> None:
        """Give a type the field `statements`."""
        made = self.statement

        async def statements(self: View | None, info: Info, first: First = 20, after: After = UNSET):  # type: ignore[no-untyped-def]
            rows = await info.context.reader.statements(StatementList(scope, self.resource.iri if self else ""))
            return made(page(rows, "TEXT", first, given(after)), "Statement")

        self.kinds.add(owner, "statements", statements, made, description)


def _relations(kinds: Kinds, wanted: list[Enum] | None) -> tuple[str, ...] | None:
    if wanted is None:
        return None
    return tuple(dict.fromkeys(below.iri for relation in wanted for below in relations_below(kinds.ontology, relation.value)))


async def _speakers(reader: GraphReader, wanted: str | None) -> tuple[str, ...] | None:
    if wanted is None:
        return None
    return (wanted,) if is_iri(wanted) else tuple(await reader.named(wanted))


def _share(wanted: float | None) -> float | None:
    if wanted is not None and not 0 <= wanted <= 1:
        raise QueryError(f"minConfidence is {wanted}; give a number from 0 to 1")
    return wanted
