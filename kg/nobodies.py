"""What looks like a name and is nobody's: makes of weapons, and what is only said of somebody."""

import re

from spacy.tokens import Span, Token

from kg.lexicon import Lexicon

_SAID = re.compile(r".+-(?:[a-z]+ed|led|held|run)$")
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d+[A-Za-z]*$")
# what may be a name as well, where no weapon stands behind it
_AMBIGUOUS = frozenset(
    {
        "hawk",
        "cobra",
        "cobras",
        "puma",
        "pumas",
        "leopard",
        "leopards",
        "reaper",
        "patriot",
        "hercules",
        "phantom",
        "phantoms",
        "super",
        "black",
        "hind",
        "grad",
        "milan",
    }
)


def nobody(name: Span, lexicon: Lexicon) -> bool:
    """Whether a name is a make of weapon ("*Apache* helicopters", "an *Exocet*") or a participle ("the *U.N.-recognized* government")."""
    if len(name) > 1 and name[0].tag_ == "JJ":
        return nobody(name[1:], lexicon)  # "French *Mirage* jets"
    words = [t.lower_ for t in name]
    if len(name) == 1 and _SAID.match(name.text):
        return True
    if words[0] not in lexicon.words["makes"] or not all(is_model(t, lexicon) for t in name):
        return False  # "M23" alone may be anybody
    behind = name.doc[name.end] if name.end < len(name.doc) else None
    armed = behind is not None and lexicon.kind(behind) in {"Weapon", "Equipment"}
    return armed or not _AMBIGUOUS.issuperset(words)


def is_model(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a make or model of weapon: "*F-16* fighters", "*MiGs*"."""
    return token.lower_ in lexicon.words["makes"] or _MODEL.match(token.text) is not None
