"""Small questions about a noun phrase: is it definite, what names and nationalities stand before its head, where it ends."""

from spacy.tokens import Token

from kg.clauses import RELATIVE
from kg.entities import Cast

ACTOR, LOCATION, SPEAKER, ANY = "actor", "location", "speaker", "any"
"""How a noun phrase is read: "Moscow" as an actor is Russia, as a location the city."""
_BEFORE = frozenset({"compound", "amod", "nmod", "nmod:poss", "flat", "nmod:desc"})


def definite(token: Token) -> bool:
    """Whether a noun points back: "the city", "that group"."""
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those"} for c in token.lefts)


def bare(token: Token, first: int) -> bool:
    """Whether nothing in a phrase that begins at `first` tells one thing from another: "villages", "the territory"."""
    return first == token.i and not any(c.dep_ == "nmod" for c in token.rights)


def left_names(token: Token, cast: Cast) -> list[int]:
    """The numbers of the named mentions that modify a noun from the left, nearest first."""
    found: list[int] = []
    for child in reversed(list(token.lefts)):
        if child.dep_ in _BEFORE:
            for i in range(child.right_edge.i, child.left_edge.i - 1, -1):
                k = cast.index_at(i)
                if k is not None and k not in found:
                    found.append(k)
    return found


def demonym(token: Token, cast: Cast) -> str | None:
    """The state whose demonym or name modifies a noun: "*Syrian* troops"."""
    for child in token.lefts:
        if child.dep_ in _BEFORE - {"flat"} and "-" not in child.text:
            state = cast.states.state_of(child.text)
            if state:
                return state
    return None


def phrase_end(noun: Token) -> int:
    """Where a noun phrase ends, without what is coordinated with it or set off by a comma."""
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        if (token.dep_ in {"cc", "punct", "appos", "acl:relcl"} and token.text != "-") or token.lower_ in RELATIVE:
            return token.i
    return noun.right_edge.i + 1
