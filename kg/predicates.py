"""Who is said by a clause to be what: "he was a member of X", "it is regarded as a wing of X", "she became its spokeswoman"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import clause, surface_subject
from kg.clusters import GROUPS
from kg.coreference import Resolver
from kg.phrases import ACTOR
from kg.titles import Title, Titles

_BECOMING = frozenset({"become", "remain", "stay", "elect", "appoint", "name", "make", "declare", "reelect", "proclaim", "call", "crown"})
_FOLLOWING = frozenset({"succeed", "replace", "follow"})  # "X succeeded Y as its leader": X


def predicated(resolver: Resolver, titles: Titles) -> Iterator[Title]:
    """The titles of one article that clauses tell, of people and groups that may be named elsewhere ("he", "the group")."""
    for noun in resolver.cast.doc:
        if noun.pos_ not in {"NOUN", "PROPN"} or not (titles.roles(noun) or titles.parts(noun)):
            continue
        for subject in told_of(noun):
            if subject.pos_ == "NOUN" and any(c.dep_ == "nmod:poss" and c.pos_ == "PRON" for c in subject.lefts):
                continue  # whose "his force" is depends on what he is told to lead
            who = resolver.resolve(subject, ACTOR)
            if who is None or not who.names:
                continue  # "the men were members of X"
            if titles.roles(noun) if who.class_name == "Person" else who.class_name in GROUPS and titles.parts(noun):
                yield Title(noun, subject, who, noun.left_edge.i, noun.right_edge.i + 1)


def told_of(noun: Token) -> tuple[Token, ...]:
    """Whom a clause says to be what a noun tells: the subject of "be", whoever somebody names so or who does something as such."""
    bare = not any(c.dep_ == "case" for c in noun.lefts)  # not "is among its fighters"
    if bare and any(c.dep_ == "cop" for c in noun.children):
        return surface_subject(noun)[0]
    verb = noun.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return ()
    told = clause(verb)
    if any(c.lower_ == "as" and c.dep_ == "case" for c in noun.lefts):
        active = told.subjects if verb.lemma_ in _FOLLOWING or not told.objects else told.objects
        return told.objects if told.passive else active
    if noun.dep_ in {"xcomp", "obj"} and verb.lemma_.lower() in _BECOMING:
        named = tuple(t for t in told.objects if t != noun)
        return named if told.passive else named or told.subjects
    return ()
