"""Tell finite clauses, with a subject and a tense, from the rest."""

from spacy.tokens import Doc, Token


def is_finite(token: Token) -> bool:
    """Whether a verb is finite: the tagger calls it so, or it has a subject."""
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return "VerbForm=Fin" in str(token.morph) or any(child.dep_ in ("nsubj", "nsubj:pass") for child in token.lefts)


def finite(doc: Doc, first: int, last: int) -> bool:
    """Whether a finite verb stands in the range."""
    return any(is_finite(doc[i]) for i in range(first, last))


def main_finite(doc: Doc, first: int, last: int) -> bool:
    """Whether a finite verb stands in the range that is not one of a relative clause."""
    return any(
        is_finite(doc[i]) and doc[i].dep_ not in ("acl:relcl", "acl") and doc[i].head.dep_ != "acl:relcl" for i in range(first, last)
    )


def has_to(clause: Token) -> bool:
    """Whether the clause is an infinitive with "to"."""
    return any(child.lower_ == "to" and child.i < clause.i for child in clause.children if child.dep_ in ("mark", "aux"))
