"""Where an article's names stand: the spans of NER, mended at their edges, and the proper nouns that NER left out."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.lexicon import Lexicon
from kg.long_names import with_feature, with_of
from kg.places import Gazetteer

LABEL_CLASSES = {"PER": "Person", "LOC": "Place", "FAC": "Facility", "MIL": "ArmedGroup", "ORG": "Organization"}
_OPENERS = frozenset({"overnight", "elsewhere", "meanwhile", "separately", "farther", "further", "nearby", "earlier", "later"})
_LINKS = frozenset({"of", "for", "and", "in", "the"})
_RELATED = ("-backed", "-led", "-held", "-aligned", "-allied", "-supported", "-controlled", "-based")
_TRIM = frozenset({"the", "a", "an", "'s", "’s", '"', "“", "”", "'", "’", ",", "-", "–", "—", "(", ")"})
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
_CREEDS = frozenset({"islamist", "salafist", "maoist", "communist"})
_NUMBERED_PLACES = frozenset({"district", "sector", "hill", "point"})

NameSpan = tuple[int, int, str | None]
"""First token, last token (exclusive), and NER's label where it gave one."""


def name_spans(doc: Doc, lexicon: Lexicon, places: Gazetteer, blocked: frozenset[int]) -> Iterator[NameSpan]:
    """The names of a document in order; `blocked` tokens name nothing (dates)."""
    i = 0
    while i < len(doc):
        if i in blocked or not _begins_name(doc[i], lexicon, places):
            i += 1
            continue
        first, last, label = with_of(doc, *_joined(doc, i, blocked), lexicon)
        i, whole = last, first
        first, last = _trim(doc, first, last)
        if first == whole + 3 and doc[whole].pos_ == "PROPN":
            yield whole, whole + 1, None  # "*Houthi*-controlled Sanaa"
        if label == "MIL" and last - first > 1 and doc[last - 1].text.islower() and doc[last - 1].lemma_.lower() in lexicon.noun_frames:
            last -= 1  # "Russian *airstrikes*"
        if label == "MIL" and last - first == 2 and _is_demonym(doc[first], places) and _is_model(doc[first + 1]):
            continue  # "Georgian *Su-25s*": not a name, but whose they are
        if (
            label == "LOC"
            and last - first == 2
            and last < len(doc)
            and _is_demonym(doc[first], places)
            and _introduces(doc[last - 1], lexicon)
        ):
            continue  # "the *Malian town* of Gao": not a name, but what kind of place one is
        if last - first > 1 and last < len(doc) and f"{doc[last - 1].lower_} {doc[last].lower_}" in lexicon.compound_roles:
            last -= 1  # "Pentagon *Press* Secretary"
        if last - first > 2 and doc[last - 2 : last].text.lower() in lexicon.compound_roles:
            last -= 2
        if label in {"PER", None}:
            first = _without_title(doc, first, last, lexicon)
        if not _names_something(doc, first, last, label, lexicon):
            continue
        if label is None and _after_title(doc, first, lexicon):
            label = "PER"  # "Col. Brian Ashe", of whom NER knows nothing
        if label == "MIL":
            last = _without_people(doc, first, last, lexicon, places)
        if _joins_left(doc, first, last, label, blocked, places):
            first -= 1
        if label == "PER":
            last = _past_nickname(doc, first, last)
        else:
            first, last = _with_number(doc, first, last, lexicon)
            end = _type_word_end(doc, last, lexicon)
            if end > last:
                label, last = "FAC", end
            elif label == "LOC":
                last = with_feature(doc, last, lexicon)
        i = max(i, last)
        yield first, last, label


def _begins_name(token: Token, lexicon: Lexicon, places: Gazetteer) -> bool:
    return token.ent_type_ in LABEL_CLASSES or (token.pos_ == "PROPN" and _plain(token)) or _hidden(token, lexicon, places)


def _without_title(doc: Doc, first: int, last: int, lexicon: Lexicon) -> int:
    while last - first > 1 and doc[first].lower_.rstrip(".") in lexicon.words["titles"]:
        first += 1
    return first


def _names_something(doc: Doc, first: int, last: int, label: str | None, lexicon: Lexicon) -> bool:
    """Whether a span is a name, and not a common noun with a capital ("*Army* spokesman", "*Islamist* militants") or a mere title."""
    if not any(t.text[:1].isupper() or t.text[:1].isdigit() for t in doc[first:last]):
        return False
    if last - first == 1:
        word = doc[first]
        if word.is_sent_start and word.lower_ in _OPENERS:
            return False
        if word.lower_ in lexicon.words["side"] or (word.tag_ == "JJ" and label in {"MIL", "ORG"}):
            return False
        if word.lower_ in lexicon.words["fighters"] | _CREEDS and word.head.i > word.i and word.head.text.islower():
            return False  # "an *Islamist* group"
        numbered = first > 0 and doc[first - 1].text.isdigit()
        if word.pos_ == "NOUN" and lexicon.kind(word) is not None and not numbered:
            return False  # "Units" at the start of a sentence
    return label is not None or not all(t.lower_.rstrip(".") in lexicon.words["titles"] for t in doc[first:last])


def _after_title(doc: Doc, first: int, lexicon: Lexicon) -> bool:
    if first < 2:
        return False
    before = doc[first - 2] if doc[first - 1].text == "." else doc[first - 1]
    return before.lower_.rstrip(".") in lexicon.words["titles"]


def _joins_left(doc: Doc, first: int, last: int, label: str | None, blocked: frozenset[int], places: Gazetteer) -> bool:
    """Whether the word before belongs to the name: "*Lebanese* Army", "*66th* Missile Brigade", "*Coptic* Christians"."""
    if first == 0:
        return False
    before = doc[first - 1]
    if label in {"MIL", "ORG"}:
        return before.i not in blocked and _is_demonym(before, places)
    if label is not None:
        return False
    if before.text[:1].isdigit() and before.text[-1:].isalpha():
        return True
    return last - first == 1 and before.tag_ == "JJ" and before.text[:1].isupper() and not before.is_sent_start


def _with_number(doc: Doc, first: int, last: int, lexicon: Lexicon) -> tuple[int, int]:
    """A unit or hill with its number: "Division *17*", "District *Two*", "*166* Battalion"."""
    if doc[last - 1].lemma_.lower() in lexicon.words["unit"] | _NUMBERED_PLACES:
        if last < len(doc) and (doc[last].pos_ == "NUM" or doc[last].text.isdigit()):
            return first, last + 1
        if first > 0 and doc[first - 1].text.isdigit() and doc[first - 1].head.i >= first:
            return first - 1, last
    return first, last


def _past_nickname(doc: Doc, first: int, last: int) -> int:
    """Where somebody's name ends that goes on behind a nickname: 'Samuel "Fox" *Doe*'."""
    opened = any(t.text in _QUOTES for t in doc[first:last])
    closing = last if opened else last + 2 if last < len(doc) and doc[last].text in _QUOTES else len(doc)
    if closing + 1 < len(doc) and doc[closing].text in _QUOTES and doc[closing + 1].pos_ == "PROPN":
        last = closing + 2
        while last < len(doc) and doc[last].ent_iob_ == "I":
            last += 1
    return last


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """A name without determiners, quotation marks and what relates it to another ("U.S.-backed *Syrian Democratic Forces*")."""
    while first < last and doc[first].lower_ in _TRIM:
        first += 1
    while last > first and doc[last - 1].lower_ in (_TRIM | _LINKS if last - first > 3 else _TRIM):
        last -= 1
    parted = last - first > 3 and doc[first + 1].text == "-" and "-" + doc[first + 2].lower_ in _RELATED
    behind = first + 3 if parted else first + 1 if first < last and doc[first].lower_.endswith(_RELATED) else first
    named = any(t.text[:1].isupper() for t in doc[behind:last])  # "the US-led coalition" has no other name
    return (behind if named else first), last


def _without_people(doc: Doc, first: int, last: int, lexicon: Lexicon, places: Gazetteer) -> int:
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


def _introduces(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a common noun for a place stands in front of the place's own name: "town *of Gao*", "town *Gao*"."""
    following = noun.nbor(1)
    return noun.text.islower() and lexicon.kind(noun) == "Place" and (following.lower_ == "of" or following.pos_ == "PROPN")


def _is_model(word: Token) -> bool:
    """Whether a word is a weapon's: a letter, then figures ("Su-25s", "T-72")."""
    return word.text[:1].isalpha() and any(map(str.isdigit, word.text))


def _is_demonym(word: Token, places: Gazetteer) -> bool:
    """Whether a word is a nationality that belongs to what follows."""
    if word.pos_ not in {"ADJ", "PROPN"} or word.head.i <= word.i:
        return False
    return word.text[0].isupper() and places.state_of(word.text) is not None


def _hidden(token: Token, lexicon: Lexicon, places: Gazetteer) -> bool:
    """Whether the tagger takes a name for a common noun: a place that begins a sentence, a unit with its number."""
    if token.pos_ != "NOUN" or not _plain(token):
        return False
    if not token.has_vector:
        return not token.is_sent_start or places.is_place_name(token.text)
    return not token.is_sent_start and token.lower_ in lexicon.words["unit"] and token.nbor(-1).text.isdigit()


def _plain(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.replace("-", "").replace("'", "").replace("’", "").isalpha()


def _joined(doc: Doc, i: int, blocked: frozenset[int]) -> NameSpan:
    """A run of name tokens from i on: one entity, with untagged proper nouns that the tree joins to it ("*El* Fasher")."""
    label = doc[i].ent_type_ or None
    last = i + 1
    if label is not None:
        while last < len(doc) and doc[last].ent_iob_ == "I":
            if doc[last].tag_ in {"VBD", "VBZ", "VBP"}:
                return i, last, None  # "Derg surrendered Massawa" is no name; its first part is one of unknown kind
            if doc[last].tag_ == "VBG" and doc[last].text.islower() and doc[last - 1].lower_ in {"of", "from"} and last - i > 1:
                return i, last - 1, None  # "accused Rwanda of backing"
            last += 1
        while last < len(doc) and last not in blocked and _flat(doc[last], i, last) and not doc[last].ent_type_:
            last += 1
        if last + 1 < len(doc) and doc[last].text == "-" and _flat(doc[last + 1], i, last):  # "the SPLA-IO"
            last += 2
        return i, last, label
    while last < len(doc) and last not in blocked and doc[last].pos_ == "PROPN" and not doc[last].is_sent_start and _plain(doc[last]):
        if doc[last].ent_type_:
            if not (_flat(doc[last], i, last) or any(doc[k].head.i == last for k in range(i, last))):
                break
            label = doc[last].ent_type_
            last += 1
            while last < len(doc) and doc[last].ent_iob_ == "I":
                last += 1
            break
        last += 1
    return i, last, label


def _flat(token: Token, first: int, last: int) -> bool:
    """Whether the tree makes a proper noun part of the name from `first` to before `last`."""
    return token.pos_ == "PROPN" and _plain(token) and token.dep_ in {"flat", "compound"} and first <= token.head.i < last


def _type_word_end(doc: Doc, last: int, lexicon: Lexicon) -> int:
    """Where a facility's name ends, when its type follows in the same phrase ("Hama *military airport*"); else `last`."""
    for end in (last + 3, last + 2, last + 1):
        if end > len(doc):
            continue
        word = doc[end - 1]
        between = doc[last : end - 1]
        if (
            lexicon.heads.get(word.lemma_.lower()) == "Facility"
            and word.pos_ in {"NOUN", "PROPN"}
            and all(t.pos_ in {"NOUN", "PROPN", "ADJ"} for t in between)
        ):
            root = doc[last - 1]
            if root.i < word.i and (root.head.i >= last or root.head == word):
                return end
    return last
