"""
Mend the subjects that a parser misses in a sentence.

What stands between commas behind a subject is no other subject; what begins with an article right behind a fronted phrase is the
subject, and so is an actor without a preposition in front of a verb that has no subject; a participle that a span of time parts from
"have" is the verb of its subject.
"""

from itertools import pairwise

from spacy.tokens import Span, Token

from kg.hanging import hang

_PAST = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_ACTORS = frozenset({"MIL", "ORG", "PER"})
_MISPLACED = frozenset({"appos", "obj", "nmod:unmarked"})


def mend_subjects(sentence: Span) -> None:
    """Mend a parsed sentence in place."""
    _second_subjects(sentence)
    _fronted(sentence)
    _bare(sentence)
    _parted_perfect(sentence)


def _second_subjects(sentence: Span) -> None:
    """ "The Guard, *the armed wing* of the front, took the town", with the wing read as another subject: an apposition."""
    for verb in sentence:
        for first, second in pairwise(c for c in verb.lefts if c.dep_.startswith("nsubj")):
            parted = first.pos_ == "PROPN" and second.tag_ == "NN" and second.left_edge.i == _end(first) + 1
            listed = any(c.dep_ in {"conj", "cc"} for c in (*first.children, *second.children))
            if parted and not listed and sentence.doc[_end(first)].text == sentence.doc[_end(second)].text == ",":
                hang(second, first, "appos")


def _fronted(sentence: Span) -> None:
    """ "In the east *the Guard* took the town", with no comma between and the Guard read as part of the place: the subject."""
    for place in sentence:
        if place.dep_ != "obl" or not any(c.dep_ == "case" for c in place.children):
            continue
        for noun in list(place.rights):
            first = noun.left_edge
            if noun.dep_ not in _MISPLACED or first.tag_ not in {"DT", "PRP$"} or first.nbor(-1).pos_ == "PUNCT":
                continue
            verb = place.head
            while verb.dep_ in {"advcl", "acl"} and verb.tag_ in {"VBN", "VBG"}:
                verb = verb.head
            if verb.tag_ in _PAST and verb.i > noun.i and not any(c.dep_.startswith("nsubj") for c in verb.children):
                for behind in list(place.rights):
                    hang(behind, noun if behind.i > noun.i else place)
                hang(noun, verb, "nsubj:pass" if any(c.dep_ == "aux:pass" for c in verb.children) else "nsubj")
                break


def _bare(sentence: Span) -> None:
    """ "*The Front*, the armed wing of the party, took the town", read as a circumstance: without a preposition it is the subject."""
    for noun in sentence:
        verb = noun.head
        opens = noun.dep_ == "obl" and noun.ent_type_ in _ACTORS and noun.i < verb.i and noun.left_edge.i == verb.left_edge.i
        if (
            opens
            and verb.tag_ in _PAST
            and not any(c.dep_ in {"case", "advmod", "det:predet"} for c in noun.children)
            and not any(c.dep_.startswith(("nsubj", "csubj", "expl")) for c in verb.children)
        ):
            noun.dep_ = "nsubj:pass" if any(c.dep_ == "aux:pass" for c in verb.children) else "nsubj"


def _parted_perfect(sentence: Span) -> None:
    """ "They have for weeks *encircled* the town": the participle is the verb, not a clause of the weeks."""
    for have in sentence:
        if have.lemma_ != "have" or any(c.dep_ in {"obj", "xcomp"} for c in have.children):
            continue
        participles = (v for span in have.rights if span.dep_ == "obl" for v in span.rights if v.dep_ == "acl" and v.tag_ in {"VBN", "VBD"})
        verb = next(participles, None)
        if verb is None:
            continue
        verb.dep_, verb.head = have.dep_, verb if have.dep_ == "ROOT" else have.head
        for child in list(have.children):
            if child != verb:
                hang(child, verb)
        have.head, have.dep_, have.pos_ = verb, "aux", "AUX"


def _end(noun: Token) -> int:
    """Where a noun phrase ends, without the comma behind it."""
    last = noun.right_edge.i
    return last if noun.doc[last].text == "," else last + 1
