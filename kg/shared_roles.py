"""Whose role it is as well: "members of the front, X *and Y*", "*X and* Y, both members of the front"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.ends import Candidate
from kg.entities import Cast
from kg.titles import Title

_ALL = frozenset({"both", "all"})
_DESCRIBING = 9  # words in front of a name in the list: "X and the deputy army chief, General Y"


def shared_role(cast: Cast, title: Title, k: int, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """What a role in the plural tells of one person (`found`), told of the others of the list that the k-th mention stands in."""
    if title.noun.tag_ not in {"NNS", "NNPS"}:
        return
    others = _behind(cast, k) if title.noun.i < cast.mentions[k].first else _before(cast, title, k)
    candidates = list(found)
    for n in others:
        yield from (replace(c, subject=cast.mentions[n].head, subject_entity=cast.of(n)) for c in candidates)


def _behind(cast: Cast, k: int) -> Iterator[int]:
    for n in range(k + 1, len(cast.mentions)):
        between = cast.doc[cast.mentions[n - 1].last : cast.mentions[n].first]
        if any(t.lower_ not in {",", "and"} for t in between) or cast.of(n).class_name != "Person":
            return
        yield n


def _before(cast: Cast, title: Title, k: int) -> Iterator[int]:
    """The other of two people, who may be described: "X and *the army chief*, Y, both members of"."""
    if not any(t.lower_ in _ALL for t in title.noun.doc[max(0, title.noun.i - 3) : title.noun.i]):
        return
    first = cast.mentions[k].first
    n = next((n for n in range(k - 1, -1, -1) if cast.of(n).class_name == "Person"), None)
    if n is None:
        return
    between = cast.doc[cast.mentions[n].last : first]
    if len(between) <= _DESCRIBING and between and between[0].lower_ == "and" and all(t.pos_ not in {"VERB", "AUX"} for t in between):
        yield n
