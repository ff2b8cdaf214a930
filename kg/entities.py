"""Which mentions of an article are one entity: names, acronyms and short forms grouped into clusters."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc

from kg.clusters import ACRONYM, GROUPS, SIDE_WORDS, Cluster
from kg.mentions import Mention
from kg.places import Gazetteer
from kg.spelling import normalise

_GENERIC = frozenset(
    "force forces troop troops army military government regime armed security air defence defense ground navy soldiers authorities "
    "fighters militants rebels insurgents militia militias group movement front state people party republic federation "
    "administration national and the of warplanes aircraft jets artillery tanks helicopters drones special police city town "
    "province coalition brigade division battalion regiment council alliance militias union".split()
)
# what may be a body of a whole that its name begins with: the "UN mission" is not the UN
_BODIES = frozenset("council party agency mission office commission programme program fund committee court secretariat".split())
_STEM = 8  # letters that two words for one group share


def side_of(text: str, states: Gazetteer) -> str | None:
    """The state whose side a name means: its demonym or name with generic words only ("Russian warplanes", "Syrian government forces")."""
    words = re.sub(r"[’']s\b", "", text).split()
    if len(words) == 1 and text.endswith("s"):  # "the Russians"
        state = states.state_of(text)
        return state if state != text else None
    if not 2 <= len(words) <= 5:
        return None
    rest = [w.lower() for w in words]
    found: str | None = None
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            state = states.state_of(" ".join(words[start : start + length]))
            if state is not None and all(w in SIDE_WORDS or w in {"of", "the", "and"} for w in rest[:start] + rest[start + length :]):
                return state
    return found


class Cast:
    """The entities of one article: `at(i)` is the cluster of the named mention that holds token i."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], states: Gazetteer, aliases: dict[str, str]) -> None:
        self.doc = doc
        self.mentions = list(mentions)
        self.states = states
        self.clusters: list[Cluster] = []
        self._aliases = aliases
        self._by_name: dict[str, Cluster] = {}
        self._sides: dict[str, Cluster] = {}
        self._countries: dict[str, Cluster] = {}
        self._of_mention: list[Cluster] = []
        self._uses: dict[Cluster, list[Mention]] = {}
        self._firsts = [m.first for m in self.mentions]
        self.ministry_of: dict[Cluster, str] = {}
        """The states of ministries, where the article tells it."""
        for mention in sorted(self.mentions, key=lambda m: -(m.last - m.first)):
            if mention.class_name == "Person" and mention.last - mention.first > 1:
                self._by_name.setdefault(normalise(mention.text), self._new("Person"))
        acronyms = self._bracketed()
        for i, mention in enumerate(self.mentions):
            cluster = self._assign(mention, acronyms.get(i))
            cluster.note(mention.text)
            self._of_mention.append(cluster)
            self._uses.setdefault(cluster, []).append(mention)

    def _new(self, class_name: str) -> Cluster:
        cluster = Cluster(class_name, len(self.clusters))
        self.clusters.append(cluster)
        return cluster

    def _bracketed(self) -> dict[int, int]:
        """Mentions in brackets right behind another are its short form: index of the short form → index of the long one."""
        pairs: dict[int, int] = {}
        for i in range(1, len(self.mentions)):
            long, short = self.mentions[i - 1], self.mentions[i]
            doc = short.head.doc
            if (
                short.first - long.last == 1
                and doc[long.last].text == "("
                and short.last < len(doc)
                and doc[short.last].text in {")", ",", ";"}
                and (ACRONYM.match(short.text) or len(short.text.split()) == 1)
                and long.class_name != "Place"
            ):
                pairs[i] = i - 1
        return pairs

    def _assign(self, mention: Mention, long_form: int | None) -> Cluster:
        name = normalise(mention.text)
        if long_form is not None:
            cluster = self._of_mention[long_form]
            self._by_name.setdefault(name, cluster)
            return cluster
        class_name = mention.class_name or "Organization"
        if class_name in GROUPS:
            state = side_of(mention.text, self.states)
            if state is not None and not (class_name == "Organization" and "ministry" in name):
                return self.side(state)
        ministry_of = self._whose_ministry(mention) if class_name == "Organization" and "ministry" in name else None
        if ministry_of is not None:
            return self._ministry(name, ministry_of)
        canonical = self._aliases.get(name, name)
        known = self._by_name.get(canonical) or self._by_name.get(name)
        if known is not None and (
            known.class_name == class_name or mention.class_name is None or "Person" not in {known.class_name, class_name}
        ):
            return known
        similar = self._similar(name, class_name)
        cluster = similar or self._new(class_name)
        if similar is None:
            cluster.typed = mention.class_name is not None
        self._by_name.setdefault(name, cluster)
        self._by_name.setdefault(canonical, cluster)
        return cluster

    def _whose_ministry(self, mention: Mention) -> str | None:
        """The state that a ministry is told to be of: "*Chad*'s defence ministry", "the *Chadian* defence ministry"."""
        before = mention.head.doc[max(mention.first - 2, 0) : mention.first]
        owner = before[0].text if len(before) == 2 and before[1].tag_ == "POS" else mention.text.split()[0]
        return self.states.state_of(owner)

    def _ministry(self, name: str, state: str) -> Cluster:
        """The ministry of that name of a state, which is not another state's: also the one that was first told without its state."""
        bare = " ".join(w for w in name.split() if self.states.state_of(w.title()) is None)
        key = f"{normalise(state)} {bare}"
        known = self._by_name.get(key) or self._by_name.get(bare)
        if known is None or self.ministry_of.get(known, state) != state:
            known = self._new("Organization")
        self.ministry_of[known] = state
        for called in (key, name, bare):
            self._by_name.setdefault(called, known)
        return known

    def _similar(self, name: str, class_name: str) -> Cluster | None:
        """The latest cluster that a short form can stand for: a surname, initials, or the first or last words of a longer name."""
        words = name.split()
        found: list[Cluster] = []
        for other, cluster in self._by_name.items():
            if cluster.class_name != class_name and not {cluster.class_name, class_name} <= GROUPS:
                continue
            longer, shorter = (other.split(), words) if len(other) >= len(name) else (words, other.split())
            if longer == shorter or (longer == words and _of_others(cluster, set(words))):
                continue
            if class_name == "Person":
                if len(longer) > len(shorter) and (longer[-len(shorter) :] == shorter or (len(shorter) == 1 and shorter[0] in longer[1:])):
                    found.append(cluster)
            elif class_name == "Place":
                if len(longer) == 2 and longer[1] in {"city", "town"} and longer[:1] == shorter:
                    found.append(cluster)
            elif set(shorter) - _GENERIC and len(shorter) < len(longer):
                core = longer[: longer.index("of")] if "of" in longer[2:] else longer  # "the Tigers" are the "Liberation Tigers of X"
                prefix, suffix = longer[: len(shorter)] == shorter, shorter in (longer[-len(shorter) :], core[-len(shorter) :])
                rest = set(longer) - set(shorter)
                if class_name == "Facility":
                    if suffix and len(shorter) > 1:
                        found.append(cluster)
                elif (prefix or suffix) and (rest <= _GENERIC or len(shorter) > 1 or shorter[0] not in {"al", "the"}):
                    if not any(w[:1].isdigit() for w in rest) and not (prefix and rest & _BODIES):
                        found.append(cluster)
                elif len(shorter) == 1 and shorter[0] == _initials(longer):
                    found.append(cluster)
        if class_name == "Person" and found:  # of two with one surname, the one whom the article speaks of more
            return max(found, key=lambda c: (sum(c.names.values()), -c.order))
        return found[-1] if found else None

    def side(self, state: str) -> Cluster:
        """The cluster of a state as one who acts: its government and its forces."""
        if state not in self._sides:
            self._sides[state] = self._new("State")
            self._sides[state].state = state
        return self._sides[state]

    def country(self, state: str) -> Cluster:
        """The cluster of a state as a place."""
        cluster = self._by_name.get(normalise(state))
        if cluster is None or cluster.class_name != "Place":
            if state not in self._countries:
                self._countries[state] = self._new("Place")
            cluster = self._countries[state]
            cluster.note(state)
        return cluster

    @property
    def sides(self) -> tuple[Cluster, ...]:
        """The states that act in the article, in order of appearance."""
        return tuple(self._sides.values())

    def index_at(self, i: int) -> int | None:
        """The number of the named mention that holds token i."""
        k = bisect_left(self._firsts, i + 1) - 1
        if k >= 0 and self.mentions[k].first <= i < self.mentions[k].last:
            return k
        return None

    def of(self, index: int) -> Cluster:
        """The cluster of the mention with this number."""
        return self._of_mention[index]

    def uses(self, cluster: Cluster) -> list[Mention]:
        """The named mentions of a cluster, in order."""
        return self._uses.get(cluster, [])

    def find(self, name: str) -> Cluster | None:
        """The cluster that has this name."""
        return self._by_name.get(normalise(name))

    def described(self, text: str, class_name: str) -> Cluster:
        """The cluster of a description that nothing else names ("local fighters"); it means something only inside this article."""
        name = normalise(text)
        cluster = self._by_name.get(name) or (self._same_stem(name) if class_name == "ArmedGroup" else None)
        if cluster is None or ("Person" in {cluster.class_name, class_name} and cluster.class_name != class_name):
            cluster = self._new(class_name)
            cluster.local = True
            self._by_name[name] = cluster
        return cluster

    def own(self, text: str, class_name: str) -> Cluster:
        """The same, with one more use of the description counted."""
        cluster = self.described(text, class_name)
        cluster.note(text, named=False)
        return cluster

    def _same_stem(self, name: str) -> Cluster | None:
        """The group that a single word of the same stem means: "the revolution" are the "revolutionary forces"."""
        if " " in name:
            return None
        stem = name.rstrip("s")[:_STEM]
        found = (c for n, c in self._by_name.items() if len(stem) == _STEM and n.startswith(stem) and set(n.split()[1:]) <= _GENERIC)
        return next((c for c in found if c.class_name in {"ArmedGroup", "Organization"}), None)


def _of_others(cluster: Cluster, words: set[str]) -> bool:
    """Whether a group has a name that a new, longer one of these words does not fit: the "Sea Tigers" are not all the "Tigers of X"."""
    named = (set(normalise(n).split()) for n in cluster.names if not ACRONYM.match(n))
    return cluster.class_name != "Person" and any(not n - _GENERIC <= words for n in named if len(n) > 1)


def _initials(words: list[str]) -> str:
    return "".join(w[0] for w in words if w not in {"of", "the", "and", "for", "in", "al", "de", "la"})
