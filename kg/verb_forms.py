"""Mend the dictionary forms of verbs that the lemmatizer gets wrong: "staged" is of "stage", "cordoned" of "cordon"."""

import re

from spacy.tokens import Doc

from kg.lexicon import Lexicon

_DOUBLING = re.compile(r"[^aeiou]*[aeiou][bdgkmnptz]$")  # "stag" would be "stagged"
_ENDINGS = ("ed", "ing", "es")


def mend_infinitives(doc: Doc, lexicon: Lexicon) -> None:
    """Give the verbs of a parsed article their dictionary forms."""
    for token in doc:
        if token.pos_ == "VERB":
            token.lemma_ = _infinitive(token.lower_, token.lemma_.lower(), lexicon) or token.lemma_


def _infinitive(form: str, lemma: str, lexicon: Lexicon) -> str | None:
    """What the form of a verb is of, where that is not the lemma given."""
    if _DOUBLING.match(lemma) and form in {lemma + ending for ending in _ENDINGS}:
        return lemma + "e"
    known = lexicon.verb_frames
    shorter = (lemma.removesuffix("e"), lemma.removesuffix("ie") + "y") if lemma.endswith("e") and lemma not in known else ()
    return next((each for each in shorter if each in known), None)
