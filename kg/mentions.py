"""What an article mentions: named entities with one voted class each, and noun phrases whose head noun the lexicon knows."""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from kg.acronyms import long_forms
from kg.known_names import KnownNames
from kg.lexicon import Lexicon
from kg.name_classes import name_classes
from kg.name_ends import NameSpan
from kg.name_spans import LABEL_CLASSES, name_spans
from kg.nobodies import nobody
from kg.places import Gazetteer
from kg.spelling import normalise
from kg.told_names import region, told
from kg.unit_names import units_apart

# heads that say more of a name than NER does: "Khartoum International *Airport*", "Assad *regime*"
_DECISIVE = frozenset({"Facility", "State", "Troops", "ArmedGroup"})
# what is no building, whatever NER says
_BODIES = frozenset({"consultancy", "council", "ministry", "agency", "committee", "party", "commission", "union", "parliament"})
_BEFALLING = frozenset({"battle", "siege", "fall", "bombardment", "shelling", "recapture", "outskirts", "residents", "mayor"})
_ROUND = frozenset({"dozen", "score", "hundred", "thousand"})
_LISTING = frozenset({"them", "including", ":"})
_SETTLEMENTS = frozenset({"city", "town", "village", "hamlet"})
# what is a building only where NER says so
_HOUSES = frozenset({"university", "institute", "hospital", "college", "academy", "centre", "center", "house"})


@dataclass(frozen=True)
class Mention:
    """A stretch of tokens, `first` to before `last`, that names or describes something; its class is None where nothing tells."""

    first: int
    last: int
    head: Token
    text: str
    class_name: str | None
    named: bool


def _decided(words: list[str], label: str | None, lexicon: Lexicon) -> str | None:
    """The class of one named mention: a decisive head noun before NER's label."""
    if label == "LOC" and "of" in words[1:] and lexicon.heads.get(words[words.index("of", 1) - 1]) == "Organization":
        return "Organization"  # "Institute of Peace", whatever NER says
    last = words[-1]
    singulars = (last.rstrip("s"), last.removesuffix("ies") + "y") if len(words) > 1 else ()
    kind = next((kind for word in (last, *singulars) if (kind := lexicon.heads.get(word))), None)
    many = kind == "ArmedGroup" and last.endswith("s") and last not in lexicon.heads  # "the Drina *Chetniks*" are nobody's surname
    if kind in _DECISIVE and len(words) > 1 and (label != "PER" or many):
        if words[-1] == "state" and label == "LOC":
            return "Place"  # a state of a federation
        if kind == "Facility" and label == "LOC" and words[-1] in {"field", "position", "station", "line", "house", "camp"}:
            return "Place"
        if label == "ORG" and kind == "Facility" and words[-1] in _HOUSES:
            return "Organization"
        return lexicon.classes[kind]
    if label == "FAC" and words[-1] in lexicon.words["features"]:
        return "Place"  # "Salang Pass"
    if label in {"LOC", "FAC"} and len(words) > 1 and words[-1] in lexicon.words["companies"]:
        return "ArmedGroup"  # "the Mountain Shield"
    if kind and (label is None or (label in {"FAC", "LOC"} and words[-1] in _BODIES)):
        return lexicon.classes[kind]
    if label is None and words[-1].endswith("ians"):
        return "Person"  # "Coptic Christians"
    return LABEL_CLASSES[label] if label else None


def _called(name: Span, lexicon: Lexicon) -> str | None:
    """What an apposition calls a name: "his son, *Khamis*" a person, "*Bara*, a town in the north" a place, "*Amaq*, an agency"."""
    behind = [c for t in name for c in t.rights if c.dep_ == "appos" and c.tag_ == "NN" and c not in name]
    before = [t.head for t in name if t.dep_ == "appos" and t.head.tag_ == "NN"]
    if any(lexicon.kind(t) == "Person" or t.lemma_.lower() in lexicon.words["ranks"] for t in (*before, *behind)):
        return "Person"
    kinds = {lexicon.kind(t) for t in behind}
    if "Place" in kinds:
        return "Place"
    if any(t.lemma_.lower() in lexicon.words["collectives"] for t in behind):
        return "ArmedGroup"
    return "Organization" if "Organization" in kinds else None


def named_mentions(
    doc: Doc, lexicon: Lexicon, known: KnownNames, places: Gazetteer, blocked: frozenset[int] = frozenset()
) -> list[Mention]:
    """
    The named mentions of a document in order, each name with the class that most of its mentions got.

    `known` names need no vote, and `blocked` tokens belong to no name: those of dates.
    """
    raw: list[NameSpan] = []
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    evidence: dict[str, Counter[tuple[str, bool]]] = defaultdict(Counter)
    texts: dict[str, str] = {}
    for first, last, label in name_spans(doc, lexicon, places, blocked, known):
        if nobody(doc[first:last], lexicon):
            continue
        words = [t.lemma_.lower() if t.pos_ == "NOUN" else t.lower_ for t in doc[first:last]]
        class_name = _decided(words, label, lexicon)
        if class_name == "Person" and last - first == 1 and first > 0 and doc[first - 1].lower_ == "the" and doc[first].head.i <= first:
            class_name = None  # nobody is "*the* Balaka"
        if class_name not in {"Place", None} and first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in _SETTLEMENTS:
            class_name = "Place"  # "the port town of *X*"
        if class_name is None and first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in _BEFALLING:
            class_name = "Place"  # "the Siege of *X*"
        if region(doc[first:last], lexicon):
            class_name = "Place"
        called = _called(doc[first:last], lexicon)
        if called == "Person" and class_name not in {"Person", "ArmedGroup"} and not places.is_place_name(doc[first:last].text):
            class_name = called
        if called == "Place" and class_name == "Person":
            class_name = called
        group = called in {"Organization", "ArmedGroup"} and class_name in {None, "Place", "Person", "Facility"}
        group = group and not _entitled(doc, first, lexicon)  # "the corps of *Major* X, a force of 900"
        if group and not places.is_place_name(doc[first:last].text):
            class_name = called
        raw.append((first, last, class_name))
    raw = list(units_apart(doc, raw, lexicon))
    for first, last, class_name in raw:
        name = normalise(doc[first:last].text)
        texts.setdefault(name, doc[first:last].text)
        evidence[name].update(told(doc, first, last, lexicon))
        if class_name is not None:
            votes[name][class_name] += 1
    titled = (
        normalise(doc[first].text) for first, last, kind in raw if kind == "Person" and last == first + 1 and _entitled(doc, first, lexicon)
    )
    classes = name_classes(votes, evidence, titled, lambda name: places.is_place_name(texts[name]))
    mentions: list[Mention] = []
    for first, last, class_name in long_forms(doc, raw):
        span = doc[first:last]
        name = normalise(span.text)
        state = places.state_of(span.text)
        if state is not None and state != span.text and span.text.endswith("s") and last - first == 1:
            class_name = "State"  # "the Russians"
        elif state == span.text:
            class_name = "Place"
        elif name in known.classes:
            class_name = known.classes[name]
        elif name in classes.by_name:
            class_name = classes.by_name[name]
            acts = span.root.dep_.startswith("nsubj") and span.root.head.pos_ in {"VERB", "AUX", "NOUN"}
            if class_name == "Place" and name in classes.surnames and (acts or not places.is_place_name(span.text)):
                class_name = "Person"
        the = first > 0 and doc[first - 1].lower_ == "the"
        if the and state is None and name in classes.short and class_name in {"Place", "Person", None}:
            class_name = classes.short[name]
        mentions.append(Mention(first, last, span.root, span.text, class_name, named=True))
    return mentions


def _entitled(doc: Doc, first: int, lexicon: Lexicon) -> bool:
    """Whether a rank or an office stands before a name: "*Colonel* Sake" is no town."""
    return first > 0 and doc[first - 1].is_title and doc[first - 1].lower_.rstrip(".") in lexicon.words["ranks"] | lexicon.words["offices"]


def phrase_start(head: Token) -> int:
    """The first token of a noun phrase's left part that belongs to a descriptive name: no determiner, number or quantifier."""
    first = head.i
    for child in head.lefts:
        aside = child.dep_ == "nmod" and any(c.dep_ == "case" for c in child.lefts)  # "by mistake, the hospital"
        if child.dep_ in {"amod", "compound", "nmod:poss", "nmod", "flat", "obl:npmod", "nmod:desc"} and not aside:
            first = min(first, child.left_edge.i)
    while first < head.i and (
        head.doc[first].lower_ in {"dead", "same", "-"}  # "shot dead 14 civilians", "the same group", "a pro-*government* militia"
        or head.doc[first].pos_ in {"DET", "PRON", "NUM", "PUNCT", "ADP", "CCONJ", "PART", "ADV"}
        or head.doc[first].dep_ in {"det", "case", "nummod", "cc"}
    ):
        first += 1
    return first


def _begins_later(doc: Doc, first: int, head: int) -> bool:
    """Whether a lower-case word stands before a name of the phrase, as in "famine-stricken *Zamzam camp*"."""
    lower = doc[first].text[:1].islower() or doc[first].text == "-"
    return lower and not doc[first].ent_type_ and any(token.ent_type_ for token in doc[first:head])


def describe(head: Token, lexicon: Lexicon) -> Mention:
    """The description that a common noun heads, without determiner and numbers ("*Russian warplanes*", "*civilians*")."""
    first = phrase_start(head)
    while first < head.i and head.doc[first].pos_ in {"ADJ", "VERB", "PUNCT", "NOUN"} and _begins_later(head.doc, first, head.i):
        first += 1
    kind = lexicon.kind(head)
    if kind != "Person" and head.doc[first].lower_ == "own":
        first += 1  # "its own post", but "its own people"
    last = head.i + 1
    if (
        last < len(head.doc)
        and head.doc[last].pos_ == "NUM"
        and head.doc[last].head == head
        and head.lemma_.lower() in lexicon.words["unit"]
    ):
        last += 1  # "Division 17"
    text = head.doc[first:last].text
    return Mention(first, last, head, text, lexicon.classes[kind] if kind else None, named=False)


def plainest(head: Token, mention: Mention) -> str:
    """A description without whose it is and without adjectives: "hospital" of "the town's only hospital"."""
    told = [c.right_edge.i + 1 for c in head.lefts if c.dep_ in {"nmod:poss", "amod"} and mention.first <= c.i]
    return head.doc[max(told) : mention.last].text if told else mention.text


def counted_mention(token: Token, mention: Mention) -> Mention | None:
    """What is told by how many they are, with the number: "*five villages* north of X", where they are not named."""
    number = next((c for c in token.lefts if c.dep_ == "nummod" and c.i < mention.first), None) if token.tag_ == "NNS" else None
    if number is None or number.lemma_ in _ROUND or any(c.lower_ in _LISTING or c.dep_ == "appos" for c in token.rights):
        return None
    return replace(mention, first=number.i, text=token.doc[number.i : mention.last].text)
