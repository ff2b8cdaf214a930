"""Whom or what a pronoun means: "he", "it", "they", "we", "which"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.binding import around_owner, disjoint, owning_subject, subjects_around
from kg.clauses import RELATIVE, antecedent, modifiers, possessor
from kg.clusters import GROUPS, Cluster
from kg.phrases import ACTOR, ANY, LOCATION, SPEAKER
from kg.salience import FALLING

if TYPE_CHECKING:
    from kg.coreference import Resolver

_LOCATIONS = frozenset({"Place", "Facility"})
_HE = frozenset({"he", "she", "him", "his", "her", "himself", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves", "it", "its", "itself"})
_WE = frozenset({"we", "our", "us", "ours", "i", "my", "me"})
_ME = frozenset({"i", "my", "me"})
PERSONAL = _HE | _THEY | _WE
"""Personal and possessive pronouns, in lower case."""
HIS = frozenset({"his", "her"})
TAKEN_UP = frozenset({"it", "its", "they", "their"})
"""Those that keep in mind whom they mean: who is "they" in one sentence is "they" in the next."""


class Pronouns:
    """Resolves pronouns in one article."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.cast = resolver.cast
        self.history = resolver.history
        self.lexicon = resolver.lexicon

    def meant(self, token: Token, role: str) -> Cluster | None:
        """The entity that a pronoun means in a role; None where that cannot be told."""
        lower = token.lower_
        if lower in RELATIVE:
            head = antecedent(token)
            return None if head == token else self.resolver.resolve(head, role)
        if lower in _HE:
            said = self.resolver.speaker_of(token)
            if said is not None and said.pos_ == "NOUN" and said.tag_ == "NN" and self.lexicon.kind(said) == "Person":
                return self.resolver.resolve(said, SPEAKER)  # "an officer said *he*"
            others = self._others(token)
            return self.history.latest(token, lambda c: c.class_name == "Person" and bool(c.names) and c not in others)
        if lower in _WE:
            return self._speaking(token)
        if lower not in _THEY:
            return None
        if role == LOCATION:
            states = self.cast.states
            countries = {c for c in self.cast.clusters if any(map(states.is_country, c.names))}
            fits = (lambda c: c.class_name in _LOCATIONS and c not in countries, lambda c: c.class_name in _LOCATIONS)
            return next((c for fit in fits if (c := self.history.latest(token, fit, window=2, pronoun=True)) is not None), None)
        return self._beside(token, role) or self._they(token, role)

    def _others(self, token: Token) -> set[Cluster | None]:
        """Whom a pronoun does not mean: who does something to it, who speaks of somebody else, who is still alive to say so."""
        frames = self.lexicon.verb_frames.get(token.head.lemma_.lower(), ()) if token.dep_ == "obj" else ()
        dead = any(frame.relation in self.lexicon.victims for frame in frames)
        said = token.sent if dead else [token] if self.history.quoted(token) else []
        speakers = {speaker for t in said if (speaker := self.resolver.speaker_of(t)) is not None}
        return {self.resolver.resolve(t, ACTOR) for t in (*disjoint(token), *speakers)}

    def _beside(self, token: Token, role: str) -> Cluster | None:
        """ "Kyiv and *its* allies", "the Front's founder and *its* spokesman": whose something is beside them."""
        first = token.head.head if token.dep_ == "nmod:poss" and token.head.dep_ == "conj" else None
        if first is None or first.pos_ not in {"NOUN", "PROPN"}:
            return None
        owners = [o for o in possessor(first) if o.pos_ != "PRON"]
        found = self.resolver.resolve(owners[0] if owners else first, role)
        return found if found is not None and found.class_name in GROUPS else None

    def _they(self, token: Token, role: str) -> Cluster | None:
        wanted = {"ArmedGroup", "State"} if token.lower_.startswith("th") else GROUPS
        if role == ANY:
            wanted = wanted | _LOCATIONS
        if token.lower_ == "its" and token.head.lemma_.lower() in self.lexicon.words["of_groups"]:
            speaking = self.resolver.speaking_before(token)
            wanted = wanted if speaking is not None and speaking.class_name == "State" else wanted - {"State"}
        states = self.cast.states

        def country(cluster: Cluster) -> str | None:
            return (
                next((states.state_of(n) for n in cluster.names if states.is_country(n)), None) if cluster.class_name == "Place" else None
            )

        others = self._others(token)
        around = around_owner(token)
        whole = self.resolver.resolve(around, ACTOR) if around is not None else None
        if whole is not None and whole.class_name in wanted:
            return whole
        owner = owning_subject(token)
        if owner is not None:
            found = self.resolver.resolve(owner, ACTOR)
            return found if found is None or found.class_name in wanted else None

        def fits(cluster: Cluster) -> bool:
            telling = (bool(cluster.names) or cluster.class_name != "Organization") and cluster not in others
            return (cluster.class_name in wanted and telling) or (role == ACTOR and "State" in wanted and country(cluster) is not None)

        capital = self._capital_speaking(token) if "State" in wanted and token.lower_.startswith("it") else None
        if capital is not None:
            return capital
        governing = (self.resolver.resolve(t, ACTOR) for t in subjects_around(token))
        subject = next((c for c in governing if c is not None and fits(c)), None)
        if subject is not None:
            return subject
        falling = FALLING if token.dep_.startswith("nsubj") else 0
        numbers = (None,) if token.lower_.startswith("th") else (False, None)
        latest = (self.history.latest(token, fits, window=2, falling=falling, plural=n) for n in numbers)
        found = next((c for c in latest if c is not None), None)
        state = country(found) if found is not None and role == ACTOR else None
        return self.cast.side(state) if state else found

    def _capital_speaking(self, token: Token) -> Cluster | None:
        """The state whose capital speaks right before: "*Baku* said its troops"."""
        said = self.resolver.speaker_of(token)
        k = self.cast.index_at(said.i) if said is not None and said.i < token.i else None
        if k is None or self.cast.of(k).class_name != "Place":
            return None
        between = self.cast.mentions[k + 1 :]
        nearer = any(m.last <= token.i and self.cast.of(n).class_name in GROUPS for n, m in enumerate(between, k + 1))
        return None if nearer else self.resolver.resolve(self.cast.mentions[k].head, ACTOR)

    def _speaking(self, token: Token) -> Cluster | None:
        """Whom "we" means: the speaker, or those that the speaker speaks for."""
        speaker = self.resolver.speaker_of(token) or (self.resolver.author if token.lower_ in _WE - _ME else None)
        said = self.resolver.resolve(speaker, ACTOR) if speaker is not None else None
        if speaker is None or said is None or said.class_name != "Person" or token.lower_ in _ME:
            return said
        behind = (self.resolver.resolve(t, ACTOR) for t in modifiers(speaker, frozenset({"for", "of"})))
        return self.resolver.represents.get(said) or next((c for c in behind if c is not None), said)
