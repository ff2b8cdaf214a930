"""The frames of the lexicon: the patterns in which verbs and nouns express a relation, and the notation that they are written in."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError

SUBJECT, OBJECT, OTHER, NOTHING, KNOWN = "A", "B", "*", "-", "the"


@dataclass(frozen=True)
class Slot:
    """
    Where a participant stands: as subject, as direct object (no preposition), or behind one of the prepositions.

    `particles` are words that must stand with the verb ("pull *out* of"); `of_noun` says that the phrase hangs on the frame's noun.
    """

    role: str
    prepositions: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    of_noun: bool = False


@dataclass(frozen=True)
class VerbFrame:
    """One way to express a relation with a verb; `name` is the rule that claims made with it carry."""

    name: str
    relation: str
    verbs: frozenset[str]
    first: str
    slots: tuple[Slot, ...]
    nouns: frozenset[str] = frozenset()
    noun_prepositions: frozenset[str] = frozenset()
    alone: bool = False
    """Whether the verb has no object: "drove into the town", not "drove them into the town"."""
    fired: bool = False
    """Whether the subject is what is fired: "their *shells* fell on the town"."""
    personal: bool = False
    """Whether only people do it: who "fought for the army" is of it, but allied forces fight for it, too."""
    known: bool = False
    """Whether the object is named or known, and the subject no person: "the group runs *the* prison", not "a trader runs a quarry"."""


@dataclass(frozen=True)
class NounFrame:
    """One way to express a relation with an event noun ("its withdrawal from", "the capture of B by A")."""

    name: str
    relation: str
    nouns: frozenset[str]
    object: frozenset[str]
    subject: frozenset[str]
    pair: frozenset[str]
    modifier: bool
    elliptic: bool
    borne: bool = False
    """Whether it may be told of whom it befalls: "the loss of X is a blow to *them*"."""


@dataclass(frozen=True)
class Bare:
    """
    A verb that tells a relation without naming its object: alone or, where there are any, with one of these words for an object.

    It needs one of the `particles`, if there are any, and a phrase with one of the nouns it `needs` ("came to *blows*"), and no phrase
    that begins with a preposition of `unless`.
    """

    relation: str
    objects: frozenset[str]
    particles: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Roles:
    """Nouns for what a person is to an actor ("spokesman for the CMO")."""

    relation: str
    nouns: frozenset[str]
    weak: frozenset[str]
    prepositions: frozenset[str]
    parts: frozenset[str]
    alike: frozenset[str]
    wholes: frozenset[str]


def words_of(text: str | Iterable[str] | None) -> frozenset[str]:
    """The alternatives of an entry; none where there is no entry."""
    if text is None:
        return frozenset()
    return frozenset(text.split("|") if isinstance(text, str) else text)


def verb_frame(relation: str, pattern: str, where: Path) -> VerbFrame:
    """
    Read one frame ("A take [control] of|over B"); see the head of lexicon.toml for the notation.

    Raises OntologyError where the pattern cannot be understood.
    """
    first, verb, *rest = [*pattern.split(), "", ""][: max(2, len(pattern.split()))]
    if not verb or first not in {SUBJECT, OBJECT, OTHER}:
        raise OntologyError(
            f"{where}: the frame {pattern!r} of {relation} starts with {first!r}; a frame starts with A, B or *, then its verb."
        )
    alone = NOTHING in rest
    known = KNOWN in rest
    rest = [word for word in rest if word not in {NOTHING, KNOWN}]
    slots: list[Slot] = []
    nouns: frozenset[str] = frozenset()
    noun_prepositions: frozenset[str] = frozenset()
    before: list[str] = []
    for word in rest:
        if word.startswith("["):
            nouns = words_of(word.strip("[]"))
            noun_prepositions = words_of(before[-1]) if before else frozenset()
            before = []
        elif word in {SUBJECT, OBJECT, OTHER}:
            prepositions = words_of(before[-1]) if before else frozenset()
            particles = words_of(before[0]) if len(before) > 1 else frozenset()
            slots.append(Slot(word, prepositions, particles, of_noun=bool(nouns)))
            before = []
        else:
            before.append(word)
    if before or not {SUBJECT, OBJECT} <= {first, *(s.role for s in slots)}:
        raise OntologyError(f"{where}: the frame {pattern!r} of {relation} needs an A and a B and may not end in a preposition.")
    shown = "|".join([verb, *rest]).replace("[", "").replace("]", "")
    short = ".".join(w.split("|")[0] for w in [verb, *rest] if w not in {SUBJECT, OBJECT, OTHER}).replace("[", "").replace("]", "")
    return VerbFrame(
        f"verb.{short}" if shown else relation, relation, words_of(verb), first, tuple(slots), nouns, noun_prepositions, alone, known=known
    )
