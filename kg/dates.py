"""The date of an event: the time expression that a tree gives to a verb or a noun."""

from collections.abc import Sequence

from spacy.tokens import Token

from kg.carried_dates import beside, carried, date_of, of_the_news, since
from kg.expressions import REPORTING, TimeExpression, opens, time_expressions
from kg.extraction import EventDate
from kg.parse import Parsed
from kg.time_paths import governors, hangs_on, in_the_story, inside, says_when, sharers, words_of

__all__ = ["TimeExpression", "event_date", "rough_date", "time_expressions"]


def event_date(
    parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression], *, carry: bool = True, end: Token | None = None
) -> EventDate | None:
    """
    When the event that a verb or noun tells of happened, if the text says so.

    Counts, in this order: an expression attached to the trigger; one attached to a clause that shares its time; one that opens
    the sentence; with `carry`, the time of the sentences before it in the paragraph, for what is told in the simple past.
    The date of a report ("said on Tuesday that they had left") is never the event's, but it is the date of a state that the
    report finds ("said on Tuesday that they were in control"). Of several attached, an `end` of the event that stands behind the first
    has the one behind itself: "took Bria on Monday and *Obo on Tuesday*".
    """
    known = [(each, hangs_on(parsed, each)) for each in inside(expressions, trigger.sent) if each.value and says_when(parsed, each)]
    for token in (trigger, *sharers(trigger), *governors(trigger)):
        attached = [each for each, path in known if token in path]
        if attached:
            if end is not None and end.i > max(trigger.i, attached[0].last - 1):
                attached = [each for each in attached if each.first > end.i] or attached
            return date_of(next((each for each in attached if not each.aside), attached[0]))
    if known and opens(words_of(parsed, known[0][0])) and _ends_open(trigger):
        return date_of(known[0][0])
    return carried(parsed, trigger, expressions) if carry and not _dated(parsed, trigger, expressions) else None


def rough_date(parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression], *, lasting: bool) -> EventDate | None:
    """
    About when it happened, where the text does not say so itself.

    An event has the date of what it is told beside, or with, or in which news; what is `lasting` that of its beginning.
    """
    if lasting:
        return since(parsed, trigger, expressions)
    return (
        beside(parsed, trigger, expressions)
        or (None if _dated(parsed, trigger, expressions) else carried(parsed, trigger, expressions, reported=True))
        or of_the_news(parsed, trigger, expressions)
    )


def _dated(parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression]) -> bool:
    """Whether the sentence says when something in it happened."""
    return any(each.value and in_the_story(parsed, each) for each in inside(expressions, trigger.sent))


def _ends_open(trigger: Token) -> bool:
    """Whether the way up from the trigger reaches a main clause, if need be past a bracketed "witnesses said,"."""
    top = [trigger, *governors(trigger)][-1]
    if top.dep_ == "ccomp" and top.head.i < top.i and top.head.i + 1 < len(top.doc):
        return top.head.dep_ == "ROOT" and top.head.nbor().text == ","
    return top.dep_ in ("ROOT", "parataxis", "conj") and top.lemma_ not in REPORTING
