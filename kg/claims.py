"""Candidate claims: the verb and noun frames of the lexicon, matched on the clauses of an article."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import Clause, case_words, clause, coordinated, modifiers, possessor
from kg.clusters import Cluster
from kg.coreference import Resolver
from kg.ends import Candidate, Ends
from kg.frames import OBJECT, OTHER, SUBJECT, Bare, NounFrame, Slot, VerbFrame
from kg.lexicon import Lexicon
from kg.ontology import Ontology
from kg.phrases import ACTOR
from kg.rejections import Reason, Rejections

# verbs that lend their subject to an event noun that is their object: "carried out airstrikes on", "announced the capture of"
_LIGHT = frozenset(
    "carry conduct launch mount stage begin start make complete commit perform undertake execute lead order continue resume open "
    "wage step deliver unleash initiate intensify press do have use drive put".split()
)
_TELLING = frozenset("claim announce confirm acknowledge admit celebrate declare hail describe report".split())
_GERUNDS = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod"})
_AGENTIVE = frozenset({"by", "to"})
_OF = frozenset({"of"})
_WHERE = frozenset({"in", "at", "near", "of"})
_DURING = frozenset({"in", "during"})
_TARGETS = frozenset({"target", "object", "scene", "site"})
_RESPONDING = frozenset({"respond", "retaliate", "reply", "answer", "react", "begin", "open", "continue"})
_MEANS = frozenset({"in", "by", "during", "following"})


class Frames:
    """Matches the lexicon's frames against one article."""

    def __init__(self, resolver: Resolver, lexicon: Lexicon, ontology: Ontology, rejected: Rejections | None = None) -> None:
        self.resolver = resolver
        self.lexicon = lexicon
        self.ends = Ends(resolver, lexicon, ontology, rejected)
        self.rejected = self.ends.rejected

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of their triggers."""
        for token in tokens:
            lemma = token.lemma_.lower()
            if token.pos_ in {"VERB", "AUX"} or (token.pos_ == "ADJ" and token.tag_ in {"VBN", "VBG"}):
                frames = self.lexicon.verb_frames.get(lemma)
                if frames:
                    yield from self._verb(clause(token), frames)
            if token.pos_ == "NOUN" and lemma in self.lexicon.verb_frames and any(c.dep_ == "obj" for c in token.children):
                yield from self._verb(clause(token), self.lexicon.verb_frames[lemma])  # "forces control X", "control" read as a noun
            elif token.pos_ in {"NOUN", "PROPN"} or (token.pos_ == "VERB" and token.dep_ in _GERUNDS):
                nouns = self.lexicon.noun_frames.get(lemma) or self.lexicon.noun_frames.get(token.lower_)
                if nouns and self.resolver.cast.index_at(token.i) is None:
                    for frame in nouns:
                        yield from self._noun(token, frame)

    # verbs

    def _verb(self, found: Clause, frames: tuple[VerbFrame, ...]) -> Iterator[Candidate]:
        unsaid = self.lexicon.elliptic.get(found.verb.lemma_.lower())
        if unsaid is not None and any(t.lemma_.lower() in unsaid.objects for t in found.objects):
            # who frees prisoners does not free their prison
            frames = tuple(frame for frame in frames if frame.relation == unsaid.relation)
        for frame in frames:
            fillers = self._fill(found, frame)
            if fillers is None:
                continue
            subjects, objects = fillers
            if found.borrowed and not found.passive:  # "described the operation as reclaiming": a speaker does not do what he tells of
                subjects = tuple(t for t in subjects if not self._person(t))
            yield from self.ends.pairs(frame.relation, found.verb, subjects, objects, frame.name)
        if unsaid is not None:
            yield from self._elided(found, unsaid)

    def _elided(self, found: Clause, unsaid: Bare) -> Iterator[Candidate]:
        """ "The troops retreated", "stormed the jail and freed the inmates": from the place said last."""
        if found.verb.tag_ == "VB" or not found.subjects or found.passive or any(words & {"from", "of"} for words, _ in found.obliques):
            return
        if {t.lemma_.lower() for t in found.objects} - unsaid.objects or bool(found.objects) != bool(unsaid.objects):
            return
        if found.verb.lemma_ == "pull" and not found.particles & {"out", "back"}:
            return
        where = self.resolver.latest_location(found.verb)
        for subject in found.subjects if where is not None else ():
            actor = self.ends.allowed(subject, unsaid.relation)
            if actor is not None and where is not None:
                yield Candidate(unsaid.relation, found.verb, subject, subject, actor, where, "verb.elided")

    def _person(self, token: Token) -> bool:
        cluster = self.resolver.resolve(token, ACTOR)
        return cluster is not None and cluster.class_name == "Person"

    def _fights(self, token: Token) -> bool:
        cluster = self.resolver.resolve(token, ACTOR)
        return cluster is not None and (cluster.class_name in {"ArmedGroup", "State"} or not self._is_outlet(cluster))

    def _is_outlet(self, cluster: Cluster) -> bool:
        return cluster.class_name != "Organization" or any(
            self.lexicon.heads.get(n.split()[-1].lower()) == "Organization" for n in cluster.names
        )

    def _fill(self, found: Clause, frame: VerbFrame) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
        roles: dict[str, tuple[Token, ...]] = {SUBJECT: (), OBJECT: (), OTHER: ()}
        noun: Token | None = None
        words = {word for slot in frame.slots for word in slot.prepositions | slot.particles}
        if any(c.dep_ == "compound:prt" and c.lower_ not in words | {"back"} for c in found.verb.children):
            self.rejected.add(Reason.OTHER_VERB, frame.relation, found.verb)  # "shot down" is not "shot"
            return None
        if frame.nouns:
            noun = self._frame_noun(found, frame)
            if noun is None:
                return None
        if frame.first == OBJECT and not frame.nouns and found.passive:
            roles[OBJECT] = found.objects
        else:
            roles[frame.first] = found.subjects if not (found.passive and frame.first == OBJECT) else found.objects
        direct = [s for s in frame.slots if not s.prepositions]
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

    def _may_be_other(self, relation: str, tokens: tuple[Token, ...]) -> bool:
        kinds = self.lexicon.others.get(relation)
        counted = (any(c.dep_ == "nummod" for c in t.lefts) for t in tokens)
        return kinds is None or any(counted) or any(self.lexicon.kind(t) in kinds or t.pos_ in {"PROPN", "NUM", "PRON"} for t in tokens)

    def _frame_noun(self, found: Clause, frame: VerbFrame) -> Token | None:
        pool: list[Token] = list(found.objects)
        if frame.noun_prepositions:
            pool = [token for words, token in found.obliques if words & frame.noun_prepositions]
        return next((t for t in pool if t.lemma_.lower() in frame.nouns), None)

    def _slot(self, found: Clause, slot: Slot, noun: Token | None, has_object: bool) -> tuple[Token, ...]:
        if not slot.prepositions:
            return tuple(t for t in found.objects if t != noun)
        if slot.particles and not (slot.particles & found.particles or any(slot.particles & words for words, _ in found.obliques)):
            return ()
        if noun is not None and slot.of_noun:
            hanging = modifiers(noun, slot.prepositions)
            if not hanging and noun.lemma_ == "side":  # "on *X's* side"
                hanging = possessor(noun)
            if hanging:
                return hanging
        direct = [token for words, token in found.obliques if words & slot.prepositions]
        if not direct and has_object:  # "released prisoners from the jail": the parser hangs it on the object
            direct = [t for o in found.objects for part in (o, *modifiers(o, _OF)) for t in modifiers(part, slot.prepositions)]
        if not direct and slot.prepositions & found.particles and found.objects:  # "took over the airport"
            direct = list(found.objects)
        return tuple(direct)

    # nouns

    def _noun(self, noun: Token, frame: NounFrame) -> Iterator[Candidate]:
        if frame.pair:
            pair = modifiers(noun, frame.pair)
            if not pair and noun.dep_.startswith("nsubj"):  # "clashes erupted between X and Y"
                pair = tuple(t for words, t in clause(noun.head).obliques if words & frame.pair)
            pair = tuple(self.ends.apart(pair))
            if len(pair) > 1:
                yield from self.ends.pairs(frame.relation, noun, pair[:1], pair[1:], frame.name + ".between")
                return
        objects = modifiers(noun, frame.object)
        verb = noun.head if noun.dep_ in {"obj", "obl", "nsubj:pass", "conj", "xcomp"} else None
        if not objects and verb is not None and verb.pos_ == "VERB":  # "launched an assault on X", hung on the verb
            objects = tuple(t for words, t in clause(verb).obliques if words & (frame.object - _WHERE))
            if not objects and verb.lemma_.lower() in _LIGHT:  # "conducted airstrikes in Tikrit"
                objects = tuple(t for words, t in clause(verb).obliques if words & _WHERE & frame.object and self._is_place(t))
        if not objects:  # "the withdrawal of the forces from X", hung on the forces
            objects = tuple(t for agent in modifiers(noun, frame.subject) for t in modifiers(agent, frame.object - frame.subject))
        objects = tuple(t for o in objects for t in self._targets(o, frame))
        if not objects:
            objects = self._goal(noun) or self._suffering(noun)
        if not objects and frame.elliptic:
            yield from self._placeless(noun, frame)
        if not objects:
            self.rejected.add(Reason.NO_OBJECT, frame.relation, noun, wanted=frame.object)
            return
        for subjects, how in self._doers(noun, frame, verb):
            found = list(
                self.ends.pairs(frame.relation, noun, subjects, tuple(t for t in objects if t not in subjects), f"{frame.name}.{how}")
            )
            if found:
                yield from found
                return
        self.rejected.add(Reason.NO_SUBJECT, frame.relation, noun)

    def _targets(self, token: Token, frame: NounFrame) -> tuple[Token, ...]:
        """What an attack that somebody claims was on: "responsibility for an attack on *X*"."""
        frames = self.lexicon.noun_frames.get(token.lemma_.lower(), ()) if self.resolver.cast.index_at(token.i) is None else ()
        same = [f for f in frames if f.relation == frame.relation]
        return tuple(t for f in same for t in modifiers(token, f.object)) if same else (token,)

    def _goal(self, noun: Token) -> tuple[Token, ...]:
        """What an offensive is to take: "an offensive to retake *the town*" is an attack on it."""
        goals = (c for c in noun.children if c.dep_ == "acl" and any(x.lower_ == "to" for x in c.children))
        return tuple(t for c in goals if c.lemma_.lower() in self.lexicon.verb_frames for t in clause(c).objects)

    def _suffering(self, noun: Token) -> tuple[Token, ...]:
        """What is "the *target* of an attack"."""
        target = noun.head
        copular = target.lemma_ in _TARGETS and noun.dep_ == "nmod" and any(c.dep_ == "cop" for c in target.children)
        return tuple(t for c in target.children if c.dep_ == "nsubj" for t in coordinated(c)) if copular else ()

    def _is_place(self, token: Token) -> bool:
        k = self.resolver.cast.index_at(token.i)
        return k is not None and self.resolver.cast.of(k).class_name == "Place"

    def _placeless(self, noun: Token, frame: NounFrame) -> Iterator[Candidate]:
        """ "Ending a siege by X": of the place said last."""
        where = self.resolver.latest_location(noun)
        for subject in (*modifiers(noun, frame.subject), *possessor(noun)):
            actor = self.ends.allowed(subject, frame.relation)
            if actor is not None and where is not None:
                yield Candidate(frame.relation, noun, subject, subject, actor, where, f"{frame.name}.elided")

    def _doers(self, noun: Token, frame: NounFrame, verb: Token | None) -> Iterator[tuple[tuple[Token, ...], str]]:
        """Who may do what an event noun names, the surest first: by phrase, possessor, modifier, subject of a light verb."""
        agents = modifiers(noun, frame.subject - frame.object)
        if not agents:  # "the killing of six workers by gunmen", "the fall of X to Y", hung on what was hit
            agents = tuple(t for o in modifiers(noun, frame.object) for t in modifiers(o, frame.subject & _AGENTIVE))
        if agents:
            yield agents, "by" if "by" in frame.subject else "of"
        owners = possessor(noun)
        if owners:
            yield owners, "possessor"
        if frame.modifier:
            yield from (((child,), "modifier") for child in noun.lefts if child.dep_ in {"amod", "compound", "nmod"})
        if verb is not None and verb.pos_ == "VERB" and noun.dep_ == "obl":
            yield from self._with(noun, verb)
        elif verb is not None and verb.pos_ == "VERB":
            if verb.lemma_.lower() in _LIGHT:
                yield clause(verb).subjects, "light"
            elif verb.lemma_.lower() in _TELLING:  # an agency that reports a capture has captured nothing
                yield tuple(t for t in clause(verb).subjects if self._fights(t)), "announced"

    def _with(self, noun: Token, verb: Token) -> Iterator[tuple[tuple[Token, ...], str]]:
        """Who responds "*with* airstrikes on X", or kills somebody "*in* an attack on X"."""
        cases, found, lemma = case_words(noun), clause(verb), verb.lemma_.lower()
        responds = "with" in cases and lemma in _RESPONDING
        harms = bool(cases & _DURING) and any(f.relation in self.lexicon.victims for f in self.lexicon.verb_frames.get(lemma, ()))
        if (responds or harms) and not found.passive:
            yield found.subjects, "with"
