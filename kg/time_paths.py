"""What a time expression hangs on in the tree, and which words share the time of which others."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.clauses import RELATIVE
from kg.expressions import REPORTING, TimeExpression
from kg.parse import Parsed

_NOMINAL = frozenset(
    ("nmod", "obl", "appos", "flat", "compound", "nsubj", "obj", "iobj", "nummod", "amod", "advmod", "case", "mark", "fixed", "dep", "det")
)
_SHIFTING = frozenset(("after", "before", "since", "until", "till", "if", "because", "although", "though", "unless", "once"))
_WHILE = frozenset(("when", "while", "as"))
_HOURS = frozenset(("dawn", "daybreak", "sunrise", "noon", "midday", "dusk", "sunset", "nightfall", "midnight", "a.m.", "p.m.", "am", "pm"))
"""What lies before or after one of these lies on the same day."""
_BEGINNING = frozenset(("begin", "start", "occur", "happen", "take", "erupt", "launch", "mount", "stage", "conduct", "carry", "fight"))
_SHOWING = frozenset(("see", "witness"))
"""A time does this to what happened then: "the summer *saw* them take the town"."""
_REPORTED = frozenset(("xcomp", "obj", "nsubj", "nsubj:pass", "csubj", "conj"))


def inside(expressions: Sequence[TimeExpression], span: Span) -> Sequence[TimeExpression]:
    """The expressions that stand inside a span."""
    first, last = (bisect_left(expressions, edge, key=lambda expression: expression.first) for edge in (span.start, span.end))
    return expressions[first:last]


def words_of(parsed: Parsed, expression: TimeExpression) -> Span:
    """The expression's own words."""
    return parsed.doc[expression.first : expression.last]


def says_when(parsed: Parsed, expression: TimeExpression) -> bool:
    """Whether the expression says when something happened, not until when or before when it was so."""
    span = words_of(parsed, expression)
    root = span.root
    if _on_which(span) is not None:
        return True
    hour = any(token.lower_ in _HOURS for token in span) or (root.head.lemma_ in _HOURS and root.dep_ == "nmod")
    bounds = [child for child in root.children if child.dep_ == "case" and child.lower_ in ("until", "till", "before")]
    return hour or not bounds or _only_then(bounds[0])


def _only_then(until: Token) -> bool:
    """Whether something happened no sooner: "*not until May* did they take it", "did *not* take it *until May*"."""
    before = until.nbor(-1).lower_ if until.i else ""
    verb = next((each for each in until.ancestors if each.pos_ == "VERB"), until)
    return before == "not" or any(child.lower_ in ("not", "n't", "n’t") and child.i < until.i for child in verb.lefts)


def hangs_on(parsed: Parsed, expression: TimeExpression) -> list[Token]:
    """
    What an expression is attached to: the nouns above it up to the first verb, for a parser hangs many a date on the noun before it.

    "A day after" belongs to what follows it, and "since its invasion in February" dates only the invasion.
    """
    last, span = parsed.doc[expression.last - 1], words_of(parsed, expression)
    counted = last.lower_ in ("after", "before") and last.dep_ in ("mark", "case")
    if counted and not expression.aside:  # "*the day after* the battle they left"
        return [verb for verb in last.head.ancestors if verb.pos_ == "VERB"][:1]
    token = last if counted else span.root
    # "by noon *they had taken* the palace", hung on the hour
    cleft = any(c.lower_ == "it" for c in span.root.lefts)  # "it was only in May that they *took* it"
    then, bound = _on_which(span), any(c.lower_ in ("until", "till") for c in span.root.lefts)
    if then is not None and bound:
        return [then]
    path = [c for t in span for c in t.rights if c.dep_ == "acl:relcl" and (cleft or not any(t.lower_ in RELATIVE for t in c.subtree))]
    if token.dep_ == "advcl" and len(span) > 1:
        path.append(token.head)  # "*the following* July", read as a participle
    while token.dep_.partition(":")[0] in _NOMINAL or (token.dep_ == "conj" and token.pos_ in ("NOUN", "PROPN")):
        token = token.head
        if token.pos_ == "VERB" and (_before_its_clause(token, last.i) or (not counted and _of_report(token, span)) or _without(token)):
            token = next((each for each in token.ancestors if each.pos_ == "VERB"), token)
        elif token.pos_ == "VERB":
            token = _clause_around(token, span) or token
        path.append(token)
        shifted = any(child.dep_ == "case" and child.lower_ in _SHIFTING and child != last for child in token.children)
        if token.pos_ in ("VERB", "AUX") or (shifted and token.lemma_ not in _HOURS):
            break
    return path


def in_the_story(parsed: Parsed, expression: TimeExpression) -> bool:
    """Whether an expression dates what is told, not since or until when it was so, nor the background in a relative clause."""
    path, root = hangs_on(parsed, expression), words_of(parsed, expression).root
    return not any(token.dep_ == "acl:relcl" for token in path) and not any(child.lower_ in ("since", "until") for child in root.children)


def _before_its_clause(verb: Token, place: int) -> bool:
    """Whether a comma and a conjunction part the place from the verb: "marched in *on Sunday*, a day after the rebels *had left*"."""
    mark = next((c.i for c in verb.lefts if c.dep_ == "mark" and c.i > place), place)
    return any(token.text == "," for token in verb.doc[place:mark])


def _on_which(span: Span) -> Token | None:
    """What happened on a day of which it is told: "until May, *when* the army *took* it"."""
    doc, when = span.doc, span.end + 1
    opens = when < len(doc) and doc[span.end].text == "," and doc[when].lower_ == "when"
    return doc[when].head if opens and doc[when].head.i > when else None


def _of_report(verb: Token, span: Span) -> bool:
    """Whether an expression rather tells when something was said: "said *on Friday* its army had taken the town"."""
    first = verb.left_edge.i
    opens = first <= span.start <= first + 1 and span.end < verb.i and span.doc[first].dep_ != "mark"
    return opens and verb.dep_ == "ccomp" and verb.head.i < first and verb.head.lemma_ in REPORTING


def _without(verb: Token) -> bool:
    """Whether what the parser took for a verb only tells how: "taken *without bloodshed* on Sunday"."""
    return verb.dep_ == "advcl" and any(child.lower_ == "without" for child in verb.lefts)


def _clause_around(verb: Token, span: Span) -> Token | None:
    """The clause that an expression ends, hung on the verb behind it: "after they *had left* Bria *on Monday*, troops came"."""
    doc = span.doc
    for clause in verb.lefts:
        marked = clause.dep_ == "advcl" and clause.i < span.start and any(child.dep_ == "mark" for child in clause.lefts)
        if marked and "," not in _texts(doc[clause.i : span.start]) and "," in _texts(doc[span.end : verb.i]):
            return clause
    return None


def _texts(span: Span) -> set[str]:
    return {token.text for token in span}


def sharers(trigger: Token) -> Iterator[Token]:
    """Below the trigger, the verbs that carry its date: "entered and besieged X on 5 April", "the battle that began on 5 April"."""
    for child in trigger.children:
        begins = child.dep_ in ("acl", "acl:relcl") and child.lemma_ in _BEGINNING
        opening = {each.lower_ for each in child.lefts if each.dep_ in ("mark", "advmod")}
        joined = child.dep_ in ("conj", "parataxis") or (child.dep_ == "advcl" and child.tag_ == "VBD" and not opening)
        joined = joined and child.pos_ == "VERB" and not any(each.dep_.startswith("nsubj") for each in child.children)
        if begins or joined or (child.dep_ == "advcl" and opening & _WHILE):
            yield child
    if trigger.dep_ == "conj" and trigger.pos_ == "VERB":  # "before they broke in *on Wednesday* and stormed X", joined to the verb above
        between = (t for t in reversed(trigger.doc[trigger.head.i + 1 : trigger.i]) if t.pos_ == "VERB")
        yield from (t for t in between if t.head == trigger.head and t.dep_ == "advcl")


def governors(trigger: Token) -> Iterator[Token]:
    """Upwards from the trigger, the words whose time it shares."""
    token = trigger
    while not is_apart(token):
        token = token.head
        yield token


def is_apart(token: Token) -> bool:
    """Whether a word's time is its own, not that of the word it hangs on: relative clauses, speech, what comes before or after."""
    if token.dep_ == "acl:relcl":
        return not any(map(_goes_on, token.children))
    if token.dep_ in ("ROOT", "parataxis", "list"):
        return True
    if token.dep_ == "advcl":
        return any(child.lower_ in _SHIFTING for child in token.children if child.dep_ == "mark")
    if token.dep_ == "ccomp" and token.head.lemma_ in _SHOWING:
        return False
    if token.dep_ == "ccomp" or (token.head.lemma_ in REPORTING and token.dep_ in _REPORTED):
        return not is_state(token)
    return False


def _goes_on(relative: Token) -> bool:
    """Whether a relative clause goes on with the story: "reached the fields in May, *where* they clashed", "*from which* they freed …"."""
    return relative.lower_ == "where" or (relative.lower_ == "which" and any(child.dep_ == "case" for child in relative.children))


def is_state(token: Token) -> bool:
    """Whether a word tells of a state or of something under way: "were in control", "is advancing", "control over"."""
    helpers = {child.lower_ for child in token.children if child.dep_ in ("cop", "aux")}
    if helpers & {"had", "will", "would", "could", "may", "might", "can"}:
        return False
    return token.lemma_ == "control" or any(child.dep_ == "cop" for child in token.children) or (token.tag_ == "VBG" and bool(helpers))
