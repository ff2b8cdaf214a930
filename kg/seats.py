"""Which region a town belongs to that is called its seat or largest: "X, the county seat", "its capital, X", "the main town of it"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clusters import Cluster
from kg.ends import Candidate
from kg.mentions import Mention
from kg.phrases import LOCATION
from kg.salience import sentences_back
from kg.surroundings import Surroundings, last_word

_SEATS = frozenset({"capital", "seat"})
_KINDS = {"provincial": "province", "regional": "region", "departmental": "department"}
_RANKS = frozenset({"second", "third", "only", "main", "chief"})
_CALLING = 9  # words of what a town is called: "X, the second largest town in the tribal district"
_OWNING = 5  # words from "its" to the name: "its second largest city, X"
_NEAR = 2  # sentences that the region of "the county seat" may lie back


class Seats:
    """Finds them in one article."""

    def __init__(self, around: Surroundings, relation: str) -> None:
        self.around = around
        self.cast = around.cast
        self.relation = relation

    def candidates(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """What the words around the name of one place say."""
        where, outer = self._called(mention)
        if where is None:
            where, outer = self._owned(mention)
        if where is not None and where is not self.cast.of(k):
            yield Candidate(self.relation, mention.head, mention.head, outer, self.cast.of(k), where, "location.seat")

    def _called(self, mention: Mention) -> tuple[Cluster | None, Token]:
        """Reads "X, the *county* seat" and "X, the biggest town in *the valley*"."""
        doc, i = mention.head.doc, mention.last
        if i + 2 >= len(doc) or doc[i].text != "," or doc[i + 1].lower_ != "the":
            return None, mention.head
        kind, noun = doc[i + 2], doc[i + 3] if i + 3 < len(doc) else doc[i + 2]
        if noun.lower_ in _SEATS and (i + 4 == len(doc) or doc[i + 4].lower_ != "of"):
            return self._region(kind), kind
        ranked = False
        for token in doc[i + 2 : i + _CALLING]:
            ranked = ranked or token.tag_ == "JJS" or token.lower_ in _RANKS
            following = doc[token.i + 1 : token.i + 2].text.lower()
            if token.lower_ in {"in", "of"} and ranked and self.around.is_type(token.nbor(-1)) and following == "the":
                named = next((t for t in doc[token.i + 2 : token.i + 4] if t.pos_ == "NOUN" and self.around.is_type(t)), None)
                where = self.around.resolver.resolve(named, LOCATION) if named is not None else None
                return (where if where is not None and where.names and where.class_name == "Place" else None), named or token
            if token.pos_ not in {"ADJ", "NOUN", "ADV"} and token.text != "-":
                break
        return None, mention.head

    def _owned(self, mention: Mention) -> tuple[Cluster | None, Token]:
        """Reads "*its* capital, X" and "its second largest city, X"."""
        doc, i = mention.head.doc, mention.first - 1
        i -= i > 0 and doc[i].text == ","
        if i < 1 or not self.around.is_type(doc[i]):
            return None, mention.head
        for token in reversed(doc[max(0, i - _OWNING) : i]):
            if token.lower_ == "its":
                return self._near(token), token
            if token.pos_ not in {"ADJ", "ADV", "NOUN"} and token.text != "-":
                break
        return None, mention.head

    def _near(self, its: Token) -> Cluster | None:
        """The place named earlier in the sentence that "its" means."""
        where = self.around.resolver.resolve(its, LOCATION)
        if where is None or where.class_name != "Place":
            return None
        return where if any(its.sent.start <= m.first and m.last <= its.i for m in self.cast.uses(where)) else None

    def _region(self, kind: Token) -> Cluster | None:
        """The region of a kind that was named last, not far back: "the *county* seat", "the *provincial* capital"."""
        doc, start = kind.doc, sentences_back(kind, _NEAR)
        word = _KINDS.get(kind.lower_, kind.lower_)
        for n in range(len(self.cast.mentions) - 1, -1, -1):
            mention = self.cast.mentions[n]
            if mention.first < start:
                return None
            behind = doc[mention.last].lower_ if mention.last < len(doc) else ""
            if mention.last <= kind.i and word in {last_word(mention), behind} and self.cast.of(n).class_name == "Place":
                return self.cast.of(n)
        return None
