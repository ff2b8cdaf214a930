"""Which place a phrase names as the one around another: "northern Y", "the outskirts of Y", "Y's Z province"."""

from spacy.tokens import Doc, Token

from kg.clusters import Cluster
from kg.coreference import Resolver
from kg.lexicon import Lexicon
from kg.mentions import Mention
from kg.phrases import LOCATION, definite, state_at

POSSESSIVE = frozenset({"'s", "’s"})
_BETWEEN = frozenset({"the", "-", "neighbouring", "neighboring", "nearby", "mainly", "rural"})
_TOWNS = frozenset({"city", "town", "village"})
_TYPING = 6  # words between an owner and a type of place: "Y's second-largest city"
_STEPS = 6  # words and "of" phrases in front of the name of a place: "in the far north of the eastern outskirts of Y"


class Surroundings:
    """Reads names and types of places for what lies around them, in one article."""

    def __init__(self, resolver: Resolver, lexicon: Lexicon) -> None:
        self.resolver = resolver
        self.cast = resolver.cast
        self.lexicon = lexicon
        words = lexicon.words
        self.between = _BETWEEN | words["directions"]
        self.deep = words["deep"] | words["directions"]
        self.regions = words["regions"]

    def call(self, k: int, mention: Mention) -> None:
        """Remember that "the X province" is another name of X."""
        word = mention.head.doc[mention.last].lower_ if mention.last < len(mention.head.doc) else ""
        if word in self.regions and self.cast.of(k).class_name == "Place":
            self.cast.of(k).note(f"{mention.text} {word}", named=False)

    def outer(self, doc: Doc, i: int) -> tuple[Cluster | None, Token]:
        """The place that a phrase from token i on names, and the token that says it; None where it names none."""
        for _ in range(_STEPS):
            if i + 1 >= len(doc) or self.cast.index_at(i) is not None:
                break
            of = doc[i + 1].lower_ == "of"
            typed = of and (doc[i].lower_ in self.deep | self.regions or doc[i].lower_ in _TOWNS)
            if not (typed or doc[i].lower_ in self.between or self._qualifies(doc[i])):
                break
            i += 1 + of
        if i >= len(doc):
            return None, doc[i - 1]
        index = self.cast.index_at(i)
        if index is None:
            return self._described(doc, i), doc[i]
        mention = self.cast.mentions[index]
        last = mention.last
        if last + 1 < len(doc) and doc[last].text in POSSESSIVE:  # "Y's Z province" is Z
            owned = self.cast.index_at(last + 1)
            if owned is not None and self.cast.of(owned).class_name == "Place":
                return self.cast.of(owned), self.cast.mentions[owned].head
        divided = last + 1 < len(doc) and doc[last + 1].lower_ == "of"  # "the Y district of Z" is Y
        if last < len(doc) and doc[last].pos_ == "NOUN" and doc[last].lower_ in self.regions and not divided:  # "the Y region"
            region = self.resolver.resolve(doc[last], LOCATION)
            if region is not None and region.class_name == "Place":
                return region, doc[last]
        if divided and doc[last].lower_ in self.regions:
            self.resolver.resolve(mention.head, LOCATION)  # a name that nothing else has told to be a place
        return self._place(index), mention.head

    def _qualifies(self, word: Token) -> bool:
        """Whether a word only describes what is behind it: "the *disputed* Y region", "the *Norwegian* county of Y"."""
        if word.text.islower() and (word.pos_ == "ADJ" or word.tag_ == "VBN") and self.cast.index_at(word.i + 1) is not None:
            return True
        if word.i + 2 >= len(word.doc) or word.nbor(2).lower_ != "of":
            return False
        return word.nbor(1).lower_ in self.regions | _TOWNS and (word.text.islower() or self.cast.states.state_of(word.text) is not None)

    def _described(self, doc: Doc, i: int) -> Cluster | None:
        """The place that "the edge of *the town*" means; a bare "in the city" tells too little."""
        if [t.lower_ for t in doc[max(0, i - 2) : i]] != ["of", "the"] or self.lexicon.head_class(doc[i].lemma_.lower()) != "Place":
            return None
        where = self.resolver.resolve(doc[i], LOCATION)
        return where if where is not None and where.names and where.class_name == "Place" else None

    def before(self, token: Token) -> Cluster | None:
        """The place that a word in front of a type of place stands for: a name, or the country of a demonym ("the *Norwegian* city of")."""
        index = self.cast.index_at(token.i)
        text = token.text if index is None else self.cast.mentions[index].text
        named = state_at(token, self.cast.states) if index is None else self.cast.states.state_of(text)
        state = named if text[:1].isupper() else None
        if token.pos_ == "ADJ" and state != text:  # "the Andean town of"
            return self.cast.country(state) if state is not None else None
        place = self._place(index) if index is not None else None
        if place is not None and (state in {None, text} or (token.pos_ == "PROPN" and self.is_town(text))):
            return place  # "the *Oslo* suburb of" lies in the town
        return self.cast.country(state) if state is not None and token.pos_ in {"ADJ", "PROPN"} else None

    def is_town(self, text: str) -> bool:
        """Whether a name, of which "district" may be the last word, is that of a capital or ends in "City"."""
        text = text.removesuffix(" district").removesuffix(" quarter")
        return text in self.cast.states.seats or text.endswith(" City")

    def owner(self, token: Token, what: str = "") -> tuple[Cluster | None, Token]:
        """
        The place that possesses something ("*Y*'s largest city").

        "The country" is what the article is mostly about, the one where alone a place has the name of `what` it owns, or that named last.
        """
        index = self.cast.index_at(token.i)
        if index is None and token.lower_ in {"country", "nation"}:
            states = self.resolver.named_states
            known = (self.cast.states.by_country[country].name for country in self.cast.states.hints([what]))
            state = states.main(alone=True) or next((name for name in known if name in states.named), None)
            if state is not None:
                return self.cast.country(state), token
            names = (k for k in range(len(self.cast.mentions) - 1, -1, -1) if self.cast.mentions[k].last <= token.i)
            index = next((k for k in names if self.is_state(k)), None)
        if index is None and token.pos_ == "NOUN" and self.lexicon.kind(token) == "Place" and definite(token):  # "the capital's"
            where = self.resolver.resolve(token, LOCATION)
            return (where if where is not None and where.names and where.class_name == "Place" else None), token
        return (self._place(index) if index is not None else None), token

    def _place(self, k: int) -> Cluster | None:
        cluster = self.cast.of(k)
        return cluster if cluster.class_name == "Place" else None

    def is_state(self, k: int) -> bool:
        """Whether a mention is the name of a country."""
        return self.cast.states.is_country(self.cast.mentions[k].text)

    def encloses(self, token: Token) -> bool:
        """Whether a token heads the name of a country or region, which other places lie in."""
        index = self.cast.index_at(token.i)
        if index is None:
            return token.lower_ in self.regions
        return self.is_state(index) or last_word(self.cast.mentions[index]) in self.regions

    def partly(self, mention: Mention) -> bool:
        """Whether a region that is no country is told of in part: "*most of* the Y valley", "*large areas of* Y"."""
        doc, i = mention.head.doc, mention.first - 1
        i -= i > 0 and doc[i].lower_ == "the"
        parts = self.lexicon.words["partitive"] | self.deep
        divided = i > 0 and doc[i].lower_ == "of" and not parts.isdisjoint({doc[i - 1].lower_, doc[i - 1].lemma_.lower()})
        return divided and not self.cast.states.is_country(mention.text)

    def is_type(self, token: Token) -> bool:
        """Whether a noun is a type of place or facility, and no direction."""
        return (
            token.pos_ in {"NOUN", "PROPN"}
            and token.lower_ not in self.lexicon.words["directions"]
            and (self.lexicon.head_class(token.lemma_.lower()) in {"Place", "Facility"} or token.lower_ in self.regions)
            and self.cast.index_at(token.i) is None
        )

    def types_next(self, possessive: Token) -> bool:
        """Whether what is possessed is a type of place: "Y's *second-largest city*"."""
        ahead = possessive.doc[possessive.i + 1 : possessive.i + _TYPING]
        first = next((t for t in ahead if t.pos_ not in {"ADJ", "NUM", "PUNCT", "ADV", "VERB"} or t.text == ","), None)
        return first is not None and self.is_type(first)

    def hangs(self, token: Token, mention: Mention) -> bool:
        """Whether a place hangs on the name of another, on its type ("the *village* of X in Y"), or like it on the verb."""
        node = token
        for _ in range(3):
            if mention.first <= node.head.i < mention.last or (node.head.i == mention.first - 2 and self.is_type(node.head)):
                return True
            if node.dep_ == "obl":
                goal = mention.head
                while goal.dep_ in {"nmod", "compound", "flat", "appos", "conj"}:
                    goal = goal.head
                return goal.dep_ in {"obj", "obl"} and goal.head == node.head
            node = node.head
        return False

    def beside(self, on: Token) -> bool:
        """Whether "on" only tells what a place lies by: "*on* the river X", not "on the outskirts of X"."""
        return on.lower_ == "on" and not any(t.lower_ in self.deep for t in on.doc[on.i + 1 : on.i + 4])


def last_word(mention: Mention) -> str:
    """The last word of a name, in lower case: its type, if it has one."""
    return mention.head.doc[mention.last - 1].lower_
