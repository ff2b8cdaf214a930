"""The scalars of the schema: IRIs, and days, months and years in one."""

import re
from datetime import date
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from kg.errors import QueryError
from schema.lookup import is_iri

PartialDate = NewType("PartialDate", str)
Iri = NewType("Iri", str)

_FORM = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


def partial_date(value: object) -> PartialDate:
    """A day, month or year as it is written; QueryError where it is none."""
    found = _FORM.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise QueryError(f"{value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(part or 1) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError as error:
        raise QueryError(f"{value!r} is no date of the calendar: {error}") from error
    return PartialDate(found.string)


def iri(value: object) -> Iri:
    """An absolute IRI as it is written; QueryError where it is none."""
    if not isinstance(value, str) or not is_iri(value):
        raise QueryError(f"{value!r} is no absolute IRI")
    return Iri(value)


SCALARS: dict[object, ScalarDefinition] = {
    Iri: strawberry.scalar(
        name="IRI",
        description="An absolute IRI (RFC 3987).",
        specified_by_url="https://www.rfc-editor.org/rfc/rfc3987",
        serialize=str,
        parse_value=iri,
    ),
    PartialDate: strawberry.scalar(
        name="PartialDate",
        description="A day, a month or a year: YYYY-MM-DD, YYYY-MM or YYYY.",
        serialize=str,
        parse_value=partial_date,
    ),
}
