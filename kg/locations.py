"""What lies where: named places in other named places, told by "in", commas, possessives, demonyms and descriptions."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.claims import Candidate
from kg.coreference import LOCATION, Resolver
from kg.entities import Cluster
from kg.lexicon import Lexicon
from kg.mentions import Mention

_IN = frozenset({"in", "within", "inside"})
_AT = _IN | {"at", "on"}  # a facility is "at", a quarter "on the edge of" a town
_POSSESSIVE = frozenset({"'s", "’s"})
_JOINING = frozenset({",", "and", "or", "as", "well", "in"})
_LISTING = frozenset({"including", "like", "namely"})
_LYING = frozenset({"located", "situated", "lying", "both", "all", "is", "are", "lies", "lie"})
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern "
    "southeastern southwestern north-eastern north-western south-eastern south-western far upper lower mainland".split()
)
_BETWEEN = _DIRECTIONS | {"the", "-", "neighbouring", "neighboring", "nearby", "mainly", "rural", "government", "rebel"}
# "in the *countryside* of X" is in X
_DEEP = _DIRECTIONS | set("countryside outskirts outskirt suburbs part parts centre center heart edge edges corner middle bank city town province region".split())
_ADMIN = frozenset("province governorate oblast oblasts region state district county raion prefecture territory emirate krai voivodeship department".split())
_QUARTERS = frozenset("area district neighbourhood neighborhood quarter suburb section part subdistrict sub-district".split())
_OF = _QUARTERS | {"capital", "outskirt", "outskirts", "seat", "centre", "center", "hub", "port"}
_VAGUE = frozenset({"position", "positions", "site", "sites", "line", "lines", "post", "posts", "checkpoint", "checkpoints", "infrastructure"})
_DESCRIBING = 8  # words of a description between a place and where it is: "X, the second largest town in the far north of Y"


class Locations:
    """Finds what lies where in one article; the relation is the one whose range is Place and whose domain is Location."""

    def __init__(self, resolver: Resolver, lexicon: Lexicon, relation: str) -> None:
        self.resolver = resolver
        self.lexicon = lexicon
        self.relation = relation
        self.cast = resolver.cast

    def candidates(self) -> Iterator[Candidate]:
        """All candidates, in the order of the inner place; of one place in one sentence the first that a rule finds."""
        for k, mention in enumerate(self.cast.mentions):
            if self.cast.of(k).class_name not in {"Place", "Facility"} or self._is_state(k):
                continue
            for rule in (self._apposed, self._adjacent, self._owned, self._typed):
                found = list(rule(k, mention))
                yield from found
                if found:
                    break
            yield from self._listed(k, mention)

    def _made(self, inner: int, outer: Token, where: Cluster | None, rule: str) -> Iterator[Candidate]:
        what, mention = self.cast.of(inner), self.cast.mentions[inner]
        if where is None or where is what:
            return
        yield Candidate(self.relation, mention.head, mention.head, outer, what, where, f"location.{rule}")

    # rules

    def _adjacent(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Finds "X in northern Y", "X, in Y province", "X, Y" with a country or region, "X, located in Y", "the base at Y"."""
        doc, i = mention.head.doc, mention.last
        i += i < len(doc) and doc[i].lower_ in _QUARTERS  # "the X area in Y"
        comma = i < len(doc) and doc[i].text == ","
        i += comma
        lying = i
        while i < len(doc) and doc[i].lower_ in _LYING:
            i += 1
        if i >= len(doc):
            return
        facility = self.cast.of(k).class_name == "Facility"
        edge = doc[i].lower_ == "on" and any(t.lower_ in _DEEP for t in doc[i + 1 : i + 4])
        if doc[i].lower_ in (_AT if facility else _IN) or edge:
            if facility and _last(mention) in _VAGUE:
                return
            where, token = self._outer(doc, i + 1)
            if where is not None and (facility or comma or i > lying or self._encloses(token) or self._hangs(token, mention)):
                yield from self._series(k, token, where, "in")
        elif comma and i == lying:
            where, token = self._outer(doc, i)
            directed = any(t.lower_ == "of" for t in doc[i : token.i])  # "X, north of Y"
            if where is not None and self._encloses(token) and not directed and not self._in_list(k, token):
                yield from self._series(k, token, where, "comma")

    def _owned(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Finds "Y's (eastern) X" and "the Norwegian X county"."""
        doc, i = mention.head.doc, mention.first - 1
        place = self.cast.of(k).class_name == "Place"
        known = place and (_last(mention) in _ADMIN or self.cast.states.is_place_name(mention.text))
        if known and i >= 0 and self.cast.index_at(i) is None and (country := self._around(doc[i])) is not None:
            yield from self._made(k, doc[i], country, "demonym")
            return
        while i > 0 and mention.first - i < 4 and (doc[i].pos_ == "ADJ" or doc[i].lower_ in _BETWEEN) and self.cast.index_at(i) is None:
            i -= 1
        if i > 0 and doc[i].text in _POSSESSIVE and (index := self.cast.index_at(i - 1)) is not None and self.cast.of(index).class_name == "Place":
            yield from self._made(k, doc[i - 1], self.cast.of(index), "possessive")

    def _typed(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Finds "The Norwegian city of X", "the Y village of X", "Y's port of X", "the X district of Y"."""
        doc, i = mention.head.doc, mention.last
        if i + 1 < len(doc) and doc[i].lower_ in _QUARTERS and doc[i + 1].lower_ == "of":
            i += 1
        inner_is_quarter = i > mention.last or (_last(mention) in _QUARTERS | _ADMIN and i < len(doc) and doc[i].lower_ == "of")
        if inner_is_quarter:
            where, token = self._outer(doc, i + 1)
            yield from self._made(k, token, where, "quarter")
            return
        noun = doc[mention.first - 2] if mention.first > 1 and doc[mention.first - 1].lower_ == "of" else None
        if noun is None or not self._is_type(noun) or noun.lemma_.lower() in _QUARTERS:
            return
        for token in reversed(doc[max(0, noun.i - 6) : noun.i]):
            where = self._around(token)
            if where is not None:
                yield from self._made(k, token, where, "type")
            if where is not None or not (token.text in _POSSESSIVE or token.pos_ in {"ADJ", "NOUN"} or token.text == "-"):
                return

    def _apposed(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Finds "X, a village in Y", "X, the capital of Y", "X, Y's largest city", "the village of X, a suburb of Y"."""
        doc, i = mention.head.doc, mention.last
        if i + 2 >= len(doc) or doc[i].text not in {",", "(", "—", "–"}:
            return
        noun: Token | None = None
        for token in doc[i + 1 : i + 2 + _DESCRIBING]:
            word = token.lower_
            if word in _POSSESSIVE and noun is None:
                index = self._country_before(token.i - 1) if token.nbor(-1).lower_ in {"country", "nation"} else self.cast.index_at(token.i - 1)
                ahead = next((t for t in doc[token.i + 1 : token.i + 6] if t.pos_ not in {"ADJ", "NUM", "PUNCT", "ADV", "VERB"} or t.text == ","), None)
                if index is not None and self.cast.of(index).class_name == "Place" and ahead is not None and self._is_type(ahead):
                    yield from self._made(k, token.nbor(-1), self.cast.of(index), "description")
                return
            if noun is not None and (word in _AT or (word == "of" and noun.lemma_.lower() in _OF)):
                where, outer = self._outer(doc, token.i + 1)
                if where is not None and (word in _IN or word == "of" or (self.cast.index_at(outer.i) is None or doc[token.i + 1].lower_ == "the")):
                    yield from self._made(k, outer, where, "description")
                return
            if token.i == i + 1 and word not in {"a", "an", "the", "another"} and self.cast.index_at(token.i) is None:
                return
            if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"} and token.text not in {"-", "'s", "’s"} and token.tag_ not in {"VBN", "VBG"}:
                return
            if token.pos_ == "NOUN":
                noun = token

    def _listed(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Finds "Towns in Y, including A and B": the list after a place that types of places lie in."""
        doc, i = mention.head.doc, mention.last
        i += i < len(doc) and doc[i].text == ","
        if i >= len(doc) or not (doc[i].lower_ in _LISTING or (doc[i].lower_ == "such" and i + 1 < len(doc) and doc[i + 1].lower_ == "as")):
            return
        before = [t for t in doc[max(0, mention.first - 5) : mention.first]]
        if not any(t.lower_ in _IN for t in before) or not any(self._is_type(t) for t in before):
            return
        i += 1 + (doc[i].lower_ == "such")
        n = k + 1
        while n < len(self.cast.mentions) and all(t.lower_ in _JOINING | {"the"} for t in doc[i : self.cast.mentions[n].first]):
            if self.cast.of(n).class_name in {"Place", "Facility"}:
                yield from self._made(n, mention.head, self.cast.of(k), "including")
            i, n = self.cast.mentions[n].last, n + 1

    # what is where

    def _outer(self, doc: Doc, i: int) -> tuple[Cluster | None, Token]:
        """The place around that a phrase from token i on names: "northern Y", "the outskirts of Y", "Y's eastern countryside", "the Y region"."""
        for _ in range(6):
            if i + 1 < len(doc) and self.cast.index_at(i) is None and (doc[i].lower_ in _BETWEEN or (doc[i].lower_ in _DEEP | _ADMIN and doc[i + 1].lower_ == "of")):
                i += 1 + (doc[i + 1].lower_ == "of")
        if i >= len(doc):
            return None, doc[i - 1]
        index = self.cast.index_at(i)
        if index is None:
            if doc[i].pos_ == "NOUN" and self.lexicon.head_class(doc[i].lemma_.lower()) == "Place" and [t.lower_ for t in doc[i - 2 : i]] == ["of", "the"]:
                where = self.resolver.resolve(doc[i], LOCATION)
                return (where if where is not None and where.names and where.class_name == "Place" else None), doc[i]
            return None, doc[i]
        mention = self.cast.mentions[index]
        last = mention.last
        if last + 1 < len(doc) and doc[last].text in _POSSESSIVE:  # "Y's Z province" is Z
            inner = self.cast.index_at(last + 1)
            if inner is not None and self.cast.of(inner).class_name == "Place":
                return self.cast.of(inner), self.cast.mentions[inner].head
        if last < len(doc) and doc[last].lower_ in _ADMIN and doc[last].pos_ == "NOUN":  # "the Y region"
            where = self.resolver.resolve(doc[last], LOCATION)
            if where is not None and where.class_name == "Place":
                return where, doc[last]
        cluster = self.cast.of(index)
        return (cluster if cluster.class_name == "Place" else None), mention.head

    def _around(self, token: Token) -> Cluster | None:
        """The place that a word before a type of place stands for: the country of a demonym, or a name ("the *Norwegian*, *Bergen* suburb")."""
        index = self.cast.index_at(token.i)
        text = token.text if index is None else self.cast.mentions[index].text
        state = self.cast.states.state_of(text) if text[:1].isupper() else None
        if index is not None and self.cast.of(index).class_name == "Place" and (state is None or self.cast.states.is_place_name(text)):
            return self.cast.of(index)
        return self.cast.country(state) if state is not None and token.pos_ in {"ADJ", "PROPN"} else None

    def _country_before(self, i: int) -> int | None:
        """The country named last before "the country's second city"."""
        names = (k for k in range(len(self.cast.mentions) - 1, -1, -1) if self.cast.mentions[k].last <= i)
        return next((k for k in names if self._is_state(k)), None)

    def _is_state(self, k: int) -> bool:
        text = self.cast.mentions[k].text
        return self.cast.states.state_of(text) == text

    def _encloses(self, token: Token) -> bool:
        """Whether a token heads the name of a country or region, which other places lie in."""
        index = self.cast.index_at(token.i)
        if index is None:
            return token.lower_ in _ADMIN
        return self._is_state(index) or _last(self.cast.mentions[index]) in _ADMIN

    def _hangs(self, token: Token, mention: Mention) -> bool:
        """Whether a place hangs on the name of another, or on its type ("the *village* of X in Y")."""
        node = token
        for _ in range(3):
            if mention.first <= node.head.i < mention.last or (node.head.i == mention.first - 2 and self._is_type(node.head)):
                return True
            node = node.head
        return False

    def _series(self, k: int, outer: Token, where: Cluster, rule: str) -> Iterator[Candidate]:
        """The place, and those that it is coordinated with in front of it ("*A* and *B*, Y"), in another."""
        fits = _last(self.cast.mentions[k]) not in _ADMIN or self._encloses(outer)  # no province lies in a town
        found = list(self._made(k, outer, where, rule)) if fits else []
        while found:
            yield from found
            mention, before = self.cast.mentions[k], self.cast.mentions[k - 1]
            gap = {t.lower_ for t in mention.head.doc[before.last : mention.first]} if k > 0 else set()
            if not gap or not gap <= _JOINING or "and" not in gap or self.cast.of(k - 1).class_name != "Place" or self._is_state(k - 1):
                return
            k -= 1
            found = list(self._made(k, outer, where, rule))

    def _in_list(self, k: int, outer: Token) -> bool:
        """Whether the name behind a comma only goes on with a list: "X, Y and Z"."""
        doc = outer.doc
        index = self.cast.index_at(outer.i)
        last = self.cast.mentions[index].last if index is not None else outer.i + 1
        after = doc[last].lower_ if last < len(doc) else ""
        behind = doc[last + 1].lower_ if last + 1 < len(doc) else ""
        return after in {"and", "or"} or (after == "," and behind in {"and", "or"}) or (
            _last(self.cast.mentions[k]) in _ADMIN and not (index is not None and self._is_state(index))
        )

    def _is_type(self, token: Token) -> bool:
        return (
            token.pos_ in {"NOUN", "PROPN"}
            and token.lower_ not in _DIRECTIONS
            and self.lexicon.head_class(token.lemma_.lower()) in {"Place", "Facility"}
            and self.cast.index_at(token.i) is None
        )


def _last(mention: Mention) -> str:
    return mention.head.doc[mention.last - 1].lower_
