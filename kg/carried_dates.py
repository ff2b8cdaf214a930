"""Dates that a sentence does not give to an event itself: those that go on from what was told before, and those known to the month only."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice

from spacy.tokens import Span, Token

from kg.expressions import REPORTING, TimeExpression, opens
from kg.extraction import EventDate
from kg.parse import Parsed
from kg.time_paths import governors, hangs_on, in_the_story, inside, is_state, says_when, sharers, words_of

_DAY, _MONTH, _YEAR = len("2000-01-01"), len("2000-01"), len("2000")
_NEWS = timedelta(14)
"""Days so shortly before publication are those of the news."""
_NEAR, _FAR = 2, 5
"""So many sentences on, the day of the news still holds, and its month."""
_STEPS = frozenset(("after", "before", "when", "once", "until", "till"))
_NOT_THEN = frozenset(("has", "have", "is", "are", "will", "would", "'s", "'ve", "later", "eventually", "since", "earlier"))


def carried(parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression], *, reported: bool = False) -> EventDate | None:
    """
    The time of the nearest sentence before that has one, if it is the time of what that sentence tells.

    It stands in the paragraph; in a dated report, since news is cut into short paragraphs, a day also in one of two sentences before.
    With `reported`, "had" in what somebody said stands for the simple past.
    """
    if not _narrated(trigger, reported):
        return None
    start = parsed.paragraphs[parsed.paragraph(trigger)]
    for distance, sentence in enumerate(_before(trigger), 1):
        here = sentence.start >= start
        if not here and (not parsed.article.published or distance > _NEAR):
            break
        known = [each for each in inside(expressions, sentence) if each.value and not each.future]
        found = _told(parsed, trigger, known) if here or any(map(_is_day, known)) else None
        if found is not None:
            return found if here or len(found.value) == _DAY else None
    return None


def since(parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression]) -> EventDate | None:
    """Since when something has lasted: "held it *since* they had taken it *in May*"."""
    above = {trigger, *governors(trigger)}
    for token in trigger.sent:
        if token.lower_ == "since" and (token.head.head in above or token.head in above):
            found = [each for each in inside(expressions, parsed.doc[token.i : token.head.right_edge.i + 1]) if each.value]
            if found:
                return date_of(found[0])
    return None


def beside(parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression]) -> EventDate | None:
    """
    The date of what an event is told beside: just before or after it, in a relative clause on it, or in a report of it.

    It is known to the month only where "had" sets the event off and where it was reported then.
    """
    paths = [(each, hangs_on(parsed, each)) for each in inside(expressions, trigger.sent) if each.value and not each.future]
    for top, exact, reported in _tops(trigger):
        for token in (top.head, *sharers(top.head), *governors(top.head)):
            for expression, path in paths:
                if token in path and says_when(parsed, expression) and (not reported or _is_day(expression)):
                    return date_of(expression) if exact else _month(expression)
    below = [child for child in trigger.children if child.dep_ == "advcl" and _marks(child) & _STEPS]
    return next((_month(expression) for expression, path in paths if any(child in path for child in below)), None)


def of_the_news(parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression]) -> EventDate | None:
    """The month of the day last named, for an event of which a report tells in passing, if that day is one of the news."""
    published = parsed.article.published
    chain = [token for token in (trigger, *governors(trigger)) if token.pos_ in ("VERB", "AUX")]
    if not published or is_state(trigger) or any(token.tag_ in ("VBZ", "VBP") for token in chain):
        return None
    for sentence in (trigger.sent, *islice(_before(trigger), _FAR)):
        known = [each for each in inside(expressions, sentence) if each.value and not each.future]
        known = [each for each in known if _in_the_news(each, published) or in_the_story(parsed, each)]
        if known and not _in_the_news(known[-1], published):
            return None
        if known and sentence != trigger.sent:
            return _month(known[-1])
    return None


def _in_the_news(expression: TimeExpression, published: date) -> bool:
    return _is_day(expression) and published - _NEWS <= date.fromisoformat(expression.value or "") <= published


def _is_day(expression: TimeExpression) -> bool:
    return len(expression.value or "") == _DAY


def _tops(trigger: Token) -> Iterator[tuple[Token, bool, bool]]:
    """Upwards, the heads of clauses told beside others, whether they are told of the same day, and whether the others report them."""
    token, exact, reported = trigger, True, False
    for _ in range(3):
        token = [token, *governors(token)][-1]
        if token.head.lemma_ in REPORTING and token.dep_ in ("ccomp", "xcomp", "obj", "parataxis"):
            exact, reported = False, True
        elif not (token.dep_ in ("acl:relcl", "parataxis") or (token.dep_ == "advcl" and _marks(token) & _STEPS)):
            return
        helpers = {child.lower_ for child in token.children if child.dep_.startswith("aux")}
        if token.dep_ == "acl:relcl" and (helpers & {"had", "has", "have"} or token.tag_ not in {"VBD", "VBN"}):
            return
        exact = exact and not helpers & {"had", "having"}
        yield token, exact, reported
        token = token.head


def _marks(clause: Token) -> set[str]:
    return {child.lower_ for child in clause.children if child.dep_ in ("mark", "case", "advmod")}


def _before(trigger: Token) -> Iterator[Span]:
    """The sentences before the trigger's, the nearest first."""
    place = trigger.sent.start
    while place:
        sentence = trigger.doc[place - 1].sent
        yield sentence
        place = sentence.start


def _told(parsed: Parsed, trigger: Token, known: Sequence[TimeExpression]) -> EventDate | None:
    """Of a sentence's expressions the one that dates what it mainly tells: the last of those in the highest clause."""
    found = []
    for expression in known:
        path = hangs_on(parsed, expression)
        told = bool(path) and (path[-1].lemma_ not in REPORTING or is_state(trigger)) and all(t.dep_ != "acl:relcl" for t in path)
        told = told and (len(expression.value or "") > _YEAR or opens(words_of(parsed, expression)))
        if told and says_when(parsed, expression):
            found.append((expression.aside or _depth(path[-1]), -expression.first, expression))
    return date_of(min(found)[2]) if found else None


def _depth(token: Token) -> int:
    """How many clauses with a time of their own a word stands in."""
    return sum(each.dep_ in ("acl", "acl:relcl", "advcl") for each in (token, *token.ancestors))


def _narrated(trigger: Token, reported: bool) -> bool:
    """Whether the trigger's clauses tell of something in the simple past, at the time of what was told before."""
    chain = [trigger, *governors(trigger)]
    reported = reported and chain[-1].dep_ == "ccomp" and chain[-1].head.lemma_ in REPORTING
    for token in chain:
        words = {child.lower_ for child in token.children}
        by_then = any(child.lower_ == "by" for each in token.children for child in each.children)
        if words & _NOT_THEN or ("had" in words and not by_then and not reported) or _present(token):
            return False
    return True


def _present(token: Token) -> bool:
    """Whether a verb stands in the present tense; the tagger takes rare pasts for it ("they *retook*")."""
    return token.tag_ == "VBZ" or (token.tag_ == "VBP" and token.lower_ == token.lemma_.lower())


def date_of(expression: TimeExpression) -> EventDate | None:
    """What an expression says as a date; None where the text does not fix it."""
    return EventDate(expression.value, expression.text, expression.end) if expression.value else None


def _month(expression: TimeExpression) -> EventDate | None:
    return EventDate(expression.value[:_MONTH], expression.text) if expression.value else None
