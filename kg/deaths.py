"""Who killed those who are only said to have died: "shelled the market, where six *were killed*", "an attack that *killed* six"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.blame import Blame
from kg.claims import Frames
from kg.clauses import Clause, clause
from kg.clusters import Cluster
from kg.ends import Candidate
from kg.frames import OBJECT, SUBJECT
from kg.phrases import ACTOR, definite
from kg.salience import sentences_back

_BESIDE = frozenset({"conj", "parataxis", "advcl", "acl:relcl", "ccomp"})
_PERFECT = frozenset({"have", "has"})
_IN = frozenset({"in", "during", "from", "after", "by"})
_WHEN = frozenset({"when", "as"})
_BACK = 2  # sentences that "the attack" may lie back


class Deaths:
    """Finds it in one article, whose attacks are known."""

    def __init__(self, frames: Frames, blame: Blame, told: Sequence[Candidate]) -> None:
        self.frames, self.blame, self.ends, self.lexicon = frames, blame, frames.ends, frames.lexicon
        attacks = {f.relation for f in self.lexicon.noun_frames.get("responsibility", ())}
        self.attacks = [c for c in told if c.relation in attacks]
        relations = self.ends.ontology.relations
        self.taken = [c for c in told if not self.lexicon.follows.keys().isdisjoint({c.relation, *relations[c.relation].parents})]
        self.harming = attacks | self.lexicon.victims

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of their verbs."""
        for token in tokens:
            for relation in self.lexicon.victims if token.pos_ == "VERB" else ():
                if not self._deadly(token.lemma_.lower(), relation):
                    continue
                found = clause(token)
                victims, killer = self._killed_by_attack(found, relation)
                if not victims:
                    victims = self._dead(found, relation)
                    killer = self._attacking(found, relation) or self._killer(token) if victims else None
                for victim in victims if killer is not None else ():
                    what = self.frames.resolver.victims(victim)
                    if killer is not None and what is not None and self.frames.resolver.resolve(victim, ACTOR) is not killer:
                        yield Candidate(relation, token, victim, victim, killer, what, "verb.died")

    def _deadly(self, lemma: str, relation: str) -> bool:
        return lemma in self.lexicon.words["dying"] or any(f.relation == relation for f in self.lexicon.verb_frames.get(lemma, ()))

    def _killed_by_attack(self, found: Clause, relation: str) -> tuple[tuple[Token, ...], Cluster | None]:
        """Whom an attack kills, and whose it is: "launched *an attack* that killed six", "*the attack* left six dead"."""
        event = next((t for t in found.subjects if self._event(t)), None)
        if event is None or found.passive or self.ends.allowed(event, relation) is not None:
            return (), None
        for frame in self.lexicon.verb_frames.get(found.verb.lemma_.lower(), ()):
            fillers = self.frames.fill(found, frame) if frame.relation == relation else None
            if fillers is not None:
                return fillers[1], self._behind(event)
        return (), None

    def _event(self, token: Token) -> bool:
        frames = self.lexicon.noun_frames.get(token.lemma_.lower(), ())
        return any(f.relation in self.harming for f in frames) and self.frames.resolver.cast.index_at(token.i) is None

    def _behind(self, event: Token) -> Cluster | None:
        """Whose an attack is: by its own words, by whom it is blamed on, by those of the attack told before."""
        told = next((c.subject_entity for c in (*self.attacks, *self.taken) if c.trigger in {event, event.head}), None)
        told = told or self.frames.events.doer(event)
        for token in event.sent if told is None else ():
            blamed = (t for doers, what in self.blame.told(token) if what == event for t in doers)
            told = told or next((a for t in blamed if (a := self.ends.actor(t, "Actor")) is not None), None)
        if told is None and definite(event):
            start = sentences_back(event, _BACK)
            same = (t for t in reversed(event.doc[start : event.i]) if t.lemma_ == event.lemma_)  # "an operation", "the operation"
            near = [c for c in self.attacks if start <= c.trigger.i < event.i]
            told = next((a for t in same if (a := self.frames.events.doer(t)) is not None), None)
            told = told or (max(near, key=lambda c: c.trigger.i).subject_entity if near else None)
        return told

    def _dead(self, found: Clause, relation: str) -> tuple[Token, ...]:
        """Those who die by a verb that tells of nobody who kills them."""
        verb, lemma = found.verb, found.verb.lemma_.lower()
        if lemma in self.lexicon.words["dying"]:
            return () if found.borrowed else found.objects if found.passive else found.subjects
        frames = (f for f in self.lexicon.verb_frames.get(lemma, ()) if f.relation == relation and not f.nouns)
        kills = any(f.first == SUBJECT and any(s.role == OBJECT for s in f.slots) for f in frames)
        all_in_all = any(c.lower_ in _PERFECT for c in verb.lefts)  # "6,500 people have been killed"
        if not kills or all_in_all or verb.dep_ in {"acl", "amod"}:
            return ()
        return found.objects if found.passive and not found.subjects and not found.borrowed else ()

    def _attacking(self, found: Clause, relation: str) -> Cluster | None:
        """Whose the attack is that somebody dies in: "died in *an ambush by X*", "were killed in *the attack*"."""
        near = [t for words, t in found.obliques if words & _IN and self._event(t)]
        told = [self.ends.allowed(t, relation) or self._behind(t) for t in near]
        agents = found.subjects if found.passive else ()  # "died in an ambush *by X*", hung on "died"
        told.extend(self.ends.allowed(t, relation) for t in agents)
        return next((killer for killer in told if killer is not None), None)

    def _killer(self, verb: Token) -> Cluster | None:
        """Who attacks in a clause around, where nobody else does in the sentence."""
        near = [c for c in self.attacks if c.trigger.sent == verb.sent]
        killers = [c.subject_entity for c in near if self._around(c, verb)]
        if not near:  # "were killed *when X overran the town*"
            near = [c for c in self.taken if c.trigger.head == verb and any(w.lower_ in _WHEN for w in c.trigger.lefts)]
            killers = [c.subject_entity for c in near]
        return killers[0] if killers and all(c.subject_entity is killers[0] for c in near) else None

    def _around(self, attack: Candidate, verb: Token) -> bool:
        """Whether an attack is told in a clause of the verb, in the one that the verb belongs to or in the one beside it."""
        trigger = attack.trigger
        if any(c.dep_ == "advcl" and (c == trigger or trigger in c.subtree) for c in verb.rights):
            return True
        if any(words & _IN and (t == trigger) for words, t in clause(verb).obliques):
            return True
        node = verb
        while node.dep_ in _BESIDE and node.head != node:
            if node.head in {trigger, attack.object}:
                return True
            node = node.head
        return False
