"""Which actor a description of a group means: "RSF fighters", "Syrian troops", "the army", "his forces", "the militants"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.clauses import clause, modifiers, possessor
from kg.clusters import GROUPS, Cluster
from kg.doers import Doers
from kg.mentions import Mention
from kg.nobodies import is_model
from kg.origins import origins
from kg.phrases import ACTOR, bare, definite, demonym, known_as, left_names, people_at
from kg.pointing_back import PointingBack
from kg.pronouns import HIS

if TYPE_CHECKING:
    from kg.coreference import Resolver

_OWNING = frozenset({"ArmedGroup", "State", "Troops"})
_FIGHTING = frozenset({"ArmedGroup", "Troops"})
_FROM = frozenset({"of", "from"})
_LAUNCHING = frozenset("launch fire fly drop operate send pilot plant lay place detonate throw hurl lob drive steer set explode".split())
_UNIONS = frozenset({"coalition", "alliance", "union", "federation", "umbrella", "column"})


class Groups:
    """Resolves descriptions of groups and their weapons in one article."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.cast = resolver.cast
        self.lexicon = resolver.lexicon
        self._pointing = PointingBack(resolver)
        self._doers = Doers(resolver)

    def resolve(self, token: Token, mention: Mention, kind: str, role: str) -> Cluster | None:
        """The actor that a description means: whose it is by name or nationality, by owner, by speaker, by what was named before."""
        if token.lemma_ == "fighter" and token.i > 0 and is_model(token.nbor(-1), self.lexicon):
            kind = "Weapon"  # "F-16 *fighters*"
        class_name = self.lexicon.classes[kind]
        hyphened = kind != "Weapon" and any("-" in c.text and c.dep_ == "amod" for c in token.lefts)  # but "*anti-ship* missiles"
        return (
            self._called(token, mention)
            or self._by_name(token, mention, kind, hyphened)
            or self._part(token, mention, class_name)
            or self._of_a_place(token, mention, class_name)
            or self.by_origin(token, mention, kind)
            or self._pointing.described(token, mention, kind)
            or self._by_nationality(token, mention, kind, hyphened)
            or self.by_owner(token, mention, class_name)
            or self._launched(token, kind)
            or self._loyal(token, mention, class_name)
            or self._pointing.of_themselves(token, kind)
            or self._by_fighters(token, mention, kind)
            or (None if kind == "Organization" else self._pointing.bare_side(token, mention))
            or self._under_somebody(token, mention, class_name)
            or self._doers.meant(token)
            or (None if kind == "Weapon" else self._pointing.named_before(token, mention, kind) or self._itself(token, mention, kind, role))
        )

    def _itself(self, token: Token, mention: Mention, kind: str, role: str) -> Cluster | None:
        """A group that nothing else names: "the coalition *of civic groups*", but not "a column" or "both sides"."""
        whole = kind in {"Organization", "Troops"} or token.lemma_.lower() in _UNIONS  # "troops *of Sector 3*"
        alone = bare(token, mention.first)
        if alone and (token.lemma_ == "side" or (role == ACTOR and token.lemma_ == "column" and not definite(token))):
            return None
        return self.resolver.own(token, mention, self.lexicon.classes[kind], whole=whole)

    def _called(self, token: Token, mention: Mention) -> Cluster | None:
        """ "Its armed wing, the *Red Guard*": the name behind."""
        backed = [a for c in token.rights if c.dep_ == "acl" and c.tag_ == "VBN" for a in c.rights if a.dep_ in {"obl:agent", "obl"}]
        behind = (c for a in backed if self._no_group(a) for c in a.rights)  # "a new group *backed by Uganda*, the Red Guard"
        for child in (*token.rights, *behind):
            k = self.cast.index_at(child.i) if child.dep_ in {"appos", "flat"} else None
            if k is not None and self.cast.of(k).class_name in {"ArmedGroup", "Organization"}:
                self.cast.of(k).note(mention.text, named=False)
                return self.cast.of(k)
        return known_as(token, self.cast, "ArmedGroup") or known_as(token, self.cast, "Organization")

    def _no_group(self, token: Token) -> bool:
        """Whether a name is a place's, a state's or a person's, which no group's name can explain."""
        k = self.cast.index_at(token.i)
        return k is not None and self.cast.of(k).class_name in {"Place", "State", "Person"}

    def of_nation(self, token: Token, mention: Mention) -> Cluster | None:
        """Whose something is by the name or nationality right in front of it: "Royal Air Force *Tornados*", "Georgian *Su-25s*"."""
        k = next(iter(left_names(token, self.cast)), None)
        if k is not None and self.cast.of(k).class_name in GROUPS:
            return self.cast.of(k)
        state = demonym(token, self.cast)
        return self._side(state, mention) if state else None

    def _side(self, state: str, mention: Mention) -> Cluster:
        side = self.cast.side(state)
        side.note(mention.text if " and " not in mention.text else state)  # not "Armenian *and* Azerbaijani forces"
        return side

    def _by_name(self, token: Token, mention: Mention, kind: str, hyphened: bool) -> Cluster | None:
        """ "RSF fighters", "Syria's army", "Burhan's troops"."""
        for k in left_names(token, self.cast):
            cluster = self.cast.of(k)
            if kind == "Organization" and cluster.class_name == "Organization" and not hyphened and self.cast.mentions[k].text.isupper():
                return self.resolver.own(token, mention, "Organization")  # "the *UN* refugee agency" is not all of it
            if kind in _FIGHTING and self._some_of(token, self.cast.mentions[k]):
                return self.resolver.own(token, mention, "ArmedGroup")
            if cluster.class_name in GROUPS and not hyphened:
                cluster.note(mention.text, named=False)
                return cluster
            if cluster.class_name == "Place" and kind in {"Troops", "State"} and not self._opposed(token):
                state = self.cast.states.state_of(self.cast.mentions[k].text)
                if state:
                    return self._side(state, mention)
            if cluster.class_name == "Person":
                return self._led(token, cluster) or self.resolver.own(token, mention, self.lexicon.classes[kind])
        return None

    def _opposed(self, token: Token) -> bool:
        """Whether a force in a state is not the state's: "South Sudan's *opposition* force"."""
        against = self.lexicon.words["fighters"] | {"opposition"}
        return any(c.dep_ in {"amod", "compound"} and c.lemma_.lower() in against for c in token.lefts)

    def _some_of(self, token: Token, name: Mention) -> bool:
        """Whether a noun tells of fighters of a people, who are not all of it: "*Nuer* gunmen"."""
        words = self.lexicon.words
        return name.text.lower() in words["peoples"] and token.lemma_.lower() not in words["collectives"] | words["fighters"]

    def _led(self, token: Token, person: Cluster) -> Cluster | None:
        """Whom somebody leads, as far as it can be called so: "Otim's *battalion*" is no front."""
        group = self.resolver.led_by(person)
        words = {word for name in (*group.names, *group.descriptions) for word in name.lower().split()} if group is not None else set()
        return None if self._unit(token) and token.lemma_.lower() not in words else group

    def _by_nationality(self, token: Token, mention: Mention, kind: str, hyphened: bool) -> Cluster | None:
        """ "Russian warplanes" are Russia's; "Iranian-backed militias" and "Syrian rebels" are their own."""
        people = next((p for c in token.lefts if (p := people_at(c, self.cast.states)) is not None), None)
        if people is not None and not hyphened:
            found = self.cast.own(people, "ArmedGroup")
            found.note(mention.text, named=False)
            return found
        state = demonym(token, self.cast)
        if state and kind in {"Troops", "State", "Weapon"} and not hyphened and not self._opposed(token):
            return self._side(state, mention)
        return self.resolver.own(token, mention, self.lexicon.classes[kind]) if state or hyphened else None

    def by_origin(self, token: Token, mention: Mention, kind: str) -> Cluster | None:
        """ "Fighters of the SDF", "the government of Iraq", "units from the Free Syrian Army"."""
        if token.lemma_.lower() in self.lexicon.words["gone"] and modifiers(token, _FROM):  # "deserters from the army" are it no more
            return self.resolver.own(token, mention, self.lexicon.classes[kind])
        for other in origins(token):
            many = token.tag_ == "NNS" and any(c.lower_ == "of" for c in other.lefts)
            few = token.lemma_.lower() in self.lexicon.words["detached"]
            k = self.cast.index_at(other.i)
            if k is not None:
                cluster = self.cast.of(k)
                if token.tag_ == "NN" and self._unit(token) and self._unit(token.doc[self.cast.mentions[k].last - 1]):
                    return self.resolver.own(token, mention, "ArmedGroup", whole=True)  # "a *battalion* of the 16th *Brigade*"
                if cluster.class_name in GROUPS:
                    cluster.kinds.add(token.lemma_.lower())
                    return cluster
                if cluster.class_name == "Person":  # "the special forces of Mr X"
                    return self.resolver.led_by(cluster) or self.resolver.own(token, mention, self.lexicon.classes[kind], whole=True)
                state = self.cast.states.state_of(self.cast.mentions[k].text)
                if state and kind in {"Troops", "State"}:
                    side = self.cast.side(state)
                    side.note(mention.text, named=False)  # nobody's name is "troops"
                    return side
            elif (kind in {"Troops", "Weapon"} or many or few) and self.lexicon.kind(other) in _OWNING:  # "soldiers of the junta"
                return self.resolver.resolve(other, ACTOR)
        return None

    def _unit(self, token: Token) -> bool:
        """Whether a noun, or the last word of a name, is a unit's with a place in an army's order: "a *company*", "the 16th *Brigade*"."""
        return token.lemma_.lower() in self.lexicon.words["ordered"]

    def _part(self, token: Token, mention: Mention, class_name: str) -> Cluster | None:
        """ "Its northern *faction*", "the armed *wing* of the movement": not the whole, which "a faction of it" may stand for."""
        if any(t.lower_ in HIS for t in possessor(token)):
            return None  # "his unit" is the one that he belongs to
        owned = possessor(token) or (definite(token) and modifiers(token, frozenset({"of"})))
        lemma = token.lemma_.lower()
        part = any(lemma in roles.parts for roles in self.lexicon.roles) and lemma not in self.lexicon.words["unit"]
        if owned and part and token.tag_ == "NN":
            return self.resolver.own(token, mention, class_name, whole=True)
        return None

    def _of_a_place(self, token: Token, mention: Mention, class_name: str) -> Cluster | None:
        """ "*Its* defenders": the town's, whoever else "it" may be."""
        its = token.lemma_.lower() in self.lexicon.words["of_places"] and any(t.lower_ == "its" for t in possessor(token))
        return self.resolver.own(token, mention, class_name) if its else None

    def by_owner(self, token: Token, mention: Mention, class_name: str) -> Cluster | None:
        """ "Its troops", "the regime's forces", "his men"."""
        for owner in possessor(token):
            cluster = self._pointing.other_owner(token, owner) or self.resolver.resolve(owner, ACTOR)
            if cluster is not None and cluster.class_name in {"ArmedGroup", "State"}:
                return None if cluster.state is not None and self._opposed(token) else cluster
            if cluster is not None and cluster.class_name == "Organization":  # a ministry's troops are its state's
                named = (self.cast.states.state_of(word) for name in (*cluster.names, *cluster.descriptions) for word in name.split())
                state = self.cast.ministry_of.get(cluster) or next((s for s in named if s is not None), None)
                armed = token.lemma_.lower() in self.lexicon.words["bearing_arms"]
                if state is not None and not armed:
                    return self.cast.side(state)
                return cluster if armed or self.lexicon.kind(token) == "Troops" else None
            if cluster is not None and cluster.class_name == "Person":
                return self._led(token, cluster) or self.resolver.own(token, mention, class_name)
        return None

    def _launched(self, token: Token, kind: str) -> Cluster | None:
        """ "Drones *launched by* the RSF", "the RSF *launched* drones": theirs."""
        if kind != "Weapon":
            return None
        agents = [a for c in token.rights if c.dep_ == "acl" and c.lemma_ in _LAUNCHING for a in clause(c).subjects]
        if token.dep_ == "obj" and token.head.lemma_ in _LAUNCHING:
            agents.extend(clause(token.head).subjects)
        return next((c for a in agents if (c := self.resolver.resolve(a, ACTOR)) is not None and c.class_name in GROUPS), None)

    def _loyal(self, token: Token, mention: Mention, class_name: str) -> Cluster | None:
        """ "Fighters *loyal to X*": not those whose they were before."""
        loyal = any(
            c.lower_ == "loyal" or (c.dep_ in {"nmod", "acl"} and any(x.lower_ == "loyal" for x in c.children)) for c in token.rights
        )
        return self.resolver.own(token, mention, class_name, whole=True) if loyal else None

    def _under_somebody(self, token: Token, mention: Mention, class_name: str) -> Cluster | None:
        """ "Forces *under X*": of those whom X leads, as far as the article told it before."""
        leaders = modifiers(token, frozenset({"under"}))
        led = (self.resolver.led_by(self.cast.of(k)) for t in leaders if (k := self.cast.index_at(t.i)) is not None)
        group = next((g for g in led if g is not None), None)
        return group or (self.resolver.own(token, mention, class_name, whole=True) if leaders else None)

    def _by_fighters(self, token: Token, mention: Mention, kind: str) -> Cluster | None:
        """ "Rebel forces" are the rebels, "coalition jets" the coalition's."""
        fighters = self.lexicon.words["fighters"]
        whose = (c for c in token.lefts if c.dep_ == "compound")
        rebel = next((c for c in whose if c.lemma_.lower() in fighters or (kind == "Weapon" and self.lexicon.kind(c) in _OWNING)), None)
        group = self.resolver.resolve(rebel, ACTOR) if rebel is not None and kind in {"Troops", "ArmedGroup", "Weapon"} else None
        if group is not None:
            group.note(mention.text, named=False)
        return group
