"""Mend "whose", taken for an end of its clause, while it only tells whose the noun behind it is: "X, *whose* gunners shelled Y"."""

from spacy.tokens import Doc

from kg.hanging import hang

_ENDS = frozenset({"nsubj", "nsubj:pass", "obj"})


def mend_owners(doc: Doc) -> None:
    """Hang it on that noun, in a parsed article in place."""
    for owner in doc:
        if owner.lower_ == "whose" and owner.dep_ in _ENDS:
            if owner.head.pos_ in {"NOUN", "PROPN"}:
                owner.dep_ = "nmod:poss"
                continue
            beside = (c for c in owner.head.children if c.dep_ in _ENDS and c.left_edge.i == owner.i + 1)
            noun = next(beside, None)
            if noun is not None:
                hang(owner, noun, "nmod:poss")
