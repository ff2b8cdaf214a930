"""The lexicon beside the ontology: which English words and frames express which relation (ontologies/lexicon.toml)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from kg.errors import OntologyError
from kg.resources import resource

SUBJECT, OBJECT, OTHER = "A", "B", "*"


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


@dataclass(frozen=True)
class Elliptic:
    """A verb that may leave its place unsaid, alone or with one of these objects ("freed the prisoners")."""

    relation: str
    objects: frozenset[str]


@dataclass(frozen=True)
class Roles:
    """Nouns for what a person is to an actor ("spokesman for the CMO")."""

    relation: str
    nouns: frozenset[str]
    weak: frozenset[str]
    prepositions: frozenset[str]
    parts: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All that the rules know of English words."""

    verb_frames: Mapping[str, tuple[VerbFrame, ...]]
    """By verb lemma."""
    noun_frames: Mapping[str, tuple[NounFrame, ...]]
    """By noun lemma."""
    roles: tuple[Roles, ...]
    actors: Mapping[str, frozenset[str]]
    """Relation → classes that its subject can be of, where narrower than the ontology's domain."""
    objects: Mapping[str, frozenset[str]]
    """Relation → classes that its object can be of, where narrower than the ontology's range."""
    others: Mapping[str, frozenset[str]]
    """Relation → lists of head nouns that whoever stands at * must be from."""
    victims: frozenset[str]
    """Relations whose object stays as described ("13 soldiers")."""
    participles: Mapping[str, Mapping[str, str]]
    """By kind of hyphenated participle ("held", "backed", "led"): word → relation."""
    nouns: Mapping[str, Mapping[str, str]]
    """By kind of noun that relates two names ("allies"): word → relation."""
    elliptic: Mapping[str, Elliptic]
    """By verb whose place may be understood ("the troops retreated")."""
    states: Mapping[str, frozenset[str]]
    """Preposition → nouns of holding ("under control", "in hands"); they tell `state_relation`."""
    state_relation: str
    location_relation: str
    """The relation that names of places beside each other tell ("Bara, in North Kordofan")."""
    heads: Mapping[str, str]
    """Head noun → list that it stands in."""
    classes: Mapping[str, str]
    """List of head nouns → class of the ontology."""
    words: Mapping[str, frozenset[str]]
    """Other word lists by name: sides, units, partitives, certainty."""

    @property
    def leading(self) -> frozenset[str]:
        """The relations of those who lead: they have roles that a deputy or former holder does not have."""
        return frozenset(roles.relation for roles in self.roles if roles.weak)

    def kind(self, head: Token) -> str | None:
        """The list of head nouns that a token stands in, by its lemma or as it is written ("barracks")."""
        return self.heads.get(head.lemma_.lower()) or self.heads.get(head.lower_)

    def head_class(self, lemma: str) -> str | None:
        """The class that a noun phrase with this head stands for, if the lexicon knows it."""
        kind = self.heads.get(lemma)
        return self.classes[kind] if kind else None


def _words(text: str | Iterable[str] | None) -> frozenset[str]:
    if text is None:
        return frozenset()
    return frozenset(text.split("|") if isinstance(text, str) else text)


def _verb_frame(relation: str, pattern: str, where: Path) -> VerbFrame:
    """Read one frame ("A take [control] of|over B"); see the head of lexicon.toml for the notation."""
    first, verb, *rest = [*pattern.split(), "", ""][: max(2, len(pattern.split()))]
    if not verb or first not in {SUBJECT, OBJECT, OTHER}:
        raise OntologyError(
            f"{where}: the frame {pattern!r} of {relation} starts with {first!r}; a frame starts with A, B or *, then its verb."
        )
    slots: list[Slot] = []
    nouns: frozenset[str] = frozenset()
    noun_prepositions: frozenset[str] = frozenset()
    before: list[str] = []
    for word in rest:
        if word.startswith("["):
            nouns = _words(word.strip("[]"))
            noun_prepositions = _words(before[-1]) if before else frozenset()
            before = []
        elif word in {SUBJECT, OBJECT, OTHER}:
            prepositions = _words(before[-1]) if before else frozenset()
            particles = _words(before[0]) if len(before) > 1 else frozenset()
            slots.append(Slot(word, prepositions, particles, of_noun=bool(nouns)))
            before = []
        else:
            before.append(word)
    if before or not {SUBJECT, OBJECT} <= {first, *(s.role for s in slots)}:
        raise OntologyError(f"{where}: the frame {pattern!r} of {relation} needs an A and a B and may not end in a preposition.")
    shown = "|".join([verb, *rest]).replace("[", "").replace("]", "")
    short = ".".join(w.split("|")[0] for w in [verb, *rest] if w not in {SUBJECT, OBJECT, OTHER}).replace("[", "").replace("]", "")
    return VerbFrame(f"verb.{short}" if shown else relation, relation, _words(verb), first, tuple(slots), nouns, noun_prepositions)


def read_lexicon(path: Path) -> Lexicon:
    """Read a lexicon file; raises OntologyError where a frame cannot be understood."""
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    verb_frames: dict[str, list[VerbFrame]] = {}
    noun_frames: dict[str, list[NounFrame]] = {}
    roles: list[Roles] = []
    actors: dict[str, frozenset[str]] = {}
    victims: set[str] = set()
    others: dict[str, frozenset[str]] = {}
    objects: dict[str, frozenset[str]] = {}
    participles: dict[str, dict[str, str]] = {}
    nouns: dict[str, dict[str, str]] = {}
    elliptic: dict[str, Elliptic] = {}
    states: dict[str, frozenset[str]] = {}
    state_relation = location_relation = ""
    for entry in data["relation"]:
        name = entry["name"]
        if entry.get("victims"):
            victims.add(name)
        if "objects" in entry:
            objects[name] = _words(entry["objects"])
        if "others" in entry:
            others[name] = _words(entry["others"])
        if "actors" in entry:
            actors[name] = _words(entry["actors"])
        for pattern in entry.get("verbs", ()):
            frame = _verb_frame(name, pattern, path)
            for verb in sorted(frame.verbs):
                verb_frames.setdefault(verb, []).append(frame)
        for row in entry.get("nouns", ()):
            words = _words(row["words"])
            for word in sorted(words):
                noun = NounFrame(
                    f"noun.{word}",
                    name,
                    words,
                    _words(row["object"]),
                    _words(row.get("subject")),
                    _words(row.get("pair")),
                    row.get("modifier", True),
                    row.get("elliptic", False),
                )
                noun_frames.setdefault(word, []).append(noun)
        if "roles" in entry:
            roles.append(
                Roles(
                    name, _words(entry["roles"]), _words(entry.get("weak_roles")), _words(entry["prepositions"]), _words(entry.get("parts"))
                )
            )
        for kind in ("held", "backed", "led"):
            for word in sorted(_words(entry.get(kind))):
                participles.setdefault(kind, {})[word] = name
        for kind in ("allies", "help"):
            for word in sorted(_words(entry.get(kind))):
                nouns.setdefault(kind, {})[word] = name
        if entry.get("places"):
            location_relation = name
        if "elliptic" in entry:
            unsaid = Elliptic(name, _words(entry["elliptic"].get("objects")))
            elliptic.update(dict.fromkeys(sorted(_words(entry["elliptic"]["verbs"])), unsaid))
        if "states" in entry:
            state_relation = name
            states.update({kind: _words(words) for kind, words in entry["states"].items()})
    heads = {word: kind for kind, words in reversed(data["heads"].items()) for word in words.split("|")}
    lists = {"titles": _words(data["titles"]["words"])} | {
        name: _words(words) for table in ("roles", "places", "certainty") for name, words in data[table].items()
    }
    return Lexicon(
        {k: tuple(v) for k, v in verb_frames.items()},
        {k: tuple(v) for k, v in noun_frames.items()},
        tuple(roles),
        actors,
        objects,
        others,
        frozenset(victims),
        participles,
        nouns,
        elliptic,
        states,
        state_relation,
        location_relation,
        heads,
        data["classes"],
        lists,
    )


@cache
def load_lexicon() -> Lexicon:
    """Our own lexicon, read once."""
    return read_lexicon(resource("lexicon.toml"))
