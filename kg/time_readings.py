"""
How each form of English time expressions is read.

The calendar's arithmetic is dateutil's. dateparser is not used: it takes "Thursday" in Thursday's paper for the week before,
gives "2014" a month and a day, knows neither "early June 2014" nor "last May", and needs one to two milliseconds for each expression.
"""

import re
from datetime import timedelta

from dateutil.parser import parserinfo
from dateutil.relativedelta import relativedelta, weekday

from kg.clock import Clock, Reading
from kg.moments import Moment, common, following, latest

_CALENDAR = parserinfo()
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)}

MONTH = (
    r"(?-i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
PART = r"(?:morning|afternoon|evening|night)"


def _month(text: str) -> int:
    return int(_CALENDAR.month(text.rstrip(".")) or 0)


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _dated(match: re.Match[str], clock: Clock, month: int, day: int = 0) -> Reading | None:
    """The month or day in the year that the expression names in figures or words, or else in the one that the clock finds."""
    year = int(match["year"] or 0)
    which = (match["which"] or "").lower()
    if which in ("last", "this") and clock.published:
        year = clock.published.year - (which == "last")
    elif which and clock.named:
        year = clock.named.year + {"the previous": -1, "the following": 1}.get(which, 0)
    moment = Moment(year, month, day)
    if not year:
        return clock.undated(month, day)
    return Reading(moment, year_given=True) if moment.exists else None


def calendar_day(match: re.Match[str], clock: Clock) -> Reading | None:
    """18 May 2014, May 18th, Thursday, 5 December, the 17th of February."""
    return _dated(match, clock, _month(match["month"] or match["month2"]), _day(match["day"] or match["day2"]))


def day_range(match: re.Match[str], clock: Clock) -> Reading | None:
    """Between 3 and 5 May 2015, from 26 to 30 April, May 3-5."""
    month, last_month = match["month"] or match["month2"], match["month2"] or match["month"]
    last = _dated(match, clock, _month(last_month), _day(match["day2"]))
    if last is None:
        return None
    end = last.start
    start = Moment(end.year - (_month(month) > end.month), _month(month), _day(match["day"]))
    return last._replace(start=start, end=end) if start.exists and start < end else None


def day_of_month(match: re.Match[str], clock: Clock) -> Reading | None:
    """On the 14th: in the month that was told of last."""
    base = clock.context or clock.published
    moment = Moment(base.year, base.month, _day(match["day"])) if base is not None and base.month else None
    return Reading(moment) if moment is not None and moment.day and moment.exists else None


def iso_day(match: re.Match[str], _: Clock) -> Reading | None:
    """2014-05-18."""
    moment = Moment(int(match["y"]), int(match["m"]), int(match["d"]))
    return Reading(moment, year_given=True) if moment.month and moment.day and moment.exists else None


def calendar_month(match: re.Match[str], clock: Clock) -> Reading | None:
    """In March, early June 2014, last May, that August, December of that year."""
    month, modifier = _month(match["month"]), (match["modifier"] or "").lower()
    if modifier.endswith(("that", "same")) and clock.named:
        return Reading(Moment(clock.named.year, month), year_given=True)
    if modifier.endswith(("following", "next")) and clock.context and clock.context.month and (modifier != "next" or not clock.published):
        return Reading(following(month, 0, clock.context.first) or clock.context)
    if modifier.endswith("following") and clock.named and not clock.named.month:
        return Reading(Moment(clock.named.year + 1, month))
    if modifier == "the previous" and (base := clock.context or clock.published):
        return Reading(latest(month, 0, base.first.replace(day=1) - timedelta(1)) or base, aside=True)
    if modifier == "next" and clock.published:
        return Reading(following(month, 0, clock.published.first) or clock.published, future=True)
    if modifier == "last" and clock.published:
        return Reading(latest(month, 0, clock.published.first.replace(day=1) - timedelta(1)) or clock.published)
    return _dated(match, clock, month)


def calendar_year(match: re.Match[str], clock: Clock) -> Reading | None:
    """In 2014, the summer of 2014, the first half of 2015, from 2014 to 2016."""
    between = match.groupdict()
    year, until = Moment(int(match["year"] or between["year2"])), match["until"] or between.get("until2")
    if until and len(until) == len("68"):
        until = str(year.year)[:2] + until  # "in 1967–68"
    future = clock.published is not None and year.year > clock.published.year
    return Reading(year, Moment(int(until)) if until else None, future, year_given=True)


def season(match: re.Match[str], clock: Clock) -> Reading | None:
    """Last summer, this winter, in the spring, that autumn, the following spring: the year of it."""
    begins, ends = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}[match["season"].lower()]
    modifier, told = match["modifier"].lower(), clock.context if clock.retrospect or clock.published is None else None
    if modifier.startswith(("that", "the ")):
        told = clock.named
    if modifier in ("last", "this") and clock.published:
        return Reading(Moment(clock.published.year - (modifier == "last" and clock.published.month <= ends)))
    if told is not None:
        return Reading(Moment(told.year + (modifier.endswith(("following", "next")) and not 0 < told.month < begins)))
    return Reading(Moment(clock.published.year - (clock.published.month < begins))) if clock.published else None


def day_of_week(match: re.Match[str], clock: Clock) -> Reading | None:
    """On Thursday, last Friday, Sunday night, next Monday, that Saturday."""
    number, modifier = int(_CALENDAR.weekday(match["weekday"]) or 0), (match["modifier"] or "").lower()
    if modifier in ("that", "that same", "the following", "the next", "the same", "the previous") and clock.context and clock.context.day:
        step = {"that": 0, "that same": 0, "the same": 0, "the previous": -1}.get(modifier, 1)
        return Reading(Moment.of(clock.context.first + relativedelta(days=step, weekday=weekday(number, -1 if step < 0 else 1))))
    if clock.published is None and clock.fresh and clock.context and clock.context.day and not modifier:
        return Reading(Moment.of(clock.context.first + relativedelta(weekday=weekday(number, 1))))
    clock.ahead = clock.ahead or modifier == "next"
    moment = clock.weekday(number)
    if moment is not None and moment == clock.published and modifier == "last":
        moment = moment.shift(-7, "day")  # "last Thursday" in Thursday's paper
    return Reading(moment, future=clock.ahead) if moment else None


_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}


def feast(match: re.Match[str], clock: Clock) -> Reading | None:
    """On Christmas Eve, on New Year's Day 1995."""
    return _dated(match, clock, *_FEASTS[match["feast"].lower().replace("’", "'")])


def deictic(match: re.Match[str], clock: Clock) -> Reading | None:
    """Today, yesterday, this evening, last month, overnight, in the past 24 hours, at the weekend."""
    if clock.published is None:
        return None
    today, words = clock.published.first, match["deictic"].lower().replace("in the", "this").replace("during the", "this")
    unit = words.split()[-1]
    if words in ("today", "tonight") or (words.startswith("this ") and re.fullmatch(PART, unit)):
        return Reading(clock.published)
    if words in ("yesterday", "last night"):
        return Reading(clock.published.shift(-1, "day"))
    if words.startswith("the day "):
        ahead = unit == "tomorrow"
        return Reading(clock.published.shift(2 if ahead else -2, "day"), future=ahead)
    if words.startswith(("tomorrow", "next ")):
        moment = clock.published.shift(1, "day" if words == "tomorrow" else unit)
        return Reading(Moment(*moment[:2]) if unit == "week" else moment, future=True)
    if words == "overnight" or unit == "hours":
        return Reading(common(today - timedelta(1), today))
    if unit == "weekend":
        sunday = today + relativedelta(weekday=weekday(6, -1))
        return Reading(common(sunday - timedelta(1), sunday))
    if unit == "week":
        monday = today + relativedelta(weekday=weekday(0, -1))
        return Reading(common(monday, today) if "this" in words else common(monday - timedelta(7), monday - timedelta(1)))
    return Reading(clock.published.shift(0 if "this" in words else -1, unit))
