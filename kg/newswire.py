"""What an agency puts around a report: the dateline in front of it, credits behind it. Neither says anything of the events."""

import re

_NAME = r"[^\W\d_a-z][\w'’.]*(?:[ -](?:[a-z]{2,3}-)?[^\W\d_a-z][\w'’.]*){0,4}"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = rf"(?:, (?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?)"
_IN_BRACKETS = r"(?: ?(?:\([^()\d]{2,30}\)|/[^/\d]{2,30}/))"
_DATELINE = re.compile(
    rf"(?P<place>{_NAME}(?:/{_NAME})?)(?P<more>(?:, {_NAME})?{_IN_BRACKETS}?{_DAY}?{_IN_BRACKETS}?)"
    r" ?(?:—|–|--| - ) ?(?=[^\W_a-z]|[\"“‘'])"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
# "Bria, Tuesday. " as older papers have it, "BRIA: ", "(Agency) - "
_OTHER = re.compile(
    rf"(?:{_NAME}(?:, {_NAME})?, (?:{_WEEKDAY}|{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})\.|[^\W\d_a-z]{{3,}}(?: [^\W\d_a-z]{{2,}}){{0,2}}:"
    r"|\([A-Z][^()\d]{1,30}\) ?[—–-]) (?=[^\W_a-z])"
)
_PLACE = 3  # words of a place that a bare dateline names
_BYLINE = re.compile(rf"[Bb][Yy] {_NAME}(?:(?:,| and|, and) {_NAME})*(?: in {_NAME})?(?:, [^.]{{0,40}})?")
_DASH = re.compile(r"—|–|--| - ")
_BULLET = re.compile(r"[•▪◦‣●*]\s+(?=\S)")
_CREDIT = re.compile(
    r"\(?(?:additional |with )?(?:reporting|writing|editing) by\b.*"
    r"|from (?:our|a|the) [\w ]{0,30}(?:staff|correspondents?|reporters?)\b.{0,30}"
    r"|.*\bcontributed (?:to this (?:report|article|story)|reporting)\b.{0,40}"
    r"|[a-z]{2,4}(?:-[a-z]{2,4})?(?:/[a-z]{2,4})+",
    re.IGNORECASE,
)


def dateline_end(paragraph: str) -> int:
    """Where the report begins behind a dateline ("KHARTOUM, Jan 12 (Agency) - "), in characters; 0 where there is none."""
    other = _OTHER.match(paragraph)
    if other is not None:
        return other.end()
    found = _DATELINE.match(paragraph)
    if found is None:
        return 0
    told = found["more"] or (found["place"].isupper() and len(found["place"]) > 2)
    # "Bria – once a market town – fell" begins with no dateline, nor "The Joint Task Force – South said".
    name = found["place"].startswith("The ") or len(found["place"].split()) > _PLACE
    return found.end() if told or not (name or _DASH.search(paragraph[found.end() :].partition(". ")[0])) else 0


def report_start(paragraph: str) -> int:
    """Where the text of a paragraph begins behind a bullet and a dateline, in characters."""
    bullet = _BULLET.match(paragraph)
    start = bullet.end() if bullet else 0
    return start + dateline_end(paragraph[start:])


def is_credit(paragraph: str) -> bool:
    """Whether a paragraph only tells who wrote and edited the report ("(Reporting by …)", "abc/def")."""
    return (_CREDIT.fullmatch(paragraph) or _BYLINE.fullmatch(paragraph)) is not None
