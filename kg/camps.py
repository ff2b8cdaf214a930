"""Whether a group fights for a state or without one, as far as an article's words for it tell: "the soldiers" are not the rebels."""

from enum import StrEnum

from kg.clusters import Cluster
from kg.lexicon import Lexicon
from kg.places import Gazetteer


class Camp(StrEnum):
    """For whom a group fights; those of a state are soldiers or police."""

    REGULAR = "regular"
    POLICE = "police"
    IRREGULAR = "irregular"


# words of the names of armies that fight a state: the "Free X Army"
_OF_REBELS = frozenset("free liberation resistance alliance revolutionary democratic salvation".split())
STATES_OWN = frozenset({Camp.REGULAR, Camp.POLICE})


def camp_of_word(lemma: str, lexicon: Lexicon) -> Camp | None:
    """The camp that a bare noun tells of: "the soldiers", "the militants"."""
    return next((camp for camp in (Camp.REGULAR, Camp.IRREGULAR) if lemma in lexicon.words[camp]), None)


def camp_of(cluster: Cluster, lexicon: Lexicon, states: Gazetteer) -> Camp | None:
    """The camp that a group's names and descriptions tell; None where they tell nothing, or both."""
    if cluster.state is not None or cluster.class_name == "State":
        return Camp.REGULAR
    words = lexicon.words
    every = (*cluster.names, *cluster.descriptions)
    numbered = any(name[:1].isdigit() and _last(name) in words["unit"] for name in cluster.names)
    sides = any(is_side(name, word, states) for name in cluster.names for word in words["regular"])
    serving = not cluster.kinds.isdisjoint(words["regular"] - words["side"])  # "*soldiers* of the Frontier Scouts"
    regular = numbered or sides or serving or any(_last(name) in words["regular"] for name in cluster.descriptions)
    causes = any(not words["causes"].isdisjoint(name.lower().split()) for name in cluster.names)
    irregular = causes or not words["irregular"].isdisjoint({*map(_last, every), *cluster.kinds})
    if regular == irregular:
        return None
    if irregular:
        return Camp.IRREGULAR
    return Camp.POLICE if any(not words["policing"].isdisjoint(name.lower().split()) for name in every) else Camp.REGULAR


def is_side(name: str, word: str, states: Gazetteer) -> bool:
    """Whether a name calls its bearer a state's army, government or regime: no "White *Army*", which papers call the militia."""
    words = name.split()
    if word not in name.lower().split():
        return False
    if not _OF_REBELS.isdisjoint(name.lower().split()):
        return False
    spans = (" ".join(words[i : i + n]) for n in (1, 2) for i in range(len(words)))
    return word in words or len(words) == 1 or any(states.state_of(span) for span in spans)


def _last(name: str) -> str:
    """The last word of a name in the singular."""
    noun = name.split()[-1].lower()
    return noun.removesuffix("men") + "man" if noun.endswith("men") else noun.removesuffix("s")
