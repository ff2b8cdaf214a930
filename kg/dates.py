"""The date of an event: the time expression that a tree gives to a verb or a noun."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.clauses import RELATIVE
from kg.expressions import TimeExpression, opens, time_expressions
from kg.extraction import EventDate
from kg.parse import Parsed

__all__ = ["TimeExpression", "event_date", "time_expressions"]

_NOMINAL = frozenset(
    ("nmod", "obl", "appos", "flat", "compound", "nsubj", "obj", "iobj", "nummod", "amod", "advmod", "case", "mark", "fixed", "dep", "det")
)
_SHIFTING = frozenset(("after", "before", "since", "until", "till", "if", "because", "although", "though", "unless", "once"))
_WHILE = frozenset(("when", "while", "as"))
_HOURS = frozenset(("dawn", "daybreak", "sunrise", "noon", "midday", "dusk", "sunset", "nightfall", "midnight", "a.m.", "p.m.", "am", "pm"))
"""What lies before or after one of these lies on the same day."""
_DAY = len("2000-01-01")
_BEGINNING = frozenset(("begin", "start", "occur", "happen", "take", "erupt"))
_REPORTED = frozenset(("xcomp", "obj", "nsubj", "nsubj:pass", "csubj", "conj"))
_REPORTING = frozenset(
    (
        *("accuse", "acknowledge", "add", "admit", "allege", "announce", "believe", "blame", "call", "claim", "concede", "condemn"),
        *("confirm", "declare", "deny", "describe", "discuss", "estimate", "hail", "insist", "note", "pledge", "post", "praise"),
        *("release", "report", "reveal", "say", "show", "state", "suggest", "tell", "tweet", "urge", "vow", "warn", "write"),
    )
)


def event_date(parsed: Parsed, trigger: Token, expressions: Sequence[TimeExpression], *, carry: bool = True) -> EventDate | None:
    """
    When the event that a verb or noun tells of happened, if the text says so.

    Counts, in this order: an expression attached to the trigger; one attached to a clause that shares its time; one that opens
    the sentence; with `carry`, the time of the sentences before it in the paragraph, for what is told in the simple past.
    The date of a report ("said on Tuesday that they had left") is never the event's, but it is the date of a state that the
    report finds ("said on Tuesday that they were in control").
    """
    sentence = trigger.sent
    paths = [(each, _path(parsed, each)) for each in _within(expressions, sentence) if each.value and _places(parsed, each)]
    for token in (trigger, *_sharers(trigger), *_governors(trigger)):
        for expression, path in paths:
            if token in path:
                return _date(expression)
    if paths and opens(_span(parsed, paths[0][0])) and _ends_open(trigger):
        return _date(paths[0][0])
    if carry and not paths and _narrated(trigger):
        return _carried(parsed, trigger, expressions)
    return None


def _date(expression: TimeExpression) -> EventDate | None:
    return EventDate(expression.value, expression.text, expression.end) if expression.value else None


def _within(expressions: Sequence[TimeExpression], span: Span) -> Sequence[TimeExpression]:
    """The expressions that stand inside a span."""
    first, last = (bisect_left(expressions, edge, key=lambda expression: expression.first) for edge in (span.start, span.end))
    return expressions[first:last]


def _span(parsed: Parsed, expression: TimeExpression) -> Span:
    return parsed.doc[expression.first : expression.last]


def _places(parsed: Parsed, expression: TimeExpression) -> bool:
    """Whether the expression says when something happened, not until when or before when it was so."""
    span = _span(parsed, expression)
    root = span.root
    hour = any(token.lower_ in _HOURS for token in span) or (root.head.lemma_ in _HOURS and root.dep_ == "nmod")
    return hour or not any(child.lower_ in ("until", "till", "before") for child in root.children if child.dep_ == "case")


def _path(parsed: Parsed, expression: TimeExpression) -> list[Token]:
    """
    What an expression is attached to: the nouns above it up to the first verb, for a parser hangs many a date on the noun before it.

    "A day after" belongs to what follows it, and "since its invasion in February" dates only the invasion.
    """
    last = parsed.doc[expression.last - 1]
    token = last if last.lower_ in ("after", "before") and last.dep_ in ("mark", "case") else _span(parsed, expression).root
    # "by noon *they had taken* the palace", hung on the hour
    path = [c for c in token.rights if c.dep_ == "acl:relcl" and not any(t.lower_ in RELATIVE for t in c.subtree)]
    while token.dep_.partition(":")[0] in _NOMINAL or (token.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN")):
        token = token.head
        if token.pos_ == "VERB" and _before_its_clause(token, last.i):
            token = next((each for each in token.ancestors if each.pos_ == "VERB"), token)
        path.append(token)
        shifted = any(child.dep_ == "case" and child.lower_ in _SHIFTING and child != last for child in token.children)
        if token.pos_ in ("VERB", "AUX") or (shifted and token.lemma_ not in _HOURS):
            break
    return path


def _before_its_clause(verb: Token, place: int) -> bool:
    """Whether a comma and a conjunction part the place from the verb: "marched in *on Sunday*, a day after the rebels *had left*"."""
    mark = next((c.i for c in verb.lefts if c.dep_ == "mark" and c.i > place), place)
    return any(token.text == "," for token in verb.doc[place:mark])


def _sharers(trigger: Token) -> Iterator[Token]:
    """Below the trigger, the verbs that carry its date: "entered and besieged X on 5 April", "the battle that began on 5 April"."""
    for child in trigger.children:
        begins = child.dep_ == "acl:relcl" and child.lemma_ in _BEGINNING
        opening = {each.lower_ for each in child.lefts if each.dep_ in ("mark", "advmod")}
        joined = child.dep_ == "conj" or (child.dep_ == "advcl" and child.tag_ == "VBD" and not opening)
        joined = joined and child.pos_ == "VERB" and not any(each.dep_.startswith("nsubj") for each in child.children)
        if begins or joined or (child.dep_ == "advcl" and opening & _WHILE):
            yield child
    if trigger.dep_ == "conj" and trigger.pos_ == "VERB":  # "before they broke in *on Wednesday* and stormed X", joined to the verb above
        between = (t for t in reversed(trigger.doc[trigger.head.i + 1 : trigger.i]) if t.pos_ == "VERB")
        yield from (t for t in between if t.head == trigger.head and t.dep_ == "advcl")


def _governors(trigger: Token) -> Iterator[Token]:
    """Upwards from the trigger, the words whose time it shares."""
    token = trigger
    while not _apart(token):
        token = token.head
        yield token


def _apart(token: Token) -> bool:
    """Whether a word's time is its own, not that of the word it hangs on: relative clauses, speech, what comes before or after."""
    if token.dep_ == "acl:relcl":
        return not any(map(_goes_on, token.children))
    if token.dep_ in ("ROOT", "parataxis", "list"):
        return True
    if token.dep_ == "advcl":
        return any(child.lower_ in _SHIFTING for child in token.children if child.dep_ == "mark")
    if token.dep_ == "ccomp" or (token.head.lemma_ in _REPORTING and token.dep_ in _REPORTED):
        return not _state(token)
    return False


def _goes_on(relative: Token) -> bool:
    """Whether a relative clause goes on with the story: "reached the fields in May, *where* they clashed", "*from which* they freed …"."""
    return relative.lower_ == "where" or (relative.lower_ == "which" and any(child.dep_ == "case" for child in relative.children))


def _state(token: Token) -> bool:
    """Whether a word tells of a state or of something under way: "were in control", "is advancing", "control over"."""
    helpers = {child.lower_ for child in token.children if child.dep_ in ("cop", "aux")}
    if helpers & {"had", "will", "would", "could", "may", "might", "can"}:
        return False
    return token.lemma_ == "control" or any(child.dep_ == "cop" for child in token.children) or (token.tag_ == "VBG" and bool(helpers))


def _ends_open(trigger: Token) -> bool:
    """Whether the way up from the trigger reaches a main clause, if need be past a bracketed "witnesses said,"."""
    top = [trigger, *_governors(trigger)][-1]
    if top.dep_ == "ccomp" and top.head.i < top.i and top.head.i + 1 < len(top.doc):
        return top.head.dep_ == "ROOT" and top.head.nbor().text == ","
    return top.dep_ in ("ROOT", "parataxis", "conj") and top.lemma_ not in _REPORTING


def _narrated(trigger: Token) -> bool:
    """Whether the trigger's clauses tell of something in the simple past, at the time of what was told before."""
    for token in (trigger, *_governors(trigger)):
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
    before = [each for each in _within(expressions, parsed.doc[start:place]) if each.value and not each.future]
    if not before and parsed.article.published:
        near = parsed.doc[_sentence_before(parsed, _sentence_before(parsed, place)) : place]
        before = [each for each in _within(expressions, near) if len(each.value or "") == _DAY and not each.future]
    if not before:
        return None
    expression = before[-1]
    path = _path(parsed, expression)
    told = bool(path) and (path[-1].lemma_ not in _REPORTING or _state(trigger)) and not any(token.dep_ == "acl:relcl" for token in path)
    told = told and (len(expression.value or "") > 4 or opens(_span(parsed, expression)))
    return _date(expression) if told and _places(parsed, expression) else None


def _sentence_before(parsed: Parsed, place: int) -> int:
    return parsed.doc[place - 1].sent.start if place else 0
