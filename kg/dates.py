"""The date of an event: the time expression that a tree gives to a verb or a noun."""

from collections.abc import Sequence

from spacy.tokens import Token

from kg.expressions import REPORTING, TimeExpression, opens, time_expressions
from kg.extraction import EventDate
from kg.parse import Parsed
from kg.time_paths import governors, hangs_on, inside, is_state, says_when, sharers, words_of

__all__ = ["TimeExpression", "event_date", "time_expressions"]

_DAY = len("2000-01-01")


def event_date(parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression], *, carry: bool = True) -> EventDate | None:
    """
    When the event that a verb or noun tells of happened, if the text says so.

    Counts, in this order: an expression attached to the trigger; one attached to a clause that shares its time; one that opens
    the sentence; with `carry`, the time of the sentences before it in the paragraph, for what is told in the simple past.
    The date of a report ("said on Tuesday that they had left") is never the event's, but it is the date of a state that the
    report finds ("said on Tuesday that they were in control").
    """
    sentence = trigger.sent
    paths = [(each, hangs_on(parsed, each)) for each in inside(expressions, sentence) if each.value and says_when(parsed, each)]
    for token in (trigger, *sharers(trigger), *governors(trigger)):
        for expression, path in paths:
            if token in path:
                return _date(expression)
    if paths and opens(words_of(parsed, paths[0][0])) and _ends_open(trigger):
        return _date(paths[0][0])
    if carry and not paths and _narrated(trigger):
        return _carried(parsed, trigger, expressions)
    return None


def _date(expression: TimeExpression) -> EventDate | None:
    return EventDate(expression.value, expression.text, expression.end) if expression.value else None


def _ends_open(trigger: Token) -> bool:
    """Whether the way up from the trigger reaches a main clause, if need be past a bracketed "witnesses said,"."""
    top = [trigger, *governors(trigger)][-1]
    if top.dep_ == "ccomp" and top.head.i < top.i and top.head.i + 1 < len(top.doc):
        return top.head.dep_ == "ROOT" and top.head.nbor().text == ","
    return top.dep_ in ("ROOT", "parataxis", "conj") and top.lemma_ not in REPORTING


def _narrated(trigger: Token) -> bool:
    """Whether the trigger's clauses tell of something in the simple past, at the time of what was told before."""
    for token in (trigger, *governors(trigger)):
        words = {child.lower_ for child in token.children}
        if words & {"has", "have", "is", "are", "will", "would", "'s", "later", "eventually", "since"}:
            return False
        if "had" in words and not any(child.lower_ == "by" for each in token.children for child in each.children):
            return False
        if token.tag_ in ("VBZ", "VBP"):
            return False
    return True


def _carried(parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression]) -> EventDate | None:
    """
    The time of the nearest sentence before that has one, if it is the time of what that sentence tells.

    It stands in the paragraph; in a dated report, since news is cut into short paragraphs, a day also in one of two sentences before.
    """
    start, place = parsed.paragraphs[parsed.paragraph(trigger)], trigger.sent.start
    before = [each for each in inside(expressions, parsed.doc[start:place]) if each.value and not each.future]
    if not before and parsed.article.published:
        near = parsed.doc[_sentence_before(parsed, _sentence_before(parsed, place)) : place]
        before = [each for each in inside(expressions, near) if len(each.value or "") == _DAY and not each.future]
    if not before:
        return None
    expression = before[-1]
    path = hangs_on(parsed, expression)
    told = bool(path) and (path[-1].lemma_ not in REPORTING or is_state(trigger)) and not any(token.dep_ == "acl:relcl" for token in path)
    told = told and (len(expression.value or "") > 4 or opens(words_of(parsed, expression)))
    return _date(expression) if told and says_when(parsed, expression) else None


def _sentence_before(parsed: Parsed, place: int) -> int:
    return parsed.doc[place - 1].sent.start if place else 0
