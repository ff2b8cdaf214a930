"""Who is said to be behind an attack that may have been told before: "blamed the army for the raid", "claimed responsibility for it"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims import Frames
from kg.clauses import clause, modifiers
from kg.clusters import Cluster
from kg.ends import Candidate
from kg.frames import NounFrame
from kg.phrases import definite
from kg.salience import sentences_back

_OF = frozenset({"of"})
_TO = frozenset({"to"})
_ATTRIBUTING = frozenset({"attribute", "ascribe"})
_FOR = frozenset({"for"})
_ON = frozenset({"on"})
_IN = frozenset({"in"})
_PARTS = frozenset({"nmod", "conj", "appos"})
_JOINING = frozenset({"participate", "join", "take"})
_CLAIMING = frozenset({"claim", "take", "accept", "assume"})
_BACK = 300  # tokens that the attack may lie back


class Blame:
    """Finds it in one article."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.lexicon = frames.lexicon
        # what somebody can be blamed for: that for which responsibility is claimed, and killings
        self._harming = {f.relation for f in self.lexicon.noun_frames.get("responsibility", ())} | self.lexicon.victims

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of the words that tell who was behind it."""
        for token in tokens:
            for told, event in self.told(token):
                doers = tuple(t for t in told if not self._nobody(t))
                if event.pos_ == "VERB":
                    yield from self._harmed(doers, event)
                for frame in self.lexicon.noun_frames.get(event.lemma_.lower(), ()):
                    if not frame.pair and frame.modifier:
                        # "nobody has claimed the attack on X; police blamed Y" denies no attack
                        apart = doers and event.i < token.i and not token.is_ancestor(event) and token.lemma_ == "blame"
                        yield from self._candidates(doers, event, frame, doers[0] if apart else event)

    def told(self, token: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
        """Who is behind which event noun."""
        if token.lemma_ == "responsibility" and token.dep_ in {"obj", "nsubj:pass"} and token.head.lemma_ in _CLAIMING:
            found = clause(token.head)
            events = modifiers(token, _FOR) or tuple(t for words, t in found.obliques if words & _FOR)
            yield from ((found.subjects, self._event(event)) for event in events)
        elif token.lemma_ in _JOINING and token.pos_ == "VERB":
            found = clause(token)
            if token.lemma_ != "take" or any(t.lemma_ == "part" for t in found.objects):
                hung = [t for o in found.objects for t in modifiers(o, _IN)]
                yield from ((found.subjects, event) for event in (*(t for words, t in found.obliques if words & _IN), *hung))
        elif token.lemma_ == "blame" and token.pos_ == "VERB":
            found = clause(token)
            for words, other in found.obliques:
                if words & _FOR:
                    yield found.objects, other
                elif words & _ON:
                    yield from (((other,), event) for event in found.objects)
            for blamed in found.objects:
                yield from (((blamed,), event) for event in modifiers(blamed, _FOR))
            if not any(words & (_FOR | _ON) for words, _ in found.obliques):
                yield from ((found.objects, event) for event in self._unclaimed(token))
        elif token.lemma_ in _ATTRIBUTING and token.tag_ in {"VBN", "VBD"}:
            found = clause(token)
            doers = tuple(t for words, t in found.obliques if words & _TO)
            yield from ((doers, event) for event in (found.objects or (token.head,)) if event.pos_ == "NOUN")
        elif token.lemma_ == "work" and any(c.dep_ == "cop" for c in token.children):
            yield from ((modifiers(token, _OF), c) for c in token.children if c.dep_ == "nsubj" and c.pos_ == "NOUN")
        elif any(c.lower_ == "behind" and c.dep_ == "case" for c in token.children) and any(c.dep_ == "cop" for c in token.children):
            yield tuple(c for c in token.children if c.dep_ == "nsubj"), token

    def _harmed(self, doers: tuple[Token, ...], verb: Token) -> Iterator[Candidate]:
        """What a verb without a doer of its own was done to, by those who are blamed for it."""
        for frame in self.lexicon.verb_frames[verb.lemma_.lower()]:
            if frame.relation in self._harming and not frame.nouns and all(not slot.prepositions for slot in frame.slots):
                for doer in doers:
                    yield from self.frames.ends.pairs(frame.relation, doer, (doer,), clause(verb).objects, "verb.blamed.before")

    def _event(self, noun: Token) -> Token:
        """The attack in whose phrase a noun stands: "an *attack* on a station, for which X claimed responsibility"."""
        node = noun
        while node.lemma_.lower() not in self.lexicon.noun_frames and node.dep_ in _PARTS and node.head != node:
            node = node.head
        return node if node.lemma_.lower() in self.lexicon.noun_frames else noun

    def _unclaimed(self, blame: Token) -> Iterator[Token]:
        """What was just done by nobody that is named: "a drone *hit* a mosque; rescuers blamed the rebels"."""
        for verb in blame.doc[sentences_back(blame, 1) : blame.i]:
            frames = self.lexicon.verb_frames.get(verb.lemma_.lower(), ()) if verb.pos_ == "VERB" else ()
            if any(f.relation in self._harming for f in frames) and not any(self._acts(t) for t in clause(verb).subjects):
                yield verb
            nouns = self.lexicon.noun_frames.get(verb.lemma_.lower(), ()) if verb.pos_ == "NOUN" else ()
            hit = any(modifiers(verb, f.object) for f in nouns if f.relation in self._harming and verb.lemma_ != "responsibility")
            if hit and self.frames.events.doer(verb) is None:
                yield verb

    def _nobody(self, token: Token) -> bool:
        """ "*No* group", "*nobody* has claimed responsibility"."""
        negators = self.lexicon.words["negators"]
        return token.lower_ in negators or any(c.lower_ in negators for c in token.lefts)

    def _acts(self, token: Token) -> bool:
        return self.frames.ends.actor(token, "Actor") is not None

    def _candidates(self, doers: tuple[Token, ...], event: Token, frame: NounFrame, trigger: Token) -> Iterator[Candidate]:
        told = modifiers(event, frame.object)
        if told:
            yield from self.frames.ends.pairs(frame.relation, trigger, doers, told, f"{frame.name}.blamed")
            return
        target = self._told_before(event, frame.relation) if definite(event) else None
        for doer in self.frames.ends.parts.apart(doers) if target is not None else ():
            actor = self.frames.ends.allowed(doer, frame.relation)
            if actor is not None and target is not None and actor is not target:
                yield Candidate(self.frames.ends.specific(frame.relation, target), event, doer, event, actor, target, "noun.blamed.before")

    def _told_before(self, event: Token, relation: str) -> Cluster | None:
        """What the last event of this relation before was done to."""
        class_name = self.frames.ends.ontology.relations[relation].range
        for token in reversed(event.doc[max(0, event.i - _BACK) : event.i]):
            lemma = token.lemma_.lower()
            if token.pos_ == "VERB" and any(f.relation == relation for f in self.lexicon.verb_frames.get(lemma, ())):
                hit = clause(token).objects
            else:
                nouns = self.lexicon.noun_frames.get(lemma, ()) if token.pos_ == "NOUN" else ()
                hit = tuple(t for f in nouns if f.relation == relation for t in modifiers(token, f.object))
            for target in hit:
                found = self.frames.ends.entity(target, class_name)
                if found is not None and found.class_name != "Person":
                    return found
        return None
