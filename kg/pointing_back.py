"""Which group a bare description points back to: "the army", "the militants", "its fighters"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.clusters import SIDE_NAMES, Cluster
from kg.mentions import Mention
from kg.phrases import definite
from kg.salience import EVERYWHERE

if TYPE_CHECKING:
    from kg.coreference import Resolver

_CAMPS = ("regular", "irregular")
_GROUPS = frozenset({"ArmedGroup", "Organization", "State"})


class PointingBack:
    """Resolves descriptions of groups that say no more than what they are, in one article."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.cast = resolver.cast
        self.lexicon = resolver.lexicon

    def bare_side(self, token: Token, mention: Mention) -> Cluster | None:
        """The side that "the army", "government forces" or "the regime" means: the one that the article calls so by name."""
        sides = self.lexicon.words["side"]
        lemma = token.lemma_.lower()
        word = lemma if lemma in sides else next((c.lemma_.lower() for c in token.lefts if c.lemma_.lower() in sides), None)
        if word is None and lemma == "force" and any(c.lower_ in {"security", "armed"} for c in token.lefts):
            word = "army"
        if word is None:
            return None

        def called(cluster: Cluster) -> bool:
            return cluster.class_name in _GROUPS and any(self._is_side(name, word) for name in cluster.names)

        found = self.resolver.history.latest(token, called, window=EVERYWHERE)
        if found is None and word in {"army", "military", "government"}:
            named = [c for c in self.cast.sides if c.name.split()[-1].lower() in SIDE_NAMES]
            found = max(named, key=lambda c: sum(c.names.values()), default=None)
        if found is None and word != lemma:
            found = self.cast.described(word, "State" if self.lexicon.heads.get(word) == "State" else "ArmedGroup")
            found.note(mention.text, named=False)
            found.note(word, named=False)
            return found
        if found is not None:
            found.note(mention.text, named=False)
        return found

    def _is_side(self, name: str, word: str) -> bool:
        """Whether a name calls its bearer a state's army, government or regime: no "White *Army*", which papers call the militia."""
        words = name.split()
        if word not in name.lower().split():
            return False
        spans = (" ".join(words[i : i + n]) for n in (1, 2) for i in range(len(words)))
        return word in words or len(words) == 1 or any(self.cast.states.state_of(span) for span in spans)

    def named_before(self, token: Token, mention: Mention, kind: str) -> Cluster | None:
        """ "The militants", "the group": those named before; "the coalition" only what was called a coalition."""
        words, lemma, history = self.lexicon.words, token.lemma_.lower(), self.resolver.history
        if mention.first != token.i or lemma in words["side"]:
            return None

        def called(cluster: Cluster) -> bool:
            return cluster.class_name == "ArmedGroup" and any(
                not {lemma, token.lower_}.isdisjoint(n.lower().split()) for n in (*cluster.names, *cluster.descriptions)
            )

        if lemma in words["generic"] and (definite(token) or kind == "Troops"):
            wanted = self._own_camp(lemma)

            def acting(cluster: Cluster) -> bool:
                if kind == "Troops":
                    return cluster.class_name in {"ArmedGroup", "State"}
                return cluster.class_name == "ArmedGroup" and cluster.state is None

            def of_camp(camp: str | None) -> Callable[[Cluster], bool]:
                return lambda c: acting(c) and bool(c.names) and self._camp(c) == camp

            def possible(cluster: Cluster) -> bool:
                return acting(cluster) and (wanted is None or self._camp(cluster) in {wanted, None})

            def named(cluster: Cluster) -> bool:
                return possible(cluster) and bool(cluster.names)

            so_called = history.latest(token, lambda c: called(c) and bool(c.names), window=12) if kind == "ArmedGroup" else None
            return (
                so_called
                or (history.latest(token, of_camp(wanted), window=3, least=1) if wanted else None)
                or history.latest(token, named, window=3, least=1)
                or (history.latest(token, of_camp(wanted), window=12) if wanted else None)
                or history.latest(token, named, window=12)
                or history.latest(token, possible)
            )
        if not definite(token):
            return None
        return history.latest(token, called, window=EVERYWHERE) if definite(token) else None

    def _own_camp(self, lemma: str) -> str | None:
        return next((camp for camp in _CAMPS if lemma in self.lexicon.words[camp]), None)

    def _camp(self, cluster: Cluster) -> str | None:
        """Whether a group is a state's or fights without one, as far as its names and descriptions tell."""
        if cluster.state is not None or cluster.class_name == "State":
            return "regular"
        heads = {name.split()[-1].lower() for name in (*cluster.names, *cluster.descriptions)} | cluster.kinds
        heads |= {head.removesuffix("s") for head in heads} | {head.removesuffix("men") + "man" for head in heads if head.endswith("men")}
        words = {word for name in cluster.names for word in name.lower().split()}
        irregular = bool(heads & self.lexicon.words["irregular"] or words & self.lexicon.words["causes"])
        numbered = any(name[:1].isdigit() for name in cluster.names)
        regular = bool(heads & self.lexicon.words["regular"]) or (numbered and bool(heads & self.lexicon.words["unit"]))
        if irregular == regular:
            return None
        return "irregular" if irregular else "regular"
