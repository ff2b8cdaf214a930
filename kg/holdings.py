"""States of holding and backing told without a clause of their own: "rebel-held X", "X-backed forces", "under X's control"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims import Frames
from kg.clauses import case_words, clause, modifiers, possessor, surface_subject
from kg.clusters import Cluster
from kg.ends import Candidate
from kg.lexicon import Lexicon
from kg.phrases import state_at

_PAST = frozenset({"once", "formerly", "previously", "previous", "former", "long"})
_COPULAR = frozenset({"be", "remain", "stay", "come", "fall", "lie", "pass", "end", "return"})
_PUT = frozenset({"leave", "keep", "bring", "put", "place"})


class Holdings:
    """Finds them in one article."""

    def __init__(self, frames: Frames, lexicon: Lexicon) -> None:
        self.frames = frames
        self.lexicon = lexicon
        self.cast = frames.resolver.cast

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of their triggers."""
        states = {noun for nouns in self.lexicon.states.values() for noun in nouns}
        for token in tokens:
            lower = token.lower_
            for kind in ("held", "backed", "led"):
                word = lower.rsplit("-", 1)[-1]
                relation = self.lexicon.participles.get(kind, {}).get(word)
                if relation is not None:
                    yield from self._participle(token, kind, relation)
            if token.pos_ == "NOUN" and token.lemma_.lower() in states:
                yield from self._state(token)

    def _participle(self, token: Token, kind: str, relation: str) -> Iterator[Candidate]:
        """ "X-held Y", in one token or three."""
        doc = token.doc
        parted = token.i >= 2 and doc[token.i - 1].text == "-"
        target = self._modified(token)
        before = doc[token.i - 3 if parted else token.i - 1].lower_ if token.i > 3 else ""
        if not (parted or "-" in token.text) or target is None or before in _PAST:
            return
        entry = self.frames.ends.ontology.relations[relation]
        holder = doc[token.i - 2] if parted else token
        index = self.cast.index_at(holder.i)
        if kind == "held" and self.lexicon.head_class(target.lemma_.lower()) == "Organization":
            return  # "the state-run news agency" is no place
        if kind == "led" and (index is None or self.cast.of(index).class_name != "Person"):
            return
        if parted:
            doer = self._holder(holder, entry.domain)
        else:
            state = self.cast.states.state_of(token.text.rsplit("-", 1)[0])
            doer = self.cast.side(state) if state else self.cast.find(token.text.rsplit("-", 1)[0])
        if any(c.dep_ == "cop" for c in target.children):  # "X is a rebel-held town"
            target = next(iter(surface_subject(target)[0]), target)
        what = self.frames.ends.entity(target, entry.range)
        if doer is not None and what is not None and doer is not what:
            yield Candidate(relation, token, holder, target, doer, what, f"participle.{kind}")

    def _holder(self, token: Token, class_name: str) -> Cluster | None:
        state = state_at(token, self.cast.states)
        if state is not None:
            side = self.cast.side(state)
            side.note(token.text, named=False)
            return side
        return self.frames.ends.entity(token, class_name)

    def _modified(self, token: Token) -> Token | None:
        """The noun that the participle modifies: its head, or the next noun or name of the phrase."""
        node = token
        for _ in range(3):
            if node.head.i > token.i and node.head.pos_ in {"NOUN", "PROPN"}:
                found = node.head
                inner = modifiers(found, frozenset({"of"}))
                if inner and self.lexicon.head_class(found.lemma_.lower()) == "Place" and self.cast.index_at(inner[0].i) is not None:
                    return inner[0]
                return found
            node = node.head
        for i in range(token.i + 1, min(token.i + 4, len(token.doc))):
            if self.cast.index_at(i) is not None:
                return token.doc[i]
        return None

    def _state(self, noun: Token) -> Iterator[Candidate]:
        """ "X is under the control of Y", "leaving X in rebel hands", "Y is in control of X"."""
        cases = {c.lower_ for c in noun.children if c.dep_ == "case"}
        preposition = next((p for p, nouns in sorted(self.lexicon.states.items()) if p in cases and noun.lemma_.lower() in nouns), None)
        if preposition is None:
            return
        relation = self.lexicon.state_relation
        of = modifiers(noun, frozenset({"of"}))
        determined = any(c.dep_ == "det" for c in noun.lefts)
        things = self._things(noun)
        if of and preposition == "in" and not determined and noun.lemma_ != "hand":
            holders, things = self._left_with(noun) or things, of
        elif of:
            holders = of
        else:
            holders = possessor(noun) or tuple(c for c in noun.lefts if c.dep_ in {"amod", "compound", "nmod"})[-1:]
        entry = self.frames.ends.ontology.relations[relation]
        for holder in self.frames.ends.parts.apart(tuple(holders)):
            doer = self._holder(holder, entry.domain)
            if doer is None:
                continue
            for thing in self.frames.ends.parts.apart(tuple(things)):
                what = self.frames.ends.entity(thing, entry.range)
                if what is not None and what is not doer:
                    yield Candidate(relation, noun, holder, thing, doer, what, f"state.{preposition}")

    def _left_with(self, noun: Token) -> tuple[Token, ...]:
        """Who is told of last before it: "the battle ended *with the rebels* in control of X"."""
        beside = [c for c in noun.head.rights if c.dep_ == "obl" and c.i < noun.i and "with" in case_words(c)]
        return tuple(beside[-1:])

    def _things(self, noun: Token) -> tuple[Token, ...]:
        """What is in that state: the subject of a copula, the object of "leave", or the noun before."""
        if any(c.dep_ == "cop" for c in noun.children):
            return surface_subject(noun)[0]
        head = noun.head
        if head.pos_ in {"VERB", "AUX"}:
            found = clause(head)
            if head.lemma_ in _PUT or (found.objects and head.lemma_ not in _COPULAR):
                return found.objects
            return surface_subject(head)[0]
        if head.pos_ in {"NOUN", "PROPN"}:
            return (head,)
        if head.pos_ == "ADJ":
            return surface_subject(head)[0] or ((head.head,) if head.dep_ == "amod" else ())
        return ()
