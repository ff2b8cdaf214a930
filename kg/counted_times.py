"""How time expressions are read that count from a moment told before: "two days later", "that night", "by noon", "within the week"."""

import re

from kg.clock import Clock, Reading
from kg.moments import Moment, common
from kg.time_readings import MONTH, NUMBERS, WEEKDAY

_FEW = 3
_DAY = 24
"""Hours of a day."""


def _number(text: str | None) -> int:
    if text is None or text.lower() in ("a", "an", "the"):
        return 1
    return NUMBERS.get(text.lower()) or int(text)


def ago(match: re.Match[str], clock: Clock) -> Reading | None:
    """Three days ago, two months ago; a number of weeks gives the month."""
    if clock.published is None:
        return None
    unit = match["unit"].lower()
    moment = clock.published.shift(-_number(match["count"]), unit)
    return Reading(Moment(*moment[:2]) if unit in ("week", "fortnight") else moment)


def same_unit(match: re.Match[str], clock: Clock) -> Reading | None:
    """The same day, that night, later that month, that year."""
    unit = match["unit"].lower()
    base = clock.named if unit == "year" else clock.context
    return Reading(Moment(*base[: {"year": 1, "month": 2, "week": 2}.get(unit, 3)])) if base else None


def later(match: re.Match[str], clock: Clock) -> Reading | None:
    """Two days later, the next morning, a year earlier, the day before."""
    unit = (match["unit"] or match["unit2"] or match["unit3"]).lower()
    base = clock.named if unit == "year" else clock.told(unit)
    if base is None:
        return None
    back = any(word in match.group().lower() for word in ("before", "earlier", "previous", "previously"))
    count = _number(match["count"])
    aside = match.group().lower().endswith((" before", "previously"))
    return Reading(base.shift(-count if back else count, unit if unit in ("week", "fortnight", "month", "year") else "day"), aside=aside)


def some(match: re.Match[str], clock: Clock) -> Reading | None:
    """Days later, in the following weeks, over the next two weeks: the month that a few of them lead to."""
    base, unit = clock.context, (match["unit"] or match["unit2"] or match["unit3"]).lower()
    if base is None:
        return None
    if match["count"] in NUMBERS or (match["count"] or "").isdigit():
        return Reading(Moment(*base.shift(_number(match["count"]) // 2, unit)[:2]))
    moved = base.shift(-_FEW if "earlier" in match.group().lower() or "previous" in match.group().lower() else _FEW, unit)
    return Reading(Moment(*moved[:2]))


def stage(match: re.Match[str], clock: Clock) -> Reading | None:
    """By the end of the month, at the beginning of that year: the month or year that is told of, else that of the news."""
    told = clock.context if clock.published is None or clock.retrospect or (clock.fresh and match["which"].lower() != "this") else None
    base, year = told or clock.published, match["unit"].lower() == "year"
    return Reading(Moment(*base[: 1 if year else 2]), aside=year) if base is not None else None


def lasting(match: re.Match[str], clock: Clock) -> Reading | None:
    """For two years, by a verb in the present perfect: since when, until publication."""
    if clock.published is None or not clock.perfect:
        return None
    unit = match["unit"].lower()
    start = clock.published.shift(-_number(match["count"]), unit)
    return Reading(start if unit == "year" else Moment(*start[:2]), clock.published, aside=True)


def within(match: re.Match[str], clock: Clock) -> Reading | None:
    """Within two days, within the week: between the day told last and the end of that time."""
    base = clock.told("day")
    if base is None or not base.day or (clock.named and clock.named.year != base.year):
        base = clock.named if clock.named and not clock.named.day else base
        return Reading(base, aside=True) if base is not None else None
    return Reading(common(base.first, base.shift(_number(match["count"]), match["unit"].lower()).first), aside=True)


def offset(match: re.Match[str], clock: Clock) -> Reading | None:
    """
    On Tuesday, a day after they took the city: the date of what follows, counted from the one before it in the sentence.

    Where it opens the sentence ("the day after the battle, they left") it dates the sentence, counted from what was told before.
    """
    unit, count = match["unit"].lower(), _number(match["count"])
    if re.search(r"\bfor (?:\w+ ){0,2}$", match.string[: match.start()]):
        return None  # "fought for about an hour before leaving"
    if unit == "hour" and count < _DAY:
        return hour(match, clock)
    hours = unit == "hour"
    if hours:
        unit, count = "day", count // _DAY
    base = clock.told(unit) or (clock.published if clock.perfect and unit in ("month", "year") else None)
    if base is None or (clock.opening and (not clock.fresh or _dated(match) or (unit == "day" and not base.day))):
        return None
    moved = base.shift(count if (match["which"].lower() == "before") != clock.opening else -count, unit)
    rough = match["about"] is not None and unit != "year" and not hours
    return Reading(Moment(*moved[:2]) if rough else moved, aside=not clock.opening)


def hour(match: re.Match[str], clock: Clock) -> Reading | None:
    """1 p.m., by noon, after dawn, within hours, hours later: on the day that was told last, unless the sentence goes on to name one."""
    day = clock.same_day()
    return Reading(day, aside=True) if day is not None and not _dated(match) else None


def _dated(match: re.Match[str]) -> bool:
    """Whether the sentence goes on to name a day."""
    rest = match.string[match.end() :].partition(". ")[0]
    return re.search(rf"{WEEKDAY}|{MONTH}|\bthe \d+(?:st|nd|rd|th)\b", rest) is not None
