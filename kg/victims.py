"""Whom a phrase says to be hit: those that it describes, as themselves and with their number, not the side that they belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.clauses import modifiers
from kg.clusters import Cluster
from kg.mentions import describe
from kg.phrases import ACTOR, called_by_name
from kg.salience import sentences_back

if TYPE_CHECKING:
    from kg.descriptions import Descriptions

_OF = frozenset({"of"})
_PEOPLE = frozenset({"Person", "ArmedGroup", "Troops"})


class Victims:
    """Resolves descriptions of victims in one article."""

    def __init__(self, descriptions: Descriptions) -> None:
        self.descriptions = descriptions
        self.resolver = descriptions.resolver
        self.cast = descriptions.cast
        self.lexicon = descriptions.lexicon

    def meant(self, token: Token) -> Cluster | None:
        """Those that a noun's phrase describes: "13 soldiers" are not the army that they belong to."""
        inner = modifiers(token, _OF)
        if inner and token.lemma_.lower() in self.lexicon.words["partitive"] and inner[0].pos_ == "NOUN":
            self.resolver.extent[token.i] = inner[0].i + 1
            found = self.meant(inner[0])
            if found is not None:
                found.note(token.doc[token.left_edge.i : inner[0].i + 1].text, named=False)
            return found
        kind = self.lexicon.kind(token)
        k = self.cast.index_at(token.i)
        if k is not None and self.cast.of(k).state is not None:  # "another 149 Russians"
            return self.cast.own(self.cast.mentions[k].text, "ArmedGroup")
        if k is not None and self.cast.of(k).class_name == "Place" and not self.cast.states.is_place_name(self.cast.mentions[k].text):
            self.cast.of(k).class_name = "Person"  # whom NER takes for a place that nobody knows
        flat = any(c.dep_ == "flat" and self.cast.index_at(c.i) is not None for c in token.rights)
        if kind in {"Place", "Facility", "Weapon", "Equipment"} or k is not None or flat:
            return self.resolver.resolve(token, ACTOR)
        named = called_by_name(token, self.cast, "Person") if token.tag_ == "NN" else None
        if named is not None:  # "a commander named X", "their leader, X"
            return named
        if kind is None and not self._can_be_killed(token):
            return self.descriptions.unknown(token, describe(token, self.lexicon), ACTOR)
        return self._themselves(token, "Person" if kind in {None, "Person"} else "ArmedGroup")

    def pointed_at(self, token: Token, killer: Cluster) -> Cluster | None:
        """Whom "killed *them*", "three of *them*" and "all four" mean: the people described last who are not those who kill."""
        doc = token.doc
        whole = next(iter(modifiers(token, _OF)), token)  # "four of the *nine*"
        people = [t for t in reversed(doc[sentences_back(token, 1) : token.i]) if self._are_others(t, killer)]
        alike = (t for t in people if any(c.dep_ == "nummod" and c.lower_ == whole.lower_ for c in t.lefts))
        meant = next(alike, None) or next(iter(people), None)
        if meant is None or token.pos_ == "PRON":
            return self.meant(meant) if meant is not None else None
        some = self.cast.own(f"{token.lower_} {describe(meant, self.lexicon).text}", "Person")
        some.note(doc[token.i : token.right_edge.i + 1].text, named=False)
        return some

    def _are_others(self, token: Token, killer: Cluster) -> bool:
        people = token.tag_ == "NNS" and self.lexicon.kind(token) in _PEOPLE and self.cast.index_at(token.i) is None
        return people and self.resolver.resolve(token, ACTOR) is not killer

    def _themselves(self, token: Token, class_name: str) -> Cluster:
        """Those described, by their number where it is told: the "62 villagers" are not the three of another day."""
        mention = describe(token, self.lexicon)
        numbers = [c.left_edge.i for c in token.lefts if c.dep_ == "nummod"]
        if not numbers:
            return self.resolver.own(token, mention, class_name)
        first = min(numbers)
        counted = token.doc[first : token.i + 1].text
        found = self.resolver.own(token, replace(mention, first=first, text=counted[:1].lower() + counted[1:]), class_name)  # "Six men"
        found.note(mention.text, named=False)
        return found

    def _can_be_killed(self, token: Token) -> bool:
        """Whether a noun that the lexicon does not list can be somebody: "a sentry", but no plan and no raid, which are executed too."""
        lemma = token.lemma_.lower()
        return token.pos_ == "NOUN" and lemma not in self.lexicon.noun_frames and lemma not in self.lexicon.words["nouns_hypothetical"]
