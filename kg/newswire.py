"""What an agency puts around a report: the dateline in front of it, credits behind it. Neither says anything of the events."""

import re

_NAME = r"[^\W\d_a-z][\w'’.]*(?:[ -](?:[a-z]{2,3}-)?[^\W\d_a-z][\w'’.]*){0,4}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:, (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?)"
_IN_BRACKETS = r"(?: \([^()\d]{2,30}\))"
_DATELINE = re.compile(
    rf"(?P<place>{_NAME}(?:/{_NAME})?)(?P<more>(?:, {_NAME})?{_IN_BRACKETS}?{_DAY}?{_IN_BRACKETS}?)"
    r" ?(?:—|–|--| - ) ?(?=[^\W_a-z]|[\"“‘'])"
)
_BULLET = re.compile(r"[•▪◦‣●*]\s+(?=\S)")
_CREDIT = re.compile(
    r"\(?(?:additional |with )?(?:reporting|writing|editing) by\b.*|.*\bcontributed (?:to this (?:report|article|story)|reporting)\b.{0,40}"
    r"|[a-z]{2,4}(?:-[a-z]{2,4})?(?:/[a-z]{2,4})+",
    re.IGNORECASE,
)


def dateline_end(paragraph: str) -> int:
    """Where the report begins behind a dateline ("KHARTOUM, Jan 12 (Agency) - "), in characters; 0 where there is none."""
    found = _DATELINE.match(paragraph)
    if found is None or not (found["more"] or (found["place"].isupper() and len(found["place"]) > 2)):
        return 0
    return found.end()


def report_start(paragraph: str) -> int:
    """Where the text of a paragraph begins behind a bullet and a dateline, in characters."""
    bullet = _BULLET.match(paragraph)
    start = bullet.end() if bullet else 0
    return start + dateline_end(paragraph[start:])


def is_credit(paragraph: str) -> bool:
    """Whether a paragraph only tells who wrote and edited the report ("(Reporting by …)", "abc/def")."""
    return _CREDIT.fullmatch(paragraph) is not None
