"""Who stands with whom, told by a noun: "its ally Russia", "Iran, a backer of the regime", "with the help of the militia"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims import Frames
from kg.clauses import antecedent, case_words, clause, modifiers, possessor, surface_subject
from kg.coordination import coordinated
from kg.ends import Candidate
from kg.led_by import named_beside
from kg.lexicon import Lexicon
from kg.predicates import told_of

_OF = frozenset({"of", "for", "to"})
_TO = frozenset({"to", "with", "of"})
_WITH = frozenset({"with"})
_TOGETHER = frozenset({"together", "side"})
_FORCES = frozenset({"ArmedGroup", "Troops"})
_GOVERNMENT = frozenset({"government", "regime"})
_NEAR = 4  # words from "pro-X" to the noun that it describes
_CARRIERS = frozenset({"with", "in"})  # "with the support of X", "in support of X"


class Alliances:
    """Finds them in one article."""

    def __init__(self, frames: Frames, lexicon: Lexicon) -> None:
        self.frames = frames
        self.lexicon = lexicon
        self.allies = lexicon.nouns.get("allies", {})
        self.help = lexicon.nouns.get("help", {})
        self.loyal = lexicon.nouns.get("loyal", {})
        self.pro = lexicon.nouns.get("pro", {})
        self.efforts = lexicon.nouns.get("efforts", {})
        self.together = lexicon.nouns.get("together", {})
        self.cast = frames.resolver.cast

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of the nouns."""
        for token in tokens:
            if token.lower_ in self.loyal:
                yield from self._pairs(token, self.loyal[token.lower_], self._loyal(token), modifiers(token, _TO), "adjective.loyal")
                joined = token.dep_ == "amod" and token.head.dep_ == "conj" and not modifiers(token, _TO)
                if joined and self.lexicon.kind(token.head) in _FORCES:  # "the army *and allied* militias"
                    yield from self._pairs(token, self.loyal[token.lower_], (token.head.head,), (token.head,), "adjective.allied")
            elif token.lower_ in self.pro and token.i + 2 < len(token.doc) and token.nbor(1).text == "-":
                yield from self._pro(token, self.pro[token.lower_])
            elif token.lower_ in _TOGETHER and token.head.lemma_.lower() in self.together and token.dep_ == "advmod":
                yield from self._fighting(token, self.together[token.head.lemma_.lower()])
            if token.pos_ not in {"NOUN", "PROPN"}:
                continue
            lemma = token.lemma_.lower()
            if lemma in self.efforts and possessor(token):
                yield from self._furthered(token, self.efforts[lemma])
            if lemma in self.allies:
                whose = (*possessor(token), *modifiers(token, _OF))
                beside = self._beside(token)
                if not whose and token.tag_ == "NN":  # "X, a *Kenyan* ally"
                    whose = self._named_before(token)
                if not whose and token.tag_ == "NNS" and len(beside) > 1:  # "X and Y were allies"
                    yield from self._pairs(token, self.allies[lemma], beside[:1], beside[1:], "noun.allies")
                yield from self._pairs(token, self.allies[lemma], beside, whose, "noun.ally")
                for owner in whose:  # "its *Cossack* allies"
                    yield from self._pairs(token, self.allies[lemma], self._named_before(token), (owner,), "noun.ally")
            elif lemma in self.help and {c.lower_ for c in token.children if c.dep_ == "case"} & _CARRIERS:
                helped = self._helped(token)
                whose = (
                    modifiers(token, _OF | _WITH) or _behind(token) or self._named_before(token) if helped else ()
                )  # "with *Kenyan* support"
                yield from self._pairs(token, self.help[lemma], helped, whose, "noun.help")

    def _helped(self, noun: Token) -> tuple[Token, ...]:
        """Who is helped: the subject of the verb that the phrase goes with, or of "is in the pay of"; "raiders *in the pay of* X"."""
        if any(c.dep_ == "cop" for c in noun.children):
            return surface_subject(noun)[0]
        if noun.head.pos_ in {"NOUN", "PROPN"} and "in" in case_words(noun):
            return (noun.head,)
        verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
        return clause(verb).subjects if verb is not None else ()

    def _loyal(self, word: Token) -> tuple[Token, ...]:
        """Who is called loyal: the subject of "is loyal to", or the name that "a militia loyal to" describes."""
        subjects = tuple(t for c in word.children if c.dep_ in {"nsubj", "nsubj:pass"} for t in coordinated(antecedent(c)))
        described = word.head if word.dep_ in {"amod", "acl", "acl:relcl", "advcl"} and word.i > word.head.i else None
        if described is not None and described.dep_ == "appos":
            described = described.head
        if described is not None and described.pos_ != "PROPN" and self.lexicon.kind(described) != "ArmedGroup":
            return subjects  # "forces loyal to X" are his, gunmen may be anybody's
        return subjects or ((described,) if described is not None and described.pos_ in {"PROPN", "NOUN"} else ())

    def _pro(self, pro: Token, relation: str) -> Iterator[Candidate]:
        """ "A *pro-Moscow* militia", "a *pro-government* militia": the government of the state that the article is about."""
        target, whose = pro.nbor(2), self._described(pro)
        if target.lower_ not in _GOVERNMENT:
            yield from self._pairs(pro, relation, whose, (target,), "adjective.pro")
            return
        state = self.frames.resolver.named_states.main()
        side = self.cast.side(state) if state is not None else self.cast.own(target.text, "State")
        for subject in whose:
            one = self.frames.ends.actor(subject, self.frames.ends.ontology.relations[relation].domain)
            if one is not None:
                yield Candidate(relation, pro, subject, target, one, side, "adjective.pro")

    def _furthered(self, effort: Token, relation: str) -> Iterator[Candidate]:
        """ "Kenya backs *the Front's campaign*", "its support for *the army's offensive*": who does so is on their side."""
        head = effort.head
        frames = self.lexicon.verb_frames.get(head.lemma_.lower(), ())
        if effort.dep_ in {"obj", "nsubj:pass"} and any(f.relation == relation and not f.nouns for f in frames):
            yield from self._pairs(effort, relation, clause(head).subjects, possessor(effort), "noun.effort")
        elif head.lemma_.lower() in self.help and case_words(effort) & _OF:
            verb = next((t for t in head.ancestors if t.pos_ == "VERB"), head)
            yield from self._pairs(effort, relation, possessor(head) or clause(verb).subjects, possessor(effort), "noun.effort")

    def _described(self, pro: Token) -> tuple[Token, ...]:
        """The group's name that "a pro-X militia" is set beside, or "the pro-X" stands before."""
        noun = next((t for t in pro.doc[pro.i + 3 : pro.i + 3 + _NEAR] if t.pos_ in {"NOUN", "PROPN"} and t.dep_ != "compound"), None)
        if noun is None or not set(noun.doc[pro.i + 2 : noun.i]).issubset(noun.subtree):
            return ()
        name = named_beside(noun, self.cast) or noun
        k = self.cast.index_at(name.i)
        if k is None or self.cast.of(k).class_name != "ArmedGroup":
            return ()
        mention = self.cast.mentions[k]
        return (name,) if not mention.first <= pro.i < mention.last else ()  # "pro-X fighters" as a name

    def _fighting(self, word: Token, relation: str) -> Iterator[Candidate]:
        """ "They fought *together*", "A fought *side by side* with B"."""
        told = clause(word.head)
        partners = tuple(t for words, t in told.obliques if "with" in words)
        if word.lower_ == "side" and word.nbor(1).lower_ != "by":
            return
        subjects = told.subjects if partners else told.subjects[:1]
        yield from self._pairs(word, relation, subjects, partners or told.subjects[1:], "verb.together")

    def _named_before(self, noun: Token) -> tuple[Token, ...]:
        """The names and nationalities in front of a noun: "its *Kenyan* allies"."""
        return tuple(c for c in noun.lefts if c.dep_ in {"compound", "amod"} and c.text[:1].isupper())

    def _beside(self, noun: Token) -> tuple[Token, ...]:
        """Who is called an ally: the name in apposition, before or behind, or the subject of the copula."""
        found = [t for c in noun.children if c.dep_ in {"appos", "flat"} for t in coordinated(c)]
        first = noun
        while first.dep_ == "conj":  # "X, its founder and *an ally* of Y"
            first = first.head
        if first.dep_ == "appos":
            found.append(first.head)
        found.extend(told_of(noun))
        if not found and noun.i + 1 < len(noun.doc) and self.cast.index_at(noun.i + 1) is not None:
            found.append(noun.nbor(1))
        return tuple(found)

    def _pairs(self, noun: Token, relation: str, subjects: tuple[Token, ...], objects: tuple[Token, ...], rule: str) -> Iterator[Candidate]:
        entry = self.frames.ends.ontology.relations[relation]
        for subject in subjects:
            one = self.frames.ends.actor(subject, entry.domain)
            for other in objects if one is not None else ():
                two = self.frames.ends.actor(other, entry.range)
                if one is not None and two is not None and one is not two:
                    yield Candidate(relation, noun, subject, other, one, two, rule)


def _behind(noun: Token) -> tuple[Token, ...]:
    """Whom a phrase right behind a noun names, even where it hangs on the verb: "with support *from X*"."""
    case = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    return tuple(coordinated(case.head)) if case.lower_ == "from" and case.dep_ == "case" else ()
