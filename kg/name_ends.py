"""Where a name ends that NER ends too early or too late: a unit's number, a nickname, a facility's type, a group's people."""

import re

from spacy.tokens import Doc

from kg.lexicon import Lexicon
from kg.places import Gazetteer

NameSpan = tuple[int, int, str | None]
"""First token, last token (exclusive), and NER's label where it gave one."""
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)$")
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_WHOSE = frozenset({"the", "its", "their", "whose"})
_AFTER_PEOPLE = frozenset({"front", "faction", "brigade", "battalion", "bloc", "column"})
_OFFICES = frozenset({"secretary", "minister", "commander", "spokesman", "spokeswoman", "spokesperson"})
_NUMBERED_PLACES = frozenset({"district", "sector", "hill", "point"})


def with_number(doc: Doc, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """A unit or hill with its number: "Division *17*", "District *Two*", "*166* Battalion"."""
    if doc[last - 1].lemma_.lower() in lexicon.words["unit"] | _NUMBERED_PLACES:
        if last < len(doc) and (doc[last].pos_ == "NUM" or doc[last].text.isdigit()):
            return first, last + 1
        if first > 0 and doc[first - 1].text.isdigit() and doc[first - 1].head.i >= first:
            return first - 1, last
    return first, last


def past_numbers(doc: Doc, last: int) -> int:
    """Where a name of several units ends of which NER took the first number for one: "the 5th *and 19th Brigades*"; else `last`."""
    joined = last - (doc[last - 1].lower_ == "and")
    if (
        joined + 1 >= len(doc)
        or doc[joined].lower_ != "and"
        or not (_ORDINAL.match(doc[joined - 1].text) and _ORDINAL.match(doc[joined + 1].text))
    ):
        return last
    end = joined + 2
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return end if doc[end - 1].tag_ in {"NNS", "NNPS"} else last


def with_unit(doc: Doc, first: int, last: int, label: str | None, lexicon: Lexicon) -> int:
    """Where a unit's name ends that is called after somebody: "the Samuel Otim *front*", "the Otim *faction*"; else `last`."""
    if label not in {"PER", "MIL", None} or last >= len(doc) or first == 0 or doc[first - 1].lower_ not in _WHOSE:
        return last
    kind = doc[last]
    after = (
        kind.lower_ in _AFTER_PEOPLE
        and kind.tag_ == "NN"
        and any(t.head.i == last for t in doc[first:last])
        and not doc[last - 1].text.isupper()
    )
    own = doc[last - 1].lower_ in lexicon.words["companies"] or lexicon.head_class(doc[last - 1].lower_) is not None
    told = label == "PER" or last - first > 1 or kind.lower_ == "faction"
    return last + 1 if after and not own and told else last


def without_office(doc: Doc, first: int, last: int, lexicon: Lexicon) -> int:
    """Where a group's or country's name ends, when NER took an office with it: "*United States* Secretary of State"."""
    for i in range(first + 1, last):
        if doc[i].lower_ in _OFFICES and doc[i].text[:1].isupper() and (i + 1 == last or doc[i + 1].lower_ == "of"):
            while i > first + 1 and doc[i - 1].lower_ in lexicon.words["portfolios"] | {"prime"}:
                i -= 1
            return i if doc[i - 1].lower_ not in {"of", "the"} else last
    return last


def past_nickname(doc: Doc, first: int, last: int) -> int:
    """Where somebody's name ends that goes on behind a nickname: 'Samuel "Fox" *Doe*'."""
    opened = any(t.text in _QUOTES for t in doc[first:last])
    closing = last if opened else last + 2 if last < len(doc) and doc[last].text in _QUOTES else len(doc)
    if closing + 1 < len(doc) and doc[closing].text in _QUOTES and doc[closing + 1].pos_ == "PROPN":
        last = closing + 2
        while last < len(doc) and doc[last].ent_iob_ == "I":
            last += 1
    return last


def without_people(doc: Doc, first: int, last: int, lexicon: Lexicon, places: Gazetteer) -> int:
    """Where a group's name ends, when NER took its people with it: "*Sahel Guard* fighters"; "Russian troops" stay whole."""
    while (
        last - first > 1
        and doc[last - 1].text.islower()
        and lexicon.kind(doc[last - 1]) in {"Troops", "ArmedGroup", "Weapon", "Person"}
        and doc[last - 2].tag_ in {"NNP", "NNPS"}
        and places.state_of(doc[first : last - 1].text) is None
    ):
        last -= 1
    return last


def type_word_end(doc: Doc, last: int, lexicon: Lexicon) -> int:
    """Where a facility's name ends, when its type follows in the same phrase ("Hama *military airport*"); else `last`."""
    for end in (last + 3, last + 2, last + 1):
        if end > len(doc):
            continue
        word = doc[end - 1]
        between = doc[last : end - 1]
        if (
            lexicon.heads.get(word.lemma_.lower()) == "Facility"
            and word.pos_ in {"NOUN", "PROPN"}
            and not (word.head.i > word.i and lexicon.kind(word.head) in {"Person", "Troops", "ArmedGroup"})  # "an RUF field commander"
            and all(t.pos_ in {"NOUN", "PROPN", "ADJ"} for t in between)
        ):
            root = doc[last - 1]
            if root.i < word.i and (root.head.i >= last or root.head == word):
                return end
    return last
