"""Where a role stands to a person's name: in front of it, behind it, or across a form of "be"."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.clusters import Cluster
from kg.entities import Cast
from kg.frames import Roles
from kg.lexicon import Lexicon
from kg.mentions import Mention

_REACH = 12  # tokens that a title can stand before, or an apposition behind, a name
_OVER = frozenset(
    {"of", "for", "the", "-", "–", "and", "to", "'s", "’s", "'", "’", "in", "at", "its", "their", "his", "her", "whose", "on"}
)
_OPENING = frozenset({",", "(", "—", "–"})
_BRACKETS = frozenset({"(", ")"})
_CLOSING = frozenset({",", ")", ";", "—", "–", "and", "or", "but"})
_NAMING = frozenset("name appoint elect become serve make be act describe believe think consider presume".split())
_BEING = frozenset({"be", "remain"})
_WITH = frozenset({"with", "at"})
_PEOPLE = frozenset({"Person", "Troops"})
_STEPS = frozenset({"to", "for", "of"})
_IN_CHIEF = ["commander", "in", "chief"]
FORMER = frozenset({"former", "ex", "late", "then", "onetime", "ousted", "deposed", "erstwhile", "shadow"})
# "a man known only as X", "who goes by the name of X"
CALLING = frozenset('named called known only as " “ ” - who calls himself herself signs goes by name of uses'.split())
_DESCRIBING = 7  # words between the comma or "is" behind a title and the name
_SKIPPED = frozenset({"retired", "acting"})


@dataclass(frozen=True)
class Title:
    """A role noun with the person or group who has it; `first` and `last` bound the tokens that may name the organization."""

    noun: Token
    person: Token
    cluster: Cluster
    first: int
    last: int


class Titles:
    """Finds role nouns beside the names of one article."""

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self.cast = cast
        self.lexicon = lexicon

    def roles(self, token: Token) -> list[Roles]:
        """The roles that a noun tells of a person, its compound first ("press secretary")."""
        lemma = token.lemma_.lower()
        return (
            self._compound(token)
            or self.lexicon.roles_by_noun.get(lemma)
            or self.lexicon.roles_by_noun.get(token.lower_)
            or self._working(token)
        )

    def _working(self, token: Token) -> list[Roles]:
        """The roles of any other people "with" or "at" an organization: "a nurse *with* the relief agency"."""
        working = token.i + 1 < len(token.doc) and token.nbor(1).lower_ in _WITH
        return [r for r in self.lexicon.roles if r.parts] if working and self.lexicon.kind(token) in _PEOPLE else []

    def _compound(self, token: Token) -> list[Roles]:
        """The roles of two words that a noun ends: "prosecutor *general*"."""
        return self.lexicon.roles_by_noun.get(f"{token.nbor(-1).lower_} {token.lemma_.lower()}", []) if token.i > 0 else []

    def parts(self, token: Token) -> list[Roles]:
        """The roles that a common noun tells of a group ("a wing of")."""
        return self.lexicon.roles_by_part.get(token.lemma_.lower(), []) if self.cast.index_at(token.i) is None else []

    def of(self, mention: Mention, cluster: Cluster) -> Iterator[Title]:
        """The titles of one named mention: of a person its roles, of a group what it is a part of."""
        if cluster.class_name == "Person":
            yield from self._before(mention, cluster)
        yield from self._behind(mention, cluster)

    def _before(self, mention: Mention, cluster: Cluster) -> Iterator[Title]:
        """In front of the name: "Russian Foreign Minister X", "its leader, Gen. X", "a spokesman for it, X", "whose commander is X"."""
        doc = mention.head.doc
        end = self._past_description(doc, self._past_ranks(doc, mention.first))
        start = doc[end].sent.start
        if start == end > 0 and doc[end - 1].is_alpha and doc[end - 1].sent.root.pos_ in {"NOUN", "PROPN"}:
            start = doc[end - 1].sent.start  # "A spokesman for the Defence Ministry" cut off from its name
        linked = end > start and (doc[end - 1].text == "," or doc[end - 1].lemma_ == "be")
        ranked = not linked and end < mention.first
        last = end - 1 if linked else mention.first if ranked else end
        nouns: list[Token] = []
        i = last - 1
        while i >= start and mention.first - i <= _REACH and self._inside(doc[i]):
            if doc[i].pos_ in {"NOUN", "PROPN", "ADJ"} and self.roles(doc[i]):
                nouns.append(doc[i])
            i -= 1
        if not nouns:
            return
        ranks = self.lexicon.words["ranks"]
        noun = next((n for n in nouns if n.lower_.rstrip(".") not in ranks or self._compound(n)), nouns[0])
        if noun.i > 1 and [t.lower_ for t in doc[noun.i - 2 : noun.i + 1]] == _IN_CHIEF:
            noun = doc[noun.i - 2]
        for outer in nouns[nouns.index(noun) + 1 :]:  # "an adviser to the head of"
            if doc[outer.i + 1].lower_ in _STEPS and not self._person(outer.head, outer):
                noun = outer
        apart = linked and end < mention.first and noun.tag_ == "NNS"  # "gunmen of the Front, *a group led by* X": not he
        if (not linked or _closes(noun, last)) and not apart and not _whose(noun, mention.head):
            yield Title(noun, mention.head, cluster, i + 1, last)

    def _person(self, named: Token, noun: Token) -> bool:
        """Whether a noun already tells who somebody else is: "*X*, an adviser to the head of the Front, Y"."""
        k = self.cast.index_at(named.i)
        return noun.dep_ == "appos" and k is not None and self.cast.of(k).class_name == "Person"

    def _past_ranks(self, doc: Doc, first: int) -> int:
        """Where the ranks in front of a name begin ("*Lt. Gen.* X"), which the title stands before."""
        ranks, i = self.lexicon.words["ranks"], first
        while i > 0:
            word = doc[i - 1].lower_.rstrip(".")
            abbreviated = doc[i - 1].text == "." and i > 1 and doc[i - 2].lower_ in ranks
            if not (abbreviated or word in ranks or word in _SKIPPED):
                return i
            i -= 1
        return i

    def _past_description(self, doc: Doc, end: int) -> int:
        """Where what else a name is called begins, behind the comma or "is" of a title: "its chief, *the trader* X"."""
        i = end
        while i > 0 and end - i <= _DESCRIBING and self._describes(doc[i - 1]):
            i -= 1
        return i if i > 0 and (doc[i - 1].text == "," or doc[i - 1].lemma_ == "be") else end

    def _describes(self, token: Token) -> bool:
        """Whether a word can stand in a description: no title, but "the *former minister* X", "the *lawmaker* X"."""
        k = self.cast.index_at(token.i)
        nominal = token.pos_ in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} or token.tag_ in {"VBN", "HYPH"} or token.lower_ in CALLING
        role = token.lower_.rstrip(".") not in self.lexicon.words["ranks"] and any(r.weak or not r.parts for r in self.roles(token))
        past = not FORMER.isdisjoint(t.lower_ for t in token.doc[max(0, token.i - 2) : token.i])
        return nominal and (not role or past) and (k is None or self.cast.of(k).class_name == "Place")

    def _inside(self, token: Token) -> bool:
        """Whether a token can stand inside a title that is read from the name backwards."""
        inside = self.cast.index_at(token.i)
        if token.text in _BRACKETS:  # "a spokesman for the army *(FARDC)*, X"
            return self.cast.index_at(token.i + 1 if token.text == "(" else token.i - 1) is not None
        if inside is not None and self.cast.of(inside).class_name == "Person":
            return token.lower_.rstrip(".") in self.lexicon.words["titles"]
        return inside is not None or token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "DET"} or token.lower_ in _OVER

    def _behind(self, mention: Mention, cluster: Cluster) -> Iterator[Title]:
        """After the name: "X, a spokesman for it", "X is the commander of", "X, who was named in May as its leader", "X, a wing of"."""
        doc, end = mention.head.doc, mention.head.sent.end
        i = mention.last
        if i >= end or not (doc[i].text in _OPENING or doc[i].lemma_ in _BEING):
            return
        named = doc[i].lemma_ in _BEING
        several = False
        roles = self.roles if cluster.class_name == "Person" else self.parts
        for token in doc[i + 1 : min(end, i + 1 + _REACH)]:
            inside = self.cast.index_at(token.i)
            if inside is not None and self.cast.of(inside).class_name == "Person":
                return
            if token.text in _CLOSING or (
                token.pos_ in {"VERB", "AUX"} and token.lemma_ not in _NAMING and token.tag_ != "VBG" and doc[token.i - 1].text != "-"
            ):
                return
            if token.pos_ == "ADP" and not named and not several and inside is None:  # "a *Horn of Africa* analyst"
                return
            named = named or token.lemma_ in _NAMING
            several = several or token.lower_ == "one"
            if token.pos_ in {"NOUN", "PROPN"} and roles(token):
                following = token.nbor(1) if token.i + 1 < end else token
                if following.tag_ == "POS" or (following != token and following.pos_ in {"NOUN", "PROPN"} and roles(following)):
                    continue  # "the army chief's deputy", "the army chief spokesman"
                yield Title(token, mention.head, cluster, mention.last, min(end, token.right_edge.i + 1))
                return


def charges(noun: Token) -> set[str]:
    """What a chief is chief of, by the word in front of the noun or behind "of": "its *intelligence* chief", "its head of *media*"."""
    behind = [t.lower_ for t in noun.doc[noun.i + 1 : noun.i + 3]]
    return {noun.nbor(-1).lower_ if noun.i else "", *(behind[1:] if behind[:1] in (["of"], ["for"]) else ())}


def _whose(noun: Token, person: Token) -> bool:
    """Whether the words behind a role only tell whose it is: "fighters *loyal to X*", "members *of X*'s party"."""
    return any(c.dep_ == "case" and c.lower_ in _STEPS and noun.i < c.i for c in person.lefts)


def _closes(noun: Token, last: int) -> bool:
    """Whether the role's phrase ends where the comma before the name stands."""
    return noun.i == last - 1 or noun.right_edge.i >= last - 1
