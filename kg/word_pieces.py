"""Cut words into pieces of a fixed vocabulary: WordPiece (Wu et al. 2016), as BERT (Devlin et al. 2019) uses it for words in lower case."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

LONGEST = 500
"""Pieces of a text that are read together; a longer one is read in parts."""

_KNOWN = 1 << 16
_LONGEST_WORD = 60
_PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'"}


class Case(IntEnum):
    """How a word is written, which the vocabulary does not tell."""

    NO_LETTERS = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    MIXED = 4
    NUMBER = 5


class Word(NamedTuple):
    """The numbers of a word's pieces, one at least, and its case."""

    pieces: tuple[int, ...]
    case: Case


class WordPieces:
    """A vocabulary: pieces that go on with a word begin with ##."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._numbers["[UNK]"]
        self.ends = tuple(Word((self._numbers[end],), Case.NO_LETTERS) for end in ("[CLS]", "[SEP]"))
        self.word = lru_cache(_KNOWN)(self._word)

    def rows(self, texts: Iterable[Iterable[str]]) -> Iterator[list[Word]]:
        """The words of each text between the two `ends`, in as many rows as it takes to have at most LONGEST pieces in each."""
        first, last = self.ends
        for text in texts:
            row: list[Word] = []
            room = LONGEST
            for word in map(self.word, text):
                if len(word.pieces) > room:
                    yield [first, *row, last]
                    row, room = [], LONGEST
                row.append(word)
                room -= len(word.pieces)
            if row:
                yield [first, *row, last]

    def _word(self, text: str) -> Word:
        pieces = [piece for part in _parts(text) for piece in self._cut(part)]
        return Word(tuple(pieces[:LONGEST]) or (self._unknown,), case_of(text))

    def _cut(self, part: str) -> list[int]:
        """The longest known piece first, then the longest known one that goes on from there."""
        pieces: list[int] = []
        start = 0
        while start < len(part) and len(part) <= _LONGEST_WORD:
            mark = "##" if start else ""
            end = next((end for end in range(len(part), start, -1) if mark + part[start:end] in self._numbers), start)
            if end == start:
                return [self._unknown]
            pieces.append(self._numbers[mark + part[start:end]])
            start = end
        return pieces or [self._unknown]


def _parts(text: str) -> list[str]:
    """A word in lower case and without accents, its punctuation apart."""
    plain = (char for char in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(char) != "Mn")
    spaced = (f" {_PLAIN.get(char, char)} " if unicodedata.category(char)[0] in "PS" else char for char in plain)
    return "".join(spaced).split()


def case_of(text: str) -> Case:
    """How a word is written."""
    letters = "".join(filter(str.isalpha, text))
    if not letters:
        return Case.NUMBER if any(map(str.isdigit, text)) else Case.NO_LETTERS
    if letters.islower():
        return Case.LOWER
    if letters[0].isupper() and (len(letters) == 1 or letters[1:].islower()):
        return Case.TITLE
    return Case.UPPER if letters.isupper() else Case.MIXED
