"""The words that finish what a verb says, besides the particles of the parse: "set *free*", "let *go*", "set *alight*"."""

from collections.abc import Iterator

from spacy.tokens import Token

_BARE = frozenset({"ADJ", "ADV", "NOUN"})


def finishing(verb: Token) -> Iterator[Token]:
    """What stands beside a verb like a particle, wherever the parser hung it: as a complement, or on the object."""
    for child in verb.rights:
        if (
            child.dep_ == "xcomp"
            and (child.pos_ in _BARE or child.tag_ == "VB")
            and not any(c.dep_ in {"mark", "case", "det"} for c in child.children)
        ):
            yield child
        elif child.dep_ == "obj":  # "set *free* the guards", "set the guards *free*"
            yield from (c for c in child.children if c.dep_ == "amod" and (c.i == verb.i + 1 or c.i > child.i))
