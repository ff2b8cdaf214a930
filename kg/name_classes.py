"""The class of each name of an article: by NER's votes, by what the words around it tell, by the longer names that it stands in."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

_GROUPS = frozenset({"ArmedGroup", "Organization"})
_PAIRS = ({"Person", "Place"}, {"Place", "ArmedGroup"})
"""Classes that NER takes for one another, and that where a name stands tells apart."""

Told = Mapping[tuple[str, bool], int]
"""How often a class was told, by what a name is called (True) or by where it stands."""


@dataclass(frozen=True)
class NameClasses:
    """`by_name` has the class of each name that has one (normalised); `short` that of groups' first and last words."""

    by_name: Mapping[str, str]
    surnames: frozenset[str]
    short: Mapping[str, str]


def name_classes(
    votes: Mapping[str, Counter[str]], evidence: Mapping[str, Told], titled: Iterable[str], place: Callable[[str], bool]
) -> NameClasses:
    """
    The classes of an article's names; `titled` stand behind a title, and `place` says what the gazetteer knows as a place.

    Long names come first, for a short one may be somebody's surname.
    """
    by_name: dict[str, str] = {}
    for name, counts in votes.items():
        if " " in name:
            by_name[name] = settle(voted(counts), evidence.get(name, {}), name, place(name))
    surnames = frozenset(name.split()[-1] for name, class_name in by_name.items() if class_name == "Person")
    people = {word for name in by_name if votes[name]["Person"] or by_name[name] == "Person" for word in name.split()}
    people.update(titled)
    regions = {name.split()[0] for name, class_name in by_name.items() if class_name == "Place"}
    for name, counts in votes.items():
        if " " in name:
            continue
        class_name = voted(counts)
        if class_name == "ArmedGroup" and name in regions and ("Place", False) in evidence.get(name, {}):
            class_name = "Place"  # "in Swat", beside "the Swat Valley"
        if class_name == "Person" and name not in people and place(name):
            class_name = "Place"  # a town that NER takes for somebody, unless the article has that name in a person's
        known = class_name == "Person" and name in people
        by_name[name] = class_name if known else settle(class_name, evidence.get(name, {}), name, place(name))
    return NameClasses(by_name, surnames, _short_names(by_name))


def settle(class_name: str, told: Told, name: str, place: bool) -> str:
    """
    The class of a name, given what its surroundings told; `place` says that the gazetteer knows it.

    What NER says stands unless all that is told speaks for something else; where a name stands says less than what it is called.
    """
    called = Counter({c: n for (c, strong), n in told.items() if strong})
    stands = Counter({c: n for (c, strong), n in told.items() if not strong})
    if not told or class_name in called or (class_name in _GROUPS and not _GROUPS.isdisjoint({*called, *stands})):
        return class_name
    best = voted(called or stands)
    if called:
        fixed = (
            (class_name == "ArmedGroup" and (best != "Place" or " " in name))
            or (place and best in _GROUPS)
            or (class_name == "Facility" and best not in _GROUPS)
        )
        return class_name if fixed else best
    if class_name == "ArmedGroup":
        return best if best == "Place" and " " not in name and (place or stands[best] > 1) else class_name
    return class_name if class_name in stands or {class_name, best} not in _PAIRS or place else best


def voted(counts: Counter[str]) -> str:
    """The class that most mentions got, the first in the alphabet where several did."""
    return max(sorted(counts), key=lambda c: counts[c])


def _short_names(classes: Mapping[str, str]) -> dict[str, str]:
    """The first and the last words of groups' names, with the class of the whole: "the *Lions*" are the Lions of the River."""
    found: dict[str, str] = {}
    for name, class_name in classes.items():
        words = name.split()
        if class_name in _GROUPS and len(words) > 1:
            found.update(dict.fromkeys((words[0], words[-1]), class_name))
    return found
