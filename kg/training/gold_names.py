"""
Names out of articles whose claims are annotated.

Gold claims say what each entity of an article is called, so its names can be marked wherever they stand. The annotation is not
complete: a name that no claim needs is not listed. So every other word with a capital is left open, unless the articles also write it
small.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.places import load_gazetteer
from kg.training.annotated import UNKNOWN, Annotated, Mark
from kg.training.relabel import CIVIL, FACILITY, MILITARY, TITLES

_LABELS = {"Facility": "FAC", "ArmedGroup": "MIL", "Organization": "ORG"}
_PARTICLES = frozenset("of and the for de del du da dos la le las los el al bin ibn van von".split())
# What belongs to a name in front of it: "[[MIL Houthi fighters]]", "[[ORG Syrian government]]".
_FOLLOWERS = dict.fromkeys(MILITARY, "MIL") | dict.fromkeys(("government", "regime", "ministry", "parliament"), "ORG")
_WORD = re.compile(r"[^\W_]+(?:['’\-–.][^\W_]+)*")
_NEXT = re.compile(r" ([a-z]+)\b")


@dataclass(frozen=True)
class _Name:
    """What an entity is called, its label, and the characters of titles before the name itself."""

    text: str
    label: str
    lead: int = 0


def read_gold(folder: Path) -> Iterator[Annotated]:
    """The paragraphs of the gold articles (JSON beside its text) in a folder, with the names that their claims tell."""
    articles = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    texts = [(folder / article["text"]).read_text(encoding="utf-8") for article in articles]
    small = {word for text in texts for word in _WORD.findall(text) if word.islower()}
    for article, text in zip(articles, texts, strict=True):
        names = sorted(_names(article["entities"].values(), small), key=lambda name: (-len(name.text), name.text, name.label))
        for paragraph in re.findall(r"[^\n]+", text):
            yield Annotated(paragraph, tuple(_marks(paragraph, names, small)), article["id"])


def _names(entities: Iterable[dict[str, Any]], small: set[str]) -> Iterator[_Name]:
    for entity in entities:
        for name in entity["names"]:
            if _begins(name) and name != name.lower():
                lead = _title(name, entity["names"]) if entity["type"] == "Person" else 0
                yield _Name(name, _label(name[lead:], entity["type"], small), lead)


def _title(name: str, others: list[str]) -> int:
    """How many characters of a person's name are titles: those in front of another name of two words, and words that are known as such."""
    longer = [len(name) - len(other) for other in others if " " in other and name.endswith(f" {other}")]
    lead = max(longer, default=0)
    for word in name[lead:].split()[:-1]:
        if word.lower().strip(".,") not in TITLES:
            break
        lead += len(word) + 1
    return lead


def _label(name: str, kind: str, small: set[str]) -> str:
    """The label of a name; open where it is no proper name, a demonym, or a word that is also written small."""
    words = name.split()
    last = words[-1].lower()
    ends = _begins(words[-1])
    proper = all(_begins(word) or word in _PARTICLES for word in words[:-1]) and (ends or last in FACILITY | MILITARY | CIVIL)
    common = words[:1] if words[1:2] == ["of"] and last not in FACILITY else words if len(words) == 1 or not ends else [""]
    owned = re.search(r"(?<!People)['’]s ", name)
    if not proper or owned or all(word.lower() in small for word in common):
        return UNKNOWN
    if kind == "Person":
        return UNKNOWN if not ends or {"of", "the"} & {*words} or all(word.lower() in small for word in words) else "PER"
    if kind in {"State", "Place"}:
        if (kind == "Place" and ends) or load_gazetteer().is_place_name(name):
            return "LOC"
        return "MIL" if last in MILITARY else UNKNOWN
    if (len(words) == 1 or kind == "Facility") and load_gazetteer().state_of(words[0]) is not None:
        return UNKNOWN
    return "MIL" if kind == "Organization" and last in MILITARY else _LABELS[kind]


def _begins(name: str) -> bool:
    """Whether a name, or a word of one, begins as names do."""
    return name[:1].isupper() or name[:1].isdigit() or name[:3] in {"al-", "el-", "an-", "ad-", "ar-", "as-", "az-"}


def _marks(text: str, names: list[_Name], small: set[str]) -> list[Mark]:
    marks: list[Mark] = []
    taken = bytearray(len(text))
    for name in names:
        for found in re.finditer(rf"(?<![\w-]){re.escape(name.text)}(?![\w-])", text):
            start, end, label = found.start() + name.lead, found.end(), name.label
            if any(taken[start:end]):
                continue
            follower = _NEXT.match(text, end)
            if follower and follower[1] in _FOLLOWERS and label != "PER":
                end = follower.end()
                label = _FOLLOWERS[follower[1]] if label in {"MIL", "ORG"} else UNKNOWN
            taken[start:end] = b"\1" * (end - start)
            marks.append((start, end, label))
    for word in _WORD.finditer(text):
        if word[0][:1].isupper() and word[0].lower() not in small and not any(taken[word.start() : word.end()]):
            follower = _NEXT.match(text, word.end())
            marks.append((word.start(), follower.end() if follower and follower[1] in _FOLLOWERS else word.end(), UNKNOWN))
    return sorted(marks)
