"""Whom a coalition is made of: "the Northern Alliance, a coalition of A, B and C"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import modifiers
from kg.clusters import Cluster
from kg.coordination import coordinated
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.frames import Roles
from kg.phrases import ACTOR

_OF = frozenset({"of", "between"})
_GROUPS = frozenset({"ArmedGroup", "Organization", "State"})


def coalitions(resolver: Resolver, roles: Roles) -> Iterator[Candidate]:
    """The named members of a group that is told to be a coalition of two or more; `roles` tells the relation and the nouns for it."""
    cast = resolver.cast
    for k, mention in enumerate(cast.mentions):
        whole = cast.of(k)
        predicate = (mention.head.head,) if mention.head.dep_ == "nsubj" else ()
        told = (*(t for t in mention.head.rights if t.dep_ == "appos"), *predicate) if whole.class_name in _GROUPS else ()
        for noun in told:
            named = _listed(noun) if _coalition(noun, roles) else []
            members = [(t, member) for t in named if (member := _group(resolver, t)) is not None and member is not whole]
            if len(members) > 1:
                yield from (Candidate(roles.relation, noun, t, mention.head, member, whole, "role.coalition") for t, member in members)


def _coalition(noun: Token, roles: Roles) -> bool:
    """ "A *coalition*", "an umbrella *group*"."""
    return noun.pos_ == "NOUN" and not roles.wholes.isdisjoint(
        t.lemma_.lower() for t in (noun, *(c for c in noun.lefts if c.dep_ == "compound"))
    )


def _listed(noun: Token) -> list[Token]:
    """What stands behind "of", to whatever word of the phrase the parser hung the end of the list."""
    inner = [t for t in modifiers(noun, _OF) if t.i > noun.i]
    hung = [c for c in noun.rights if c.dep_ == "conj" and inner and c.i > inner[0].i]
    return sorted({t for listed in (*inner, *hung) for t in coordinated(listed)}, key=lambda token: token.i)


def _group(resolver: Resolver, token: Token) -> Cluster | None:
    found = resolver.resolve(token, ACTOR)
    return found if found is not None and found.names and found.class_name in _GROUPS else None
