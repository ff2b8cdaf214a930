"""
Mend the nouns behind a verb that a parser hangs on it although they belong elsewhere.

An oblique without a preposition is the object of a verb that has none; what stands behind an object and a comma is its apposition.
"""

from spacy.tokens import Span, Token

from kg.clauses import tells_time
from kg.hanging import hang

_NOUNS = frozenset({"NOUN", "PROPN"})
_DETERMINED = frozenset({"DT", "PRP$", "NNP", "NN"})


def mend_goals(sentence: Span) -> None:
    """Mend a parsed sentence in place."""
    for noun in sentence:
        if noun.dep_ in {"obl", "obj"} and noun.pos_ in _NOUNS and noun.head.pos_ == "VERB" and noun.head.i < noun.i and _bare(noun):
            _mend(noun, noun.head)


def _bare(noun: Token) -> bool:
    first = _first(noun)
    return not (
        tells_time(noun) or first.tag_ == "IN" or any(c.dep_ in {"case", "mark", "cc", "conj"} or c.pos_ == "ADP" for c in noun.children)
    )


def _mend(noun: Token, verb: Token) -> None:
    first = _first(noun)
    before = first.nbor(-1)
    goal = next((c for c in verb.rights if c.dep_ == "obj"), None)
    if goal is None or goal == noun:
        if before.text != "," and not any(c.dep_ in {"aux:pass", "nsubj:pass"} for c in verb.children):
            noun.dep_ = "obj"
    elif before.text == "," and goal.i < noun.i and first.tag_ in _DETERMINED and not _parted(goal, first):
        hang(noun, goal, "appos")


def _first(noun: Token) -> Token:
    """The first word of a noun phrase."""
    return next((token for token in noun.subtree if not token.is_punct), noun)


def _parted(goal: Token, first: Token) -> bool:
    """Whether a verb stands between the two."""
    return any(token.pos_ in {"VERB", "AUX"} for token in goal.doc[goal.i + 1 : first.i])
