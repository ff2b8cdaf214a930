"""Which named place "the city", "the capital", "the pass" or "the centre" is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.clauses import case_words
from kg.clusters import Cluster
from kg.mentions import Mention
from kg.phrases import bare, definite
from kg.salience import EVERYWHERE

if TYPE_CHECKING:
    from kg.coreference import Resolver

URBAN = frozenset("city town village hamlet hub township capital settlement neighbourhood neighborhood district suburb island area".split())
ADMINISTRATIVE = frozenset("province governorate oblast region state district county raion prefecture camp mountain valley".split())
LISTED = {"latter": 1, "former": 2}
"""What counts back to a place named before, with how many it counts."""
_TOWNS = frozenset({"city", "town", "village", "hamlet", "settlement"})
_MIDDLE = frozenset({"centre", "center", "heart"})
_LARGER = frozenset({"city", "town"})
_SMALLER = frozenset({"village", "hamlet"})
_FALLING = 1.5  # prominence that a town loses with each sentence, so that the one the article is about may come before one in passing
_THERE = frozenset({"in", "at", "into", "inside", "outside", "near", "around", "on", "of", "through"})
_UNDERGOING = frozenset({"obj", "nsubj:pass", "appos", "conj", "compound"})
_REGIONS = ADMINISTRATIVE - {"district", "camp"}
# inhabitants of what is called so, at the most
_LARGEST = {"hamlet": 20_000, "village": 50_000, "town": 250_000, "township": 250_000}


def _region(cluster: Cluster) -> bool:
    """Whether a place is called a province or region somewhere."""
    return any(_REGIONS & {*name.lower().split()} for name in cluster.descriptions)


def _smaller(cluster: Cluster) -> bool:
    """Whether the article calls a place a village, and never a town: "the city" is another one."""
    words = {word for name in cluster.descriptions for word in name.lower().split()}
    return words.isdisjoint(_LARGER) and not words.isdisjoint(_SMALLER)


def is_middle(token: Token, mention: Mention) -> bool:
    """Whether a noun only says that it is the middle of a town: "the *centre* of X", "the town *centre*"."""
    before = {t.lower_ for t in token.doc[mention.first : token.i]}
    told = any(c.dep_ == "acl:relcl" for c in token.rights)
    return token.lemma_.lower() in _MIDDLE and definite(token) and before <= {"town", "city"} and not told


class CalledPlaces:
    """Finds it among the places that one article has named before."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.cast = resolver.cast

    def before(self, token: Token, lemma: str) -> Cluster | None:
        """ "The city": the one mentioned last, else the one that the article speaks of most."""
        seat = self._seat() if lemma == "capital" and bare(token, token.i) and token.nbor(-1).lower_ == "the" else None
        last = (
            self.so_called(token, lemma, 2)
            or seat
            or self._any_seat(token, lemma)
            or self.resolver.history.latest(token, self._fitting(lemma), window=3, falling=_FALLING)
        )
        return last or self.spoken_of(token, lemma)

    def listed(self, token: Token) -> Cluster | None:
        """ "The *latter*", "the *former*": the last and the last but one named before."""
        named = (self.cast.of(k) for k, m in reversed(list(enumerate(self.cast.mentions))) if m.last <= token.i)
        last = list(dict.fromkeys(c for c in named if c.class_name in {"Place", "Facility"}))[: LISTED[token.lower_]]
        return last[-1] if len(last) == LISTED[token.lower_] else None

    def spoken_of(self, token: Token, lemma: str) -> Cluster | None:
        """The place that can be called so and that the article has spoken of most: "the centre" is the centre of it."""
        fits, before = self._fitting(lemma), {self.cast.of(k) for k, m in enumerate(self.cast.mentions) if m.first < token.i}
        return max((c for c in before if fits(c)), key=lambda c: (sum(c.names.values()), -c.order), default=None)

    def _fitting(self, lemma: str) -> Callable[[Cluster], bool]:
        states = self.cast.states

        def fits(cluster: Cluster) -> bool:
            if cluster.class_name != "Place" or not cluster.names or any(map(states.is_country, cluster.names)):
                return False
            if sum(cluster.names.values()) < 2 and not any(states.is_place_name(n) for n in cluster.names):
                return False
            if lemma in _LARGEST and any(c.population > _LARGEST[lemma] for n in cluster.names for c in states.lookup(n)):
                return False  # "the town" is no capital
            if lemma in _TOWNS and (self._articled(cluster) or _region(cluster) or self.speaks(cluster)):
                return False  # "the Sava", "the northern region of Tigray", the Moscow that says something are no cities
            if lemma in _LARGER and _smaller(cluster):
                return False
            return lemma not in URBAN or not any(n.split()[-1].lower() in ADMINISTRATIVE for n in cluster.names)

        return fits

    def _articled(self, cluster: Cluster) -> bool:
        """Whether a name always has an article: those of rivers and mountains have, and those of towns have not."""
        uses = [m for m in self.cast.uses(cluster) if m.head.dep_ != "compound"]
        return bool(uses) and all(m.first > 0 and m.head.doc[m.first - 1].lower_ == "the" for m in uses)

    def speaks(self, cluster: Cluster) -> bool:
        """Whether a capital only stands for its government: nothing is said to be in it, to come from it or to be done to it."""
        states = self.cast.states
        if not any(states.state_of(n) for n in cluster.names):
            return False
        heads = (m.head for m in self.cast.uses(cluster))
        return not any(case_words(t) & _THERE or t.dep_ in _UNDERGOING for t in heads)

    def _seat(self) -> Cluster | None:
        """The capital of the country that the article is about: "the capital", wherever nothing else was called so just before."""
        states, country = self.cast.states, self.resolver.named_states.main()
        named = (c for c in self.cast.clusters if c.class_name == "Place" and not any(map(states.is_country, c.names)))
        return next((c for c in named if country and any(states.state_of(n) == country for n in c.names)), None)

    def _any_seat(self, token: Token, lemma: str) -> Cluster | None:
        """The seat of a government mentioned last: "the capital", where it is not clear whose."""
        states = self.cast.states
        if lemma != "capital" or token.nbor(-1).lower_ != "the":
            return None

        def seat(cluster: Cluster) -> bool:
            return cluster.class_name == "Place" and any(states.state_of(n) and not states.is_country(n) for n in cluster.names)

        return self.resolver.history.latest(token, seat, window=EVERYWHERE)

    def so_called(self, token: Token, lemma: str, window: int) -> Cluster | None:
        """The named place that was last called by a noun: "*the pass*" is the Salang pass."""

        def called(cluster: Cluster) -> bool:
            every = (*cluster.names, *cluster.descriptions)
            return cluster.class_name == "Place" and bool(cluster.names) and any(lemma in n.lower().split() for n in every)

        return self.resolver.history.latest(token, called, window=window, told_in_quotes=True)
