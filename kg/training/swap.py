"""
Put other names in the place of those in annotated texts, so that a model learns from the sentence around a name.

People, places, facilities and groups each get names of their kind: a facility keeps its type word ("Tabqa Dam" → "Bria Dam"),
a numbered unit gets another number, an acronym other letters, and demonyms change throughout ("Iraqi forces" → "Kenyan forces").
Half of the new names of places and people are blends of two ("Bambari" + "Macomia" → "Bamomia"), so that no list is learnt by heart.
A name is replaced by the same name wherever it stands in a text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from string import ascii_uppercase

from kg.training.annotated import UNKNOWN, Annotated, Mark

_NUMBER = re.compile(r"\d+(st|nd|rd|th)?\b")


@dataclass(frozen=True)
class Names:
    """What names are drawn from; `groups` and `organizations` are whole names found in annotated texts."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    place: tuple[str, ...]
    demonym: tuple[str, ...]
    groups: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()


def read_names(path: Path, texts: Iterable[Annotated]) -> Names:
    """The name lists of a file with one [section] for each kind, and the group and organization names of annotated texts."""
    sections: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            sections[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            sections[list(sections)[-1]] += [word.replace("_", " ") for word in line.split()]
    found: dict[str, set[str]] = {"MIL": set(), "ORG": set()}
    for annotated in texts:
        for start, end, label in annotated.marks:
            if label in found:
                found[label].add(annotated.text[start:end])
    return Names(
        given=tuple(sections["given"]),
        family=tuple(sections["family"]),
        place=tuple(sections["place"]),
        demonym=tuple(sections["demonym"]),
        groups=tuple(sorted(found["MIL"])),
        organizations=tuple(sorted(found["ORG"])),
    )


def swap(annotated: Annotated, names: Names, rng: Random) -> Annotated:
    """The same text about somebody else, somewhere else: most names and all demonyms replaced, the marks moved along."""
    demonyms = dict(zip(names.demonym, rng.sample(names.demonym, len(names.demonym)), strict=True))
    chosen: dict[str, str] = {}
    text, marks, done = "", list[Mark](), 0
    for start, end, label in annotated.marks:
        old = annotated.text[start:end]
        if old not in chosen:
            chosen[old] = old if label == UNKNOWN or rng.random() < 0.2 else _other(old, label, names, demonyms, rng)
        text += _translated(annotated.text[done:start], demonyms)
        marks.append((len(text), len(text) + len(chosen[old]), label))
        text += chosen[old]
        done = end
    return replace(annotated, text=text + _translated(annotated.text[done:], demonyms), marks=tuple(marks))


def _translated(text: str, demonyms: dict[str, str]) -> str:
    plurals = {f"{old}s": f"{new}s" for old, new in demonyms.items()}
    return re.sub(r"\w+", lambda word: demonyms.get(word.group()) or plurals.get(word.group()) or word.group(), text)


def _other(old: str, label: str, names: Names, demonyms: dict[str, str], rng: Random) -> str:
    words = old.split()
    if label == "PER":
        return _drawn(names.family, rng) if len(words) == 1 else f"{_drawn(names.given, rng)} {_drawn(names.family, rng)}"
    if label == "LOC":
        place = _drawn(names.place, rng)
        return f"{place}-{_drawn(names.place, rng)}" if rng.random() < 0.08 else place
    if label == "FAC":
        first = _drawn(rng.choice((names.place, names.family)), rng)
        return f"{first} {' '.join(words[-min(2, len(words) - 1) :])}" if len(words) > 1 else old
    if _translated(old, demonyms) != old:
        return _translated(old, demonyms)
    if old.isupper() and len(words) == 1:
        return "".join(rng.choice(ascii_uppercase) for _ in old)
    if _NUMBER.match(old):
        return _NUMBER.sub(_ordinal(rng.randint(2, 160)), old, count=1)
    return rng.choice(names.groups if label == "MIL" else names.organizations)


def _drawn(pool: Sequence[str], rng: Random) -> str:
    """A name of the pool, or the beginning of one with the end of another."""
    name = rng.choice(pool)
    if rng.random() < 0.5 or not name.isalpha():
        return name
    other = rng.choice(pool).lower()
    return name[: rng.randint(2, max(2, len(name) - 2))] + other[rng.randint(1, max(1, len(other) - 3)) :]


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def swapped(texts: Iterable[Annotated], names: Names, times: int, rng: Random) -> Iterator[Annotated]:
    """Every text that has a name, with other names, so many times."""
    for annotated in texts:
        if annotated.marks:
            for _ in range(times):
                yield swap(annotated, names, rng)
