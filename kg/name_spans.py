"""Where an article's names stand: the spans of NER, mended at their edges, and the proper nouns that NER left out."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.finite import TENSED
from kg.known_names import KnownNames
from kg.lexicon import Lexicon
from kg.long_names import of_people, with_feature, with_of, with_purpose
from kg.name_ends import NameSpan, past_nickname, past_numbers, type_word_end, with_number, with_unit, without_office, without_people
from kg.name_parts import name_parts
from kg.nobodies import is_model
from kg.places import Gazetteer

LABEL_CLASSES = {"PER": "Person", "LOC": "Place", "FAC": "Facility", "MIL": "ArmedGroup", "ORG": "Organization"}
_OPENERS = frozenset({"overnight", "elsewhere", "meanwhile", "separately", "farther", "further", "nearby", "earlier", "later"})
_LINKS = frozenset({"of", "for", "and", "in", "the"})
_RELATED = ("-backed", "-led", "-held", "-aligned", "-allied", "-supported", "-controlled", "-based")
_TRIM = frozenset({"the", "a", "an", ".", ";", ":", "?", "!", "'s", "’s", '"', "“", "”", "'", "’", ",", "-", "–", "—", "(", ")"})
_INITIAL = re.compile(r"[A-Z]\.?$")
_PORTFOLIOS = frozenset({"secretary", "minister"})
_CREEDS = frozenset({"islamist", "salafist", "maoist", "communist"})


def name_spans(doc: Doc, lexicon: Lexicon, places: Gazetteer, blocked: frozenset[int], known: KnownNames) -> Iterator[NameSpan]:
    """The names of a document in order; `blocked` tokens name nothing (dates), `known` ones are whole wherever NER cuts them."""
    i = 0
    while i < len(doc):
        end = known.end(doc, i)
        if end > i:
            yield i, end, "MIL"
            i = end
            continue
        if i in blocked or not _begins_name(doc[i], lexicon, places):
            i += 1
            continue
        whole = with_purpose(doc, *with_of(doc, *of_people(doc, *_joined(doc, i, blocked)), lexicon), lexicon)
        i = whole[1]
        for part in name_parts(doc, *whole, lexicon, places):
            for span in _mended(doc, *part, lexicon, places, blocked):
                i = max(i, span[1])
                yield span


def _mended(
    doc: Doc, first: int, last: int, label: str | None, lexicon: Lexicon, places: Gazetteer, blocked: frozenset[int]
) -> Iterator[NameSpan]:
    """A span with its right edges, if it is a name, and a name that it was hung on."""
    whole = first
    first, last = _trim(doc, first, last)
    if first == whole + 3 and doc[whole].pos_ == "PROPN":
        yield whole, whole + 1, None  # "*Houthi*-controlled Sanaa"
    if label == "MIL" and last - first > 1 and doc[last - 1].text.islower() and doc[last - 1].lemma_.lower() in lexicon.noun_frames:
        last -= 1  # "Russian *airstrikes*"
    if label == "MIL" and last - first == 2 and _is_demonym(doc[first], places) and is_model(doc[first + 1], lexicon):
        return  # "Georgian *Su-25s*": not a name, but whose they are
    if label == "LOC" and last - first == 2 and last < len(doc) and _is_demonym(doc[first], places) and _introduces(doc[last - 1], lexicon):
        return  # "the *Malian town* of Gao": not a name, but what kind of place one is
    if last - first > 1 and last < len(doc) and f"{doc[last - 1].lower_} {doc[last].lower_}" in lexicon.compound_roles:
        last -= 1  # "Pentagon *Press* Secretary"
    if last - first > 2 and doc[last - 2 : last].text.lower() in lexicon.compound_roles:
        last -= 2
    while last - first > 1 and doc[first].text.islower() and lexicon.kind(doc[first]) == "Person":
        first += 1  # "the *miller* X"
    if label in {"PER", None}:
        first = _without_title(doc, first, last, lexicon)
    elif label != "FAC":
        last = without_office(doc, first, last, lexicon)
    if not _names_something(doc, first, last, label, lexicon):
        return
    initials = _past_initials(doc, first)
    if label == "PER" or (label is None and _after_title(doc, initials, lexicon)):
        first, label = initials, "PER"  # "Col. Brian Ashe", of whom NER knows nothing; "Brigadier *K. L.* Ashe"
    if label == "MIL":
        last = without_people(doc, first, last, lexicon, places)
    if _joins_left(doc, first, last, label, blocked, places):
        first -= 1
    unit = with_unit(doc, first, last, label, lexicon)
    if unit > last:
        label, last = "MIL", unit
    elif label == "PER":
        last = past_nickname(doc, first, last)
    else:
        first, last = with_number(doc, first, last, lexicon)
        end = type_word_end(doc, last, lexicon)
        if end > last:
            label, last = "FAC", end
        elif label == "LOC":
            last = with_feature(doc, last, lexicon)
    yield first, last, label


def _begins_name(token: Token, lexicon: Lexicon, places: Gazetteer) -> bool:
    return token.ent_type_ in LABEL_CLASSES or (token.pos_ == "PROPN" and _plain(token)) or _hidden(token, lexicon, places)


def _without_title(doc: Doc, first: int, last: int, lexicon: Lexicon) -> int:
    office = (i for i in range(first, last - 1) if doc[i].text[:1].isupper() and doc[i].lower_ in lexicon.words["offices"])
    first = next((i + 1 for i in office), first)  # "Telecommunications *Minister* X"
    if first > 1 and last - first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in _PORTFOLIOS:
        first += doc[first].lower_ in lexicon.words["portfolios"]  # "Secretary of *State* X"
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


def _past_initials(doc: Doc, first: int) -> int:
    """Where the initials in front of a surname begin."""
    while first > 0 and _INITIAL.match(doc[first - 1].text):
        first -= 1
    return first


def _after_title(doc: Doc, first: int, lexicon: Lexicon) -> bool:
    if first == 0:
        return False
    before = doc[first - 2] if first > 1 and doc[first - 1].text == "." else doc[first - 1]
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


def _introduces(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a common noun for a place stands in front of the place's own name: "town *of Gao*", "town *Gao*"."""
    following = noun.nbor(1)
    return noun.text.islower() and lexicon.kind(noun) == "Place" and (following.lower_ == "of" or following.pos_ == "PROPN")


def _is_demonym(word: Token, places: Gazetteer) -> bool:
    """Whether a word is a nationality that belongs to what follows."""
    if word.pos_ not in {"ADJ", "PROPN"} or word.head.i <= word.i:
        return False
    return word.text[0].isupper() and places.state_of(word.text) is not None


def _hidden(token: Token, lexicon: Lexicon, places: Gazetteer) -> bool:
    """Whether the tagger takes a name for a common noun: a place that begins a sentence, a unit with its number, a group."""
    if token.pos_ != "NOUN" or not _plain(token):
        return False
    if not token.has_vector:
        return not token.is_sent_start or places.is_place_name(token.text)
    if token.is_sent_start or token.i + 1 == len(token.doc):
        return False
    company = token.lower_ in lexicon.words["companies"] and token.nbor().lower_ == "of"  # "the militia *Sons* of the River"
    return company or (token.lower_ in lexicon.words["unit"] and token.nbor(-1).text.isdigit())


def _plain(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.replace("-", "").replace("'", "").replace("’", "").isalpha()


def _joined(doc: Doc, i: int, blocked: frozenset[int]) -> NameSpan:
    """A run of name tokens from i on: one entity, with untagged proper nouns that the tree joins to it ("*El* Fasher")."""
    label = doc[i].ent_type_ or None
    last = i + 1
    if label is not None:
        while last < len(doc) and doc[last].ent_iob_ == "I":
            if doc[last].tag_ in TENSED:
                return i, last, None  # "Derg surrendered Massawa" is no name; its first part is one of unknown kind
            if doc[last].tag_ == "VBG" and doc[last].text.islower() and doc[last - 1].lower_ in {"of", "from"} and last - i > 1:
                return i, last - 1, None  # "accused Rwanda of backing"
            last += 1
        while last < len(doc) and last not in blocked and _flat(doc[last], i, last) and not doc[last].ent_type_:
            last += 1
        if last + 1 < len(doc) and doc[last].text == "-" and _flat(doc[last + 1], i, last):  # "the SPLA-IO"
            last += 2
        return i, past_numbers(doc, last), label
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
