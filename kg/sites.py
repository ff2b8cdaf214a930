"""Which facilities without a name lie in which named places: "a military base in X", "the barracks of X", "X's airport"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.ends import Candidate
from kg.mentions import Mention
from kg.phrases import LOCATION
from kg.surroundings import POSSESSIVE, Surroundings

_IN = frozenset({"in", "within", "inside", "at", "on", "of"})
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
