"""One spelling for the many that a name has in English text."""

import re
from functools import lru_cache
from hashlib import sha256
from unicodedata import combining, normalize

_ARTICLES = frozenset(
    ("al", "ar", "as", "ash", "ad", "adh", "an", "at", "ath", "az", "el", "ed", "en", "er", "es", "et", "ez", "ul", "the")
)
_MARKS = re.compile(r"['’‘ʼʻʿʾ`´\"]")
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ə": "a", "Ə": "A"}
    | {"ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ŋ": "ng", "ħ": "h", "Ħ": "H", "ɓ": "b", "ɗ": "d", "ƙ": "k"}
)
"""Latin letters that Unicode does not take apart."""
_OTHER = re.compile(r"[^a-z0-9]+")
_DOUBLED = re.compile(r"([a-z])\1+")
_FINAL_H = re.compile(r"(?<=[ae])h\b")


def plain(name: str) -> str:
    """The name without accents."""
    return "".join(char for char in normalize("NFKD", name.translate(_LETTERS)) if not combining(char))


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """
    The name without what writers vary: case, accents, apostrophes, hyphens, the Arabic article, final h, doubled letters, y or i, ou or u.

    "Ar Raqqah", "al-Raqqa" and "Raqqa" fold to the same, as do "Izyum" and "Izium", "Jisr ash Shughūr" and "Jisr al-Shughour".
    """
    words = _OTHER.sub(" ", plain(_MARKS.sub("", name)).lower()).split()
    kept = [word for word in words if word not in _ARTICLES] or words
    text = _FINAL_H.sub("", " ".join(kept).replace("y", "i").replace("ou", "u"))
    return _DOUBLED.sub(r"\1", text)


def normalise(name: str) -> str:
    """A name for comparison: lower case, no accents, no article in front, no possessive, punctuation as space."""
    text = normalize("NFKD", name.lower().replace("’", "'"))
    text = "".join(c for c in text if not combining(c))
    if text.endswith("'s"):
        text = text[:-2]
    text = "".join(c if c.isalnum() or c == " " else ("" if c in "'`." else " ") for c in text)
    words = text.split()
    if len(words) > 1 and words[0] in {"the", "a", "an"}:
        words = words[1:]
    return " ".join(words)


def slug(name: str) -> str:
    """A name as the last part of an IRI: ASCII letters, digits and hyphens, no apostrophes; a digest where it has no Latin letter."""
    return _OTHER.sub("-", plain(_MARKS.sub("", name)).lower()).strip("-") or sha256(name.encode()).hexdigest()[:12]
