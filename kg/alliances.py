"""Who stands with whom, told by a noun: "its ally Russia", "Iran, a backer of the regime", "with the help of the militia"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims import Frames
from kg.clauses import antecedent, clause, modifiers, possessor
from kg.coordination import coordinated
from kg.ends import Candidate
from kg.lexicon import Lexicon

_OF = frozenset({"of", "for", "to"})
_TO = frozenset({"to", "with", "of"})
_CARRIERS = frozenset({"with", "in"})  # "with the support of X", "in support of X"


class Alliances:
    """Finds them in one article."""

    def __init__(self, frames: Frames, lexicon: Lexicon) -> None:
        self.frames = frames
        self.allies = lexicon.nouns.get("allies", {})
        self.help = lexicon.nouns.get("help", {})
        self.loyal = lexicon.nouns.get("loyal", {})
        self.cast = frames.resolver.cast

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of the nouns."""
        for token in tokens:
            if token.lower_ in self.loyal:
                yield from self._pairs(token, self.loyal[token.lower_], _loyal(token), modifiers(token, _TO), "adjective.loyal")
            if token.pos_ not in {"NOUN", "PROPN"}:
                continue
            lemma = token.lemma_.lower()
            if lemma in self.allies:
                whose = (*possessor(token), *modifiers(token, _OF))
                yield from self._pairs(token, self.allies[lemma], self._beside(token), whose, "noun.ally")
                for owner in whose:  # "its *Cossack* allies"
                    yield from self._pairs(token, self.allies[lemma], self._named_before(token), (owner,), "noun.ally")
            elif lemma in self.help and {c.lower_ for c in token.children if c.dep_ == "case"} & _CARRIERS:
                verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
                if verb is not None:
                    whose = modifiers(token, _OF) or _behind(token) or self._named_before(token)  # "with *Kenyan* support"
                    yield from self._pairs(token, self.help[lemma], clause(verb).subjects, whose, "noun.help")

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
        if any(c.dep_ == "cop" for c in noun.children):
            found.extend(t for c in noun.children if c.dep_ == "nsubj" for t in coordinated(antecedent(c)))
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


def _loyal(word: Token) -> tuple[Token, ...]:
    """Who is called loyal: the subject of "is loyal to", or the name that "a militia loyal to" describes."""
    subjects = tuple(t for c in word.children if c.dep_ in {"nsubj", "nsubj:pass"} for t in coordinated(antecedent(c)))
    described = word.head if word.dep_ in {"amod", "acl"} and word.i > word.head.i else None
    if described is not None and described.dep_ == "appos":
        described = described.head
    return subjects or ((described,) if described is not None and described.pos_ == "PROPN" else ())


def _behind(noun: Token) -> tuple[Token, ...]:
    """Whom a phrase right behind a noun names, even where it hangs on the verb: "with support *from X*"."""
    case = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    return tuple(coordinated(case.head)) if case.lower_ == "from" and case.dep_ == "case" else ()
