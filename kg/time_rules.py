"""The forms of English time expressions."""

import re
from collections.abc import Callable

from kg import counted_times as count
from kg import time_readings as read
from kg.clock import Clock, Reading
from kg.time_readings import MONTH, NUMBERS, PART, WEEKDAY

_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(NUMBERS)})"
_UNIT = "day|week|fortnight|month|year"
_BY = "|".join(rf"(?<=\b{word} the )" for word in ("on", "by", "until", "till", "since", "from", "before", "after", "of"))
_HOUR = r"(?:mid-?)?(?:morning|afternoon|evening)|dawn|daybreak|sunrise|first light|noon|midday|dusk|sunset|nightfall|midnight"
_ABOUT = r"(?:about|almost|nearly|barely|more than|less than|over|under|at least|some|the past|the last)"
_CLOCK = rf"(?:{'|'.join(NUMBERS)}) (?:o[’']clock|in the (?:morning|afternoon|evening)|at night)"
_STAGE = r"(?:the )?(?:end|beginning|start|middle|close|turn|course|rest|first half|second half|first days|last days|early part) of"
_ANAPHOR = r"(?:that same|that|the same|the following|the next|next|the previous)"
_OF_YEAR = rf"(?:,? (?:of )?(?P<year>{_YEAR})\b|,? (?:of )?(?P<which>last|this|that|the same|the previous|the following) year\b)?"

Rule = Callable[[re.Match[str], Clock], Reading | None]
RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rule)
    for pattern, rule in (
        (
            rf"\b(?:(?:between|from) )?(?P<day>{_DAY})(?: (?P<month>{MONTH}))?(?: ?[–—-] ?| to | and | until | through )"
            rf"(?P<day2>{_DAY}) (?:of )?(?P<month2>{MONTH})\b{_OF_YEAR}",
            read.day_range,
        ),
        (
            rf"\b(?P<month>{MONTH}) (?P<day>{_DAY})(?: ?[–—-] ?| to | and | until | through )"
            rf"(?:(?P<month2>{MONTH}) )?(?P<day2>{_DAY})\b{_OF_YEAR}",
            read.day_range,
        ),
        (
            rf"\b(?:{WEEKDAY},? (?:the )?)?(?:(?P<day>{_DAY}) (?:of )?(?P<month>{MONTH})\b"
            rf"|(?P<month2>{MONTH}) (?P<day2>{_DAY})\b(?! {MONTH}\b)){_OF_YEAR}",
            read.calendar_day,
        ),
        (rf"(?:{_BY})(?P<day>[0-3]?\d(?:st|nd|rd|th))\b", read.day_of_month),
        (r"\b(?P<y>(?:19|20)\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b", read.iso_day),
        (
            rf"\b(?:(?P<modifier>last|this|next|{_ANAPHOR}) |(?:early|mid|late)[ -](?:in )?)?(?P<month>{MONTH})\b{_OF_YEAR}",
            read.calendar_month,
        ),
        (
            rf"\b(?:(?:from|between) (?P<year>{_YEAR}) (?:to|and|until) (?P<until>{_YEAR})"
            rf"|(?P<year2>{_YEAR})[–/-](?P<until2>\d\d|{_YEAR}))\b(?!-)",
            read.calendar_year,
        ),
        (
            rf"\b(?:(?:early|mid|late)[ -])?(?P<year>{_YEAR})\b(?![,.]\d|-|%| ?(?:sq|km|GMT|UTC|hours|local|dead|wounded)\b)(?P<until>)",
            read.calendar_year,
        ),
        (
            r"\b(?P<modifier>last|this|that|the (?:same|following|next)|(?:in|since|during) the) (?P<season>spring|summer|autumn|winter)\b"
            rf"(?! (?:of|offensive|campaign|{_YEAR}))",
            read.season,
        ),
        (
            rf"\b(?:(?P<modifier>last|this|next|that same|that|the (?:same|following|next|previous)) )?"
            rf"(?P<weekday>{WEEKDAY})\b(?:,? (?:early |late )?{PART}\b)?",
            read.day_of_week,
        ),
        (
            r"(?P<deictic>\bthe day before yesterday\b|\bthe day after tomorrow\b"
            r"|\btoday\b|\btonight\b|\byesterday\b|\btomorrow\b|\bovernight\b|\blast night\b"
            rf"|\bthis {PART}\b|\b(?:earlier this|last|late last|this|next|earlier in the|during the) (?:week|month|year|weekend)\b"
            r"|\b(?:at|over) the weekend\b|\bin the (?:past|last) (?:24|48|twenty-four) hours\b)",
            read.deictic,
        ),
        (rf"\b(?P<feast>Christmas (?:Eve|Day)|Boxing Day|New Year[’']s (?:Eve|Day))\b{_OF_YEAR}", read.feast),
        (rf"\b(?P<count>{_COUNT}) (?P<unit>{_UNIT})s? ago\b", count.ago),
        (
            r"\b(?:(?<!for )(?P<unit>day|week|month)s (?:later|afterwards|earlier)"
            r"|(?:over|in|during|within) the (?:following|next|previous|coming) "
            rf"(?:(?P<count>{_COUNT}|few|several) )?(?P<unit2>day|week|month)s"
            r"|in the (?P<unit3>day|week|month)s that followed)\b",
            count.some,
        ),
        (
            rf"\b{_STAGE} (?P<which>the|this|that|that same|the same) (?P<unit>week|month|year)\b",
            count.stage,
        ),
        (
            rf"\bfor (?:{_ABOUT} )?(?P<count>{_COUNT}) (?P<unit>day|week|month|year)s?\b",
            count.lasting,
        ),
        (rf"\bwithin (?P<count>{_COUNT}|the) (?P<unit>day|week|month)s?\b(?! of\b)", count.within),
        (
            r"\b(?:that same|that|the same|(?:later|late|early) in the|(?:on|during) the first)"
            rf" (?P<unit>day|night|week|month|year|{PART})\b(?! (?:after|before|later)\b)",
            count.same_unit,
        ),
        (
            rf"\b(?:(?P<count>{_COUNT}) (?P<unit>{_UNIT})s? (?:later|earlier|previously|afterwards|before(?= *[.,;:)]|$))\b"
            rf"|(?:the )?(?:next|following|previous) (?P<unit2>day|night|week|month|year|{PART})\b"
            r"|the (?P<unit3>day|night|week|month|year) (?:after|before)\b"
            r"(?! (?:tomorrow|yesterday|the|a|it|they|he|she|his|their|its)\b))",
            count.later,
        ),
        (r"\b(?:[01]?\d(?:[:.][0-5]\d)? ?[ap]\.?m\b\.?|[0-2]\d:[0-5]\d(?! (?:hours|minutes)))", count.hour),
        (
            rf"\b(?:by|at|before|after|around|about|towards?) (?:{_HOUR}|{_CLOCK})\b|\bwithin (?:the hour|an hour|minutes|hours)\b",
            count.hour,
        ),
        (
            rf"\b(?:{_COUNT} )?(?:minutes|hours?) (?:later|afterwards|earlier)\b|\b(?:hours|minutes) (?:after|before)\b|\bduring the day\b",
            count.hour,
        ),
        (
            rf"(?<!\bfor )\b(?P<about>{_ABOUT} )?(?P<count>{_COUNT}|the) "
            r"(?P<unit>hour|day|week|month|year)s? (?P<which>after|before)\b(?= \w)",
            count.offset,
        ),
    )
)
"""Each form with its reading, in the order in which they are tried; of two that overlap the longer one counts."""
