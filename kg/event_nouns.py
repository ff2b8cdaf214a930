"""Candidate claims told by event nouns: "the capture of B by A", "A's withdrawal from B", "A launched an attack on B"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import antecedent, case_words, clause, modifiers, possessor, tells_time
from kg.clusters import Cluster
from kg.coordination import coordinated
from kg.ends import Candidate, Ends
from kg.frames import SUBJECT, NounFrame
from kg.phrases import ACTOR, LOCATION
from kg.rejections import Reason

# verbs that lend their subject to an event noun that is their object: "carried out airstrikes on", "announced the capture of"
_LIGHT = frozenset(
    "carry conduct launch mount stage begin start make complete commit perform undertake execute lead order continue resume open "
    "wage step deliver unleash initiate intensify press do have use drive put".split()
)
_IMPOSING = frozenset({"impose", "lay"})
_TELLING = frozenset("claim announce confirm acknowledge admit celebrate declare hail describe report".split())
_BY = frozenset({"by"})
_OF = frozenset({"of"})
_ON = frozenset({"on"})
_AGENTIVE = frozenset({"by", "to"})
_WHERE = frozenset({"in", "at", "near", "of", "inside", "across"})
_PLACED = frozenset({"in", "at", "near", "inside", "across"})
_SUFFERING = frozenset({"come", "be", "remain", "stay", "live", "fall"})
_DURING = frozenset({"in", "during"})
_TARGETS = frozenset({"target", "object", "scene", "site"})
_RESPONDING = frozenset({"respond", "retaliate", "reply", "answer", "react", "begin", "open", "continue"})
_HITTING = frozenset({"cost", "deprive", "weaken", "leave", "hit", "hurt", "force"})
_UPON = frozenset({"to", "for"})
_IN_SPITE = frozenset({"after", "despite", "following", "since", "with"})
_AROUND = frozenset({"after", "in", "during", "amid", "following"})


class EventNouns:
    """Matches the lexicon's noun frames against one article."""

    def __init__(self, ends: Ends) -> None:
        self.ends = ends
        self.resolver, self.lexicon, self.rejected = ends.resolver, ends.lexicon, ends.rejected

    def candidates(self, noun: Token, frame: NounFrame) -> Iterator[Candidate]:
        """Who does it to whom, as far as the noun's phrase and its clause tell."""
        if frame.pair:
            pair = modifiers(noun, frame.pair)
            if not pair and noun.dep_.startswith("nsubj"):  # "clashes erupted between X and Y"
                pair = tuple(t for words, t in clause(noun.head).obliques if words & frame.pair)
            pair = tuple(self.ends.parts.apart(pair))
            if len(pair) > 1:
                yield from self.ends.pairs(frame.relation, noun, pair[:1], pair[1:], frame.name + ".between")
                return
        phrase, verb = self._around(noun)
        hung = modifiers(noun, frame.object) or (modifiers(phrase, frame.object - _OF) if phrase != noun else ())
        told = tuple(t for t in hung if not tells_time(t))
        objects = tuple(t for t in told if not (words := case_words(t)) or words - _PLACED) or told  # "a raid on X in Y" is on X
        objects = objects or self._goal(noun)
        if not objects and verb is not None and verb.pos_ == "VERB":  # "launched an assault on X", hung on the verb
            around = [(words, t) for words, t in clause(verb).obliques if not tells_time(t)]
            objects = tuple(t for words, t in around if words & (frame.object - _WHERE))
            if not objects and verb.lemma_.lower() in _LIGHT:  # "conducted airstrikes in Tikrit"
                objects = tuple(t for words, t in around if words & _WHERE & frame.object and self._is_place(t))
        if not objects:  # "the withdrawal of the forces from X", hung on the forces
            behind = (frame.object - frame.subject - _WHERE) or frame.object - frame.subject
            objects = tuple(t for agent in modifiers(noun, frame.subject) for t in modifiers(agent, behind))
        objects = tuple(t for o in objects or self._launched_on(noun, frame) for t in self._targets(o, frame))
        if not objects:
            objects = self._undergoing(noun, frame) or self._suffering(noun) or self._repelling(noun, frame) or self._taken(noun, frame)
        if not objects and frame.elliptic:
            yield from self._placeless(noun, frame)
        if not objects:
            self.rejected.add(Reason.NO_OBJECT, frame.relation, noun, wanted=frame.object)
            return
        for subjects, how in self._doers(noun, frame, phrase, verb):
            found = list(
                self.ends.pairs(frame.relation, noun, subjects, tuple(t for t in objects if t not in subjects), f"{frame.name}.{how}")
            )
            if found:
                yield from found
                return
        self.rejected.add(Reason.NO_SUBJECT, frame.relation, noun)

    def _launched_on(self, noun: Token, frame: NounFrame) -> tuple[Token, ...]:
        """What it was on, behind who is told to have done it: "an attack *launched by X on Y*", "a siege imposed by X *on Y*"."""
        told = next(
            (c for c in noun.rights if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_.lower() in _LIGHT | _TELLING | _IMPOSING), None
        )
        if told is None:
            return ()
        words = frame.object - _OF | (_ON if told.lemma_.lower() in _IMPOSING else frozenset())
        hung = ((case_words(t), t) for agent in clause(told).subjects for t in modifiers(agent, words))
        around = [(cases, t) for cases, t in (*clause(told).obliques, *hung) if cases & words and not tells_time(t)]
        return tuple(t for cases, t in around if cases - _WHERE or self._is_place(t))

    def _targets(self, token: Token, frame: NounFrame) -> tuple[Token, ...]:
        """What an attack that somebody claims was on: "responsibility for an attack on *X*"."""
        frames = self.lexicon.noun_frames.get(token.lemma_.lower(), ()) if self.resolver.cast.index_at(token.i) is None else ()
        same = [f for f in frames if f.relation == frame.relation]
        return tuple(t for f in same for t in modifiers(token, f.object)) if same else (token,)

    def _goal(self, noun: Token) -> tuple[Token, ...]:
        """What an offensive is to take: "launched an offensive to retake *the town*" is an attack on it, wherever that hangs."""
        light = noun.dep_ == "obj" and noun.head.lemma_.lower() in _LIGHT
        purposes = [*noun.rights, *(c for c in noun.head.rights if light and c.i > noun.i)]
        goals = (c for c in purposes if c.dep_ in {"acl", "advcl", "xcomp"} and any(x.lower_ == "to" for x in c.lefts))
        return tuple(t for c in goals if c.lemma_.lower() in self.lexicon.verb_frames for t in clause(c).objects)

    def _undergoing(self, noun: Token, frame: NounFrame) -> tuple[Token, ...]:
        """What owns the event that it undergoes: "*its* seizure by X", "*the town*'s fall to X"."""
        return possessor(noun) if "of" in frame.object and modifiers(noun, frame.subject & _AGENTIVE) else ()

    def _suffering(self, noun: Token) -> tuple[Token, ...]:
        """What is "the *target* of an attack", or "*came under* daily bombardment"."""
        if "under" in case_words(noun):
            below = clause(noun.head).subjects if noun.dep_ == "obl" and noun.head.lemma_ in _SUFFERING else ()
            return below or tuple(t for c in noun.lefts if c.dep_ == "nsubj" for t in coordinated(antecedent(c)))
        target = noun.head
        copular = target.lemma_ in _TARGETS and noun.dep_ == "nmod" and any(c.dep_ == "cop" for c in target.children)
        return tuple(t for c in target.children if c.dep_ == "nsubj" for t in coordinated(c)) if copular else ()

    def _repelling(self, noun: Token, frame: NounFrame) -> tuple[Token, ...]:
        """Who "*repelled* an attack by the rebels": its target."""
        repelled = noun.dep_ == "obj" and noun.head.lemma_.lower() in self.lexicon.repelled.get(frame.relation, ())
        return clause(noun.head).subjects if repelled else ()

    def _taken(self, noun: Token, frame: NounFrame) -> tuple[Token, ...]:
        """What is taken "*after* a siege of six weeks"."""
        return clause(noun.head).objects if self._takes(noun, frame) else ()

    def _takes(self, noun: Token, frame: NounFrame) -> bool:
        frames = self.lexicon.verb_frames.get(noun.head.lemma_.lower(), ()) if frame.elliptic and noun.dep_ == "obl" else ()
        return any(f.relation in self.lexicon.follows and f.first == SUBJECT for f in frames) and bool(case_words(noun) & _AROUND)

    def _is_place(self, token: Token) -> bool:
        place = self.resolver.resolve(token, LOCATION)
        return place is not None and place.class_name == "Place" and bool(place.names)

    def _placeless(self, noun: Token, frame: NounFrame) -> Iterator[Candidate]:
        """ "Ending a siege by X": of the place said last."""
        where = self.resolver.latest_location(noun)
        for subject in (*modifiers(noun, frame.subject), *possessor(noun)):
            actor = self.ends.allowed(subject, frame.relation)
            if actor is not None and where is not None:
                yield Candidate(frame.relation, noun, subject, subject, actor, where, f"{frame.name}.elided")

    def doer(self, noun: Token) -> Cluster | None:
        """Who does what an event noun names, whomever it is done to: "an ambush *by X*", "*X* carried out an attack"."""
        phrase, verb = self._around(noun)
        for frame in self.lexicon.noun_frames.get(noun.lemma_.lower(), ()):
            for subjects, _ in self._doers(noun, frame, phrase, verb) if not frame.pair else ():
                found = next((a for t in subjects if (a := self.ends.allowed(t, frame.relation)) is not None), None)
                if found is not None:
                    return found
        return None

    def _around(self, noun: Token) -> tuple[Token, Token | None]:
        """The phrase that an event noun stands in ("*a series* of raids", "*two* of the attacks") and the verb that governs it."""
        of = noun.dep_ == "nmod" and case_words(noun) == _OF
        partitive = of and (noun.head.pos_ == "NUM" or noun.head.lemma_.lower() in self.lexicon.words["partitive"])
        phrase = noun.head if partitive else noun
        return phrase, phrase.head if phrase.dep_ in {"obj", "obl", "nsubj:pass", "conj", "xcomp"} else None

    def _doers(self, noun: Token, frame: NounFrame, phrase: Token, verb: Token | None) -> Iterator[tuple[tuple[Token, ...], str]]:
        """Who may do what an event noun names, the surest first: by phrase, possessor, modifier, subject of a light verb."""
        agents = modifiers(noun, frame.subject - frame.object)
        if not agents:  # "the killing of six workers by gunmen", "the fall of X to Y", hung on what was hit
            agents = tuple(t for o in modifiers(noun, frame.object) for t in modifiers(o, frame.subject & _AGENTIVE))
        if not agents and verb is not None and phrase.dep_ == "obj" and not clause(verb).passive:  # "repelled an attack on X *by Y*"
            agents = tuple(t for words, t in clause(verb).obliques if words & frame.subject & _BY)
        if agents:
            yield agents, "by" if "by" in frame.subject else "of"
        for told in noun.rights if frame.modifier else ():  # "the attack *launched by* X", "the recapture, *announced by* the army"
            if told.dep_ == "acl" and told.tag_ == "VBN" and told.lemma_.lower() in _LIGHT | _TELLING | _IMPOSING:
                yield tuple(t for t in clause(told).subjects if told.lemma_.lower() not in _TELLING or self._fights(t)), "announced"
            elif told.dep_ == "acl:relcl" and told.lemma_.lower() in _LIGHT | _IMPOSING:  # "the siege *that X had imposed*"
                yield tuple(t for t in clause(told).subjects if t != noun), "light"
        owners = possessor(noun)
        if owners and frame.modifier:  # "X's loss of the town" is not X's doing
            yield owners, "possessor"
        if frame.modifier:
            yield from (((child,), "modifier") for child in noun.lefts if child.dep_ in {"amod", "compound", "nmod"})
        if self.ends.ontology.relations[frame.relation].symmetric and frame.pair:
            yield from self._involved(noun)
            if any(c.dep_ == "cop" for c in noun.children):  # "*X* is at war with Y"
                yield tuple(t for c in noun.lefts if c.dep_ == "nsubj" for t in coordinated(antecedent(c))), "subject"
        if frame.borne:
            yield tuple(t for t in self._bearers(noun) if self._fights(t)), "borne"
        if verb is not None and verb.pos_ == "VERB" and phrase.dep_ == "obl":
            yield from self._with(phrase, verb, frame)
        elif verb is not None and verb.pos_ == "VERB" and frame.modifier:  # who admits a loss has taken nothing
            if verb.lemma_.lower() in _LIGHT:
                yield clause(verb).subjects, "light"
            elif verb.lemma_.lower() in _TELLING:  # an agency that reports a capture has captured nothing
                yield tuple(t for t in clause(verb).subjects if self._fights(t)), "announced"

    def _with(self, noun: Token, verb: Token, frame: NounFrame) -> Iterator[tuple[tuple[Token, ...], str]]:
        """Who responds "*with* airstrikes on X", kills somebody "*in* an attack on X", takes X "*after* a siege"."""
        cases, found, lemma = case_words(noun), clause(verb), verb.lemma_.lower()
        responds = "with" in cases and lemma in _RESPONDING
        harms = bool(cases & _DURING) and any(f.relation in self.lexicon.victims for f in self.lexicon.verb_frames.get(lemma, ()))
        if ((responds or harms) and not found.passive) or self._takes(noun, frame):
            yield found.subjects, "with"

    def _bearers(self, noun: Token) -> tuple[Token, ...]:
        """Whom "the loss of X *costs*" something, to whom it "is a blow", who went on "*despite* the loss of X"."""
        head = noun.head
        if noun.dep_.startswith("nsubj"):
            hit = clause(head).objects if head.lemma_ in _HITTING else ()
            return hit or modifiers(head, _UPON) if head.pos_ in {"VERB", "NOUN"} else ()
        return clause(head).subjects if noun.dep_ == "obl" and head.pos_ == "VERB" and case_words(noun) & _IN_SPITE else ()

    def _involved(self, noun: Token) -> Iterator[tuple[tuple[Token, ...], str]]:
        """Who recaptures a town "after days of *fighting* with X", or is killed "in *clashes* with X"."""
        node = noun
        while node.dep_ in {"nmod", "acl", "obl"} and node.head != node and node.head.pos_ in {"NOUN", "PROPN"}:
            node = node.head
        if node.dep_ == "obl" and node.head.pos_ == "VERB" and case_words(node) & _AROUND:
            found = clause(node.head)
            yield (found.objects if found.passive else found.subjects), "around"

    def _fights(self, token: Token) -> bool:
        cluster = self.resolver.resolve(token, ACTOR)
        return cluster is not None and (cluster.class_name in {"ArmedGroup", "State"} or not self._is_outlet(cluster))

    def _is_outlet(self, cluster: Cluster) -> bool:
        return cluster.class_name != "Organization" or any(
            self.lexicon.heads.get(n.split()[-1].lower()) == "Organization" for n in cluster.names
        )
