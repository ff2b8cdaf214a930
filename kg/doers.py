"""Whom a noun means that says what somebody did: "the attackers", "the besiegers", "the invaders"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.camps import STATES_OWN, camp_of
from kg.clauses import clause, modifiers, possessor
from kg.clusters import Cluster
from kg.frames import SUBJECT
from kg.phrases import ACTOR, definite, left_names
from kg.salience import sentences_back

if TYPE_CHECKING:
    from kg.coreference import Resolver

_ARMED = frozenset({"ArmedGroup", "State"})
_BY = frozenset({"by", "from"})
_BACK = 8  # sentences that what they did may lie back


class Doers:
    """Resolves such nouns in one article; the lexicon tells which noun goes with which relation."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.lexicon = resolver.lexicon

    def meant(self, token: Token) -> Cluster | None:
        """Who was last said to have done it before a definite noun; None where nobody was."""
        lemma = token.lemma_.lower()
        relations = {relation for relation, nouns in self.lexicon.doers.items() if lemma in nouns}
        if not relations or not definite(token) or self._led(token):
            return None
        before = reversed(token.doc[sentences_back(token, _BACK) : token.left_edge.i])
        doers = (self.resolver.resolve(t, ACTOR) for event in before for t in self._doing(event, relations) if t.i < token.i)
        return next((c for c in doers if c is not None and c.class_name in _ARMED and self._may_be(c, lemma)), None)

    def _led(self, token: Token) -> bool:
        """Whether somebody leads those of whom a noun tells, who are told apart by it: "the commander of *the garrison*"."""
        commanding = self.lexicon.commanding
        led = any(c.dep_ in {"acl", "acl:relcl"} and c.lemma_.lower() in commanding for c in token.rights)
        role = token.dep_ == "nmod" and token.head.lemma_.lower() in self.lexicon.roles_by_noun
        return led or role or (token.dep_ in {"obj", "nsubj:pass"} and token.head.lemma_.lower() in commanding)

    def _may_be(self, cluster: Cluster, lemma: str) -> bool:
        """Whether somebody can be called so: a state's soldiers are no "raiders"."""
        irregular = lemma in self.lexicon.words["irregular"]
        return not irregular or camp_of(cluster, self.lexicon, self.resolver.cast.states) not in STATES_OWN

    def _doing(self, event: Token, relations: set[str]) -> Iterator[Token]:
        """The subjects of a verb, and those whose an attack is."""
        lemma = event.lemma_.lower()
        frames = self.lexicon.verb_frames.get(lemma, ()) if event.pos_ == "VERB" else ()
        if any(f.relation in relations and f.first == SUBJECT and not f.nouns for f in frames):
            yield from clause(event).subjects
        nouns = self.lexicon.noun_frames.get(lemma, ()) if event.pos_ == "NOUN" else ()
        if any(f.relation in relations for f in nouns):
            yield from (*modifiers(event, _BY), *possessor(event))
            yield from (self.resolver.cast.mentions[k].head for k in left_names(event, self.resolver.cast))
