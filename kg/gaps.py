"""What a verb is told of once more without being said again: "X fell to them on Monday, *Y two days later*", "and *Z to others in May*"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.clauses import Clause, case_words, tells_time
from kg.coordination import coordinated

_JOINED = frozenset({"conj", "appos", "nmod:unmarked"})
_LOOSE = frozenset({"obl", "dep", "conj", "parataxis"})
_BEFORE = frozenset({",", "and", "while"})
_AFTER = frozenset({"later", "earlier", "before", "after", "afterwards"})


def parted(found: Clause) -> Iterator[Clause]:
    """A clause without what belongs to those told of once more, then one for each of these; phrases that they lack are the first one's."""
    gaps = [] if found.objects and not found.passive else sorted(_gaps(found.verb), key=lambda t: t.i)
    if not gaps:
        yield found
        return
    ends = [*(g.left_edge.i for g in gaps), found.verb.sent.end]
    first = _within(found, 0, ends[0])
    if found.passive:
        yield replace(first, objects=tuple(t for t in found.objects if t.i < ends[0]) or found.objects)
    else:
        yield replace(first, subjects=tuple(t for t in found.subjects if t.i < ends[0]) or found.subjects)
    for gap, start, end in zip(gaps, ends, ends[1:], strict=False):
        own = _within(found, start, end)
        if found.passive:
            yield replace(own, subjects=own.subjects or first.subjects, objects=tuple(coordinated(gap)))
        else:
            hung = ((case_words(t), t) for t in gap.doc[gap.i + 1 : end] if t.dep_ == "nmod" and _dates(t.head))
            own = replace(own, obliques=(*own.obliques, *hung))
            told = {words for words, _ in own.obliques}
            shared = tuple((words, t) for words, t in first.obliques if words not in told and not _dates(t))
            yield replace(own, subjects=tuple(coordinated(gap)), obliques=(*own.obliques, *shared))


def _within(found: Clause, start: int, end: int) -> Clause:
    """A clause with what its verb has in a stretch alone."""
    doers = tuple(t for t in found.subjects if start <= t.i < end) if found.passive else found.subjects
    obliques = tuple((words, t) for words, t in found.obliques if start <= t.i < end and (words or _dates(t)))
    return replace(found, subjects=doers, obliques=obliques)


def _gaps(verb: Token) -> Iterator[Token]:
    """The names behind a verb that have no verb of their own, but a time, or somebody else who did it."""
    for child in verb.rights:
        if _gap(child, verb) and child.dep_ in _LOOSE:
            yield child
        for other in child.rights if _dates(child) else ():
            if other.dep_ in _JOINED and _gap(other, verb):
                yield other


def _gap(token: Token, verb: Token) -> bool:
    named = token.pos_ == "PROPN" and token.ent_type_
    if not (named or (token.pos_ == "NOUN" and any(c.dep_ == "det" for c in token.lefts))) or _dates(token) or case_words(token):
        return False
    if any(c.dep_.startswith(("nsubj", "cop", "case")) for c in token.children) or token.left_edge.i == verb.i + 1:
        return False
    edge = token.left_edge
    joined = edge.lower_ in _BEFORE or (edge.i > 0 and edge.nbor(-1).lower_ in _BEFORE)
    behind = (t for t in token.doc[token.i + 1 : verb.sent.end] if t.head in {verb, token, token.head} or t.head.head in {verb, token})
    return joined and any(_dates(t) or t.lower_ in _AFTER for t in behind)


def _dates(token: Token) -> bool:
    return tells_time(token) or token.text[:1].isdigit()
