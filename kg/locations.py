"""What lies where: named places in other named places, told by apposition, "in", possessives and demonyms."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims import Candidate
from kg.clauses import modifiers
from kg.coreference import LOCATION, Resolver
from kg.entities import Cluster
from kg.lexicon import Lexicon
from kg.mentions import Mention

_IN = frozenset({"in", "of", "within"})
_ENDS = frozenset({".", "!", "?", "”", '"', "’", ":", ";", ")"})
_INSIDE = frozenset({"in", "within"})
_BETWEEN = frozenset(
    {
        "the",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "north",
        "south",
        "east",
        "west",
        "far",
        "north-eastern",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "north-western",
        "south-eastern",
        "south-western",
        "neighbouring",
        "nearby",
        "-",
    }
)
_DEEP = frozenset(
    {
        "countryside",
        "outskirts",
        "outskirt",
        "suburb",
        "part",
        "north",
        "south",
        "east",
        "west",
        "centre",
        "center",
        "province",
        "area",
        "region",
    }
)


class Locations:
    """Finds what lies where in one article; the relation is the one whose range is Place and whose domain is Location."""

    def __init__(self, resolver: Resolver, lexicon: Lexicon, relation: str) -> None:
        self.resolver = resolver
        self.lexicon = lexicon
        self.relation = relation
        self.cast = resolver.cast

    def candidates(self) -> Iterator[Candidate]:
        """All candidates, in the order of the inner place."""
        for k, mention in enumerate(self.cast.mentions):
            if self.cast.of(k).class_name not in {"Place", "Facility"} or mention.head.sent[-1].text not in _ENDS:
                continue  # a headline has no full stop
            yield from self._beside(k, mention)
            yield from self._apposition(k, mention)

    def _place(self, k: int) -> Cluster | None:
        cluster = self.cast.of(k)
        return cluster if cluster.class_name == "Place" else None

    def _made(self, inner: int, trigger: Token, outer: Token, where: Cluster | None, rule: str) -> Iterator[Candidate]:
        what = self.cast.of(inner)
        if where is not None and where is not what and not self._is_state(inner):
            yield Candidate(self.relation, trigger, self.cast.mentions[inner].head, outer, what, where, f"location.{rule}")

    def _is_state(self, k: int) -> bool:
        text = self.cast.mentions[k].text
        return self.cast.states.state_of(text) == text

    def _beside(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """ "X in Y", "X, in northern Y", "X, Y" with Y a state, and "Y's X"."""
        doc = mention.head.doc
        if k + 1 < len(self.cast.mentions):
            following = self.cast.mentions[k + 1]
            gap = [t.lower_ for t in doc[mention.last : following.first]]
            core = [w for w in gap if w not in _BETWEEN and w != ","]
            if len(gap) <= 5 and core == ["in"] and following.head.sent.start == mention.head.sent.start:
                attached = mention.head.pos_ in {"PROPN", "NOUN"} and (gap[0] == "in" or gap[0] == ",")
                if attached and (self.cast.of(k).class_name == "Facility" or gap[0] == "," or self._hangs(following.head, mention)):
                    yield from self._made(k, following.head, following.head, self._place(k + 1), "in")
            elif gap == [","] and self._is_state(k + 1) and not self._listed(following):
                yield from self._made(k, following.head, following.head, self._place(k + 1), "comma")
        if k > 0:
            owner = self.cast.mentions[k - 1]
            gap = [t.lower_ for t in doc[owner.last : mention.first]]
            if (
                gap
                and gap[0] in {"'s", "’s"}
                and all(w in _BETWEEN or doc[owner.last + 1 + j].pos_ == "ADJ" for j, w in enumerate(gap[1:]))
                and len(gap) <= 3
            ):
                yield from self._made(k, mention.head, owner.head, self._place(k - 1), "possessive")

    def _hangs(self, token: Token, mention: Mention) -> bool:
        node = token
        for _ in range(3):
            if mention.first <= node.head.i < mention.last:
                return True
            node = node.head
        return False

    def _listed(self, mention: Mention) -> bool:
        doc = mention.head.doc
        after = doc[mention.last].lower_ if mention.last < len(doc) else ""
        return after in {"and", "or"} or (after == "," and mention.last + 1 < len(doc) and doc[mention.last + 1].lower_ in {"and"})

    def _apposition(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """ "X, a city in Y", "X, Y's largest city", "the Yish city of X", "the village of X in Y"."""
        head = mention.head
        nouns: list[Token] = [c for c in head.children if c.dep_ == "appos" and self._is_type(c)]
        if head.dep_ == "appos" and self._is_type(head.head):
            nouns.append(head.head)
        if (
            head.dep_ in {"nmod", "flat", "compound"}
            and self._is_type(head.head)
            and any(c.lower_ == "of" for c in head.children if c.dep_ == "case")
        ):
            nouns.append(head.head)
        for noun in nouns:
            found = False
            for other in modifiers(noun, _IN if noun.dep_ == "appos" else _INSIDE):
                if mention.first <= other.i < mention.last:
                    continue
                where, token = self._outer(other)
                if where is not None and not found:
                    found = True
                    yield from self._made(k, noun, token, where, "apposition")
            if found:
                continue
            for child in noun.lefts:
                if child.dep_ in {"nmod:poss", "compound", "amod", "nmod"}:
                    index = self.cast.index_at(child.i)
                    where = self._place(index) if index is not None and index != k else None
                    if where is None and index is None and "-" not in child.text:
                        state = self.cast.states.state_of(child.text)
                        where = self.cast.country(state) if state else None
                    if where is not None:
                        yield from self._made(k, noun, child, where, "demonym" if index is None else "possessive")
                        break

    def _outer(self, token: Token) -> tuple[Cluster | None, Token]:
        """The place around: a name, or the name inside "Y's eastern countryside"."""
        index = self.cast.index_at(token.i)
        if index is not None:
            return self._place(index), token
        if token.lemma_.lower() in _DEEP:
            for child in (*token.lefts, *modifiers(token, frozenset({"of"}))):
                index = self.cast.index_at(child.i)
                if index is not None and self._place(index) is not None:
                    return self._place(index), child
        if token.pos_ == "NOUN" and self.lexicon.head_class(token.lemma_.lower()) == "Place":
            where = self.resolver.resolve(token, LOCATION)
            return (where if where is not None and where.names else None), token
        return None, token

    def _is_type(self, token: Token) -> bool:
        return (
            token.pos_ in {"NOUN", "PROPN"}
            and self.lexicon.head_class(token.lemma_.lower()) in {"Place", "Facility"}
            and self.cast.index_at(token.i) is None
        )
