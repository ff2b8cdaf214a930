"""Calendar values of the precision that a text gives, a day, a month or a year, and the arithmetic between them."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

_SAFE = 1000
"""Up to 999 units are counted, and the calendar ends at the years 1 and 9999."""
_STEPS = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "fortnight": relativedelta(weeks=2),
    "month": relativedelta(months=1),
    "year": relativedelta(years=1),
}


class Moment(NamedTuple):
    """A year, a month or a day of the Gregorian calendar; 0 where the text is less precise. Written YYYY, YYYY-MM or YYYY-MM-DD."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def of(cls, day: date) -> "Moment":
        """The moment that is this day."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        """The ISO 8601 form of as much as is known."""
        return f"{self.year:04}" + (f"-{self.month:02}" if self.month else "") + (f"-{self.day:02}" if self.day else "")

    @property
    def exists(self) -> bool:
        """Whether the calendar has it: there is no 31 June."""
        return 0 < self.year < 10000 and self.month <= 12 and self.day <= (monthrange(self.year, self.month)[1] if self.month else 0)

    @property
    def first(self) -> date:
        """The first day of it."""
        return date(self.year, self.month or 1, self.day or 1)

    def shift(self, count: int, unit: str) -> "Moment":
        """
        The moment `count` units ("day", "week", "month", "year") later, no more precise than this one and the unit.

        Half a year, a year and so on, counted in months, is taken for a round number: it gives the year.
        """
        if not _SAFE < self.year < 10000 - _SAFE:
            return self
        moved = Moment.of(self.first + _STEPS[unit] * count)
        if unit == "year" or not self.month or (unit == "month" and count and count % 6 == 0):
            return Moment(moved.year)
        if unit == "month" or not self.day:
            return Moment(moved.year, moved.month)
        return moved


def common(first: date, last: date) -> Moment:
    """The most precise moment that holds both days; the year of the last one where they share none."""
    if first.year != last.year or first.month != last.month:
        return Moment(last.year)
    return Moment.of(last) if first == last else Moment(last.year, last.month)


def latest(month: int, day: int, bound: date) -> Moment | None:
    """The latest such month, or day of a month, that begins on or before `bound`; None if the calendar never has it."""
    years = (Moment(bound.year - back, month, day) for back in range(9))
    return next((moment for moment in years if moment.exists and moment.first <= bound), None)


def following(month: int, day: int, bound: date) -> Moment | None:
    """The first such month, or day of a month, that begins after `bound`; None if the calendar never has it."""
    years = (Moment(bound.year + ahead, month, day) for ahead in range(9))
    return next((moment for moment in years if moment.exists and moment.first > bound), None)
