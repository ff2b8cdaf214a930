"""What "both", "the two" and "the two sides" mean: two places named together, or the only two groups that were spoken of last."""

from spacy.tokens import Token

from kg.clauses import modifiers
from kg.clusters import Cluster
from kg.coreference import Resolver

_OF = frozenset({"of"})
_FROM = frozenset({"of", "from"})
_SIDES = frozenset({"ArmedGroup", "State"})
_GROUPS = frozenset({"Troops", "ArmedGroup", "Organization", "State"})
_BEHIND = 60  # tokens from two names to "both" alone, at the most
_IN_COMMON = frozenset({"together", "jointly"})
_NEAR = 3  # sentences that the two may lie back


def two_places(token: Token, resolver: Resolver) -> list[Token]:
    """The two places named together last, which "both towns", "the two towns" and "both" mean; [] where that is not meant."""
    inside = next((t for t in modifiers(token, _OF) if t.tag_ == "NNS"), token)
    alone = inside.pos_ != "NOUN" and token.lower_ == "both"
    if not alone and not (resolver.lexicon.kind(inside) == "Place" and _two(inside)):
        return []
    cast = resolver.cast
    for k in range(len(cast.mentions) - 1, 0, -1):
        first, second = cast.mentions[k - 1], cast.mentions[k]
        between = [t.lower_ for t in token.doc[first.last : second.first]]
        if second.last <= token.i and between == ["and"] and {cast.of(k - 1).class_name, cast.of(k).class_name} == {"Place"}:
            return [first.head, second.head] if not alone or token.i - second.last < _BEHIND else []
    return []


def two_groups(token: Token, resolver: Resolver, *, besides: Cluster | None = None) -> tuple[Cluster, Cluster] | None:
    """The only two groups of the sentences before, `besides` one, which "the two", "both sides" and "fighters of the two groups" mean."""
    inside = next((t for t in modifiers(token, _FROM) if _two(t)), token)
    if not (_two(inside) or _joined(token)) or (inside.pos_ == "NOUN" and resolver.lexicon.kind(inside) not in _GROUPS):
        return None

    last = resolver.history.together(token, lambda c: c.class_name in _SIDES and bool(c.names) and c is not besides, window=_NEAR)
    return (last[0], last[1]) if len(last) == 2 else None


def hit_together(token: Token, resolver: Resolver, doer: Cluster) -> tuple[Cluster, ...]:
    """The two groups to which somebody else does something: "struck *both groups*"; () where that is not meant."""
    return (two_groups(token, resolver, besides=doer) or ()) if token.pos_ == "NOUN" else ()


def _joined(token: Token) -> bool:
    """Whether a pronoun stands for those who do something in common: "*they* jointly seized"."""
    behind = (c.i + 1 for c in token.head.children if c.lower_ in _IN_COMMON)
    return token.lower_ == "they" and any(i < len(token.doc) and token.doc[i].lower_ != "with" for i in behind)


def _two(token: Token) -> bool:
    """Whether a phrase counts to two: "*the two* sides", "*both* sides", "*the two*", "between *them*"."""
    if token.lower_ == "them" and any(c.lower_ == "between" for c in token.lefts):
        return True
    words = {c.lower_ for c in token.lefts} | {token.lower_}
    return "both" in words or {"the", "two"} <= words
