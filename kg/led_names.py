"""Names that stand for who is led: a "place" with a president is a state, a "place" or "person" that is led by somebody a group."""

from spacy.tokens import Token

from kg.entities import Cast
from kg.lexicon import Lexicon

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_TITLE = 4  # words between an owner and the role: "X's self-styled foreign minister"


def class_by_leaders(cast: Cast, lexicon: Lexicon) -> None:
    """Give the names of one article that no gazetteer knows as places the class that whoever leads them tells."""
    for k, mention in enumerate(cast.mentions):
        cluster = cast.of(k)
        if cluster.class_name not in {"Place", "Person", "Facility"} or any(map(cast.states.is_place_name, cluster.names)):
            continue
        doc = mention.head.doc
        behind = doc[mention.last : mention.last + _TITLE + 1]
        if _led([t for t in behind if t.text != "," and t.pos_ != "AUX"], lexicon):
            cluster.class_name, cluster.typed = "ArmedGroup", True
        elif cluster.class_name == "Place":
            owned = behind[1:] if len(behind) and behind[0].text in _POSSESSIVE else doc[:0]
            of = doc[mention.first - 2 : mention.first] if mention.first > 1 and doc[mention.first - 1].lower_ == "of" else doc[:0]
            roles = [t for t in (*owned, *of[:1]) if t.pos_ in {"NOUN", "PROPN"}]
            role = next((t for t in roles if t.lemma_.lower() in lexicon.words["offices"] | lexicon.words["commanding"]), None)
            if role is not None:
                cluster.class_name = "State" if role.lemma_.lower() in lexicon.words["offices"] else "ArmedGroup"
                cluster.typed = True


def _led(behind: list[Token], lexicon: Lexicon) -> bool:
    """Whether the words behind a name say that somebody leads it: ", led by", "is commanded by"."""
    return len(behind) > 1 and behind[0].lemma_.lower() in lexicon.commanding and behind[0].tag_ == "VBN" and behind[1].lower_ == "by"
