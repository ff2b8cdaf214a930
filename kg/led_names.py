"""Names that stand for who is led: a "place" with a president is a state, a "place" or "person" that is led by somebody a group."""

from spacy.tokens import Token

from kg.entities import Cast
from kg.lexicon import Lexicon

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_BEFORE = 3  # words in front of a name that may tell: "commander of the X"
_TITLE = 4  # words between an owner and the role: "X's self-styled foreign minister"


def class_by_leaders(cast: Cast, lexicon: Lexicon) -> None:
    """Give the names of one article that no gazetteer knows as places the class that whoever leads them tells."""
    offices, commanding = lexicon.words["offices"], lexicon.words["commanding"]
    for k, mention in enumerate(cast.mentions):
        cluster = cast.of(k)
        if cluster.class_name not in {"Place", "Person", "Facility"} or any(map(cast.states.is_place_name, cluster.names)):
            continue
        doc = mention.head.doc
        inside = mention.head.dep_ in {"compound", "nmod:poss", "amod"}  # "commanded *Sesay*'s guards"
        before = [] if inside else [t for t in doc[max(0, mention.first - _BEFORE) : mention.first] if t.pos_ != "DET"]
        behind = doc[mention.last : mention.last + _TITLE + 1]
        if _led(before, [t for t in behind if t.text != "," and t.pos_ != "AUX"], lexicon):
            cluster.class_name, cluster.typed = "ArmedGroup", True
        elif cluster.class_name == "Place":
            roles = [t for t in behind[1:] if behind[0].text in _POSSESSIVE]
            roles += before[-2:-1] if before and before[-1].lower_ == "of" else []
            role = next((t.lemma_.lower() for t in roles if t.pos_ in {"NOUN", "PROPN"} and t.lemma_.lower() in offices | commanding), None)
            if role is not None:
                cluster.class_name, cluster.typed = "State" if role in offices else "ArmedGroup", True


def _led(before: list[Token], behind: list[Token], lexicon: Lexicon) -> bool:
    """Whether the words around a name say that somebody leads it: "X, led by", "X is commanded by", "who heads X"."""
    if before and before[-1].pos_ == "VERB" and before[-1].lemma_.lower() in lexicon.commanding:
        return True
    return len(behind) > 1 and behind[0].lemma_.lower() in lexicon.commanding and behind[0].tag_ == "VBN" and behind[1].lower_ == "by"
