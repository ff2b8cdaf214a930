"""Mend lists that give each of their members a date of its own: "took Bria on 3 March, *Obo on the 5th* and, in April, *Zemio*"."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.expressions import TimeExpression
from kg.hanging import hang
from kg.noun_phrases import phrase_head
from kg.parse import Parsed
from kg.time_paths import hangs_on, words_of

_JOINTS = frozenset({",", ";", "and", "then", "finally", "later", "(", ")"})
_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "CCONJ"})
_FALLING = frozenset({"fall", "surrender", "capitulate", "follow"})
_ENDS = frozenset({",", ";", ".", "and", "but", "while", ")", "before", "after", "as"})


def mend_dated_lists(parsed: Parsed, expressions: Sequence[TimeExpression]) -> None:
    """Hang the later members of such lists on the first, each with its date, in a parsed article in place."""
    for before, expression in zip((None, *expressions), expressions, strict=False):
        date = words_of(parsed, expression)
        told, verb = _behind(date), next((t for t in reversed(date.doc[date.sent.start : date.start]) if t.pos_ == "VERB"), None)
        if told is None and before is not None and before.first >= date.sent.start:
            told = _between(words_of(parsed, before), date)
            verb = next((t for t in reversed(hangs_on(parsed, before)) if t.pos_ == "VERB"), None)
        member = _head(told) if told is not None and verb is not None else None
        leader = _leader(verb, date.start) if verb is not None and member is not None else None
        if told is None or member is None or leader is None or leader.i >= member.i:
            continue
        hang(member, leader, "conj")
        for token in told:
            if token != member and token.dep_ == "conj" and token.head not in told:
                hang(token, member)
        for token in (*told, *date):
            if token.dep_ == "cc" and token.i < member.i:
                hang(token, member)
        for token in date:
            if token.head not in date and token.head != member:
                hang(token, member, "nmod")


def _between(before: Span, date: Span) -> Span | None:
    """The name that stands between two dates: "on the 3rd and *Obo* two days later"."""
    doc, first = date.doc, before.end
    while first < date.start and doc[first].text in _JOINTS:
        first += 1
    last = date.start
    while last > first and (doc[last - 1].pos_ in ("ADP", "DET") or doc[last - 1].text == "("):
        last -= 1
    closed = date.end >= len(doc) or doc[date.end].text in _ENDS
    return doc[first:last] if closed and before.end < first < last else None


def _behind(date: Span) -> Span | None:
    """The name that follows a date between commas: "and, in April, *Obo*"."""
    doc = date.doc
    start = date.start - (doc[date.start - 1].pos_ == "ADP")
    if start < 2 or [doc[start - 2].text, doc[start - 1].text] != ["and", ","] or doc[date.end : date.end + 1].text != ",":
        return None
    last = first = date.end + 1
    while last < len(doc) and doc[last].pos_ in _NAMING - {"CCONJ"}:
        last += 1
    return doc[first:last] if first < last < len(doc) and doc[last].is_punct else None


def _head(told: Span) -> Token | None:
    """The head of a member's words, if these are but a name."""
    named = [token for token in told if token.pos_ == "PROPN" and token.ent_type_]
    if not named or any(token.pos_ not in _NAMING for token in told):
        return None
    head = phrase_head(told[0])
    return head if head in told else named[0]


def _leader(verb: Token, end: int) -> Token | None:
    """The list's first member: what the verb does something to, or what falls."""
    goals = [c for c in verb.children if c.i < end and c.pos_ in ("PROPN", "NOUN")]
    thing = next((c for c in goals if c.dep_ == "obj"), None)
    if thing is None and (verb.lemma_ in _FALLING or any(c.dep_ == "nsubj:pass" for c in goals)):
        thing = next((c for c in goals if c.dep_.startswith("nsubj")), None)
    return thing
