"""The lexicon of reported speech: which verbs, nouns and phrases report what somebody said, in which frames and with which stance."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from spacy.tokens import Token


@dataclass(frozen=True)
class Verb:
    """A reporting verb: `frames` maps each way that its content can stand beside it to what it does to that content."""

    frames: Mapping[str, str]

    @property
    def prepositions(self) -> tuple[str, ...]:
        """The prepositions that introduce its content: every frame that is not one of the grammatical ones."""
        return tuple(frame for frame in self.frames if frame not in GRAMMATICAL)


GRAMMATICAL = ("quote", "clause", "that", "infinitive", "object", "person", "as", "name")
"""The frames that are kinds of construction; all others are prepositions."""


@dataclass(frozen=True)
class SpeechLexicon:
    """The words of reported speech by lemma; phrases as tuples of lower-case words."""

    verbs: Mapping[str, Verb]
    nouns: Mapping[str, str]
    anonymous: frozenset[str]
    documents: frozenset[str]
    sources: tuple[tuple[str, ...], ...]
    claimed: frozenset[str]
    times: frozenset[str]
    addressing: frozenset[str]

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
            verbs={word: Verb(given) for word, given in frames.items()},
            nouns={word: entry["stance"] for entry in data["noun"] for word in _words(entry)},
            anonymous=frozenset(_words(data["anonymous"])),
            documents=frozenset(_words(data["documents"])),
            sources=tuple(tuple(phrase.split()) for phrase in data["sources"]["phrases"]),
            claimed=frozenset(_words(data["claimed"])),
            times=frozenset(_words(data["times"])),
            addressing=frozenset(_words(data["addressing"])),
        )


def _words(entry: Mapping[str, Any]) -> list[str]:
    words: str = entry["words"]
    return words.split("|")


@dataclass(frozen=True)
class Report:
    """What a rule finds: who (a noun phrase's head) is reported by which word to say the tokens from `first` to before `last`."""

    speaker: Token
    cue: Token
    first: int
    last: int
    rule: str
    stance: str
    resumed: bool = False
    """Whether it goes on with a statement already reported: no statement of its own, but its claims have the same speaker."""
