"""Where those were held whom somebody frees: "the inmates of the jail", "people held in X", "stormed the prison and freed 200 men"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import Clause, clause, modifiers
from kg.clusters import Cluster
from kg.ends import Candidate, Ends
from kg.frames import Bare

_WITHIN = frozenset({"in", "at", "inside"})
_OF = frozenset({"of"})
_TELLING = frozenset({"acl", "acl:relcl"})


class Releases:
    """Finds it in one article."""

    def __init__(self, ends: Ends) -> None:
        self.ends = ends
        self.resolver, self.lexicon = ends.resolver, ends.lexicon

    def candidates(self, found: Clause, unsaid: Bare) -> Iterator[Candidate]:
        """Who freed people, and from where, as far as a clause whose verb does not say "from" tells."""
        people = [part for t in found.objects for part in (t, *modifiers(t, _OF))]
        captive = any(t.lemma_.lower() in unsaid.objects for t in people)
        if not captive and not any(self._person(t, unsaid.relation) for t in people):
            return
        where = self._held(people, found, captive) or self._prison(found.verb, captive)
        for subject in found.subjects if where is not None else ():
            actor = self.ends.allowed(subject, unsaid.relation)
            if actor is not None and where is not None:
                yield Candidate(unsaid.relation, found.verb, subject, found.objects[0], actor, where, "verb.freed")

    def _person(self, token: Token, relation: str) -> bool:
        return self.lexicon.kind(token) in self.lexicon.others[relation] or token.pos_ == "NUM" or token.lower_ in {"all", "those"}

    def _held(self, people: list[Token], found: Clause, captive: bool) -> Cluster | None:
        """What the people's own phrase or the clause tells."""
        near = [t for person in people for t in self._places(person, captive)]
        for token in (*near, *(t for words, t in found.obliques if words & _WITHIN)):
            where = self.ends.entity(token, "Facility")
            if where is not None and self.ends.ontology.is_a(where.class_name, "Location"):
                return where
        return None

    def _places(self, person: Token, captive: bool) -> Iterator[Token]:
        """ "Inmates *of X*", "people *held at X*", "who had been locked up *in X*"."""
        for told in person.rights:
            if told.dep_ in _TELLING and told.lemma_.lower() in self.lexicon.words["holding"]:
                yield from (t for words, t in clause(told).obliques if words & _WITHIN)
        yield from modifiers(person, _WITHIN | _OF if captive else _WITHIN)

    def _prison(self, verb: Token, captive: bool) -> Cluster | None:
        """The place spoken of last that prisoners are in: a prison, or for those who are called so any facility."""
        prisons = self.lexicon.words["prisons"]

        def holds(cluster: Cluster) -> bool:
            called = (word for name in (*cluster.names, *cluster.descriptions) for word in name.lower().split())
            return cluster.class_name == "Facility" and any(word in prisons for word in called)

        ahead = next((t for t in verb.subtree if t.i > verb.i and t.lemma_.lower() in prisons), None)
        if ahead is not None:  # "freed 200 inmates when they overran *the prison*"
            return self.ends.entity(ahead, "Facility")
        return self.resolver.history.latest(verb, holds, window=1) or (self.resolver.latest_facility(verb) if captive else None)
