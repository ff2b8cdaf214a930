"""Who killed those who are only said to have died: "shelled the market, where six *were killed*", "*died* when X fired"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.claims import Frames
from kg.clauses import clause
from kg.clusters import Cluster
from kg.ends import Candidate
from kg.frames import OBJECT, SUBJECT
from kg.phrases import ACTOR

_BESIDE = frozenset({"conj", "parataxis", "advcl", "acl:relcl", "ccomp"})
_PERFECT = frozenset({"have", "has"})
_IN = frozenset({"in", "during", "from", "after"})


class Deaths:
    """Finds it in one article, whose attacks are known."""

    def __init__(self, frames: Frames, told: Sequence[Candidate]) -> None:
        self.frames, self.ends, self.lexicon = frames, frames.ends, frames.lexicon
        attacks = {f.relation for f in self.lexicon.noun_frames.get("responsibility", ())}
        self.attacks = [c for c in told if c.relation in attacks]

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of their verbs."""
        for token in tokens:
            for relation in self.lexicon.victims if token.pos_ == "VERB" else ():
                victims = self._dead(token, relation)
                killer = self._attacking(token, relation) or self._killer(token) if victims else None
                for victim in victims if killer is not None else ():
                    what = self.frames.resolver.victims(victim)
                    if killer is not None and what is not None and self.frames.resolver.resolve(victim, ACTOR) is not killer:
                        yield Candidate(relation, token, victim, victim, killer, what, "verb.died")

    def _dead(self, verb: Token, relation: str) -> tuple[Token, ...]:
        """Those who die by a verb that tells of nobody who kills them."""
        lemma = verb.lemma_.lower()
        if lemma in self.lexicon.words["dying"]:
            found = clause(verb)
            return () if found.borrowed else found.objects if found.passive else found.subjects  # "died in a raid *by X*", hung on "died"
        frames = (f for f in self.lexicon.verb_frames.get(lemma, ()) if f.relation == relation and not f.nouns)
        kills = any(f.first == SUBJECT and any(s.role == OBJECT for s in f.slots) for f in frames)
        all_in_all = any(c.lower_ in _PERFECT for c in verb.lefts)  # "6,500 people have been killed"
        if not kills or all_in_all or verb.dep_ in {"acl", "amod"}:
            return ()
        found = clause(verb)
        return found.objects if found.passive and not found.subjects and not found.borrowed else ()

    def _attacking(self, verb: Token, relation: str) -> Cluster | None:
        """Whose the attack is that somebody dies in: "died in *an ambush by X*"."""
        found = clause(verb)
        near = (t for words, t in found.obliques if words & _IN and t.lemma_.lower() in self.lexicon.noun_frames)
        told = (self.ends.allowed(t, relation) for t in (*near, *found.subjects) if found.passive or t not in found.subjects)
        return next((killer for killer in told if killer is not None), None)

    def _killer(self, verb: Token) -> Cluster | None:
        """Who attacks in a clause around, where nobody else does in the sentence."""
        near = [c for c in self.attacks if c.trigger.sent == verb.sent]
        killers = [c.subject_entity for c in near if self._around(c, verb)]
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
