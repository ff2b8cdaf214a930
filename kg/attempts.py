"""Attempts on a place that came to nothing, which are attacks on it: "*an attempt by X to seize Y* was beaten back", "a *failed bid*"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims import Frames
from kg.clauses import clause, modifiers, possessor
from kg.ends import Candidate
from kg.frames import SUBJECT

_BY = frozenset({"by", "of"})
_INTO = frozenset({"into", "inside"})
_ATTEMPTS = frozenset({"attempt", "bid", "effort", "try"})
_FAILED = frozenset({"failed", "unsuccessful", "abortive", "foiled", "vain", "fruitless", "doomed"})
_FAILING = frozenset({"fail", "founder", "collapse", "falter"})
_STOPPING = frozenset({"foil", "thwart", "frustrate", "defeat", "halt", "stop", "block", "break"})


class Attempts:
    """Finds them in one article; the lexicon tells which verbs take or enter a place, and who repels what."""

    def __init__(self, frames: Frames) -> None:
        self.ends, self.lexicon = frames.ends, frames.lexicon
        self.attacks = sorted({f.relation for f in self.lexicon.noun_frames.get("responsibility", ())})

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of their nouns."""
        for token in tokens:
            if token.pos_ != "NOUN" or token.lemma_ not in _ATTEMPTS or not self._failed(token):
                continue
            for goal in token.rights:
                if goal.dep_ in {"acl", "advcl"} and any(c.lower_ == "to" for c in goal.lefts) and self._takes(goal):
                    trigger = token.head if token.dep_.startswith("nsubj") else token  # "was beaten back *on Monday*"
                    for relation in self.attacks:
                        yield from self.ends.pairs(relation, trigger, self._doers(token), self._targets(goal), "noun.attempt")

    def _takes(self, verb: Token) -> bool:
        """Whether a verb tells of what is done to a place by force, as the relations do whose doers have a name."""
        frames = self.lexicon.verb_frames.get(verb.lemma_.lower(), ())
        taking = {*self.lexicon.follows, *self.attacks, *self.lexicon.doers}
        return any(f.relation in taking and f.first == SUBJECT for f in frames)

    def _failed(self, noun: Token) -> bool:
        """Whether it came to nothing, as its own words or its verb say."""
        head, repelled = noun.head, {lemma for relation in self.attacks for lemma in self.lexicon.repelled.get(relation, ())} | _STOPPING
        if any(c.lower_ in _FAILED for c in noun.lefts):
            return True
        if noun.dep_ == "nsubj":
            return head.lemma_ in _FAILING
        return noun.dep_ in {"nsubj:pass", "obj"} and head.lemma_.lower() in repelled

    def _doers(self, noun: Token) -> tuple[Token, ...]:
        doers = modifiers(noun, _BY) or possessor(noun)
        told = any(c.lower_ in _FAILED for c in noun.lefts) and noun.dep_ in {"obj", "obl"} and noun.head.pos_ == "VERB"
        return doers or (clause(noun.head).subjects if told else ())  # "*X* made a failed bid"

    def _targets(self, goal: Token) -> tuple[Token, ...]:
        found = clause(goal)
        return tuple(t for words, t in found.obliques if words & _INTO) or found.objects
