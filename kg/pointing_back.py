"""Which group a bare description points back to: "the army", "the militants", "its fighters"."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.camps import STATES_OWN, Camp, camp_of, camp_of_word, is_side
from kg.clauses import case_words
from kg.clusters import GROUPS, SIDE_NAMES, Cluster
from kg.mentions import Mention
from kg.phrases import ACTOR, definite, demonym
from kg.salience import EVERYWHERE, FALLING

if TYPE_CHECKING:
    from kg.coreference import Resolver

_THEIRS = frozenset({"its", "their"})
# words that tell a group from one spoken of before
_TELLING_APART = frozenset(
    "other new rival third first second separate same larger smaller umbrella parent splinter breakaway main".split()
)
_WINGS = frozenset({"wing", "arm"})  # "the military wing" is no military
_OF = frozenset({"of"})
_BEHIND = frozenset({"of", "for", "in", "against"})


def _named(fits: Callable[[Cluster], bool], cluster: Cluster) -> bool:
    return bool(cluster.names) and fits(cluster)


def _head(name: str) -> str:
    """What a name calls its bearer, in lower case: the "alliance" of "Northern Alliance", the "ministry" of "Ministry of Defence"."""
    words = name.lower().split()
    return next((a for a, b in pairwise(words) if b in _BEHIND), words[-1])


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
        if word is None or lemma in _WINGS:
            return None

        def called(cluster: Cluster) -> bool:
            return cluster.class_name in GROUPS and any(is_side(name, word, self.cast.states) for name in cluster.names)

        found = self.resolver.history.latest(token, called, window=EVERYWHERE)
        if found is None and word in {"army", "military", "government"}:
            named = [c for c in self.cast.sides if c.name.split()[-1].lower() in SIDE_NAMES]
            found = max(named, key=lambda c: sum(c.names.values()), default=None)
            if found is not None:  # the army of the state that the article is about, not "Russian troops"
                found = self.resolver.named_states.native(found, alone=False)
        if found is None and word != lemma:
            found = self.cast.described(word, "State" if self.lexicon.heads.get(word) == "State" else "ArmedGroup")
            found.note(mention.text, named=False)
            found.note(word, named=False)
            return found
        if found is not None:
            found.note(mention.text, named=False)
        return found

    def described(self, token: Token, mention: Mention, kind: str) -> Cluster | None:
        """ "The *Lebanese* group": the one named before that such words only describe."""
        return self.named_before(token, mention, kind) if mention.first != token.i and self._described(token) else None

    def named_before(self, token: Token, mention: Mention, kind: str) -> Cluster | None:
        """ "The militants", "the group": those named before; "the coalition" only what was called a coalition."""
        words, lemma, history = self.lexicon.words, token.lemma_.lower(), self.resolver.history
        if (mention.first != token.i and not self._described(token)) or lemma in words["side"]:
            return None
        if any(c.dep_ == "nmod" and case_words(c) & _OF for c in token.rights):
            return None  # "troops *of Sector 3*"

        classes = {"Organization": {"ArmedGroup", "Organization"}, "State": GROUPS}.get(kind, {"ArmedGroup"})  # "the republic"
        if kind == "Troops" and token.tag_ == "NN":
            classes = {"ArmedGroup", "Organization"}  # "the *force*": a mission of peacekeepers

        def called(cluster: Cluster) -> bool:
            words = (n.lower().split() for n in (*cluster.names, *cluster.descriptions))
            told = lemma in cluster.kinds or any(not {lemma, token.lower_}.isdisjoint(w) for w in words)
            return cluster.class_name in classes and told

        def headed(cluster: Cluster) -> bool:
            return cluster.class_name in classes and any(_head(n) == lemma for n in (*cluster.names, *cluster.descriptions))

        if lemma in words["generic"] and (definite(token) or kind == "Troops"):
            wanted = camp_of_word(lemma, self.lexicon)

            # no camp is told of "the group", and militants may be those of whom none is told
            camps = {wanted, None} if wanted is Camp.IRREGULAR else {wanted}

            def acting(cluster: Cluster) -> bool:
                if kind == "Troops":
                    return cluster.class_name in {"ArmedGroup", "State"}
                holding = not cluster.names and not words["of_places"].isdisjoint(cluster.kinds | {*map(_head, cluster.descriptions)})
                return cluster.class_name == "ArmedGroup" and cluster.state is None and not holding  # no garrison is "the rebels"

            def possible(cluster: Cluster) -> bool:
                if wanted is None:
                    return acting(cluster) and (lemma not in words["stateless"] or self._camp(cluster) not in STATES_OWN)
                return acting(cluster) and self._camp(cluster) in camps

            def named(cluster: Cluster) -> bool:
                return bool(cluster.names) and possible(cluster)

            def sure(cluster: Cluster) -> bool:
                return bool(cluster.names) and acting(cluster) and self._camp(cluster) == wanted

            so_called = (history.latest(token, partial(_named, fits), window=12) for fits in (headed, called))
            return (
                (next((c for c in so_called if c is not None), None) if kind == "ArmedGroup" or token.tag_ == "NN" else None)
                or (history.latest(token, sure, window=3, least=1) if wanted else None)
                or history.latest(token, named, window=3, least=1, falling=FALLING)
                or (history.latest(token, sure, window=12) if wanted else None)
                or history.latest(token, named, window=12)
                or history.latest(token, possible)
            )
        spoken_for = token.dep_ == "compound" and token.head.pos_ == "NOUN" and token.nbor(1) == token.head and self._role(token.head)
        if not definite(token) and not spoken_for:
            return None
        return history.latest(token, headed, window=EVERYWHERE) or history.latest(token, called, window=EVERYWHERE)

    def of_themselves(self, token: Token, kind: str) -> Cluster | None:
        """ "Military units have repositioned", the regime said: its own."""
        bound = {"nmod", "nmod:poss", "acl", "acl:relcl", "det"}
        if kind != "Troops" or any(c.dep_ in bound or self.cast.index_at(c.i) is not None or self._whose(c) for c in token.children):
            return None
        speaker = self.resolver.speaker_of(token)
        said = self.resolver.resolve(speaker, ACTOR) if speaker is not None else None
        if said is None and speaker is not None and any(c.lemma_.lower() in self.lexicon.words["side"] for c in speaker.lefts):
            state = demonym(speaker, self.cast)  # "a *Lebanese military* statement"
            return self.cast.side(state) if state is not None else None
        return said if said is not None and said.class_name in {"State", "ArmedGroup"} else None

    def _whose(self, token: Token) -> bool:
        """Whether a word in front of troops tells whose they are: "*government* soldiers"."""
        return token.dep_ in {"compound", "amod"} and self.lexicon.kind(token) in {"ArmedGroup", "State"}

    def _role(self, noun: Token) -> bool:
        """Whether a noun tells a role, which the one named before has: "*mission* spokesman X"."""
        return noun.lemma_.lower() in self.lexicon.roles_by_noun

    def _described(self, token: Token) -> bool:
        """Whether words in front of a group only describe it, and tell it from no other: "the *Islamist* group"."""
        if token.tag_ != "NN" or token.lemma_.lower() not in self.lexicon.words["stateless"] or not definite(token):
            return False
        before = [c for c in token.lefts if c.dep_ != "det"]
        fighting = (c.dep_ == "amod" or c.lemma_.lower() in self.lexicon.words["irregular"] for c in before)
        return all(fighting) and all(c.lower_ not in _TELLING_APART and self.cast.index_at(c.i) is None for c in before)

    def other_owner(self, token: Token, owner: Token) -> Cluster | None:
        """Whom "its" means in "its gunmen" where the nearest group is a state's, and could not have such."""
        if owner.lower_ not in _THEIRS or token.lemma_.lower() not in self.lexicon.words["bearing_arms"]:
            return None
        nearest = self.resolver.resolve(owner, ACTOR)
        if nearest is None or (nearest.class_name != "Organization" and self._camp(nearest) not in STATES_OWN):
            return nearest
        if self.resolver.speaking_before(owner) is nearest:
            return nearest  # "the government said that *its fighters*"

        def possible(cluster: Cluster) -> bool:
            return cluster.class_name == "ArmedGroup" and bool(cluster.names) and self._camp(cluster) not in STATES_OWN

        armed = self.resolver.history.latest(owner, possible, pronoun=True)
        return armed or (nearest if nearest.class_name == "Organization" else None)

    def _camp(self, cluster: Cluster) -> Camp | None:
        return camp_of(cluster, self.lexicon, self.cast.states)
