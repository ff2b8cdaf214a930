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
    parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression], told: Token | None = None, *, carry: bool = True
) -> EventDate | None:
    """
    When the event that a verb or noun tells of happened, if the text says so.

    Counts, in this order: an expression that a list gives to `told`, the object; one attached to the trigger; one attached to a
    clause that shares its time; one that opens the sentence; with `carry`, the time of the sentences before it in the paragraph,
    for what is told in the simple past.
    The date of a report ("said on Tuesday that they had left") is never the event's, but it is the date of a state that the
    report finds ("said on Tuesday that they were in control"). Of several attached, an object that stands behind the first has the one
    behind itself: "took Bria on Monday and *Obo on Tuesday*".
    """
    known = [(each, hangs_on(parsed, each)) for each in inside(expressions, trigger.sent) if each.value and says_when(parsed, each)]
    others = _listed(told) if told is not None else frozenset()
    own = [each for each, path in known if told in path and told is not None and told.dep_ == "conj"]
    if own:
        return date_of(own[0])
    for token in (trigger, *sharers(trigger), *governors(trigger)):
        attached = [each for each, path in known if token in path and others.isdisjoint(path)]
        if attached:
            if told is not None and told.i > max(trigger.i, attached[0].last - 1):
                attached = [each for each in attached if each.first > told.i] or attached
            return date_of(_nearest(parsed, [each for each in attached if not each.aside] or attached, token))
    if known and opens(words_of(parsed, known[0][0])) and _ends_open(trigger):
        return date_of(known[0][0])
    return carried(parsed, trigger, expressions) if carry and not _dated(parsed, trigger, expressions) else None


def _listed(told: Token) -> frozenset[Token]:
    """What stands beside the object in a list: its dates are not the object's ("took X on Monday and *Y on Friday*")."""
    first = told
    while first.dep_ == "conj":
        first = first.head
    below = (t for t in first.subtree if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN"))
    return frozenset(t for t in below if t != told and not t.is_ancestor(told))


def _nearest(parsed: Parsed, attached: Sequence[TimeExpression], token: Token) -> TimeExpression:
    """Of several attached to a verb the first that stands behind it in the same breath, else the first, made exact by another."""
    behind = (each for each in attached if each.first > token.i and not any(t.text in ",;" for t in parsed.doc[token.i : each.first]))
    chosen = next(behind, attached[0])
    return next((each for each in attached if (each.value or "").startswith(f"{chosen.value}-")), chosen)


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
    """Whether the sentence has said when something in it happened, before it tells this."""
    return any(each.value and each.first < trigger.i and in_the_story(parsed, each) for each in inside(expressions, trigger.sent))


def _ends_open(trigger: Token) -> bool:
    """Whether the way up from the trigger reaches a main clause, if need be past a bracketed "witnesses said,"."""
    top = [trigger, *governors(trigger)][-1]
    if top.dep_ == "ccomp" and top.head.i < top.i and top.head.i + 1 < len(top.doc):
        return top.head.dep_ == "ROOT" and top.head.nbor().text == ","
    return top.dep_ in ("ROOT", "parataxis", "conj") and top.lemma_ not in REPORTING
