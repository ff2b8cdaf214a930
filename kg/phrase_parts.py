"""What one phrase names several of: "the cities of X and Y", "Russian and Ukrainian forces"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import modifiers, surface_subject
from kg.clusters import GROUPS
from kg.coordination import coordinated
from kg.coreference import Resolver
from kg.pairs import two_places

_OF = frozenset({"of"})
_FROM = frozenset({"of", "from"})
_GROUPS = frozenset({"ArmedGroup", "Organization"})


class PhraseParts:
    """Takes the phrases of one article apart."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.lexicon = resolver.lexicon

    def apart(self, tokens: tuple[Token, ...]) -> Iterator[Token]:
        """The parts of "the cities of X and Y" and "Russian and Ukrainian forces" one by one, other phrases as they are."""
        cast = self.resolver.cast
        for given in tokens:
            token = self._of_which(self._held(given))
            parts: list[Token] = self._nations(token)
            if cast.index_at(token.i) is None:
                if self.lexicon.kind(token) == "Place" or token.lemma_.lower() in self.lexicon.words["partitive"]:
                    parts = self._inside(token) or two_places(token, self.resolver)
                elif self.lexicon.kind(token) == "Facility" and token.tag_ == "NNS":  # "three sites, X, Y and Z"
                    parts = [t for c in token.rights if c.dep_ == "appos" for t in coordinated(c) if cast.index_at(t.i) is not None]
                elif token.tag_ == "NNS":
                    sides = [
                        t for c in token.lefts if c.dep_ in {"amod", "compound", "nmod"} for t in coordinated(c) if self._names_side(t)
                    ]
                    joined = sides and any(t.dep_ == "cc" for t in token.doc[sides[0].i : sides[-1].i])  # not "Libyan National Army units"
                    parts = sides if joined else []
                if not parts and token.tag_ == "NNS" and self.lexicon.kind(token) in _GROUPS:
                    parts = self._described(token)
                    if len(parts) == 1:
                        token = parts[0]
                armed = self.lexicon.kind(token) in {"ArmedGroup", "Troops"} or token.lemma_.lower() in self.lexicon.words["followers"]
                if not parts and armed:  # "a force of X and Y", "men from X and Y"
                    parts = [t for t in modifiers(token, _FROM) if self._names_side(t)]
            yield from parts if len(parts) > 1 else (token,)

    def led(self, token: Token) -> Token:
        """Whom one man leads: "*a coalition* of clans led by X", "*a unit* of men from Y led by X", wherever it is joined."""
        node = token
        while node.dep_ == "nmod" and node.head.pos_ == "NOUN":
            k = self.resolver.cast.index_at(node.i)
            if node.tag_ != "NNS" and (k is None or self.resolver.cast.of(k).class_name != "Place"):
                break
            node = node.head
            collective = node.lemma_.lower() in self.lexicon.words["collectives"] or self.lexicon.kind(node) == "Organization"
            if node.tag_ == "NN" and collective:
                return node
        return token

    def _described(self, token: Token) -> list[Token]:
        """The names that a phrase describes ("*A and B*, two groups that"), or which is one of it ("*A* is one of the groups that")."""
        one = token.head if token.dep_ == "nmod" and token.head.lower_ == "one" else None
        if one is not None and any(c.dep_ == "cop" for c in one.children):
            return [t for t in surface_subject(one)[0] if self._names_side(t)][:1]
        told = one if one is not None else token
        if told.dep_ != "appos":
            return []
        first = told.head
        while first.dep_ == "conj":
            first = first.head
        names = [t for t in coordinated(first) if t.i < told.i and self._names_side(t)]
        return names if one is None else names[-1:]

    def _inside(self, token: Token) -> list[Token]:
        """What "the cities of X and Y" or "much of X and the hills of Y" names, one by one."""
        inner = modifiers(token, _OF) or tuple(t for c in token.rights if c.dep_ == "appos" for t in coordinated(c))
        found: list[Token] = []
        for part in inner:
            if self.resolver.cast.index_at(part.i) is not None or self.lexicon.kind(part) == "Facility":
                found.append(part)
            elif part != token and (self.lexicon.kind(part) == "Place" or part.lemma_.lower() in self.lexicon.words["partitive"]):
                found.extend(self._inside(part))
        return found

    def _nations(self, token: Token) -> list[Token]:
        """ "Croatian and *Bosnian troops*", of which the name is only the second half."""
        k = self.resolver.cast.index_at(token.i)
        first = self.resolver.cast.mentions[k].first if k is not None else 0
        if k is None or first < 2 or token.doc[first - 1].lower_ != "and" or self.resolver.cast.of(k).state is None:
            return []
        other = token.doc[first - 2]
        return [other, token] if self._names_side(other) and other.pos_ == "ADJ" else []

    def _of_which(self, token: Token) -> Token:
        """What "most of X" is a part of, where the parser hung it on the verb."""
        case = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
        partitive = token.lemma_.lower() in self.lexicon.words["partitive"] and case.lower_ == "of"
        return case.head if partitive and case.dep_ == "case" and case.head.head == token.head and case.head != token else token

    def _held(self, token: Token) -> Token:
        """What is held, where the parser took the holder for it: "attacked the rebel-held *village*"."""
        doc = token.doc
        if token.i + 3 < len(doc) and doc[token.i + 1].text == "-" and doc[token.i + 2].lower_ in self.lexicon.participles["held"]:
            return next((doc[i] for i in range(token.i + 3, min(token.i + 7, len(doc))) if doc[i].pos_ in {"NOUN", "PROPN"}), token)
        return token

    def _names_side(self, token: Token) -> bool:
        k = self.resolver.cast.index_at(token.i)
        if k is not None:
            return self.resolver.cast.of(k).class_name in GROUPS
        return token.text[:1].isupper() and self.resolver.cast.states.state_of(token.text) is not None
