"""Names of several parts that NER takes only the first of: "Partisans *of the Valley*", "Rasht *valley*"."""

from spacy.tokens import Doc, Token

from kg.clauses import TIMES
from kg.lexicon import Lexicon
from kg.spelling import plain

_PEOPLES = frozenset({"people", "peoples"})
_PURPOSE = frozenset({"for", "on", "against"})
_INSIDE = frozenset({"of", "and", "the", "in"})
_BETWEEN = frozenset({"the", "al"})
_MODIFIERS = frozenset({"compound", "nmod", "amod", "flat", "nmod:poss"})


def with_of(doc: Doc, first: int, last: int, label: str | None, lexicon: Lexicon) -> tuple[int, int, str | None]:
    """A group called after something else, with that: "the Sons *of the River*"; other names as they are."""
    if last - first > 1 and doc[last - 1].lower_ == "of":  # "Falcons of | the River"
        last -= 1
    if label not in {"MIL", "ORG", None} or last + 1 >= len(doc) or doc[last].lower_ != "of" or not _company(doc, first, last, lexicon):
        return first, last, label
    end = last + 1
    while end + 1 < len(doc) and (doc[end].lower_ in _BETWEEN or (doc[end].is_title and doc[end].tag_ in {"CD", "JJ"})):
        end += 1  # "Sons of *the Two* Rivers"
    if not _proper(doc[end]):
        return first, last, label
    end += 1
    while end < len(doc) and (doc[end].ent_iob_ == "I" or (_proper(doc[end]) and not doc[end].ent_type_)):
        end += 1
    return first, end, label or "MIL"


def of_people(doc: Doc, first: int, last: int, label: str | None) -> tuple[int, int, str | None]:
    """A republic, army or party of a people, cut off at the possessive: "Bria *People’s Republic*"; other names as they are."""
    if doc[last - 1].lower_ not in _PEOPLES or last + 1 >= len(doc) or doc[last].tag_ != "POS" or not _proper(doc[last + 1]):
        return first, last, label
    end = last + 1
    while end < len(doc) and _proper(doc[end]):
        end += 1
    return first, end, label if label in {"MIL", "ORG"} else "ORG"


def _company(doc: Doc, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a name can go on with "of": it ends in a word for a group, or opens with one of another language."""
    word = doc[last - 1]
    alone = last - first == 1
    if alone and plain(word.text).lower() in lexicon.words["group_names"]:
        return True
    return word.lower_ in lexicon.words["companies"] and word.text[:1].isupper() and not (alone and word.is_sent_start)


def with_purpose(doc: Doc, first: int, last: int, label: str | None, lexicon: Lexicon) -> tuple[int, int, str | None]:
    """An organisation with what it is for, or with its second partner: "Council *on Foreign Relations*", "Smith *& Sons*"."""
    if last + 1 < len(doc) and doc[last].text == "&" and doc[last + 1].text[:1].isupper() and label in {"PER", "ORG", None}:
        return first, last + 2, "ORG"
    body = doc[last - 1].text[:1].isupper() and doc[last - 1].lower_ in lexicon.words["bodies"]
    if label not in {"ORG", "MIL", None} or not body or last + 1 >= len(doc) or doc[last].lower_ not in _PURPOSE:
        return first, last, label
    end = last + 2 if doc[last + 1].lower_ == "the" and last + 2 < len(doc) else last + 1
    if not _capital(doc[end]) or doc[end].ent_type_ == "LOC" or doc[end].lower_ in TIMES:
        return first, last, label
    while end < len(doc) and (_capital(doc[end]) or (doc[end].lower_ in _INSIDE and end + 1 < len(doc) and _capital(doc[end + 1]))):
        end += 1
    return first, end, label or "ORG"


def with_feature(doc: Doc, last: int, lexicon: Lexicon) -> int:
    """Where the name of a place ends whose kind is part of it: "Rasht *valley*" is not Rasht."""
    name = doc[last - 1]
    told = last < len(doc) and doc[last].lower_ in lexicon.words["features"] and name.head.i == last and name.dep_ in _MODIFIERS
    return last + 1 if told else last


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and not token.is_sent_start


def _proper(token: Token) -> bool:
    return token.text[:1].isupper() and (token.pos_ == "PROPN" or bool(token.ent_type_))
