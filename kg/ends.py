"""The two ends of a candidate claim: which entities its argument phrases mean, and whether they may stand there."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from spacy.tokens import Token

from kg.clauses import case_words, modifiers, possessor
from kg.clusters import GROUPS, Cluster
from kg.coordination import included
from kg.coreference import Resolver
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.pairs import hit_together, two_groups
from kg.phrase_parts import PhraseParts
from kg.phrases import ACTOR, ANY, LOCATION, state_at
from kg.rejections import Reason, Rejections

_BY = frozenset({"by"})
_OF = frozenset({"of"})
_FROM = frozenset({"of", "from"})
_OWNED = frozenset({"Weapon", "Equipment"})
_BACK = 8  # sentences that the owner of aircraft may lie back
_OTHERS = frozenset({"it", "them"})
_HELD = frozenset({"position", "line"})
_ALONE = frozenset({"market", "bazaar", "beachhead", "enclave", "peninsula", "south", "north", "east", "west"})  # of which few have two
_ONE = frozenset({"a", "an"})
_THEMSELVES = ("self", "selves")


@dataclass(frozen=True)
class Candidate:
    """A claim before entities, dates and sources are settled: the trigger, the argument heads and what they resolved to."""

    relation: str
    trigger: Token
    subject: Token
    object: Token
    subject_entity: Cluster
    object_entity: Cluster
    rule: str


class Ends:
    """Resolves the arguments of one article's candidates; `rejected` takes those that gave none."""

    def __init__(self, resolver: Resolver, lexicon: Lexicon, ontology: Ontology, rejected: Rejections | None = None) -> None:
        self.resolver = resolver
        self.lexicon = lexicon
        self.ontology = ontology
        self.rejected = rejected if rejected is not None else Rejections()
        self.parts = PhraseParts(resolver)

    def role(self, class_name: str) -> str:
        """How a noun phrase is read where the ontology wants this class."""
        if self.ontology.is_a(class_name, "Actor"):
            return ACTOR
        return LOCATION if self.ontology.is_a(class_name, "Location") else ANY

    def entity(self, token: Token, class_name: str) -> Cluster | None:
        """The entity of an argument, if it can be of the class that the relation asks for."""
        role = self.role(class_name)
        there = role == LOCATION and token.lower_ == "there"
        cluster = self.resolver.latest_location(token) if there else self.resolver.resolve(token, role)
        if cluster is None or not self.fits(cluster, class_name):
            return None
        return cluster

    def fits(self, cluster: Cluster, class_name: str) -> bool:
        """Whether an entity can stand where the ontology wants this class; a captured unit is a site."""
        if self.ontology.is_a(cluster.class_name, class_name):
            return True
        return class_name in {"Location", "Facility"} and cluster.class_name in {"ArmedGroup", "Organization"}

    def pairs(
        self, relation: str, trigger: Token, subjects: tuple[Token, ...], objects: tuple[Token, ...], rule: str
    ) -> Iterator[Candidate]:
        """Every subject with every object, where both can be told and the ontology lets them stand there."""
        entry = self.ontology.relations[relation]
        if not subjects or not objects:
            self.rejected.add(Reason.NO_OBJECT if subjects else Reason.NO_SUBJECT, relation, trigger)
        if relation in self.lexicon.leading:
            objects = tuple(map(self.parts.led, objects))
        objects = tuple(part for t in objects for part in included(t, trigger) or (t,))
        for subject in self.parts.apart(subjects):
            actors = self._actors(subject, relation)
            if not actors:
                self.rejected.add(Reason.SUBJECT, relation, trigger, subject)
            for subject_entity, target in product(actors, tuple(self.parts.apart(objects))):
                both = hit_together(target, self.resolver, subject_entity) if self._happens(relation) else ()
                if both and all(self.ontology.is_a(group.class_name, entry.range) for group in both):
                    yield from (Candidate(relation, trigger, subject, target, subject_entity, group, rule) for group in both)
                    continue
                oneself = target.pos_ == "PRON" and target.i > trigger.i and target.lower_.endswith(_THEMSELVES)  # "blew *himself* up"
                object_entity = None if oneself else self._object(target, relation, entry.range)
                if relation in self.lexicon.victims and self._points_back(target):
                    object_entity = self.resolver.others(target, subject_entity)
                elif object_entity is subject_entity and target.pos_ == "NOUN":  # "rebels clashed with soldiers": not with themselves
                    object_entity = self.resolver.victims(target)
                elif object_entity is subject_entity and target.lower_ in _OTHERS and self._happens(relation):
                    # "its forces shelled *it*": somebody else
                    object_entity = self._another(target, entry.range, subject_entity)
                if object_entity is None or object_entity is subject_entity:
                    self.rejected.add(Reason.OBJECT, relation, trigger, target, ends=(subject_entity,))
                    continue
                yield Candidate(self.specific(relation, object_entity), trigger, subject, target, subject_entity, object_entity, rule)

    def _happens(self, relation: str) -> bool:
        """Whether a relation is an event whose object is not told by its victims' own words."""
        return not self.ontology.relations[relation].background and relation not in self.lexicon.victims

    def _points_back(self, token: Token) -> bool:
        """Whether victims are only pointed at: "killed *them*", "*three* of them", "all *four*"."""
        return token.lower_ == "them" or (token.pos_ == "NUM" and all(t.pos_ in {"PRON", "NUM"} for t in modifiers(token, _OF)))

    def _another(self, pronoun: Token, class_name: str, subject: Cluster) -> Cluster | None:
        """Whom or what a pronoun means that is not the subject of its clause."""
        is_a = self.ontology.is_a
        return self.resolver.history.latest(
            pronoun, lambda c: c is not subject and is_a(c.class_name, class_name) and c.class_name != "Person", window=2, pronoun=True
        )

    def _actors(self, token: Token, relation: str) -> list[Cluster]:
        """Those whom a subject means that can do this: both of "the two forces", else one."""
        both = two_groups(token, self.resolver) if relation not in self.lexicon.reciprocal else None
        if both is not None:
            return [c for c in both if c.class_name in self.lexicon.actors.get(relation, (c.class_name,))]
        actor = self.allowed(token, relation)
        return [actor] if actor is not None else []

    def allowed(self, token: Token, relation: str) -> Cluster | None:
        """The actor that a phrase means, if it is one of those that can do this."""
        entry = self.ontology.relations[relation]
        if token.lemma_ == "side" and "from" in case_words(token):
            return None  # "came under attack *from two sides*"
        actor = self.actor(token, entry.domain) or (None if entry.symmetric else self._aboard(token, entry.domain) or self._flown(token))
        if actor is None or actor.class_name not in self.lexicon.actors.get(relation, (actor.class_name,)):
            return None
        if actor.class_name == "Person" and not actor.names and relation in self.lexicon.actors:
            return None  # "men", "an officer": whose they are is not said
        named = self.resolver.cast.index_at(token.i) is not None
        if named and any(c.lower_ in _ONE for c in token.lefts) and len(actor.name.split()) == 1:
            return None  # "hit by *an Exocet*"
        if not self._called(token, actor, relation):
            return None
        return actor

    def _anywhere(self, cluster: Cluster) -> bool:
        """Whether a place has neither a name nor a description that tells it from others."""
        words = cluster.descriptions
        return cluster.class_name == "Place" and not cluster.names and all(" " not in w and w.lower() not in _ALONE for w in words)

    def _called(self, token: Token, cluster: Cluster, relation: str) -> bool:
        """Whether an end has a name where its relation asks for one; "*the guerrillas* belong to X" only says who they are."""
        before = token.doc[token.left_edge.i : token.i]
        named = bool(cluster.names) and token.tag_ != "NNS"
        return relation not in self.lexicon.named or named or any(t.text[:1].isupper() and t.pos_ in {"ADJ", "PROPN"} for t in before)

    def _object(self, token: Token, relation: str, class_name: str) -> Cluster | None:
        if relation in self.lexicon.victims:
            counted = modifiers(token, _OF) if token.pos_ == "NUM" else ()  # "seven of its *defenders*"
            if counted or token.pos_ in {"NOUN", "PROPN"}:
                return self.resolver.victims(counted[0] if counted else token)
        found = self._owner(token, relation) or self.entity(token, class_name)
        if found is not None and relation == self.lexicon.location_relation and not found.names:
            return None  # what lies "in the village" could lie anywhere
        if found is not None and not self._called(token, found, relation):
            return None
        if found is not None and self._happens(relation) and (self._anywhere(found) or (token.lemma_ == "target" and not found.names)):
            return None  # "the town", "villages", "sixty targets": which is not said
        if found is not None and found.class_name == "Person" and token.lower_ == "us":
            return None  # "shelled us", says somebody who lives there
        allowed = self.lexicon.objects.get(relation)
        if found is None or allowed is None:
            return found
        return found if found.class_name in allowed and (found.class_name != "Person" or found.names) else None

    def _owner(self, token: Token, relation: str) -> Cluster | None:
        """Whose a target is that only stands for them: "struck *rebel* lines", "ambushed a patrol of *the army*"."""
        if token.lemma_.lower() not in self.lexicon.belongings.get(relation, ()) or self.resolver.cast.index_at(token.i) is not None:
            return None
        before = (c for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"} and "-" not in c.text)
        within = (t for t in modifiers(token, _OF) if self.lexicon.kind(t) != "Weapon")  # "a column of tanks" is told by them
        # "rebel positions" may themselves be hit
        site = token.lemma_ in _HELD and self.ontology.is_a("Facility", self.ontology.relations[relation].range)
        for owner in within if site else (*possessor(token), *within, *before):
            found = self.actor(owner, "Actor")
            if found is not None and found.class_name in GROUPS:
                return found
        return None

    def actor(self, token: Token, class_name: str) -> Cluster | None:
        """Who acts; weapons and attacks act for those whose they are ("*Russian* warplanes", "*coalition* airstrikes")."""
        if token.pos_ == "ADJ" or (token.pos_ == "PROPN" and self.resolver.cast.index_at(token.i) is None):
            state = state_at(token, self.resolver.cast.states) if "-" not in token.text else None
            if state is not None:
                side = self.resolver.cast.side(state)
                side.note(token.text, named=False)
                return side
            if token.pos_ == "ADJ" and self.lexicon.kind(token) != "ArmedGroup":  # "insurgent shelling"
                return None
        found = self.entity(token, class_name)
        if found is None and not self.lexicon.noun_frames.keys().isdisjoint({token.lemma_.lower(), token.lower_}):
            for owner in (*modifiers(token, _BY), *possessor(token), *(c for c in token.lefts if c.dep_ in {"amod", "compound", "nmod"})):
                found = self.actor(owner, class_name) if owner != token else None
                if found is not None:
                    return found
        return found

    def _aboard(self, token: Token, class_name: str) -> Cluster | None:
        """Those whose vehicles or weapons do something: "*army* trucks", "their armoured cars", "aircraft from *X*"."""
        if self.lexicon.kind(token) not in _OWNED or self.resolver.cast.index_at(token.i) is not None:
            return None
        before = (c for c in token.lefts if c.dep_ in {"amod", "compound", "nmod"})
        found = (self.actor(owner, class_name) for owner in (*modifiers(token, _FROM), *possessor(token), *before))
        return next((owner for owner in found if owner is not None and owner.class_name in GROUPS), None)

    def _flown(self, token: Token) -> Cluster | None:
        """Whose "helicopters" are that nobody is said to own: the state's whose forces were spoken of last, for rebels have none."""
        whose = (c for c in token.children if c.dep_ in {"compound", "nmod:poss", "nmod", "acl"} and self.lexicon.kind(c) != "Weapon")
        named = any(c.dep_ == "amod" and c.text[:1].isupper() and c.i > token.sent.start for c in token.lefts)
        if token.lemma_.lower() not in self.lexicon.words["aircraft"] or named or any(whose):
            return None
        if any(c.dep_ == "det" for c in token.lefts) and token.lemma_.lower() in self.lexicon.noun_frames:
            return None  # "the airstrike" was told of before
        return self.resolver.history.latest(token, self._has_aircraft, window=_BACK)

    def _has_aircraft(self, cluster: Cluster) -> bool:
        words, called = self.lexicon.words, {name.lower().split()[-1] for name in cluster.descriptions}
        return cluster.class_name in GROUPS and (cluster.state is not None or bool(called & words["side"] & words["regular"]))

    def specific(self, relation: str, target: Cluster) -> str:
        """The most specific sub-relation whose range the object is in: capturing a facility is `capturedFacility`."""
        for name, other in self.ontology.relations.items():
            if relation in other.parents and (
                self.ontology.is_a(target.class_name, other.range)
                or (other.range == "Facility" and target.class_name in {"ArmedGroup", "Organization"})
            ):
                return name
        return relation
