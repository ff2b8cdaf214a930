"""What an article mentions: named entities with one voted class each, and noun phrases whose head noun the lexicon knows."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.acronyms import long_forms
from kg.lexicon import Lexicon
from kg.places import Gazetteer

LABEL_CLASSES = {"PER": "Person", "LOC": "Place", "FAC": "Facility", "MIL": "ArmedGroup", "ORG": "Organization"}
_RELATED = ("-backed", "-led", "-held", "-aligned", "-allied", "-supported", "-controlled", "-based")
_TRIM = frozenset({"the", "a", "an", "'s", "’s", '"', "“", "”", "'", "’", ",", "-", "–", "—", "(", ")"})
# heads that say more of a name than NER does: "Khartoum International *Airport*", "Assad *regime*"
_DECISIVE = frozenset({"Facility", "State", "Troops", "ArmedGroup"})


@dataclass(frozen=True)
class Mention:
    """A stretch of tokens, `first` to before `last`, that names or describes something; its class is None where nothing tells."""

    first: int
    last: int
    head: Token
    text: str
    class_name: str | None
    named: bool


def normalise(name: str) -> str:
    """A name for comparison: lower case, no accents, no article in front, no possessive, punctuation as space."""
    text = unicodedata.normalize("NFKD", name.lower().replace("’", "'"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    if text.endswith("'s"):
        text = text[:-2]
    text = "".join(c if c.isalnum() or c == " " else ("" if c in "'`." else " ") for c in text)
    words = text.split()
    if len(words) > 1 and words[0] in {"the", "a", "an"}:
        words = words[1:]
    return " ".join(words)


def _trim(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """A name without determiners, quotation marks and what relates it to another ("U.S.-backed *Syrian Democratic Forces*")."""
    while first < last and doc[first].lower_ in _TRIM:
        first += 1
    while last > first and doc[last - 1].lower_ in _TRIM:
        last -= 1
    parted = last - first > 3 and doc[first + 1].text == "-" and "-" + doc[first + 2].lower_ in _RELATED
    behind = first + 3 if parted else first + 1 if first < last and doc[first].lower_.endswith(_RELATED) else first
    named = any(t.text[:1].isupper() for t in doc[behind:last])  # "the US-led coalition" has no other name
    return (behind if named else first), last


def _spans(doc: Doc, lexicon: Lexicon, places: Gazetteer, blocked: frozenset[int]) -> Iterator[tuple[int, int, str | None]]:
    """Entity spans, mended at their edges, and runs of proper nouns that NER left out; `blocked` tokens name nothing (dates)."""
    titles = lexicon.words["titles"]
    i = 0
    while i < len(doc):
        token = doc[i]
        if i in blocked or not (
            token.ent_type_ in LABEL_CLASSES or (token.pos_ == "PROPN" and _plain(token)) or _hidden(token, lexicon, places)
        ):
            i += 1
            continue
        first, last, label = _joined(doc, i, blocked)
        i = last
        first, last = _trim(doc, first, last)
        while last - first > 1 and label in {"PER", None} and doc[first].lower_.rstrip(".") in titles:
            first += 1
        if not any(t.text[:1].isupper() or t.text[:1].isdigit() for t in doc[first:last]):
            continue
        if last - first == 1 and (doc[first].lower_ in lexicon.words["side"] or (doc[first].tag_ == "JJ" and label in {"MIL", "ORG"})):
            continue  # "Army spokesman", "Islamist militants"
        numbered = first > 0 and doc[first - 1].text.isdigit()
        if last - first == 1 and doc[first].pos_ == "NOUN" and lexicon.kind(doc[first]) is not None and not numbered:
            continue  # "Units" at the start of a sentence
        if first >= last or (label is None and all(t.lower_.rstrip(".") in titles for t in doc[first:last])):
            continue
        if label is None and first > 1 and doc[first - 2 if doc[first - 1].text == "." else first - 1].lower_.rstrip(".") in titles:
            label = "PER"  # "Col. Brian Ashe", of whom NER knows nothing
        if label == "MIL":
            last = _without_people(doc, first, last, lexicon, places)
        if label in {"MIL", "ORG"} and first - 1 not in blocked and _is_demonym(doc, first - 1, places):
            first -= 1
        if label is None and first > 0 and doc[first - 1].text[:1].isdigit() and doc[first - 1].text[-1:].isalpha():
            first -= 1  # "66th Missile Brigade"
        if (
            label is None
            and last - first == 1
            and first > 0
            and doc[first - 1].tag_ == "JJ"
            and doc[first - 1].text[:1].isupper()
            and not doc[first - 1].is_sent_start
        ):
            first -= 1  # "Coptic Christians"
        if label != "PER":
            units = lexicon.words["unit"] | {"district", "sector", "hill", "point"}
            if last < len(doc) and doc[last - 1].lemma_.lower() in units and (doc[last].pos_ == "NUM" or doc[last].text.isdigit()):
                last += 1  # "Division 17", "District Two"
            elif first > 0 and doc[last - 1].lemma_.lower() in units and doc[first - 1].text.isdigit() and doc[first - 1].head.i >= first:
                first -= 1  # "166 Battalion"
            end = _type_word_end(doc, last, lexicon)
            if end > last:
                label, last = "FAC", end
        i = max(i, last)
        yield first, last, label


def _without_people(doc: Doc, first: int, last: int, lexicon: Lexicon, places: Gazetteer) -> int:
    """Where a group's name ends, when NER took its people with it: "*Sahel Guard* fighters"; "Russian troops" stay whole."""
    while (
        last - first > 1
        and doc[last - 1].text.islower()
        and lexicon.kind(doc[last - 1]) in {"Troops", "ArmedGroup", "Weapon"}
        and doc[last - 2].tag_ in {"NNP", "NNPS"}
        and places.state_of(doc[first : last - 1].text) is None
    ):
        last -= 1
    return last


def _is_demonym(doc: Doc, i: int, places: Gazetteer) -> bool:
    """Whether a nationality stands there and belongs to what follows: "*Lebanese* Army"."""
    if i < 0 or doc[i].pos_ not in {"ADJ", "PROPN"} or doc[i].head.i <= i:
        return False
    return doc[i].text[0].isupper() and places.state_of(doc[i].text) is not None


def _hidden(token: Token, lexicon: Lexicon, places: Gazetteer) -> bool:
    """Whether the tagger takes a name for a common noun: a place that begins a sentence, a unit with its number."""
    if token.pos_ != "NOUN" or not _plain(token):
        return False
    if not token.has_vector:
        return not token.is_sent_start or places.is_place_name(token.text)
    return not token.is_sent_start and token.lower_ in lexicon.words["unit"] and token.nbor(-1).text.isdigit()


def _plain(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.replace("-", "").replace("'", "").replace("’", "").isalpha()


def _joined(doc: Doc, i: int, blocked: frozenset[int]) -> tuple[int, int, str | None]:
    """A run of name tokens from i on: one entity, with untagged proper nouns that the tree joins to it ("*El* Fasher")."""
    label = doc[i].ent_type_ or None
    last = i + 1
    if label is not None:
        while last < len(doc) and doc[last].ent_iob_ == "I":
            if doc[last].tag_ in {"VBD", "VBZ", "VBP"}:
                return i, last, None  # "Derg surrendered Massawa" is no name; its first part is one of unknown kind
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


def _decided(words: list[str], label: str | None, lexicon: Lexicon) -> str | None:
    """The class of one named mention: a decisive head noun before NER's label."""
    kind = lexicon.heads.get(words[-1]) or (lexicon.heads.get(words[-1].rstrip("s")) if len(words) > 1 else None)
    if kind in _DECISIVE and len(words) > 1 and label != "PER":
        if words[-1] == "state" and label == "LOC":
            return "Place"  # a state of a federation
        if kind == "Facility" and label == "LOC" and words[-1] in {"field", "position", "station", "line", "house"}:
            return "Place"
        if label == "ORG" and kind == "Facility" and words[-1] in {"university", "institute", "hospital", "college", "academy"}:
            return "Organization"
        return lexicon.classes[kind]
    if label is None and kind:
        return lexicon.classes[kind]
    if label is None and words[-1].endswith("ians"):
        return "Person"  # "Coptic Christians"
    return LABEL_CLASSES[label] if label else None


def named_mentions(
    doc: Doc, lexicon: Lexicon, known: Mapping[str, str], places: Gazetteer, blocked: frozenset[int] = frozenset()
) -> list[Mention]:
    """
    The named mentions of a document in order, each name with the class that most of its mentions got.

    `known` gives the class of names that need no vote (normalised name → class): well-known actors; `blocked` tokens
    belong to no name: those of dates.
    """
    raw: list[tuple[int, int, str | None]] = []
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for first, last, label in _spans(doc, lexicon, places, blocked):
        words = [t.lemma_.lower() if t.pos_ == "NOUN" else t.lower_ for t in doc[first:last]]
        class_name = _decided(words, label, lexicon)
        raw.append((first, last, class_name))
        if class_name is not None:
            votes[normalise(doc[first:last].text)][class_name] += 1
    full = {word for name, counts in votes.items() if " " in name and counts["Person"] for word in name.split()}
    mentions: list[Mention] = []
    for first, last, class_name in long_forms(doc, raw):
        span = doc[first:last]
        name = normalise(span.text)
        counted = votes.get(name)
        state = places.state_of(span.text)
        if state is not None and state != span.text and span.text.endswith("s") and last - first == 1:
            class_name = "State"  # "the Russians"
        elif state == span.text:
            class_name = "Place"
        elif name in known:
            class_name = known[name]
        elif counted:
            class_name = max(sorted(counted), key=lambda c: counted[c])
            if class_name == "Person" and " " not in name and name not in full and places.is_place_name(span.text):
                class_name = "Place"  # a town that NER takes for somebody, unless the article has that name in a person's
        mentions.append(Mention(first, last, span.root, span.text, class_name, named=True))
    return mentions


def phrase_start(head: Token) -> int:
    """The first token of a noun phrase's left part that belongs to a descriptive name: no determiner, number or quantifier."""
    first = head.i
    for child in head.lefts:
        if child.dep_ in {"amod", "compound", "nmod:poss", "nmod", "flat", "obl:npmod", "advmod", "nmod:desc"} and child.dep_ != "advmod":
            first = min(first, child.left_edge.i)
    while first < head.i and (
        head.doc[first].pos_ in {"DET", "PRON", "NUM", "PUNCT", "ADP", "CCONJ", "PART", "ADV"}
        or head.doc[first].dep_ in {"det", "case", "nummod", "cc"}
    ):
        first += 1
    return first


def _begins_later(doc: Doc, first: int, head: int) -> bool:
    """Whether a lower-case word stands before a name of the phrase, as in "famine-stricken *Zamzam camp*"."""
    return (
        doc[first].text[:1].islower() or doc[first].text == "-"
        if any(doc[i].ent_type_ for i in range(first, head)) and not doc[first].ent_type_
        else False
    )


def describe(head: Token, lexicon: Lexicon) -> Mention:
    """The description that a common noun heads, without determiner and numbers ("*Russian warplanes*", "*civilians*")."""
    first = phrase_start(head)
    while first < head.i and head.doc[first].pos_ in {"ADJ", "VERB", "PUNCT", "NOUN"} and _begins_later(head.doc, first, head.i):
        first += 1
    text = head.doc[first : head.i + 1].text
    kind = lexicon.kind(head)
    return Mention(first, head.i + 1, head, text, lexicon.classes[kind] if kind else None, named=False)
