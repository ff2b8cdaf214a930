"""Who heads what is called his: "the government of President X", "X's administration", "the rebels of X", "X's fighters"."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.clauses import modifiers, possessor
from kg.commanders import LOOSE
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.phrases import ACTOR

_OF = frozenset({"of"})
_LED = frozenset({"State", "Troops", "ArmedGroup"})


def governments(resolver: Resolver, relation: str, tokens: Iterable[Token]) -> Iterator[Candidate]:
    """Those whose head leads nothing else that is known; of others it is said already, and that government or force is what they lead."""
    lexicon, cast = resolver.lexicon, resolver.cast
    for token in tokens:
        if lexicon.kind(token) not in _LED or token.pos_ != "NOUN" or token.lemma_.lower() in LOOSE:
            continue
        for owner in (*possessor(token), *modifiers(token, _OF)):
            k = cast.index_at(owner.i)
            person = cast.of(k) if k is not None else None
            if person is None or person.class_name != "Person" or person in resolver.commands:
                continue
            government = resolver.resolve(token, ACTOR)
            if government is not None and government is not person:
                yield Candidate(relation, token, owner, token, person, government, "role.government")
