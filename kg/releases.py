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
        self.relation = next((row.relation for rows in self.lexicon.elliptic.values() for row in rows if row.objects), "")

    def candidates(self, found: Clause, unsaid: Bare) -> Iterator[Candidate]:
        """Who freed people, and from where, as far as a clause whose verb does not say "from" tells."""
        people = [part for t in found.objects for part in (t, *modifiers(t, _OF))]
        captive = any(t.lemma_.lower() in unsaid.objects for t in people)
        if not captive and not any(self._person(t, unsaid.relation) for t in people):
            return
        where = self._held(people, found, captive) or self._prison(found.verb, captive) or self._there(people)
        for subject in found.subjects if where is not None else ():
            actor = self.ends.allowed(subject, unsaid.relation)
            if actor is not None and where is not None:
                yield Candidate(unsaid.relation, found.verb, subject, found.objects[0], actor, where, "verb.freed")

    def opened(self, verb: Token) -> Iterator[Candidate]:
        """Who lets people out by "opening *the gates of the prison*" or "emptying *it*"."""
        words, lemma = self.lexicon.words, verb.lemma_.lower()
        if lemma not in words["opening"] and lemma not in words["forcing"]:
            return
        found = clause(verb)
        if lemma not in words["opening"] and "open" not in found.particles:
            return
        for thing in found.objects:
            inside = modifiers(thing, _OF | _WITHIN) if thing.lemma_.lower() in words["ways_out"] else (thing,)
            for token in inside:
                where = self.ends.entity(token, "Facility") if not _any_one(token) else None
                for subject in found.subjects if where is not None and self._confines(where) else ():
                    actor = self.ends.allowed(subject, self.relation)
                    if actor is not None and where is not None:
                        yield Candidate(self.relation, found.verb, subject, token, actor, where, "verb.opened")

    def _confines(self, cluster: Cluster) -> bool:
        called = (word for name in (*cluster.names, *cluster.descriptions) for word in name.lower().split())
        return cluster.class_name == "Facility" and any(word in self.lexicon.words["prisons"] for word in called)

    def _person(self, token: Token, relation: str) -> bool:
        return self.lexicon.kind(token) in self.lexicon.others[relation] or token.pos_ == "NUM" or token.lower_ in {"all", "those"}

    def _held(self, people: list[Token], found: Clause, captive: bool) -> Cluster | None:
        """What the people's own phrase or the clause tells."""
        held = [t for told in self._holding(people) for words, t in clause(told).obliques if words & _WITHIN]
        near = [t for person in people for t in modifiers(person, _WITHIN | _OF if captive else _WITHIN)]
        for token in (*held, *near, *(t for words, t in found.obliques if words & _WITHIN)):
            # "released the captives *at Obo*": where they were, as far as one can tell
            where = self.ends.entity(token, "Location" if captive or token in held else "Facility")
            told = where is not None and (where.class_name == "Facility" or bool(where.names))
            if where is not None and told and self.ends.ontology.is_a(where.class_name, "Location"):
                return where
        return None

    def _holding(self, people: list[Token]) -> Iterator[Token]:
        """The verbs that say so: "people *held* at X", "who had been *locked* up in X"."""
        for told in (t for person in people for t in person.rights if t.dep_ in _TELLING):
            if told.lemma_.lower() in self.lexicon.words["holding"]:
                yield told

    def _there(self, people: list[Token]) -> Cluster | None:
        """ "The men held *there*"."""
        there = (c for told in self._holding(people) for c in told.children if c.lower_ == "there")
        return next((self.ends.entity(c, "Location") for c in there), None)

    def _prison(self, verb: Token, captive: bool) -> Cluster | None:
        """The place spoken of last that prisoners are in: a prison, or for those who are called so any facility."""
        ahead = next((t for t in verb.subtree if t.i > verb.i and t.lemma_.lower() in self.lexicon.words["prisons"]), None)
        if ahead is not None:  # "freed 200 inmates when they overran *the prison*"
            return self.ends.entity(ahead, "Facility")
        return self.resolver.history.latest(verb, self._confines, window=1) or (self.resolver.latest_facility(verb) if captive else None)


def _any_one(token: Token) -> bool:
    """Whether a phrase speaks of some prison that the reader does not know: "opened *a* new prison"."""
    return any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in token.lefts)
