"""The lists of claims and statements, which the root, every entity and every article have, and the counts of claims."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from inspect import Parameter, Signature, signature
from typing import Annotated, Any

import strawberry
from strawberry import UNSET

from kg.errors import QueryError
from kg.extraction import Polarity, Realis
from schema.arguments import given
from schema.connections import After, Before, Connection, First, Last, connection
from schema.filters import ClaimFilter, ClaimOrder
from schema.kinds import ASKS, Info, Kinds, View
from schema.orders import AS_TOLD
from schema.scalars import PartialDate
from schema.sources import Claims, Scope, Statements
from schema.vocabulary import relations_below

strawberry.enum(Polarity, description="Whether the text says that something is so, or that it is not.")
strawberry.enum(Realis, description="Whether the text presents something as actual, as to come, or as a mere possibility.")
strawberry.enum(ClaimOrder, description="How claims are ordered; those without a date come last in either direction.")


def said(description: str) -> Any:
    """The description of an argument."""
    return strawberry.argument(description=description)


Article = Annotated[str | None, said("The article's IRI, or the id under which it was handed in.")]
Text = Annotated[str | None, said("Only where each of these words begins a word of the quote, in capitals or not.")]


@dataclass(frozen=True)
class Lists:
    """Adds the lists to types; one set of connection types serves them all."""

    kinds: Kinds
    claim: Connection
    statement: Connection

    @classmethod
    def of(cls, kinds: Kinds) -> "Lists":
        """The lists for the types of an ontology."""
        return cls(kinds, connection(kinds, "Claim"), connection(kinds, "Statement"))

    def add_claims(self, owner: type, scope: Scope, description: str) -> None:
        """Give a type the field `claims`."""

        async def claims(  # type: ignore[no-untyped-def]
            self: View | None,
            info: Info,
            order_by: ClaimOrder = ClaimOrder.DATE_DESC,
            first: First = UNSET,
            after: After = UNSET,
            last: Last = UNSET,
            before: Before = UNSET,
            *,
            wanted: ClaimFilter,
        ):
            source = Claims(scope, self.resource.iri if self else "", wanted)
            return await made.ask(info, source, order_by.value, first, after, last, before, "Claim")

        made = self.claim
        self.kinds.add(owner, "claims", self.filtered(claims), made.made, description, ASKS)

    def add_statements(self, owner: type, scope: Scope, description: str) -> None:
        """Give a type the field `statements`."""
        made = self.statement

        async def statements(  # type: ignore[no-untyped-def]
            self: View | None,
            info: Info,
            speaker: Annotated[str | None, said("The speaker's IRI or name.")] = UNSET,
            article: Article = UNSET,
            text: Text = UNSET,
            first: First = UNSET,
            after: After = UNSET,
            last: Last = UNSET,
            before: Before = UNSET,
        ):
            source = Statements(scope, self.resource.iri if self else "", given(speaker), given(article), given(text))
            return await made.ask(info, source, AS_TOLD, first, after, last, before, "Statement")

        self.kinds.add(owner, "statements", statements, made.made, description, ASKS)

    def filtered(self, resolve: Callable[..., Any]) -> Callable[..., Any]:
        """A resolver that takes the filters of claims as arguments and hands them on as one, `wanted`."""
        make = _filter(self.kinds)
        filters = signature(make).parameters
        own = [parameter for parameter in signature(resolve).parameters.values() if parameter.name != "wanted"]

        def filtering(*args: Any, **arguments: Any) -> Any:
            wanted = make(**{name: arguments.pop(name) for name in filters if name in arguments})
            return resolve(*args, **arguments, wanted=wanted)

        needed = [parameter for parameter in own if parameter.default is Parameter.empty]
        more = [parameter for parameter in own if parameter.default is not Parameter.empty]
        filtering.__signature__ = Signature([*needed, *filters.values(), *more])  # type: ignore[attr-defined]
        return filtering


def _filter(kinds: Kinds) -> Callable[..., ClaimFilter]:
    """The filter that some arguments stand for."""

    def wanted(  # type: ignore[no-untyped-def]
        relation=UNSET,
        stated_by: Annotated[str | None, said("The speaker's IRI or name.")] = UNSET,
        subject: Annotated[str | None, said("Who does or is it, by IRI or name.")] = UNSET,
        object: Annotated[str | None, said("To whom or what, or where, by IRI or name.")] = UNSET,  # noqa: A002
        subject_type=UNSET,
        object_type=UNSET,
        article: Article = UNSET,
        date_from: Annotated[PartialDate | None, said("Ended on this date or later; leaves out what has no date.")] = UNSET,
        date_to: Annotated[PartialDate | None, said("Began on this date or earlier; leaves out what has no date.")] = UNSET,
        polarity: Annotated[Polarity | None, said("Whether it is so, or is not.")] = UNSET,
        realis: Annotated[Realis | None, said("Whether it is presented as a fact.")] = UNSET,
        min_confidence: Annotated[float | None, said("At least this, from 0 to 1.")] = UNSET,
        text: Text = UNSET,
    ) -> ClaimFilter:
        return ClaimFilter(
            relations=_relations(kinds, given(relation)),
            speaker=given(stated_by),
            subject=given(subject),
            object=given(object),
            article=given(article),
            date_from=given(date_from),
            date_to=given(date_to),
            polarity=given(polarity),
            realis=given(realis),
            min_confidence=_share(given(min_confidence)),
            subject_types=_classes(kinds, given(subject_type)),
            object_types=_classes(kinds, given(object_type)),
            text=given(text),
        )

    # The enums are made from the ontology and so cannot stand in the signature.
    of_type = list[kinds.entity_type] | None  # type: ignore[name-defined]
    wanted.__annotations__["relation"] = Annotated[
        list[kinds.relation] | None,  # type: ignore[name-defined]
        said("Any of these, or of the relations that specialise them."),
    ]
    wanted.__annotations__["subject_type"] = Annotated[of_type, said("Only where the subject is any of these.")]
    wanted.__annotations__["object_type"] = Annotated[of_type, said("Only where the object is any of these.")]
    return wanted


def _relations(kinds: Kinds, wanted: list[Enum] | None) -> tuple[str, ...] | None:
    if wanted is None:
        return None
    return tuple(
        dict.fromkeys(below.iri for relation in dict.fromkeys(wanted) for below in relations_below(kinds.ontology, relation.value))
    )


def _classes(kinds: Kinds, wanted: list[Enum] | None) -> tuple[str, ...] | None:
    if wanted is None:
        return None
    return tuple(dict.fromkeys(iri for kind in dict.fromkeys(wanted) for iri in kinds.classes(kind.value)))


def _share(wanted: float | None) -> float | None:
    if wanted is not None and not 0 <= wanted <= 1:
        raise QueryError(f"minConfidence is {wanted}; give a number from 0 to 1")
    return wanted
