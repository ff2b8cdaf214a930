"""Where those come from or go who "retreated", "pulled out at dawn" or "marched in": the place that was told of last."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.claims import Frames
from kg.clauses import Clause, clause, modifiers, possessor, tells_time
from kg.clusters import Cluster
from kg.ends import Candidate
from kg.frames import Bare
from kg.phrases import LOCATION
from kg.salience import sentences_back

_NEAR = 2  # sentences that the place may lie back
_WHEN = frozenset({"that", "later", "after", "next", "following", "before", "earlier"})
_WHILE = frozenset({"as", "while"})
_ARMED = frozenset({"ArmedGroup", "State"})  # a company that "pulled out" had no troops there
_OF = frozenset({"of"})
_LOCATIONS = frozenset({"Place", "Facility"})
_THEIRS = frozenset({"its", "their", "his"})


class UnsaidPlaces:
    """Finds them in one article, whose other candidates are known; the lexicon tells the verbs."""

    def __init__(self, frames: Frames, told: Sequence[Candidate]) -> None:
        self.frames = frames
        self.resolver, self.lexicon = frames.resolver, frames.lexicon
        self.made = {(c.trigger.i, c.relation) for c in told}
        ontology = frames.ends.ontology
        happened = (c for c in told if not ontology.relations[c.relation].background)
        self.told = sorted((c for c in happened if ontology.is_a(c.object_entity.class_name, "Location")), key=lambda c: c.trigger.i)

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of their verbs."""
        for token in tokens:
            rows = self.lexicon.elliptic.get(token.lemma_.lower(), ()) if token.pos_ == "VERB" else ()
            found = clause(token) if rows else None
            row = next((row for row in rows if found is not None and self._says(found, row)), None)
            if found is None or row is None or (token.i, row.relation) in self.made:
                continue
            last = self._place(found)
            for subject in found.subjects:
                where = self._held(subject) or last
                actor = self.frames.ends.allowed(subject, row.relation)
                if actor is not None and where is not None and actor is not where and actor.class_name in _ARMED:
                    yield Candidate(row.relation, token, subject, subject, actor, where, "verb.elided")

    def _held(self, subject: Token) -> Cluster | None:
        """The place whose defenders somebody is: "*its* defenders withdrew", "the garrison *of X* fled"."""
        if subject.lemma_.lower() not in self.lexicon.words["of_places"]:
            return None
        whose = (self.resolver.resolve(t, LOCATION) for t in (*possessor(subject), *modifiers(subject, _OF)))
        return next((c for c in whose if c is not None and c.class_name in _LOCATIONS), None)

    def _says(self, found: Clause, row: Bare) -> bool:
        """Whether a clause tells the relation, and not whom or what it is about."""
        if found.verb.tag_ == "VB" and not any(c.lower_ == "only" for c in found.verb.lefts):  # "only to withdraw again"
            return False
        if any(c.lower_ in _WHILE and c.dep_ == "mark" for c in found.verb.lefts):  # "blew up bridges *as they were* retreating"
            return False
        if row.objects or any(words & row.unless for words, token in found.obliques if not tells_time(token)):
            return False
        if row.particles and not found.particles & row.particles and not self._before_time(found, row):
            return False
        if row.needs and not any(t.lemma_ in row.needs and "from" in words for words, t in found.obliques):
            return False
        return all(self._own_troops(t) for t in found.objects)  # "withdrew *its troops*"

    def _before_time(self, found: Clause, row: Bare) -> bool:
        """Whether the particle stands before a time that needs no preposition: "marched *in* that evening", "moved *in* hours later"."""
        times = (t for words, t in found.obliques if words & row.particles)
        return any(c.lower_ in _WHEN for t in times for c in t.children)

    def _own_troops(self, token: Token) -> bool:
        owned = any(c.dep_ == "nmod:poss" and c.lower_ in _THEIRS for c in token.lefts)
        return owned and self.lexicon.kind(token) in {"Troops", "ArmedGroup"}

    def _place(self, found: Clause) -> Cluster | None:
        """Where something happened last, else the place named last, unless that is where they go."""
        verb = found.verb
        start, here = sentences_back(verb, _NEAR), verb.sent.start
        near = (c for c in reversed(self.told) if start <= c.trigger.i < verb.i)
        last = next((c for c in near if c.object_entity.names or (c.trigger.i >= here and c.object.tag_ != "NNS")), None)
        spoken = self.resolver.latest_location(verb, prominent=True) if last is None or last.trigger.i < here else None
        where = spoken or (last.object_entity if last is not None else self.resolver.latest_location(verb))
        goals = (self.resolver.resolve(t, LOCATION) for _, t in found.obliques if t.pos_ in {"NOUN", "PROPN"})
        return None if any(goal is where for goal in goals) else where
