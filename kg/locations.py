"""What lies where: named places in other named places, told by "in", commas, possessives, demonyms and descriptions."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clusters import Cluster
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.lexicon import Lexicon
from kg.mentions import Mention
from kg.seats import Seats
from kg.sites import Sites
from kg.surroundings import POSSESSIVE, Surroundings, last_word

_IN = frozenset({"in", "within", "inside"})
_AT = _IN | {"at", "on"}  # a facility is "at", a quarter "on the edge of" a town
_JOINING = frozenset({",", "and", "or", "as", "well", "in", "the"})
_LISTING = frozenset({"including", "like", "namely", "such"})
_LYING = frozenset({"located", "situated", "lying", "both", "all", "which", "is", "are", "lies", "lie", "forms"})
_RANKS = frozenset({"first", "second", "third", "fourth", "main", "chief", "last", "only"})
_ARTICLES = frozenset({"a", "an", "the", "another", "its", "their", "his"})
_SPEAKING = frozenset({"Organization", "Person", "State", "Troops", "ArmedGroup"})
_SUBURB = "suburb"  # "the Y suburb of X" lies in Y, "the X quarter of Y" is a part of Y
_DESCRIBING = 9  # words between a place and where it is: "X, the second largest town in the far north of Y"
_OPENING = frozenset({",", "(", "—", "–"})
_OWNING = 4  # words between an owner and a place: "Y's eastern X"
_TYPING = 6  # words between a place around and a type of place: "the Norwegian fishing village of X"


class Locations:
    """Finds what lies where in one article; the relation is the one whose range is Place and whose domain is Location."""

    def __init__(self, resolver: Resolver, lexicon: Lexicon, relation: str) -> None:
        self.resolver = resolver
        self.lexicon = lexicon
        self.relation = relation
        self.cast = resolver.cast
        self.around = Surroundings(resolver, lexicon)
        self.sites = Sites(self.around, relation)
        self.seats = Seats(self.around, relation)
        self.quarters = lexicon.words["quarters"]
        self.of_nouns = self.quarters | lexicon.words["seats"]

    def candidates(self) -> Iterator[Candidate]:
        """All candidates, in the order of the names; of a name what the first rule says that finds something."""
        for k, mention in enumerate(self.cast.mentions):
            if self.cast.of(k).class_name not in {"Place", "Facility"}:
                continue
            self.around.call(k, mention)
            yield from self.sites.candidates(mention)
            yield from self.sites.called(mention)
            yield from self.seats.candidates(k, mention)
            yield from self._listed(k, mention)
            if self.around.is_state(k):
                continue
            for rule in (self._described, self._whose, self._owned, self._adjacent, self._typed):
                found = list(rule(k, mention))
                yield from found
                if found:
                    if rule in (self._described, self._adjacent):  # "the *Kenyan* town of X, in Y county"
                        yield from self._typed(k, mention)
                    break

    def _made(self, k: int, outer: Token, where: Cluster | None, rule: str) -> Iterator[Candidate]:
        what, head = self.cast.of(k), self.cast.mentions[k].head
        if where is not None and where is not what:
            yield Candidate(self.relation, head, head, outer, what, where, f"location.{rule}")

    def _series(self, k: int, outer: Token, where: Cluster, rule: str) -> Iterator[Candidate]:
        """The place, and those that it is coordinated with in front of it ("*A* and *B*, Y"), in another."""
        if last_word(self.cast.mentions[k]) in self.around.regions and not self.around.encloses(outer):
            return  # no province lies in a town
        yield from self._made(k, outer, where, rule)
        joined = False
        while k > 0 and self.cast.of(k - 1).class_name == "Place" and not self.around.is_state(k - 1):
            mention, before = self.cast.mentions[k], self.cast.mentions[k - 1]
            gap = {t.lower_ for t in mention.head.doc[before.last : mention.first]}
            joined = joined or "and" in gap
            if not joined or not gap <= _JOINING:
                return
            k -= 1
            yield from self._made(k, outer, where, rule)

    def _adjacent(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Reads "X in northern Y", "X, in Y province", "X, Y" with a country or region, "X, located in Y", "the base at Y"."""
        doc, i = mention.head.doc, mention.last
        i += i < len(doc) and doc[i].lower_ in self.quarters | self.lexicon.words["settlements"]  # "the X area in Y", "X town in Y"
        comma = i < len(doc) and doc[i].text == ","
        i += comma
        start = i
        while i < len(doc) and doc[i].lower_ in _LYING:
            i += 1
        if i >= len(doc):
            return
        part = [t.lower_ for t in doc[i : i + 2]] == ["part", "of"]  # "X, part of Y province"
        facility = self.cast.of(k).class_name == "Facility"
        edge = doc[i].lower_ == "on" and any(t.lower_ in self.around.deep for t in doc[i + 1 : i + 4])
        if doc[i].lower_ in (_AT if facility else _IN) or edge or part:
            where, outer = self.around.outer(doc, i + 1 + part)
            told = edge or part or comma or i > start or self.around.encloses(outer) or self.around.hangs(outer, mention)
            if where is not None and (told or facility) and last_word(mention) not in self.lexicon.words["vague"]:
                yield from self._series(k, outer, where, "in")
        elif comma and i == start:
            where, outer = self.around.outer(doc, i)
            directed = any(t.lower_ == "of" for t in doc[i : outer.i]) or doc[i].lower_ == "the"  # "X, north of Y"; "to X, the Y district"
            if where is not None and self.around.encloses(outer) and not directed and not self._goes_on(k, outer):
                yield from self._series(k, outer, where, "comma")

    def _goes_on(self, k: int, outer: Token) -> bool:
        """Whether the name behind a comma goes on with a list ("X, Y and Z"), ends a dateline or owns what follows ("X, Y's army")."""
        index = self.cast.index_at(outer.i)
        last = self.cast.mentions[index].last if index is not None else outer.i + 1
        after = [t.lower_ for t in outer.doc[last : last + 2]]
        if after[:1] in (["and"], ["or"], ["—"], ["–"], ["'s"], ["’s"]) or after in ([",", "and"], [",", "or"]):
            return True
        return last_word(self.cast.mentions[k]) in self.around.regions and not (index is not None and self.around.is_state(index))

    def _owned(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Reads "Y's (eastern) X", "Y's capital, X" and "the Norwegian X county"."""
        doc, i = mention.head.doc, mention.first - 1
        if i > 1 and doc[i].text == "," and self.around.is_type(doc[i - 1]):
            i -= 2
        known = last_word(mention) in self.around.regions or self.cast.states.is_place_name(mention.text)
        if i >= 0 and known and self.cast.of(k).class_name == "Place" and self.cast.index_at(i) is None:
            country = self.around.before(doc[i])
            if country is not None:
                yield from self._made(k, doc[i], country, "demonym")
                return
        while i > 0 and mention.first - i < _OWNING and (doc[i].pos_ == "ADJ" or doc[i].lower_ in self.around.between):
            i -= 1
        if i > 0 and doc[i].text in POSSESSIVE:
            where, owner = self.around.owner(doc[i - 1])
            yield from self._made(k, owner, where, "possessive")

    def _typed(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Reads "the Norwegian city of X", "the Y village of X", "Y's port of X", "the X district of Y"."""
        doc, i = mention.head.doc, mention.last
        features = self.lexicon.words["features"]  # "the X forest of Y"
        quarter = last_word(mention) in self.quarters | self.around.regions | features
        if i < len(doc) and doc[i].lower_ in self.quarters | features:
            quarter, i = True, i + 1
        if quarter and i + 1 < len(doc) and doc[i].lower_ == "of" and doc[i - 1].lower_ != _SUBURB:
            where, outer = self.around.outer(doc, i + 1)
            inner = self.cast.index_at(outer.i)
            if inner is not None and where is not None and self.around.is_town(mention.text):  # "the *Lima* district of X"
                yield from self._made(inner, mention.head, self.cast.of(k), "quarter")
                return
            yield from self._made(k, outer, where, "quarter")
            return
        noun = doc[mention.first - 2] if mention.first > 1 and doc[mention.first - 1].lower_ == "of" else None
        if noun is None or not self.around.is_type(noun) or noun.lemma_.lower() in self.quarters - {_SUBURB}:
            return
        for token in reversed(doc[max(0, noun.i - _TYPING) : noun.i]):
            where = self.around.before(token)
            if where is not None:
                yield from self._made(k, token, where, "type")
                for n in self._joined(k) if noun.tag_ == "NNS" else ():  # "the Norwegian towns of X *and Y*"
                    yield from self._made(n, token, where, "type")
            if where is not None or not (token.text in POSSESSIVE or token.pos_ in {"ADJ", "NOUN"} or token.text == "-"):
                return

    def _described(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Reads "X, a village in Y", "X, the capital of Y", "X, Y's largest city", "X, on … a suburb of Y", "X is a town in Y"."""
        doc = mention.head.doc
        if mention.last < len(doc) and doc[mention.last].text in _OPENING:
            yield from self._description(k, mention.last)
        being = next((t for t in mention.head.head.lefts if t.dep_ == "cop"), None) if mention.head.dep_ == "nsubj" else None
        if being is not None and self.around.is_type(mention.head.head):
            yield from self._description(k, being.i)

    def _description(self, k: int, i: int) -> Iterator[Candidate]:
        """Reads what a place is called behind the comma or form of "be" at token i."""
        doc = self.cast.mentions[k].head.doc
        if i + 2 >= len(doc):
            return
        several = doc[i + 1].pos_ == "NUM"  # "X and Z, two villages in Y"
        if not (several or doc[i + 1].lower_ in _ARTICLES | self.lexicon.words["seats"] or self.cast.index_at(i + 1) is not None):
            return
        noun: Token | None = None
        nation: Token | None = None
        one = doc[i + 1].lower_ in {"a", "an", "another"}  # "X, a municipality of Y"
        ranked = False  # "the second city of Y" lies in Y, "the town of Y" is Y
        for token in doc[i + 1 : i + 1 + _DESCRIBING]:
            word = token.lower_
            ranked = ranked or token.tag_ == "JJS" or word in _RANKS
            if word in POSSESSIVE:
                where, owner = self.around.owner(token.nbor(-1), self.cast.mentions[k].text)
                if where is None:
                    continue  # "X, the *army's* only foothold in Y"
                if self.around.types_next(token):
                    yield from self._made(k, owner, where, "description")
                return
            if noun is not None and (
                (word in _AT and not self.around.beside(token))
                or (word == "of" and (noun.lemma_.lower() in self.of_nouns or ranked or (one and noun == token.nbor(-1))))
            ):
                where, outer = self.around.outer(doc, token.i + 1)
                if where is None and word == "of":
                    continue  # "X, a town *of* 9,000 in Y"
                if several and where is not None:
                    yield from self._series(k, outer, where, "description")
                elif word in _IN or word == "of" or doc[token.i + 1].lower_ == "the":
                    yield from self._made(k, outer, where, "description")
                return
            if noun is not None and (self.around.beside(token) or word == "of"):
                continue  # "X, a town *on* the river Z in Y", "a town *of* traders in Y"
            if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"} and token.text != "-" and token.tag_ not in {"VBN", "VBG"}:
                break
            nation = token if noun is None and token.pos_ == "ADJ" and token.text[:1].isupper() else nation
            noun = token if token.pos_ == "NOUN" else noun
            if noun == token and token.dep_ == "nsubj" and self.lexicon.kind(token) in _SPEAKING:
                return  # "took X, *the ministry* in Y said"
        if nation is not None and noun is not None and self.around.is_type(noun):  # "X, an Ethiopian border town"
            yield from self._made(k, nation, self.around.before(nation), "demonym")

    def _whose(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Reads "Y, *whose* capital, X" and "Y, whose largest town is X"."""
        doc, i = mention.head.doc, mention.first - 1
        i -= i > 0 and (doc[i].text == "," or doc[i].lemma_ == "be")
        while i > 1 and mention.first - i < _TYPING and doc[i].pos_ in {"NOUN", "ADJ"}:
            i -= 1
        typed = any(self.around.is_type(t) for t in doc[i + 1 : mention.first] if t.pos_ == "NOUN")
        if i > 1 and typed and doc[i].lower_ == "whose" and doc[i - 1].text == ",":
            where, outer = self.around.owner(doc[i - 2])
            yield from self._made(k, outer, where, "whose")

    def _listed(self, k: int, mention: Mention) -> Iterator[Candidate]:
        """Reads "towns in Y, including A and B", "much of Y, including A": the list behind a place that types of places lie in."""
        doc, i = mention.head.doc, mention.last
        i += i < len(doc) and doc[i].text == ","
        before = doc[max(0, mention.first - 5) : mention.first]
        typed = any(t.lower_ in _IN for t in before) and any(map(self.around.is_type, before))
        if i >= len(doc) or doc[i].lower_ not in _LISTING or not (typed or self.around.partly(mention)):
            return
        for n in self._joined(k, i + 1):
            if self.cast.of(n).class_name in {"Place", "Facility"}:
                yield from self._made(n, mention.head, self.cast.of(k), "including")

    def _joined(self, k: int, start: int | None = None) -> Iterator[int]:
        """The numbers of the names that a list goes on with behind one, from token `start` on if not right behind it."""
        i = self.cast.mentions[k].last if start is None else start
        for n in range(k + 1, len(self.cast.mentions)):
            following = self.cast.mentions[n]
            if any(t.lower_ not in _JOINING for t in following.head.doc[i : following.first]):
                return
            yield n
            i = following.last
