"""What a description of a place, a facility or people means; groups are resolved in `groups`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.called_places import ADMINISTRATIVE, LISTED, URBAN, CalledPlaces, is_middle
from kg.clauses import modifiers, possessor
from kg.clusters import Cluster
from kg.groups import Groups
from kg.mentions import Mention, counted_mention, describe
from kg.nobodies import is_model
from kg.people import People
from kg.phrases import ACTOR, ANY, LOCATION, SPEAKER, bare, called_by_name, definite, demonym, left_names, phrase_end, state_at
from kg.salience import EVERYWHERE
from kg.victims import Victims

if TYPE_CHECKING:
    from kg.coreference import Resolver

_OF = frozenset({"of"})
_AT = frozenset({"at", "in", "near", "outside"})
_HELD_AT = frozenset({"at", "in", "on"})
_HOLDING = frozenset({"position", "line"})  # what is told by where it is
_NAMED_OF = (URBAN | ADMINISTRATIVE | {"enclave", "oasis", "stronghold", "bastion"}) - {"capital"}  # the capital of X is not X
_MASS = frozenset({"territory", "ground", "land", "area", "part", "countryside"})
_COMPLEXES = frozenset({"complex", "building", "facility", "site", "compound", "installation", "base"})
_FAMILIES = ("bases", "prisons", "works")
_AGENTS = ("ers", "ors", "men", "ists")
_NO_AGENTS = frozenset(
    "orders numbers borders papers matters powers quarters waters rivers letters towers corners layers corridors sectors".split()
)
_ONE = frozenset({"a", "an", "one"})
_OWNING = frozenset({"Troops", "ArmedGroup", "State"})
_FLEET = re.compile(r"[A-Z][a-z]+s$")  # aircraft and vehicles, which act for those whose they are: "Tornados"


class Descriptions:
    """Resolves descriptions in one article."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.cast = resolver.cast
        self.lexicon = resolver.lexicon
        self.groups = Groups(resolver)
        self.people = People(resolver)
        self.victims = Victims(self)
        self.places = CalledPlaces(resolver)

    def resolve(self, token: Token, role: str) -> Cluster | None:
        """The entity that a common noun's phrase means in a role."""
        inner = modifiers(token, _OF)
        kind = self.lexicon.kind(token)
        mention = describe(token, self.lexicon)
        if token.lower_ in LISTED and definite(token) and role == LOCATION:
            return self.places.listed(token)
        if role == SPEAKER and kind == "Person" and not definite(token):
            return self.people.meant(token, mention, inner, role)
        own_name = token.lemma_ == "group" or (kind == "Place" and left_names(token, self.cast))  # "the Old Market quarter of X"
        if inner and token.lemma_.lower() in self.lexicon.words["partitive"] and not own_name:
            found = self.resolver.resolve(inner[0], role)
            self.resolver.extent[token.i] = self.resolver.extent.get(inner[0].i, self.resolver.mention(inner[0]).last)
            return found
        k = self._name_before(token) if token.dep_ == "appos" else None
        unlisted = "Person" if kind is None and token.tag_ == "NN" else None  # "X, the *barrister* who"
        if k is not None and _alike(self.cast.of(k).class_name, self.lexicon.classes.get(kind or "", unlisted)):
            self.cast.of(k).note(mention.text, named=False)
            return self.cast.of(k)  # "Tawila, a town controlled by …"
        if kind == "Place":
            return self._place(token, mention, inner, role)
        if kind == "Facility":
            return self._facility(token, mention, inner, role)
        if kind == "Person":
            return self.people.meant(token, mention, inner, role)
        counted = counted_mention(token, mention)
        if kind == "Equipment" or (kind == "Weapon" and role == ANY):  # only what belongs to somebody can be told apart: "ISIL tanks"
            owned = (
                left_names(token, self.cast)
                or any(self.cast.index_at(t.i) is not None for t in inner)
                or any(c.dep_ == "compound" and self.lexicon.kind(c) in _OWNING for c in token.lefts)  # "an army convoy"
                or demonym(token, self.cast) is not None  # "Kenyan helicopters"
                or (counted is not None and token.lemma_.lower() not in self.lexicon.words["munitions"])
                or self._one_vehicle(token)
            )
            return self._several(token, mention, counted or mention, "Facility") if role == ANY and owned else None
        if kind is None:
            return self.unknown(token, mention, role)
        if role == LOCATION and kind == "Organization":  # "seized the governor's office": its building
            return self.resolver.own(token, mention, "Facility")
        if role == LOCATION:
            return self.resolver.own(token, mention, "Facility") if token.lemma_.lower() in self.lexicon.words["unit"] else None
        return self.groups.resolve(token, mention, kind, role)

    def _name_before(self, token: Token) -> int | None:
        """The name that an apposition calls something: its head, or the last of "fighters of *the X*, an outfit"."""
        first = token.left_edge
        comma = first if first.text == "," or first.i == 0 else first.nbor(-1)
        k = self.cast.index_at(token.head.i)
        return self.cast.index_at(comma.i - 1) if k is None and comma.text == "," else k

    def _one_vehicle(self, token: Token) -> bool:
        """ "A column of 20 tanks", "the train", "his jeeps": something that can be told apart and hit, and no bomb."""
        lemma, told = token.lemma_.lower(), {c.dep_ for c in token.lefts}
        fired = lemma in self.lexicon.words["munitions"] or lemma in self.lexicon.noun_frames
        return not fired and ("nmod:poss" in told or (token.tag_ == "NN" and "det" in told))

    def _several(self, token: Token, mention: Mention, counted: Mention, class_name: str) -> Cluster:
        """What stands for itself, with its number if it has one."""
        several = self.resolver.own(token, counted, class_name)
        if counted is not mention:
            several.note(mention.text, named=False)
        return several

    def unknown(self, token: Token, mention: Mention, role: str) -> Cluster | None:
        """A noun that the lexicon does not list: "infiltrators", "the caliph", "the Russians"."""
        if role == LOCATION:
            return None
        called = called_by_name(token, self.cast, "Person") if token.tag_ == "NN" else None
        if called is not None:  # "the preacher X"
            return called
        if role == ACTOR and (is_model(token, self.lexicon) or _FLEET.match(token.text)):
            owner = self.groups.of_nation(token, mention) or self.groups.by_origin(token, mention, "Weapon")
            owner = owner or self.groups.by_owner(token, mention, "ArmedGroup")
            if owner is not None:
                return owner
        if role in {ACTOR, SPEAKER} and token.tag_ == "NNS" and token.lower_.endswith(_AGENTS) and token.lower_ not in _NO_AGENTS:
            return self.groups.by_origin(token, mention, "ArmedGroup") or self.resolver.own(token, mention, "ArmedGroup")
        if token.lemma_.lower() in self.lexicon.roles_by_noun:
            return self.people.meant(token, mention, (), role)
        one = any(c.dep_ == "nummod" or (c.dep_ == "det" and c.lower_ in _ONE) for c in token.lefts)
        if role == ANY and one and is_model(token, self.lexicon):  # "shot down two Su-22s"
            return self.resolver.own(token, mention, "Facility")
        state = state_at(token, self.cast.states) if token.text[:1].isupper() else None
        side = self.cast.side(state) if state else None
        if side is not None:
            side.note(token.text, named=False)
        return side

    def _place(self, token: Token, mention: Mention, inner: tuple[Token, ...], role: str) -> Cluster | None:
        lemma = token.lemma_.lower()
        if role in {ACTOR, SPEAKER}:
            state = demonym(token, self.cast)
            side = self.cast.side(state) if state else None
            if side is not None:
                side.note(mention.text)
            return side
        for other in inner:
            k = self.cast.index_at(other.i)
            if k is not None and self.cast.of(k).class_name == "Place" and lemma in _NAMED_OF:  # "the town of X"
                cluster = self.cast.of(k)
                cluster.note(token.doc[mention.first : other.i + 1].text, named=False)
                self.resolver.extent[token.i] = self.cast.mentions[k].last
                return cluster
        if role == LOCATION and is_middle(token, mention):
            return self.resolver.resolve(inner[0], LOCATION) if inner else self.places.spoken_of(token, "city")
        named = left_names(token, self.cast)
        for k in named:
            beside = self.cast.mentions[k].last == token.i
            if self.cast.of(k).class_name == "Place" and lemma in {"city", "town", "village", "proper"} and beside:
                return self.cast.of(k)  # "Hama city"
        called = called_by_name(token, self.cast, "Place")
        if called is not None:
            return called
        inside = (self.resolver.resolve(t, LOCATION) for t in modifiers(token, _OF | _AT))  # "districts of *the city*"
        named_inside = lemma in URBAN and any(c is not None and c.names for c in inside)
        nameless = not named_inside and all(self.cast.index_at(i) is None for i in range(token.left_edge.i, phrase_end(token)))
        nameless = nameless and token.tag_ == "NNS"
        counted = counted_mention(token, mention)  # "five villages"
        if (nameless and counted is None) or (bare(token, mention.first) and not inner and lemma in _MASS):
            return None  # "villages", "territory": nothing that another article could mean
        if definite(token) and not named and not inner:
            listed = lemma in URBAN | ADMINISTRATIVE
            previous = self.places.before(token, lemma) if listed else self.places.so_called(token, lemma, EVERYWHERE)
            if previous is not None:
                return previous
        return self._several(token, mention, counted or mention, "Place")

    def _town(self, token: Token) -> bool:
        """Whether a name tells where a facility is: no region, in which there is more than one."""
        k = self.cast.index_at(token.i)
        return k is not None and self.cast.mentions[k].text.split()[-1] not in self.lexicon.words["regions"]

    def _facility(self, token: Token, mention: Mention, inner: tuple[Token, ...], role: str) -> Cluster | None:
        if role in {ACTOR, SPEAKER}:
            return None
        called = called_by_name(token, self.cast, "Facility")
        if called is not None:
            return called
        named = next((k for t in inner if (k := self.cast.index_at(t.i)) is not None), None)
        if token.lemma_ == "port" and named is not None and self.cast.of(named).class_name == "Place":
            last = self.resolver.extent[token.i] = self.cast.mentions[named].last
            self.cast.of(named).note(token.doc[mention.first : last].text, named=False)
            return self.cast.of(named)  # "took the port of X": the town
        lemma = token.lemma_.lower() if token.lemma_.lower() in self.lexicon.heads else token.lower_
        if lemma in _HOLDING:
            held = (self.cast.index_at(t.i) for t in modifiers(token, _HELD_AT))
            there = next((self.cast.of(k) for k in held if k is not None and self.cast.of(k).class_name in {"Place", "Facility"}), None)
            if there is not None:
                return there  # "its positions on Mount Elgon"
        alone = bare(token, mention.first) and all(t.pos_ == "PRON" for t in possessor(token))
        of_somebody = any(c.dep_ == "acl" and c.tag_ == "VBN" for c in token.rights)  # "warehouses held by X"
        if alone and not of_somebody and not inner and token.tag_ == "NNS" and token.lower_ not in self.lexicon.heads:  # but "barracks"
            counted = counted_mention(token, mention)
            return self._several(token, mention, counted, "Facility") if counted is not None else None
        placed = any(self._town(t) for t in modifiers(token, _AT))  # "the checkpoint at X" is there
        if definite(token) and not left_names(token, self.cast) and not inner and not placed:
            history = self.resolver.history
            families = [self.lexicon.words[kind] for kind in _FAMILIES if lemma in self.lexicon.words[kind]]
            told = {lemma, *(c.lower_ for c in token.lefts if c.dep_ == "compound")}  # "the radio station" is no police station

            def same(cluster: Cluster) -> bool:
                words = ({*n.lower().split()} for n in (*cluster.names, *cluster.descriptions))
                return cluster.class_name == "Facility" and any(told <= w for w in words)

            def any_other(cluster: Cluster) -> bool:
                named = {word for name in cluster.names for word in name.lower().split()}
                return cluster.class_name == "Facility" and (
                    lemma in _COMPLEXES or any(not named.isdisjoint(family) for family in families)
                )

            previous = history.latest(token, same, window=EVERYWHERE, told_in_quotes=True)
            if previous is None and mention.first == token.i:
                previous = history.latest(token, any_other)
            previous = previous or self.places.so_called(token, lemma, EVERYWHERE)  # "the *port* of X", "the port"
            if previous is not None:
                return previous
        return self.resolver.own(token, mention, "Facility")


def _alike(name: str, description: str | None) -> bool:
    """Whether a name of one class can be called by a description of another: "the *Front*, a separatist *organisation*"."""
    return name == description or {name, description} <= {"ArmedGroup", "Organization"}
