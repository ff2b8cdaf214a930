"""Who took a place, where the sentence leaves that to one before: "took the town; the prison *had been overrun*, and X *followed*"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.claims import Frames
from kg.clauses import Clause, clause
from kg.ends import Candidate
from kg.frames import OBJECT, SUBJECT
from kg.gaps import parted

_NEAR = 3  # sentences that the doer may lie back


class Understood:
    """Finds it in one article, whose other candidates are known; the lexicon tells for which relations."""

    def __init__(self, frames: Frames, told: Sequence[Candidate]) -> None:
        self.frames = frames
        self.told = sorted(told, key=lambda c: c.trigger.i)

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of their verbs."""
        for token in tokens:
            for relation, verbs in self.frames.lexicon.follows.items() if token.pos_ == "VERB" else ():
                for found in parted(clause(token)):
                    if found.borrowed:
                        continue
                    if token.lemma_ in verbs and not found.passive and not found.objects:
                        yield from self._made(relation, token, found.subjects, "verb.follow")
                    elif found.passive and not found.subjects and self._undergone(found, relation):
                        yield from self._made(relation, token, found.objects, "verb.passive.understood")

    def _undergone(self, found: Clause, relation: str) -> bool:
        """Whether the verb says by itself that this was done to its object."""
        return found.verb.dep_ != "acl" and any(
            frame.relation == relation and not frame.nouns and frame.first == SUBJECT and [s for s in frame.slots if s.prepositions] == []
            for frame in self.frames.lexicon.verb_frames.get(found.verb.lemma_.lower(), ())
            if any(slot.role == OBJECT for slot in frame.slots)
        )

    def _made(self, relation: str, verb: Token, targets: tuple[Token, ...], rule: str) -> Iterator[Candidate]:
        last = self._last(verb, relation)
        for target in targets if last is not None else ():
            what = self.frames.ends.entity(target, self.frames.ends.ontology.relations[relation].range)
            if what is not None and last is not None and what is not last.subject_entity:
                yield Candidate(self.frames.ends.specific(relation, what), verb, target, target, last.subject_entity, what, rule)

    def _last(self, verb: Token, relation: str) -> Candidate | None:
        """The last such event told before a verb, in its sentence or one of those before."""
        start = verb.sent.start
        for _ in range(_NEAR):
            start = verb.doc[start - 1].sent.start if start else 0
        relations = self.frames.ends.ontology.relations
        near = (c for c in self.told if start <= c.trigger.i < verb.i and relation in {c.relation, *relations[c.relation].parents})
        return max(near, key=lambda c: c.trigger.i, default=None)
