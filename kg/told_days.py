"""The day of what an article tells twice: once by its month, once to the day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction import Claim, EventDate

_MONTH, _DAY = len("2024-05"), len("2024-05-10")
_Days = dict[tuple[str, str, str], list[EventDate]]


def with_days(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with the day where one tells the month alone and the others tell one day of it for the same thing done to the same."""
    days: _Days = defaultdict(list)
    for claim in claims:
        if claim.date is not None and len(claim.date.value) == _DAY:
            days[claim.relation, claim.object.key, claim.date.value[:_MONTH]].append(claim.date)
    return [_exact(claim, days) for claim in claims]


def _exact(claim: Claim, days: _Days) -> Claim:
    if claim.date is None or claim.date.end is not None:
        return claim
    told = days.get((claim.relation, claim.object.key, claim.date.value), [])
    return replace(claim, date=told[0]) if len({day.value for day in told}) == 1 else claim
