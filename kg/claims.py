"""Candidate claims: the verb and noun frames of the lexicon, matched on the clauses of an article."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.clauses import TIMES, Clause, antecedent, clause, modifiers, possessor, tells_time
from kg.coordination import dying_with
from kg.coreference import Resolver
from kg.ends import Candidate, Ends
from kg.event_nouns import EventNouns
from kg.frames import OBJECT, OTHER, SUBJECT, Bare, Slot, VerbFrame
from kg.gaps import parted
from kg.led_by import led_group
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.phrases import ACTOR
from kg.rejections import Reason, Rejections
from kg.releases import Releases

_GERUNDS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod"})
_IN_TIME = frozenset({"in", "on", "at", "of", "within", "during"})
_OF = frozenset({"of"})
_FROM = frozenset({"from"})
_TO = frozenset({"to", "into", "across", "towards", "toward"})
_STILL = frozenset({"still"})
_WHICH = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_RUINED = frozenset({"ruin", "rubble", "flame", "ash", "hand", "control", "chaos", "darkness"})
_ANSWERING = frozenset({"responsible", "accountable", "liable"})
_LEAVING = frozenset({"leave", "depart"})
_VEHICLES = frozenset({"column", "convoy", "vehicle", "truck", "lorry", "train", "aircraft", "plane", "ship", "boat"})
_MEANS = frozenset({"in", "by", "during", "following"})


class Frames:
    """Matches the lexicon's frames against one article."""

    def __init__(self, resolver: Resolver, lexicon: Lexicon, ontology: Ontology, rejected: Rejections | None = None) -> None:
        self.resolver = resolver
        self.lexicon = lexicon
        self.ends = Ends(resolver, lexicon, ontology, rejected)
        self.rejected = self.ends.rejected
        self.events = EventNouns(self.ends)
        self._releases = Releases(self.ends)

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of their triggers."""
        for token in tokens:
            lemma = token.lemma_.lower()
            if token.pos_ in {"VERB", "AUX"} or (token.pos_ == "ADJ" and token.tag_ in {"VBN", "VBG"}):
                frames = self.lexicon.verb_frames.get(lemma)
                if frames and token.i > 0 and token.nbor(-1).text == "-":  # "Western-supplied rockets"
                    frames = tuple(frame for frame in frames if frame.relation not in self.lexicon.participles["backed"].values())
                if frames:
                    for told in parted(clause(token)):
                        yield from self._verb(told, frames)
                yield from self._releases.opened(token)
            if token.pos_ == "NOUN" and lemma in self.lexicon.verb_frames and any(c.dep_ == "obj" for c in token.children):
                yield from self._verb(clause(token), self.lexicon.verb_frames[lemma])  # "forces control X", "control" read as a noun
            elif token.pos_ in {"NOUN", "PROPN"} or (token.pos_ == "VERB" and (token.dep_ in _GERUNDS or _days_of(token))):
                nouns = self.lexicon.noun_frames.get(lemma) or self.lexicon.noun_frames.get(token.lower_)
                if nouns and self.resolver.cast.index_at(token.i) is None:
                    for frame in nouns:
                        yield from self.events.candidates(token, frame)

    def _verb(self, found: Clause, frames: tuple[VerbFrame, ...]) -> Iterator[Candidate]:
        freeing = next((row for row in self.lexicon.elliptic.get(found.verb.lemma_.lower(), ()) if row.objects), None)
        if freeing is not None and any(t.lemma_.lower() in freeing.objects for t in found.objects):
            # who frees prisoners does not free their prison
            frames = tuple(frame for frame in frames if frame.relation == freeing.relation)
        joint = self.lexicon.nouns["together"].get(found.verb.lemma_.lower())
        if (
            joint is not None and "side" in found.particles and not any("against" in words for words, _ in found.obliques)
        ):  # "fought side by side with X": not against him
            frames = tuple(frame for frame in frames if frame.relation == joint)
        made: dict[str, VerbFrame] = {}
        for frame in frames:
            if frame.relation in made and frame.first in {made[frame.relation].first, OTHER}:
                continue  # "freed them *from* X *in* Y": the first pattern of the relation that fits tells from where
            fillers = self.fill(found, frame)
            if fillers is None:
                continue
            subjects, objects = fillers
            if found.passive and frame.relation in self.lexicon.leading:
                group = led_group(found.verb, self.resolver.cast, self.lexicon)
                objects = (group,) if group is not None else objects
            if frame.relation in self.lexicon.victims and not found.passive:
                objects = (*objects, *dying_with(found.objects, found.obliques))
            if frame.known and self._kept_so(found):
                continue
            if frame.known:
                subjects, objects = tuple(t for t in subjects if not self._person(t)), tuple(filter(self._known, objects))
            deed = self.ends.ontology.relations[frame.relation].domain != "Person"
            if found.borrowed and not found.passive and deed:  # "described it as reclaiming": a speaker does not do what he tells of
                subjects = tuple(t for t in subjects if not self._person(t))
            if frame.personal:
                subjects = tuple(filter(self._person, subjects))
            for candidate in self.ends.pairs(frame.relation, found.verb, subjects, objects, frame.name):
                made[frame.relation] = frame
                yield candidate if not self._lasts(found) else replace(candidate, relation=self.lexicon.state_relation)
        if freeing is not None and freeing.relation not in made:
            yield from self._freed(found, freeing)

    def _freed(self, found: Clause, freeing: Bare) -> Iterator[Candidate]:
        """ "Stormed the jail and freed the inmates"."""
        if found.verb.tag_ == "VB" or not found.subjects or any(words & freeing.unless for words, _ in found.obliques):
            return
        if found.objects and (not freeing.particles or found.particles & freeing.particles):
            yield from self._releases.candidates(found, freeing)

    def _person(self, token: Token) -> bool:
        cluster = self.resolver.resolve(token, ACTOR)
        return cluster is not None and cluster.class_name == "Person"

    def fill(self, found: Clause, frame: VerbFrame) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
        """The subjects and objects that a clause gives a frame; None where it does not fit."""
        roles: dict[str, tuple[Token, ...]] = {SUBJECT: (), OBJECT: (), OTHER: ()}
        noun: Token | None = None
        words = {word for slot in frame.slots for word in slot.prepositions | slot.particles}
        if any(c.dep_ == "compound:prt" and c.lower_ not in words | {"back"} for c in found.verb.children):
            self.rejected.add(Reason.OTHER_VERB, frame.relation, found.verb)  # "shot down" is not "shot"
            return None
        if (not words and _leaves_so(found)) or (found.verb.lemma_ == "fall" and "back" in found.particles - words):
            return None  # "fell back on X" is not "fell on X"
        if (frame.alone and found.objects) or self._misfired(found, frame):
            return None
        if frame.nouns:
            noun = self._frame_noun(found, frame)
            if noun is None:
                return None
        transitive = any(not s.prepositions for s in frame.slots)  # "B absorb A", whose passive is "A was absorbed by B"
        undergone = found.passive and frame.first == OBJECT and not transitive
        roles[frame.first] = found.objects if undergone else found.subjects
        direct = [s for s in frame.slots if not s.prepositions or s.prepositions & found.particles]
        for slot in frame.slots:
            tokens = self._slot(found, slot, noun, bool(direct))
            if not tokens:
                if slot.role != OTHER and not slot.particles:
                    missing = Reason.PREPOSITION if slot.prepositions else Reason.NO_OBJECT
                    self.rejected.add(missing, frame.relation, found.verb, wanted=slot.prepositions)
                return None
            if slot.role == OTHER and not self._may_be_other(frame.relation, tokens):
                self.rejected.add(Reason.NOBODY, frame.relation, found.verb, tokens[0])
                return None
            roles[slot.role] = tokens
        if not roles[SUBJECT] and found.passive:  # "killed in coalition airstrikes"
            roles[SUBJECT] = tuple(t for words, t in found.obliques if words & _MEANS and t.lemma_.lower() in self.lexicon.noun_frames)
        if not roles[SUBJECT] or not roles[OBJECT]:
            self.rejected.add(Reason.NO_SUBJECT if roles[OBJECT] else Reason.NO_OBJECT, frame.relation, found.verb)
            return None
        return roles[SUBJECT], roles[OBJECT]

    def _lasts(self, found: Clause) -> bool:
        """Whether what may be an event is told as a state: "*still* occupies the town", "occupied *since 2014*"."""
        if found.verb.lemma_.lower() not in self.lexicon.words["lasting"]:
            return False
        return any("since" in words for words, _ in found.obliques) or any(c.lower_ in _STILL for c in found.verb.lefts)

    def _kept_so(self, found: Clause) -> bool:
        """Whether a verb goes on to say how its object is kept: "kept the frontier *closed*", "kept the town *under* fire"."""
        return any(c.dep_ in {"xcomp", "advcl"} for c in found.verb.rights) or any("under" in words for words, _ in found.obliques)

    def _known(self, token: Token) -> bool:
        """Whether a phrase says which one: by a name, or by a word like "the", "their"."""
        told = any((c.dep_ == "det" and c.lower_ in _WHICH) or c.dep_ == "nmod:poss" for c in token.lefts)
        told = told or token.lemma_.lower() in self.lexicon.words["partitive"]
        return told or token.pos_ == "PROPN" or self.resolver.cast.index_at(token.i) is not None

    def _misfired(self, found: Clause, frame: VerbFrame) -> bool:
        """Whether a frame of what is fired has another subject, or another one such: shells that land in a town do not enter it."""
        fired = any(map(self._fired, found.subjects))
        others = self.lexicon.verb_frames.get(found.verb.lemma_.lower(), ())
        return not fired if frame.fired else fired and any(f.fired and f.relation != frame.relation for f in others)

    def _fired(self, token: Token) -> bool:
        return token.lemma_.lower() in self.lexicon.words["munitions"]

    def _may_be_other(self, relation: str, tokens: tuple[Token, ...]) -> bool:
        kinds = self.lexicon.others.get(relation)
        tokens = (*tokens, *(part for t in tokens for part in modifiers(t, _OF)))  # "dozens of *detainees*"
        counted = (any(c.dep_ == "nummod" for c in t.lefts) for t in tokens)
        return kinds is None or any(counted) or any(self.lexicon.kind(t) in kinds or t.pos_ in {"PROPN", "NUM", "PRON"} for t in tokens)

    def _frame_noun(self, found: Clause, frame: VerbFrame) -> Token | None:
        pool: list[Token] = list(found.objects)
        if frame.noun_prepositions:
            pool = [token for words, token in found.obliques if words & frame.noun_prepositions]
        return next((t for t in pool if t.lemma_.lower() in frame.nouns), None)

    def _light(self, found: Clause, token: Token) -> bool:
        """Whether a bare noun only goes with the verb: "took *command* of the brigade"."""
        frames = self.lexicon.verb_frames[found.verb.lemma_.lower()]
        bare = not any(c.dep_ in {"det", "nmod:poss", "amod", "compound"} for c in token.lefts) and token.tag_ == "NN"
        return bare and any(token.lemma_.lower() in frame.nouns for frame in frames)

    def _slot(self, found: Clause, slot: Slot, noun: Token | None, has_object: bool) -> tuple[Token, ...]:
        if not slot.prepositions:
            return tuple(t for t in found.objects if t != noun and not self._light(found, t))
        if slot.particles and not (slot.particles & found.particles or any(slot.particles & words for words, _ in found.obliques)):
            return ()
        if noun is not None and slot.of_noun:
            hanging = modifiers(noun, slot.prepositions)
            if not hanging and slot.prepositions == _OF:  # "on *X's* side", "in *whose* ranks", "fell into *rebel* hands"
                before = (c for c in noun.lefts if c.dep_ in {"amod", "compound"} and noun.lemma_ != "side")
                hanging = tuple(antecedent(t) for t in possessor(noun)) or tuple(before)[-1:]
            if hanging:
                return hanging
        behind = [token for words, token in found.obliques if words & slot.prepositions]
        direct = _first(found.verb, [t for t in behind if not tells_time(t)])  # "fired rockets at X *on Monday*"
        if not direct and has_object:  # "released prisoners from the jail": the parser hangs it on the object
            direct = [t for o in found.objects for part in (o, *modifiers(o, _OF)) for t in modifiers(part, slot.prepositions)]
        if not direct:  # "fell within a week *to X*", hung on the week
            spans = (t for _, t in found.obliques if t.lemma_.lower() in TIMES)
            direct = [t for span in spans for t in modifiers(span, slot.prepositions - _IN_TIME)]
        if not direct and slot.prepositions & _FROM:  # "pulled back to X *from Y*", hung on X
            goals = (t for words, t in found.obliques if words & _TO)
            direct = [t for goal in goals for t in modifiers(goal, _FROM)]
        if not direct and slot.prepositions & found.particles and found.objects:  # "took over the airport"
            direct = list(found.objects)
        return tuple(direct)


def _first(verb: Token, phrases: list[Token]) -> list[Token]:
    """The first phrase behind a verb, with those joined to it: "fired on *cars* on the motorway"."""
    behind = [t for t in phrases if t.i > verb.i and not tells_time(t)]
    return [t for t in behind if t == behind[0] or t.dep_ == "conj" or any(c.dep_ == "cc" for c in t.children)] or phrases


def _leaves_so(found: Clause) -> bool:
    """ "*Left* the road *open*", "the town *in ruins*": told of what becomes of something, not of who goes away."""
    so = (c for c in found.verb.rights if c.dep_ == "xcomp" and (c.pos_ in {"ADJ", "NOUN"} or c.tag_ == "VBN"))
    if found.verb.lemma_ == "hold" and any(c.lemma_ in _ANSWERING for c in found.verb.rights):
        return True  # "*held* Kenya *responsible*"
    if found.verb.lemma_ == "leave" and any(c.lower_ == "behind" for c in found.verb.rights):
        return True
    if found.verb.lemma_ in _LEAVING and found.verb.dep_ == "acl:relcl" and any(t.lemma_ in _VEHICLES for t in found.subjects):
        return True  # "a convoy *that had left X* was ambushed": it set out from there
    ruined = any("in" in words and t.lemma_.lower() in _RUINED for words, t in found.obliques)
    return found.verb.lemma_ == "leave" and (ruined or any(c.i > t.i for c in so for t in found.objects))


def _days_of(verb: Token) -> bool:
    """Whether a form in -ing is the noun of "five days of *fighting*"."""
    return verb.tag_ == "VBG" and verb.dep_ == "acl" and [c.lower_ for c in verb.lefts] == ["of"]
