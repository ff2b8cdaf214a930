"""Whose people are by what stands behind their noun: "fighters *of X*", "units *from X*", "rebels *who answer to X*"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import case_words, modifiers

_OF = frozenset({"of"})
_WHOSE = frozenset({"of", "from"})


def origins(token: Token) -> Iterator[Token]:
    """The heads of the phrases that tell whose somebody is."""
    yield from modifiers(token, _WHOSE)
    yield from _shared(token)
    yield from _belonging(token)


def _shared(token: Token) -> Iterator[Token]:
    """What stands right behind the second of two, where the tree gives it to the first: "the army and fighters *of X*"."""
    if token.dep_ == "conj" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ in _WHOSE:
        yield from (c for c in token.head.rights if c.dep_ == "nmod" and c.left_edge == token.nbor(1))


def _belonging(token: Token) -> Iterator[Token]:
    """To whom a clause says that they belong: "rebels *who answer to X*", "gunmen *identified as members of X*"."""
    for told in token.rights:
        for verb in (told, *(c for c in told.rights if c.dep_ == "xcomp")) if told.dep_ in {"acl", "acl:relcl"} else ():
            if verb.lemma_ in {"belong", "answer"}:
                yield from (c for c in verb.rights if case_words(c) & {"to"})
            elif verb.lemma_ == "identify":
                yield from (t for c in verb.rights if case_words(c) & {"as"} for t in modifiers(c, _OF))
