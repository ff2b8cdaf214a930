"""Mend what a place is cleared of, hung on the place: "cleared the city *of rebels*", which is no city of theirs."""

from spacy.tokens import Doc

from kg.clauses import case_words
from kg.hanging import hang
from kg.lexicon import Lexicon

_OF = frozenset({"of"})
_PEOPLE = frozenset({"ArmedGroup", "Troops", "Person"})


def mend_cleared(doc: Doc, lexicon: Lexicon) -> None:
    """Hang it on the verb, in a parsed article in place."""
    for verb in doc:
        if verb.pos_ == "VERB" and verb.lemma_.lower() in lexicon.words["clearing"]:
            for place in [c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"}]:
                for people in [c for c in place.rights if c.dep_ == "nmod" and case_words(c) == _OF and lexicon.kind(c) in _PEOPLE]:
                    if lexicon.kind(place) not in _PEOPLE and place.lemma_.lower() not in lexicon.words["partitive"]:
                        hang(people, verb, "obl")
