"""What an article has said about time so far, against which its next time expression is read."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta, weekday

from kg.moments import Moment, following, latest

_NEAR = timedelta(40)
"""A day without a year so soon after publication is not last year's."""
_TURN = 10
"""January behind November or December is the next year's, and the other way round."""


class Reading(NamedTuple):
    """
    What a time expression means.

    `year_given`: its year stands in the text itself; `future`: it lies after publication; `aside`: it does not date what follows.
    """

    start: Moment
    end: Moment | None = None
    future: bool = False
    year_given: bool = False
    aside: bool = False


@dataclass
class Clock:
    """
    The state of the reading.

    `named` is the last moment named; `context` the last one that dates what follows: "two days later" counts from it, and in an
    article without a publication date a day takes its year. `retrospect` is that moment while a paragraph of a published article
    tells of a year that it has named. Of the expression at hand, `ahead` says that it stands by a verb in the future tense,
    `perfect` by one in the present perfect, `opening` that it opens its sentence,
    `report` that it says when something was said.
    """

    published: Moment | None
    year: int | None = None
    """The year that the whole article is about, if it has one."""
    named: Moment | None = None
    context: Moment | None = None
    retrospect: Moment | None = None
    ahead: bool = False
    perfect: bool = False
    opening: bool = False
    report: bool = False
    reported: bool = False
    """Whether the day of the news is only that of reports so far."""
    story: Moment | None = None
    """The last day that dates what follows: to it an unpublished article comes back from what it told of earlier times."""
    newest: Moment | None = None
    """The latest day named, not after publication: the day of the news."""
    here: bool = False
    """Whether this paragraph has named the day that dates what follows."""
    fresh: bool = False
    """Whether the context stands in this paragraph."""

    def new_paragraph(self) -> None:
        """Forget what only a paragraph's own flow carries."""
        self.retrospect, self.here, self.fresh = None, False, False
        anchor = self.story if self.story and self.story.year >= (self.year or 0) else Moment(self.year) if self.year else None
        if anchor and not self.published and (self.context is None or self._strayed(anchor, self.context)):
            self.context = anchor

    def _strayed(self, anchor: Moment, context: Moment) -> bool:
        """Whether what was told last lies before the story, or after its year without a day that it has come to."""
        return context.first < anchor.first or (self.year is not None and context.year > self.year and not context.day)

    def note(self, reading: Reading) -> None:
        """Take a reading into account; a bare year dates what follows only where it opens a sentence ("built in 1985" does not)."""
        moment = reading.end or reading.start
        if reading.future or reading.aside:
            return
        self.named = moment
        if moment.day and self.published and (self.newest is None or self.reported or not self.report):
            self.newest = moment if self.newest is None or (self.reported and not self.report) else max(moment, self.newest)
            self.reported = self.report
        self.here = self.here or bool(moment.day)
        if moment.month or self.opening:
            inherited = self.retrospect is not None and moment.year == self.retrospect.year
            self.fresh = True
            self.story = reading.start if reading.start.day else self.story
            self.context, self.retrospect = moment, moment if reading.year_given or inherited else None

    def same_day(self) -> Moment | None:
        """The day to which an hour belongs: the one that the paragraph tells of, else that of the news or of the chronicle so far."""
        day = self.context if self.here or not self.published else self.newest
        return day if day is not None and day.day else None

    def told(self, unit: str) -> Moment | None:
        """The moment from which a number of units is counted: for days a day, if need be that of the news."""
        exact = self.fresh or (self.context is not None and self.context.day)
        return self.context if exact or unit in ("week", "fortnight", "month", "year") else self.same_day() or self.context

    def undated(self, month: int, day: int = 0) -> Reading | None:
        """The month, or the day of a month, that is written without a year."""
        base = self.retrospect if self.published else self.context or self.named
        if base is not None and not (self.published and self.perfect):
            turn = (base.month - month >= _TURN) - (bool(base.month) and month - base.month >= _TURN)
            moment = Moment(base.year + turn, month, day)
            if self.published is None or base[:2] <= moment[:2] <= self.published[:2]:
                return Reading(moment) if moment.exists else None
        if self.published is None:
            return None
        past, coming = latest(month, day, self.published.first), following(month, day, self.published.first)
        if past is None or coming is None:
            return None
        near = day and coming.first - self.published.first < _NEAR
        return Reading(coming, future=True) if self.ahead or near else Reading(past)

    def weekday(self, number: int) -> Moment | None:
        """The last such day of the week on or before publication (0 is Monday); the next one after it where the verb looks ahead."""
        if self.published is None:
            return None
        step = relativedelta(days=1, weekday=weekday(number, 1)) if self.ahead else relativedelta(weekday=weekday(number, -1))
        return Moment.of(self.published.first + step)
