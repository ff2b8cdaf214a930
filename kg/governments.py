"""Who heads a government that is called by a name: "the government of President X", "X's administration"."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.clauses import modifiers, possessor
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.phrases import ACTOR

_OF = frozenset({"of"})


def governments(resolver: Resolver, relation: str, tokens: Iterable[Token]) -> Iterator[Candidate]:
    """Those whose head leads nothing else that is known; of others it is said already, and their government is what they lead."""
    lexicon, cast = resolver.lexicon, resolver.cast
    for token in tokens:
        if lexicon.kind(token) != "State" or token.pos_ != "NOUN":
            continue
        for owner in (*possessor(token), *modifiers(token, _OF)):
            k = cast.index_at(owner.i)
            person = cast.of(k) if k is not None else None
            if person is None or person.class_name != "Person" or person in resolver.commands:
                continue
            government = resolver.resolve(token, ACTOR)
            if government is not None and government is not person:
                yield Candidate(relation, token, owner, token, person, government, "role.government")
