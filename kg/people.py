"""Whom a description of people means: "the general", "men of the 4th Battalion", "a man known as X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.clauses import modifiers, possessor
from kg.clusters import Cluster
from kg.mentions import Mention
from kg.phrases import ACTOR, definite, demonym, known_as, left_names
from kg.salience import EVERYWHERE, FALLING

if TYPE_CHECKING:
    from kg.coreference import Resolver

_WITHIN = frozenset({"of", "in", "from", "with", "for"})
_FIGHTING = frozenset({"ArmedGroup", "Troops", "State"})


class People:
    """Resolves descriptions of people in one article."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.cast = resolver.cast
        self.lexicon = resolver.lexicon

    def meant(self, token: Token, mention: Mention, inner: tuple[Token, ...], role: str) -> Cluster | None:
        """The people, or the group that they belong to, that a common noun's phrase means in a role."""
        lemma = token.lemma_.lower()
        if role == ACTOR and lemma in self.lexicon.words["followers"]:
            names = (self.cast.mentions[k].head for k in left_names(token, self.cast))
            for other in (*inner, *possessor(token), *names):  # "men of the 4th Battalion", "Front members"
                group = self.resolver.resolve(other, ACTOR)
                if group is not None and group.class_name == "Person":
                    theirs = other.pos_ != "PRON"  # "Doe's men", whatever they are called; of "his men" this would say nothing
                    group = self.resolver.led_by(group) or (self.resolver.own(token, mention, "ArmedGroup", whole=True) if theirs else None)
                theirs = other.dep_ == "nmod:poss" or (other in inner and token.tag_ == "NNS")  # "its men", "officers of the service"
                owned = group is not None and group.class_name == "Organization" and theirs
                if group is not None and (owned or group.class_name in {"ArmedGroup", "State"}):
                    return group
            if any(self.lexicon.kind(c) == "ArmedGroup" for c in token.lefts if c.dep_ == "compound"):
                return self.resolver.own(token, mention, "ArmedGroup")  # "gang members"
        if role == ACTOR and lemma == "man" and token.tag_ == "NNS" and definite(token) and mention.first == token.i and not inner:
            armed = self.resolver.history.latest(token, self._armed, window=2, falling=FALLING)
            if armed is not None:
                return armed  # "gunmen attacked X; *the men* fled"
        entitling = (lemma in self.lexicon.roles_by_noun or lemma in self.lexicon.words["titles"]) and token.tag_ != "NNS"
        if entitling and definite(token) and mention.first == token.i and not inner:
            entitled = {self.cast.of(k) for k, m in enumerate(self.cast.mentions) if self._bears(m, lemma)}
            history = self.resolver.history
            previous = history.latest(token, lambda c: c in entitled, window=EVERYWHERE) or history.latest(
                token, lambda c: c.class_name == "Person" and bool(c.names)
            )
            if previous is not None:
                return previous  # "the general"
        called = next((n for c in token.children if c.dep_ in {"appos", "flat"} and (n := self._person_at(c)) is not None), None)
        if called is None and token.dep_ == "appos":
            called = self._person_at(token.head)
        called = called or known_as(token, self.cast, "Person")
        if called is not None:
            return called
        person = self.resolver.own(token, mention, "Person")
        group = self.behind(token)
        if group is not None:
            self.resolver.represents.setdefault(person, group)
        return person

    def behind(self, token: Token) -> Cluster | None:
        """For whom somebody stands by the noun for his role: "an *SDF* commander", "an officer of *the 4th Brigade*"."""
        if token.tag_ != "NN" or token.lemma_.lower() not in self.lexicon.roles_by_noun:
            return None
        names = (self.cast.mentions[k].head for k in left_names(token, self.cast))
        fighters = (c for c in token.lefts if c.dep_ in {"compound", "amod"} and self.lexicon.kind(c) in _FIGHTING)
        told = (*names, *modifiers(token, _WITHIN), *possessor(token), *fighters)
        groups = (self.resolver.resolve(t, ACTOR) for t in told)
        found = next((g for g in groups if g is not None and g.class_name in {"ArmedGroup", "State"}), None)
        state = demonym(token, self.cast) if found is None else None
        return self.cast.side(state) if state is not None else found

    def _armed(self, cluster: Cluster) -> bool:
        return cluster.class_name == "ArmedGroup"

    def _bears(self, mention: Mention, title: str) -> bool:
        """Whether a name stands behind a title: "*General* Otim"."""
        doc = mention.head.doc
        return any(t.lemma_.lower() == title for t in doc[max(0, mention.first - 2) : mention.first])

    def _person_at(self, token: Token) -> Cluster | None:
        behind = (c for c in token.rights if c.dep_ == "flat")  # "Major *X*"
        k = next((k for t in (token, *behind) if (k := self.cast.index_at(t.i)) is not None), None)
        return self.cast.of(k) if k is not None and self.cast.of(k).class_name == "Person" else None
