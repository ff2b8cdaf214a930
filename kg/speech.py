"""The lexicon of reported speech: which verbs, nouns and phrases report what somebody said, in which frames and with which stance."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from spacy.tokens import Span, Token

Frames = Mapping[str, str]
"""The ways in which a reporting verb's content can stand beside it, each with its stance: what the verb does to that content."""

_SETS = (
    "anonymous",
    "documents",
    "claimed",
    "charges",
    "times",
    "addressing",
    "counted",
    "numbers",
    "untrue",
    "withholding",
    "naming",
    "reckoning",
    "bodies",
    "lettered",
)
"""The plain sets of words, by their tables' names."""


@dataclass(frozen=True)
class SpeechLexicon:
    """The words of reported speech by lemma; phrases as tuples of lower-case words, by the first of them."""

    verbs: Mapping[str, Frames]
    nouns: Mapping[str, str]
    anonymous: frozenset[str]
    documents: frozenset[str]
    sources: Mapping[str, tuple[tuple[str, ...], ...]]
    claimed: frozenset[str]
    charges: frozenset[str]
    times: frozenset[str]
    addressing: frozenset[str]
    counted: frozenset[str]
    numbers: frozenset[str]
    untrue: frozenset[str]
    withholding: frozenset[str]
    naming: frozenset[str]
    reckoning: frozenset[str]
    bodies: frozenset[str]
    lettered: frozenset[str]

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read the text of `speech.toml`."""
        data = tomllib.loads(text)
        frames: dict[str, dict[str, str]] = {}
        for entry in data["verb"]:
            for word in _words(entry):
                for frame in entry["frames"]:
                    frames.setdefault(word, {}).setdefault(frame, entry["stance"])
        return cls(
            verbs=frames,
            nouns={word: entry["stance"] for entry in data["noun"] for word in _words(entry)},
            sources=_by_first_word(data["sources"]["phrases"]),
            **{name: frozenset(_words(data[name])) for name in _SETS},
        )


def _by_first_word(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    split = [tuple(phrase.split()) for phrase in phrases]
    return {first: tuple(words for words in split if words[0] == first) for first, *_ in split}


def _words(entry: Mapping[str, Any]) -> list[str]:
    words: str = entry["words"]
    return words.split("|")


@dataclass(frozen=True)
class Cue:
    """A reporting verb in its sentence, with its frames: what each rule is given."""

    token: Token
    frames: Frames
    sentence: Span
    lexicon: SpeechLexicon


Found = tuple[int, int, str, str]
"""What a rule finds: the content's first token and the one after its last, the rule's name, the stance."""


@dataclass(frozen=True)
class Report:
    """A statement found: who (a noun phrase's head) is reported by which word to say the tokens from `first` to before `last`."""

    speaker: Token
    cue: Token
    first: int
    last: int
    rule: str
    stance: str
    resumed: bool = False
    """Whether it goes on with a statement already reported: no statement of its own, but its claims have the same speaker."""
