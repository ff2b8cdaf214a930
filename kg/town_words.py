"""What the words for a town tell: the middle of it, and which names are no town's."""

from spacy.tokens import Token

from kg.clusters import Cluster
from kg.entities import Cast
from kg.mentions import Mention
from kg.phrases import definite
from kg.places import Gazetteer

_MIDDLE = frozenset({"centre", "center", "heart"})
_SETTLED = frozenset({"city", "town", "village", "hamlet", "capital"})
_BEFORE_NOUN = frozenset({"compound", "amod", "nmod:poss", "nmod:desc"})

# inhabitants of what is called so, at the most
_LARGEST = {"hamlet": 20_000, "village": 50_000, "town": 250_000, "township": 250_000}


def is_middle(token: Token, mention: Mention) -> bool:
    """Whether a noun only says that it is the middle of a town: "the *centre* of X", "the town *centre*"."""
    before = {t.lower_ for t in token.doc[mention.first : token.i]}
    told = any(c.dep_ == "acl:relcl" for c in token.rights)
    return token.lemma_.lower() in _MIDDLE and definite(token) and before <= {"town", "city"} and not told


def no_towns(lemma: str, cast: Cast) -> frozenset[Cluster]:
    """What cannot be "the city" (a lemma): what the article calls "*the* X", as rivers and regions are."""
    mentions = enumerate(cast.mentions) if lemma in _SETTLED else ()
    the = ((k, m.head) for k, m in mentions if m.head.doc[max(0, m.first - 1)].lower_ == "the")
    return frozenset(cast.of(k) for k, head in the if head.dep_ not in _BEFORE_NOUN)


def too_large(lemma: str, cluster: Cluster, states: Gazetteer) -> bool:
    """Whether more people live in a place than in what is called so: "the town" is no capital."""
    return lemma in _LARGEST and any(c.population > _LARGEST[lemma] for n in cluster.names for c in states.lookup(n))
