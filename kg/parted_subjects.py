"""
Mend the subjects that the parser gives to a clause which only parts them from their verb.

"Otim, *speaking in Bria*, said", "residents *reached by telephone* said", "the statement, *whose authenticity* could not be confirmed,
said"; and the second verb of one who speaks: "insisted that they would stay *and announced* …".
"""

from collections.abc import Container

from spacy.tokens import Doc, Token

from kg.finite import TENSED
from kg.hanging import hang

_SUBJECTS = ("nsubj", "csubj", "expl")
_HELPERS = frozenset({"had", "would", "might", "could", "was", "were", "will", "should"})


def mend_parted_subjects(doc: Doc, reporting: Container[str]) -> None:
    """Mend a parsed article in place; `reporting` are the verbs by which somebody says something."""
    for verb in doc:
        if verb.pos_ == "VERB" and verb.tag_ in TENSED:
            if verb.dep_ != "conj" and not any(c.dep_.startswith(_SUBJECTS) for c in verb.children):
                _take(verb, verb.lemma_ in reporting)
            elif verb.dep_ == "conj" and verb.tag_ == "VBD" and verb.lemma_ in reporting:
                _said_too(verb)


def _take(verb: Token, reports: bool) -> None:
    """Give the verb the subject of the clause between."""
    doc = verb.doc
    for clause in [c for c in reversed(list(verb.lefts)) if c.dep_ in {"advcl", "ccomp"}]:
        subjects = [c for c in clause.lefts if c.dep_.startswith("nsubj") and c.pos_ in {"NOUN", "PROPN"}]
        helped = any(c.dep_.startswith(("aux", "cop")) for c in clause.children)
        if not subjects:
            continue
        noun = subjects[0]
        closed = doc[verb.i - 1].text == ","
        speaking = clause.tag_ == "VBG" and clause.dep_ == "advcl" and closed and any(t.text == "," for t in doc[noun.i : clause.i])
        reached = reports and clause.tag_ in {"VBN", "VBD"} and noun.i == clause.i - 1
        reached = reached and not any(t.is_punct or t.dep_ == "mark" for t in doc[clause.i : verb.i])
        of_which = len(subjects) > 1 and closed and any(t.lower_ == "which" for t in subjects[1].subtree)
        if ((speaking or reached) and not helped) or of_which:
            for told in [c for c in clause.lefts if c.dep_ in {"ccomp", "cc", "mark"} and c.i < noun.i]:
                hang(told, verb)
            hang(noun, verb, "nsubj")
            hang(clause, noun, "acl:relcl" if of_which else "acl")
            return


def _said_too(verb: Token) -> None:
    """ "Insisted that they would stay and *announced* …", with the second verb joined to what was said."""
    told = verb.head
    said = told.head
    if told.dep_ != "ccomp" or said.tag_ != "VBD" or said.i > told.i or any(c.dep_.startswith((*_SUBJECTS, "aux")) for c in verb.children):
        return
    if any(c.lower_ in _HELPERS for c in told.lefts):
        hang(verb, said)
