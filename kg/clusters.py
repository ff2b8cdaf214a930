"""An entity of one article under construction, and which of its names is the best."""

import re
from dataclasses import dataclass, field

GROUPS = frozenset({"ArmedGroup", "Organization", "State"})
"""The classes of those who act together."""
SIDE_WORDS = frozenset(
    "force forces troop troops army military government regime armed security air defence defense ground navy soldiers soldier "
    "authorities warplanes warplane aircraft jets jet planes artillery helicopters helicopter tanks tank drones drone marines "
    "paratroopers defenders gunners airstrike airstrikes strikes missiles rockets units unit servicemen navy fleet officials "
    "administration special aerospace regular ministry command infantry side sappers gunships bombers commandos positions state".split()
)
# what a side is best called by: not by its soldiers, who may be somebody else's victims
SIDE_NAMES = ("forces", "army", "troops", "government", "military", "regime", "authorities")
_RULE = frozenset({"regime", "government", "administration", "authority", "state"})
ACRONYM = re.compile(r"^[A-Z][A-Za-z&-]{0,6}[A-Z]$|^[A-Z]{2,7}$")


@dataclass(eq=False)
class Cluster:
    """An entity under construction: its class, its names in order of appearance with their counts, and the state whose side it is."""

    class_name: str
    order: int
    names: dict[str, int] = field(default_factory=dict)
    descriptions: dict[str, int] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    """Head nouns (lemmas) by which the article calls it."""
    state: str | None = None
    local: bool = False
    typed: bool = True
    """False where nothing but its place in a sentence will tell what it is."""

    def note(self, name: str, named: bool = True) -> None:
        """Count one more use of a name (or of a description)."""
        table = self.names if named else self.descriptions
        table[name] = table.get(name, 0) + 1

    @property
    def name(self) -> str:
        """The fullest proper name; a side is called by its most used name; without a name, the first description."""
        if not self.names and self.state is not None:
            return self.state
        if not self.names:
            return next(iter(self.descriptions), "")
        if self.state is not None:
            telling = [n for n in self.names if n == self.state or n.split()[-1].lower() in SIDE_NAMES]
            return max(telling, key=lambda n: (n != self.state, self.names[n], -_rank(n))) if telling else self.state
        own = [n for n in self.names if not self._of_another(n)] or list(self.names)
        return max(
            own,
            key=lambda n: (
                not n.split()[-1].islower() or n.split()[-1] in _RULE,
                not ACRONYM.match(n),
                min(len(n.split()), 8),
                self.names[n],
            ),
        )

    def _of_another(self, name: str) -> bool:
        """Whether a name is another one with a word for its people: "Assad regime forces" beside "Assad regime"."""
        words = name.lower().split()
        return any(
            len(other) < len(words) and words[: len(other)] == other and set(words[len(other) :]) <= SIDE_WORDS
            for other in (n.lower().split() for n in self.names)
        )

    @property
    def aliases(self) -> tuple[str, ...]:
        """All other names and descriptions, in order of appearance."""
        return tuple(n for n in (*self.names, *self.descriptions) if n != self.name)


def _rank(name: str) -> int:
    """Where a side's name stands among those of equal use, from "forces" on."""
    word = name.split()[-1].lower()
    return SIDE_NAMES.index(word) if word in SIDE_NAMES else len(SIDE_NAMES)
