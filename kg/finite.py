"""Tell finite clauses, with a subject and a tense, from the rest, what their verbs agree with and what relative ones tell more of."""

from spacy.tokens import Doc, Token

TENSED = frozenset({"VBD", "VBZ", "VBP"})
"""The tags of verbs in the past and in the present tense."""


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


def agreeing(noun: Token, verb: Token) -> Token:
    """The noun that a relative clause's verb agrees with: "*an alliance* of gangs that controls …", whatever the parser joins it to."""
    finite = next((c.tag_ for c in verb.children if c.dep_.startswith(("aux", "cop"))), verb.tag_)
    while finite == "VBZ" and noun.tag_ == "NNS" and noun.dep_ == "nmod" and noun.head.pos_ == "NOUN":
        noun = noun.head
    return noun


def stranded(verb: Token) -> frozenset[str]:
    """The preposition that a relative clause leaves behind, whose noun is what the clause modifies: "the town they withdrew *from*"."""
    if verb.dep_ != "acl:relcl":
        return frozenset()
    return frozenset(c.lower_ for c in verb.rights if c.pos_ == "ADP" and c.dep_ in {"obl", "case"} and not any(c.children))


def object_before(relative: Token) -> Token | None:
    """What a relative clause on a verb or a day tells more of: "bombed *the hospital* on Sunday, which X had taken"."""
    verb = relative.head if relative.dep_ == "advcl:relcl" else relative.head.head
    return max((c for c in verb.children if c.dep_ == "obj" and c.i < relative.i), key=lambda c: c.i, default=None)


def placed(place: Token) -> Token:
    """What lies there: "retook *Bara*, in North Kordofan, which …"."""
    start = place.left_edge.i
    inside = place.ent_type_ == "LOC" and place.left_edge.lower_ == "in" and start > 1 and place.doc[start - 1].text == ","
    before = place.doc[start - 2]
    return (before if before.dep_ != "flat" else before.head) if inside and before.ent_type_ == "LOC" else place


def so_called(what: Token) -> Token:
    """What somebody says that something is: "hit what it described as *a camp*", "in what witnesses said was *an airstrike*"."""
    telling = next((c for c in what.rights if c.dep_ == "acl:relcl"), None)
    for told in telling.rights if telling is not None else ():
        named = told.dep_ in {"xcomp", "ccomp"} or (told.dep_ == "obl" and any(c.lower_ == "as" for c in told.lefts))
        if named and told.pos_ in {"NOUN", "PROPN"}:
            return told
    return what
