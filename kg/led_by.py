"""Which group "led by X" is told of, by the words in front of it, and which name stands for what is called so in passing."""

from spacy.tokens import Token

from kg.clauses import RELATIVE, case_words, surface_subject
from kg.clusters import GROUPS
from kg.entities import Cast
from kg.lexicon import Lexicon
from kg.mentions import Mention

_OF = frozenset({"of"})
LYING = frozenset({"in", "at", "from", "near"})
_MADE_OF = frozenset({"ArmedGroup", "Troops", "Person"})


def led_group(verb: Token, cast: Cast, lexicon: Lexicon) -> Token | None:
    """The head of what a passive verb of leading is told of: "*X*, a coalition of rebels headed by", "the wing of it, which is led by"."""
    doc, i = verb.doc, verb.i - 1
    while i > 0 and (doc[i].pos_ == "ADV" or doc[i].dep_.startswith("aux")):
        i -= 1
    relative = doc[i].lower_ in RELATIVE and doc[i].lower_ != "who"
    if i < verb.i - 1 and not relative and any(t.dep_.startswith("aux") for t in doc[i + 1 : verb.i]):
        return next(iter(surface_subject(verb)[0]), None)
    i -= relative
    apart = doc[i].text == ","
    i -= i > 0 and apart
    i -= i > 0 and doc[i].text == ")"
    k = cast.index_at(i)
    if k is not None:
        mention = cast.mentions[k]
        named = cast.of(k).class_name in GROUPS and mention.last == i + 1
        return mention.head if named and not _inside(mention, apart, cast) else _told(verb, cast, lexicon)
    return _told(doc[i], cast, lexicon) if doc[i].pos_ == "NOUN" else _told(verb, cast, lexicon)


def _inside(mention: Mention, apart: bool, cast: Cast) -> bool:
    """Whether a name only tells where or of what something is: "a group *in X* headed by", "a wing *of the Front*, headed by"."""
    doc, i = mention.head.doc, mention.first - 1
    i -= i > 0 and doc[i].lower_ == "the"
    part = i > 0 and doc[i].lower_ == "of" and ((apart and doc[i - 1].tag_ == "NN") or cast.index_at(i - 1) is not None)
    return doc[i].lower_ in LYING or part


def _told(token: Token, cast: Cast, lexicon: Lexicon) -> Token | None:
    """What the tree says: of a noun itself, of a verb its subject; not its members or its place ("a coalition *of rebels in X* led by")."""
    noun = token if token.pos_ == "NOUN" else next(iter(surface_subject(token)[0]), None)
    if noun is None:
        return None
    while noun.dep_ == "nmod" and noun.head.pos_ in {"NOUN", "PROPN"} and (_is_place(noun, cast) or _makes_up(noun, lexicon)):
        noun = noun.head
    return named_beside(noun, cast) or noun


def named_beside(noun: Token, cast: Cast) -> Token | None:
    """The head of the group's name that a common noun is set beside."""
    k = _apposed(noun, cast) if cast.index_at(noun.i) is None else None
    return cast.mentions[k].head if k is not None and cast.of(k).class_name in GROUPS else None


def _apposed(noun: Token, cast: Cast) -> int | None:
    """The name that a noun is set beside: "fighters of *the Wolves*, a battalion led by"; of a tree that says otherwise by its words."""
    doc, first = noun.doc, noun.left_edge.i + noun.left_edge.is_punct
    if first > 1 and doc[first].pos_ == "DET" and doc[first - 1].text == ",":
        return cast.index_at(first - 2)
    return cast.index_at(noun.head.i) if noun.dep_ == "appos" else None


def _makes_up(noun: Token, lexicon: Lexicon) -> bool:
    return noun.tag_ == "NNS" and bool(case_words(noun) & _OF) and noun.head.tag_ == "NN" and lexicon.kind(noun) in _MADE_OF


def _is_place(noun: Token, cast: Cast) -> bool:
    k = cast.index_at(noun.i)
    return k is not None and cast.of(k).class_name == "Place"
