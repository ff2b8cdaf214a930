"""The time expressions of an article, found sentence by sentence and read in the order of the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_date
from spacy.tokens import Span

from kg.clock import Clock, Reading
from kg.extraction import Article
from kg.moments import Moment
from kg.parse import Parsed
from kg.time_readings import MONTH
from kg.time_rules import RULES, Rule

_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:[–-](\d{4}|\d\d))?\b")
_FULL_DATE = re.compile(r"\b[A-Z][a-z]{2,8}\.? (?:[0-3]?\d, )?((?:19|20)\d\d)\b")
_FULL_DAY = re.compile(r"\b(?:[0-3]?\d [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} [0-3]?\d,) ((?:19|20)\d\d)\b")
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter) of ((?:19|20)\d\d)\b")
_FRONT = 6
"""An expression that begins within so many tokens of its sentence opens it: "Late in the evening on 23 July, …"."""
_DATELINE = re.compile(
    rf"^[A-Z][^\n]{{0,60}}?[,(] ?(?P<date>{MONTH} [0-3]?\d,? (?:19|20)\d\d|[0-3]?\d {MONTH} (?:19|20)\d\d)\)? ?[–—-]", re.MULTILINE
)
_FUTURE = frozenset(("will", "shall", "'ll"))
_PERFECT = frozenset(("have", "has", "'ve"))
REPORTING = frozenset(
    (
        *("accuse", "acknowledge", "add", "admit", "allege", "announce", "believe", "blame", "call", "claim", "concede", "condemn"),
        *("confirm", "declare", "deny", "describe", "discuss", "estimate", "hail", "insist", "note", "pledge", "post", "praise"),
        *("release", "report", "reveal", "say", "show", "state", "suggest", "tell", "tweet", "urge", "vow", "warn", "write"),
    )
)
"""Who does this on a day tells of something that happened on another."""


@dataclass(frozen=True)
class TimeExpression:
    """
    An expression of time from token `first` to before token `last`.

    `value` and `end` are YYYY-MM-DD, YYYY-MM or YYYY; `value` is None where the text does not fix it.
    `future` says that it lies after publication; `aside` that it is counted from another one, beside which it stands.
    """

    first: int
    last: int
    text: str
    value: str | None
    end: str | None = None
    future: bool = False
    aside: bool = False


def time_expressions(parsed: Parsed) -> list[TimeExpression]:
    """The article's time expressions in the order of the text, each read against what stands before it and the publication date."""
    article = parsed.article
    written = article.published or _dateline(article.text)
    clock = Clock(Moment.of(written)) if written else Clock(None, _year_of(article), context=_first_year(article))
    found: list[TimeExpression] = []
    for paragraph in parsed.paragraph_spans():
        clock.new_paragraph()
        for match, rule in _matches(paragraph.text):
            span = paragraph.char_span(*match.span(), alignment_mode="expand")
            if span is None or _is_other(span) or len(span.text) > len(match.group()) + 2:
                continue
            clock.ahead, clock.perfect = _has_helper(span, _FUTURE), _has_helper(span, _PERFECT)
            clock.opening, clock.report = opens(span), span.root.head.lemma_ in REPORTING
            reading = rule(match, clock)
            if reading is not None:
                clock.note(reading)
            found.append(_expression(span, reading))
    return found


def _matches(text: str) -> Iterator[tuple[re.Match[str], Rule]]:
    """The forms found in a text, in order and without overlap: of two that begin together, the longer one."""
    found = [(match, rule) for pattern, rule in RULES for match in pattern.finditer(text)]
    position = 0
    for match, rule in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() >= position:
            position = match.end()
            yield match, rule


def _is_other(span: Span) -> bool:
    """Whether it only looks like a time: the verbs "may" and "march", Theresa May, Russia Today, 2000 soldiers, a dateline."""
    root = span.root
    if (root.pos_ in ("VERB", "AUX") and len(span) == 1) or root.ent_type_ == "PER" or _is_name(span):
        return True
    if _is_dateline(span):
        return True
    if (
        span.text[0].isdigit()
        and root.tag_ != "CD"
        and root.dep_ in ("amod", "compound")
        and not (root.head.tag_ == "NNS" or root.head.lower_ == "one")
    ):
        return True  # "the attack on the *14th* Brigade", but not "on the *14th* rebels attacked", "… one of them fell"
    if span.text == "Today" and span.start > span.sent.start and not span.doc[span.start - 1].is_punct:
        return True
    return len(span) == 1 and root.dep_ == "nummod" and root.head.i > root.i and root.head.tag_ in ("NNS", "NNPS")


def _is_dateline(span: Span) -> bool:
    """Whether it ends the line that tells where and when a report was written: "KHARTOUM, Jan 12 - "."""
    doc = span.doc
    closed = span.end < len(doc) and doc[span.end].text in ("-", "–", "—", "--")
    return closed and 0 < span.start - span.sent.start <= _FRONT and doc[span.start - 1].text == ","


def _is_name(span: Span) -> bool:
    """Whether a name in capitals has it: "the March 23 Movement", "Movement of the 1st of May"; not "the 13 April Nangarhar airstrike"."""
    doc, after = span.doc, span.end
    if span.start == 0 or doc[span.start - 1].lower_ != "the" or len(span) == 1:
        return False
    if span.start > 2 and doc[span.start - 2].lower_ == "of" and doc[span.start - 3].is_title:
        return True
    while after < len(doc) and doc[after].is_title:
        after += 1
    return after > span.end and (after == len(doc) or doc[after].pos_ != "NOUN")


def _has_helper(span: Span, helpers: frozenset[str]) -> bool:
    """Whether the verb that an expression stands by has one of these auxiliaries."""
    return any(child.lower_ in helpers for child in span.root.head.children if child.dep_ == "aux")


def _expression(span: Span, reading: Reading | None) -> TimeExpression:
    if reading is None:
        return TimeExpression(span.start, span.end, span.text, None)
    end = str(reading.end) if reading.end else None
    return TimeExpression(span.start, span.end, span.text, str(reading.start), end, reading.future, reading.aside)


def _dateline(text: str) -> date | None:
    """The day on which a report was written, by the line that opens it: "KHARTOUM, 12 January 1999 - "."""
    found = _DATELINE.search(text)
    try:
        return parse_date(found["date"]).date() if found else None
    except ParserError:
        return None  # "31 June 1999"


def _year_of(article: Article) -> int | None:
    """The year of an article without a publication date: the one in its title, else that of the day that its first paragraph names."""
    named = [(int(first), int(first[: -len(last)] + last) if last else int(first)) for first, last in _YEARS.findall(article.title or "")]
    years = [year for pair in named for year in pair]
    if years and min(years) == max(years):
        return years[0]
    dated = _FULL_DATE.search(article.text) if years else _FULL_DAY.search(next(iter(article.text.strip().splitlines()), ""))
    year = next((int(found) for found in dated.groups() if found), None) if dated else None
    return year if year and (not years or min(years) <= year <= max(years)) else None


def _first_year(article: Article) -> Moment | None:
    """The year in which the story of an article without a publication date begins, where its title names none."""
    if _YEARS.search(article.title or ""):
        return None
    dated = _FULL_DATE.search(article.text) or _SEASON.search(article.text)
    return Moment(int(dated[1])) if dated else None


def opens(span: Span) -> bool:
    """Whether an expression opens its sentence: near its beginning, before any verb."""
    first = span.sent.start
    return span.start - first <= _FRONT and not any(token.pos_ == "VERB" for token in span.doc[first : span.start])
