"""Claims about two sides at once: "the army and the rebels exchanged fire", "clashes between X and Y"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims import Frames
from kg.clauses import clause, modifiers
from kg.coordination import coordinated
from kg.ends import Candidate
from kg.frames import Bare
from kg.lexicon import Lexicon
from kg.pairs import two_groups

_OPPONENT = frozenset({"with", "against"})
_BETWEEN = frozenset({"between"})
_BEFORE_BETWEEN = 5  # tokens from "clashes" to its "between": "clashes broke out again between"
_SIDE = 9  # tokens that the name of one side takes at most
_INSIDE = frozenset({"compound", "amod", "nmod", "nmod:desc", "flat"})


class Clashes:
    """Matches what two sides do to one another."""

    def __init__(self, frames: Frames, lexicon: Lexicon) -> None:
        self.ends = frames.ends
        self.lexicon = lexicon

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of their triggers."""
        for token in tokens:
            if token.pos_ in {"NOUN", "PROPN"}:
                yield from self._fought_between(token)
            if token.pos_ not in {"VERB", "AUX"}:
                continue
            mutual = self.lexicon.reciprocal.get(token.lemma_.lower())
            if mutual is not None:
                yield from self._mutual(token, mutual)
            yield from self._between(token)

    def _mutual(self, verb: Token, frame: Bare) -> Iterator[Candidate]:
        """ "The army and the rebels clashed", "exchanged fire", "fought each other": the subjects with one another."""
        found = clause(verb)
        if any(prepositions & _OPPONENT and not self._weapon(t) for prepositions, t in found.obliques):
            return
        if ({t.lemma_.lower() for t in found.objects} - frame.objects and not found.passive) or "together" in found.particles:
            return
        if frame.needs and not any(t.lemma_.lower() in frame.needs for _, t in found.obliques):
            return
        # "a war *fought between* X and Y", not "between 2 and 6 May"
        subjects = tuple(t for prepositions, t in found.obliques if prepositions & _BETWEEN and not t.is_digit)
        if not subjects and not found.passive:
            subjects = found.subjects
        sides = tuple(self.ends.parts.apart(subjects))
        if len(sides) == 1:
            yield from self._two(frame.relation, verb, sides[0], "verb.mutual")
        yield from self.ends.pairs(frame.relation, verb, sides[:1], sides[1:], "verb.mutual")

    def _fought_between(self, noun: Token) -> Iterator[Candidate]:
        """ "Fighting between *the two*", "clashes between *the two sides*"."""
        for frame in self.lexicon.noun_frames.get(noun.lemma_.lower(), ()):
            pair = modifiers(noun, frame.pair)
            if len(pair) == 1:
                yield from self._two(frame.relation, noun, pair[0], f"{frame.name}.between")
            if frame.pair and any(c.dep_ == "cop" for c in noun.children) and not modifiers(noun, frame.object):  # "they *are at war*"
                sides = tuple(self.ends.parts.apart(tuple(t for c in noun.lefts if c.dep_ == "nsubj" for t in coordinated(c))))
                yield from self.ends.pairs(frame.relation, noun, sides[:1], sides[1:], f"{frame.name}.mutual")
                if len(sides) == 1:
                    yield from self._two(frame.relation, noun, sides[0], f"{frame.name}.mutual")

    def _two(self, relation: str, trigger: Token, token: Token, rule: str) -> Iterator[Candidate]:
        """ "*The two* have clashed", "fighters of *both sides* exchanged fire"."""
        pair = two_groups(token, self.ends.resolver)
        if pair is not None:
            yield Candidate(relation, trigger, token, token, *pair, rule)

    def _weapon(self, token: Token) -> bool:
        """Whether a phrase tells what with, and not with whom: "fought *with machine guns*"."""
        return self.lexicon.kind(token) in {"Weapon", "Equipment"}

    def _between(self, token: Token) -> Iterator[Candidate]:
        """ "Clashes between X and Y", where the parser takes the event noun for a verb: the sides are found by their place."""
        nouns = self.lexicon.noun_frames.get(token.lemma_.lower()) or self.lexicon.noun_frames.get(token.lower_) or ()
        for frame in nouns:
            ahead = token.doc[token.i + 1 : min(token.i + 1 + _BEFORE_BETWEEN, token.sent.end)]
            between = next((t for t in ahead if t.lower_ in frame.pair), None)
            if between is None or between.head.i < between.i:
                continue
            one = between.head
            joint = next((t for t in one.doc[one.i + 1 : min(one.i + 1 + _SIDE, one.sent.end)] if t.lower_ == "and"), None)
            other = _phrase_behind(joint) if joint is not None else None
            if other is not None:
                yield from self.ends.pairs(frame.relation, token, (one,), (other,), f"{frame.name}.between")


def _phrase_behind(joint: Token) -> Token | None:
    """The head of the noun phrase that begins behind a conjunction, wherever the parser hung it."""
    behind = joint.doc[joint.i + 1 : min(joint.i + 1 + _SIDE, joint.sent.end)]
    return next((t for t in behind if t.pos_ in {"NOUN", "PROPN"} and not (t.dep_ in _INSIDE and t.head.i > t.i)), None)
