"""Names that stand for who is led: a "place" with a president is a state, a "place" or "person" that is led by somebody a group."""

from collections.abc import Collection

from spacy.tokens import Span, Token

from kg.entities import Cast
from kg.led_by import LYING
from kg.lexicon import Lexicon
from kg.mentions import Mention
from kg.phrases import POSSESSIVE_MARKS

_INSIDE = frozenset({"compound", "nmod:poss", "amod"})
_WORKING = frozenset({"at", "with", "for", "of"})
_GROUPS = frozenset({"Organization", "ArmedGroup"})
_SITES = frozenset({"Place", "Facility"})
_OF_GROUPS = frozenset({"commander", "leader", "founder", "emir"})
_CALLING = frozenset({"called", "named", "known", "as", "dubbed", "'", '"', "“", "‘"})
_BEFORE = 3  # words in front of a name that may tell: "commander of the X"
_TEACHING = frozenset({"teach", "work", "lecture", "study"})
_TWO = 2
_BELONGING = frozenset({"of", "from", "at"})
_TITLE = 4  # words between an owner and the role: "X's self-styled foreign minister"


def class_by_leaders(cast: Cast, lexicon: Lexicon, speaking: Collection[str]) -> None:
    """Give the names of one article that no gazetteer knows as places the class that those who lead or make them up tell."""
    for k, mention in enumerate(cast.mentions):
        cluster = cast.of(k)
        if cluster.class_name in _GROUPS and cluster.state is None and _region(mention, lexicon):
            cluster.class_name, cluster.typed = "Place", True
        elif cluster.class_name in _GROUPS and cluster.state is None and _speaks_for(mention, lexicon, speaking):
            cluster.class_name, cluster.typed = "Person", True
        elif cluster.class_name in {*_SITES, "Person"} and not any(map(cast.states.is_place_name, cluster.names)):
            told = _told(mention, cluster.class_name, lexicon)
            if told is not None:
                cluster.class_name, cluster.typed = told, True


def _region(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether a name is a region's by the words in front of it: "the *department of* X"."""
    doc, i = mention.head.doc, mention.first
    inside = [t.lower_ for t in doc[i : i + 3]]
    if "of" in inside and inside.index("of") > 0 and doc[i + inside.index("of") - 1].text in lexicon.words["regions"]:
        return True
    return i > 1 and doc[i - 1].lower_ == "of" and doc[i - 2].text in lexicon.words["regions"]


def _speaks_for(mention: Mention, lexicon: Lexicon, speaking: Collection[str]) -> bool:
    """Whether a name is somebody's who speaks as one of an institution: "*X* of the Hill Centre said", "*X*, of the town council, said"."""
    doc, name = mention.head.doc, [t for t in mention.head.doc[mention.first : mention.last] if not t.is_punct]
    i = mention.last + (mention.last < len(doc) and doc[mention.last].text == ",")
    if len(name) < _TWO or i + 1 >= len(doc) or doc[i].lower_ not in _BELONGING or doc[i].head.i <= i:
        return False
    words, body = lexicon.words, doc[i].head
    telling = words["companies"] | words["causes"] | words["bodies"] | words["group_names"] | words["body_names"]
    plain = all(t.pos_ == "PROPN" and t.lower_ not in telling and lexicon.head_class(t.lemma_.lower()) is None for t in name)
    speaks = mention.head.dep_ == "nsubj" and mention.head.head.lemma_ in speaking
    of_body = lexicon.head_class(body.lemma_.lower()) == "Organization" or body.lower_ in words["institutions"] | words["bodies"]
    return plain and speaks and of_body and (mention.first == 0 or doc[mention.first - 1].lower_ != "the")


def _told(mention: Mention, class_name: str, lexicon: Lexicon) -> str | None:
    """What the words around a name of a class tell it to be instead."""
    doc = mention.head.doc
    inside = mention.head.dep_ in _INSIDE  # "commanded *Sesay*'s guards"
    before = [] if inside else list(doc[max(0, mention.first - _BEFORE) : mention.first])
    behind = doc[mention.last : mention.last + _TITLE + 1]
    bare = [t for t in before if t.pos_ != "DET"]
    if _led(bare, [t for t in behind if t.text != "," and t.pos_ != "AUX"], lexicon):
        return "ArmedGroup"
    if _called(mention, lexicon):
        return "Organization"
    noun, of = (bare[-2].lemma_.lower(), bare[-1].lower_) if len(bare) > 1 and bare[-2].pos_ in {"NOUN", "PROPN"} else ("", "")
    owned = _owned(behind)
    lying = behind.text.startswith(",") and bool(bare) and bare[-1].pos_ == "ADP"  # "the airfield *of X*, whose commander"
    owned = [] if lying else owned
    if class_name == "Place":
        for role in (*owned, *([noun] if of == "of" else [])):
            if role in lexicon.words["offices"] | lexicon.words["commanding"]:
                return "State" if role in lexicon.words["offices"] else "ArmedGroup"
    elif class_name == "Person" and not _OF_GROUPS.isdisjoint(owned):
        return "ArmedGroup"  # nobody has a leader
    if class_name == "Facility" and _works_there(bare, of, doc[mention.last - 1], lexicon):
        return "Organization"
    if class_name in _SITES and of in _WORKING:
        definite = of == "of" and len(bare) < len(before)  # "head of *the* X", which is no town
        site = lexicon.head_class(doc[mention.last - 1].lower_) in _SITES
        if noun in lexicon.words["topical"] or (definite and not site and noun in lexicon.roles_by_noun):
            return "Organization"
    return None


def _works_there(bare: list[Token], of: str, last: Token, lexicon: Lexicon) -> bool:
    """Whether somebody works at an institution rather than being found in a building: "a *doctor at the* Hill clinic"."""
    if of not in _WORKING or len(bare) < _TWO or last.lower_ not in lexicon.words["institutions"]:
        return False
    noun = bare[-2]
    role = noun.lemma_.lower() in lexicon.roles_by_noun
    if noun.pos_ == "VERB":
        return of == "at" and noun.lemma_ in _TEACHING
    return role or (of in {"at", "with"} and lexicon.kind(noun) == "Person" and noun.tag_ == "NN") or noun.ent_type_ == "PER"


def _owned(behind: Span) -> list[str]:
    """The nouns (lemmas) of what somebody or something is said to have behind its name: "X's military *leader*", "X, whose *leader*"."""
    i = 1 if behind and behind[0].text in POSSESSIVE_MARKS else 2 if [t.lower_ for t in behind[:2]] == [",", "whose"] else 0
    return [t.lemma_.lower() for t in behind[i:] if i and t.pos_ in {"NOUN", "PROPN"}]


def _called(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether the noun in front of a name can only be a group's: "the *party* X", "a *movement* called X"."""
    doc, i = mention.head.doc, mention.first - 1
    while i > 0 and mention.first - i <= _BEFORE and doc[i].lower_ in _CALLING:
        i -= 1
    return i >= 0 and doc[i].tag_ == "NN" and (lexicon.kind(doc[i]) == "Organization" or doc[i].lemma_.lower() in lexicon.words["pointing"])


def _led(before: list[Token], behind: list[Token], lexicon: Lexicon) -> bool:
    """Whether the words around a name say that somebody leads it: "X, led by", "X is commanded by", "who heads X"."""
    if before and before[-1].pos_ == "VERB" and before[-1].lemma_.lower() in lexicon.commanding:
        return True
    if before and before[-1].lower_ in LYING:
        return False  # "a group *in X* headed by"
    return len(behind) > 1 and behind[0].lemma_.lower() in lexicon.commanding and behind[0].tag_ == "VBN" and behind[1].lower_ == "by"
