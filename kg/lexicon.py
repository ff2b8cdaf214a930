"""The lexicon beside the ontology: which English words and frames express which relation (ontologies/lexicon.toml)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from kg.frames import Bare, NounFrame, Roles, VerbFrame, verb_frame, words_of
from kg.resources import resource


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
    belongings: Mapping[str, frozenset[str]]
    """Relation → heads of objects that stand for those whose they are ("*their* lines")."""
    repelled: Mapping[str, frozenset[str]]
    """Relation → verbs whose subject is the object of the event noun behind them ("they *repelled* an attack")."""
    doers: Mapping[str, frozenset[str]]
    """Relation → nouns for whoever did it ("the *attackers*")."""
    victims: frozenset[str]
    """Relations whose object stays as described ("13 soldiers")."""
    named: frozenset[str]
    """Relations that a verb tells only of those who have a name."""
    participles: Mapping[str, Mapping[str, str]]
    """By kind of hyphenated participle ("held", "backed", "led"): word → relation."""
    nouns: Mapping[str, Mapping[str, str]]
    """By kind of noun or adjective that relates two names ("allies", "loyal"): word → relation."""
    elliptic: Mapping[str, tuple[Bare, ...]]
    """By verb whose place may be understood ("the troops retreated")."""
    follows: Mapping[str, frozenset[str]]
    """Relation → verbs that tell of a place what was told before of another ("X followed"); its passives need no agent then."""
    reciprocal: Mapping[str, Bare]
    """By verb that its subjects do to one another ("the army and the rebels clashed")."""
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

    @cached_property
    def leading(self) -> frozenset[str]:
        """The relations of those who lead: they have roles that a deputy or former holder does not have."""
        return frozenset(roles.relation for roles in self.roles if roles.weak)

    @cached_property
    def lasting(self) -> frozenset[str]:
        """The relations that participles, nouns of holding and allies tell: they go on, rather than happen."""
        told = (*self.participles.values(), *self.nouns.values())
        return frozenset({self.state_relation, *(relation for words in told for relation in words.values())})

    @cached_property
    def roles_by_noun(self) -> Mapping[str, list[Roles]]:
        """The roles that a noun names a person by."""
        return _by_word((noun, roles) for roles in self.roles for noun in roles.nouns)

    @cached_property
    def roles_by_part(self) -> Mapping[str, list[Roles]]:
        """The roles that a noun names a part of a group by."""
        return _by_word((noun, roles) for roles in self.roles for noun in roles.parts | roles.alike)

    @cached_property
    def compound_roles(self) -> frozenset[str]:
        """The roles of two words: "press secretary"."""
        return frozenset(noun for noun in self.roles_by_noun if " " in noun)

    @cached_property
    def commanding(self) -> frozenset[str]:
        """The verbs (lemmas) that tell such a relation by themselves: "lead", "command"."""
        return frozenset(
            verb for verb, frames in self.verb_frames.items() if any(f.relation in self.leading and not f.nouns for f in frames)
        )

    def kind(self, head: Token) -> str | None:
        """The list of head nouns that a token stands in: with the word before ("refugee camp"), by its lemma, as written ("barracks")."""
        before = head.nbor(-1) if head.i else head
        if (
            before.head == head
            and before.dep_ in {"compound", "amod"}
            and (pair := self.heads.get(f"{before.lower_} {head.lemma_.lower()}"))
        ):
            return pair
        return self.heads.get(head.lemma_.lower()) or self.heads.get(head.lower_)

    def head_class(self, lemma: str) -> str | None:
        """The class that a noun phrase with this head stands for, if the lexicon knows it."""
        kind = self.heads.get(lemma)
        return self.classes[kind] if kind else None


def _by_word(roles: Iterable[tuple[str, Roles]]) -> Mapping[str, list[Roles]]:
    found: dict[str, list[Roles]] = {}
    for word, role in roles:
        found.setdefault(word, []).append(role)
    return found


def read_lexicon(path: Path) -> Lexicon:
    """Read a lexicon file; raises OntologyError where a frame cannot be understood."""
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    verb_frames: dict[str, list[VerbFrame]] = {}
    noun_frames: dict[str, list[NounFrame]] = {}
    roles: list[Roles] = []
    flags: dict[str, set[str]] = {"victims": set(), "named": set()}
    participles: dict[str, dict[str, str]] = {}
    nouns: dict[str, dict[str, str]] = {}
    elliptic: dict[str, list[Bare]] = {}
    reciprocal: dict[str, Bare] = {}
    states: dict[str, frozenset[str]] = {}
    state_relation = location_relation = ""
    for entry in data["relation"]:
        name = entry["name"]
        for flag, relations in flags.items():
            if entry.get(flag):
                relations.add(name)
        frames = [verb_frame(name, pattern, path) for pattern in entry.get("verbs", ())]
        frames += [replace(verb_frame(name, pattern, path), fired=True) for pattern in entry.get("fired", ())]
        frames += [replace(verb_frame(name, pattern, path), personal=True) for pattern in entry.get("personal", ())]
        for frame in frames:
            for verb in sorted(frame.verbs):
                verb_frames.setdefault(verb, []).append(frame)
        for row in entry.get("nouns", ()):
            words = words_of(row["words"])
            for word in sorted(words):
                noun = NounFrame(
                    f"noun.{word}",
                    name,
                    words,
                    words_of(row["object"]),
                    words_of(row.get("subject")),
                    words_of(row.get("pair")),
                    row.get("modifier", True),
                    row.get("elliptic", False),
                    row.get("borne", False),
                )
                noun_frames.setdefault(word, []).append(noun)
        if "roles" in entry:
            lists = (words_of(entry.get(key)) for key in ("roles", "weak_roles", "prepositions", "parts", "alike", "wholes"))
            roles.append(Roles(name, *lists))
        for kind in ("held", "backed", "led"):
            for word in sorted(words_of(entry.get(kind))):
                participles.setdefault(kind, {})[word] = name
        for kind in ("allies", "help", "loyal", "together", "pro", "efforts"):
            for word in sorted(words_of(entry.get(kind))):
                nouns.setdefault(kind, {})[word] = name
        if entry.get("places"):
            location_relation = name
        for key in ("elliptic", "reciprocal"):
            for row in entry.get(key, ()):
                bare = Bare(name, *(words_of(row.get(part)) for part in ("objects", "particles", "unless", "needs")))
                for verb in sorted(words_of(row["verbs"])):
                    if key == "elliptic":
                        elliptic.setdefault(verb, []).append(bare)
                    else:
                        reciprocal[verb] = bare
        if "states" in entry:
            state_relation = name
            states.update({kind: words_of(words) for kind, words in entry["states"].items()})
    listed = {
        key: {entry["name"]: words_of(entry[key]) for entry in data["relation"] if key in entry}
        for key in ("actors", "objects", "others", "belongings", "repelled", "doers", "follows")
    }
    heads = {word: kind for kind, words in reversed(data["heads"].items()) for word in words.split("|")}
    other_words = {"titles": words_of(data["titles"]["words"])} | {
        name: words_of(words) for table in ("roles", "places", "certainty") for name, words in data[table].items()
    }
    return Lexicon(
        {k: tuple(v) for k, v in verb_frames.items()},
        {k: tuple(v) for k, v in noun_frames.items()},
        tuple(roles),
        listed["actors"],
        listed["objects"],
        listed["others"],
        listed["belongings"],
        listed["repelled"],
        listed["doers"],
        frozenset(flags["victims"]),
        frozenset(flags["named"]),
        participles,
        nouns,
        {k: tuple(v) for k, v in elliptic.items()},
        listed["follows"],
        reciprocal,
        states,
        state_relation,
        location_relation,
        heads,
        data["classes"],
        other_words,
    )


@cache
def load_lexicon() -> Lexicon:
    """Our own lexicon, read once."""
    return read_lexicon(resource("lexicon.toml"))
