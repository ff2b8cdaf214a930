"""Who took a place, where the sentence leaves that to one before: "took the town; the prison *had been overrun*, and X *followed*"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.claims import Frames
from kg.clauses import clause
from kg.ends import Candidate
from kg.frames import OBJECT, SUBJECT, VerbFrame
from kg.gaps import parted
from kg.salience import sentences_back

_NEAR = 3  # sentences that the doer may lie back


class Understood:
    """Finds it in one article, whose other candidates are known; the lexicon tells for which relations."""

    def __init__(self, frames: Frames, told: Sequence[Candidate]) -> None:
        self.frames = frames
        self.told = sorted(told, key=lambda c: c.trigger.i)

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of their verbs."""
        for token in tokens:
            if token.pos_ == "VERB":
                yield from self._of(token)

    def _of(self, verb: Token) -> Iterator[Candidate]:
        follows = self.frames.lexicon.follows
        following = [relation for relation, verbs in follows.items() if verb.lemma_ in verbs]
        undergone = [relation for relation in follows if self._undergone(verb, relation)]
        for found in parted(clause(verb)) if following or undergone else ():
            if found.passive and not found.subjects and not found.borrowed:
                for relation in undergone:
                    yield from self._made(relation, verb, found.objects, "verb.passive.understood")
            elif not found.passive and not found.objects and not found.borrowed:
                for relation in following:
                    yield from self._made(relation, verb, found.subjects, "verb.follow")

    def _undergone(self, verb: Token, relation: str) -> bool:
        """Whether the verb says by itself that this was done to its object."""
        return verb.dep_ != "acl" and any(
            frame.relation == relation and not frame.nouns and frame.first == SUBJECT and _plain(frame)
            for frame in self.frames.lexicon.verb_frames.get(verb.lemma_.lower(), ())
        )

    def _made(self, relation: str, verb: Token, targets: tuple[Token, ...], rule: str) -> Iterator[Candidate]:
        last = self._last(verb, relation)
        for target in targets if last is not None else ():
            what = self.frames.ends.entity(target, self.frames.ends.ontology.relations[relation].range)
            if what is not None and last is not None and what is not last.subject_entity:
                yield Candidate(self.frames.ends.specific(relation, what), verb, target, target, last.subject_entity, what, rule)

    def _last(self, verb: Token, relation: str) -> Candidate | None:
        """The last such event told before a verb, in its sentence or one of those before."""
        start = sentences_back(verb, _NEAR)
        relations = self.frames.ends.ontology.relations
        near = (c for c in self.told if start <= c.trigger.i < verb.i and relation in {c.relation, *relations[c.relation].parents})
        return max(near, key=lambda c: c.trigger.i, default=None)


def _plain(frame: VerbFrame) -> bool:
    """Whether a verb has an object, and no preposition."""
    return any(slot.role == OBJECT for slot in frame.slots) and not any(slot.prepositions for slot in frame.slots)
