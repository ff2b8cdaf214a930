"""One spelling for the many that a place name has in English text."""

import re
from functools import lru_cache

from unidecode import unidecode

_ARTICLES = frozenset(
    ("al", "ar", "as", "ash", "ad", "adh", "an", "at", "ath", "az", "el", "ed", "en", "er", "es", "et", "ez", "ul", "the")
)
_MARKS = re.compile(r"['’‘ʼ`´\"]")
_OTHER = re.compile(r"[^a-z0-9]+")
_DOUBLED = re.compile(r"([a-z])\1+")
_FINAL_H = re.compile(r"(?<=[ae])h\b")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """
    The name without what writers vary: case, accents, apostrophes, hyphens, the Arabic article, final h, doubled letters, y or i, ou or u.

    "Ar Raqqah", "al-Raqqa" and "Raqqa" fold to the same, as do "Izyum" and "Izium", "Jisr ash Shughūr" and "Jisr al-Shughour".
    """
    words = _OTHER.sub(" ", _MARKS.sub("", unidecode(_MARKS.sub("", name))).lower()).split()
    kept = [word for word in words if word not in _ARTICLES] or words
    text = _FINAL_H.sub("", " ".join(kept).replace("y", "i").replace("ou", "u"))
    return _DOUBLED.sub(r"\1", text)


def slug(name: str) -> str:
    """A name as the last part of an IRI: ASCII letters, digits and hyphens."""
    return _OTHER.sub("-", unidecode(name).lower()).strip("-") or "unnamed"
