"""What lies in a named place: facilities without a name ("a military base in X"), names behind it ("two villages in X, A and B")."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import case_words
from kg.coordination import coordinated
from kg.ends import Candidate
from kg.mentions import Mention
from kg.phrases import LOCATION
from kg.surroundings import POSSESSIVE, Surroundings

_IN = frozenset({"in", "within", "inside", "at", "on", "of"})
_WITHIN = frozenset({"in", "within", "inside"})
_CALLING = frozenset({"call", "name", "know"})
_OWNED = 6  # words of what a place possesses: "X's old railway station"


class Sites:
    """Finds them in one article."""

    def __init__(self, around: Surroundings, relation: str) -> None:
        self.around = around
        self.lexicon = around.lexicon
        self.cast = around.cast
        self.relation = relation

    def candidates(self, mention: Mention) -> Iterator[Candidate]:
        """What lies in the place that one mention names; not what is called after it ("the fort *of X*", "X's house")."""
        doc, i = mention.head.doc, mention.first - 1
        while i > 0 and doc[i].lower_ in self.around.between:
            i -= 1
        noun: Token | None = None
        if i > 0 and doc[i].lower_ in _IN:
            noun, (where, outer) = doc[i - 1], self.around.outer(doc, i + 1)
        elif mention.last < len(doc) and doc[mention.last].text in POSSESSIVE:
            noun, (where, outer) = self._owned(doc[mention.last]), self.around.outer(doc, mention.first)
        if noun is None or not self._single(noun):
            return
        after = noun.i > mention.first or doc[i].lower_ == "of"
        if after and noun.lemma_.lower() in self.lexicon.words["called_after"]:
            return
        what = self.around.resolver.resolve(noun, LOCATION)
        if what is not None and where is not None and what is not where and what.class_name == "Facility":
            yield Candidate(self.relation, noun, noun, outer, what, where, "location.unnamed")

    def called(self, mention: Mention) -> Iterator[Candidate]:
        """What is named behind the place that it lies in: "two villages in X, *A* and *B*", "a town in X called *A*"."""
        head = mention.head.head if mention.head.dep_ == "compound" else mention.head  # "X *region*"
        noun, (where, outer) = head.head, self.around.outer(mention.head.doc, mention.first)
        if where is None or not self.around.is_type(noun) or noun.i > mention.first or not case_words(head) & _WITHIN:
            return
        named = [c for c in noun.rights if c.dep_ == "appos"]
        named.extend(t for c in noun.rights if c.dep_ == "acl" and c.lemma_ in _CALLING for t in c.rights)
        for token in (t for first in named if first.i >= mention.last for t in coordinated(first)):
            k = self.cast.index_at(token.i)
            if k is not None and self.cast.of(k).class_name in {"Place", "Facility"} and self.cast.of(k) is not where:
                yield Candidate(self.relation, token, token, outer, self.cast.of(k), where, "location.called")

    def _single(self, noun: Token) -> bool:
        """Whether a noun is one facility without a name: no "positions", but "barracks"."""
        one = noun.tag_ == "NN" or noun.lower_ in self.lexicon.heads
        told = noun.pos_ == "NOUN" and self.lexicon.kind(noun) == "Facility" and self.cast.index_at(noun.i) is None
        return one and told and noun.lemma_.lower() not in self.lexicon.words["vague"]

    def _owned(self, mark: Token) -> Token | None:
        """The head of what a place possesses: "X's old railway *station*"."""
        last = None
        for token in mark.doc[mark.i + 1 : mark.i + _OWNED]:
            if token.pos_ not in {"ADJ", "NOUN"} or self.cast.index_at(token.i) is not None:
                break
            last = token
        return last
