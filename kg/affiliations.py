"""Who is what to whom: leaders, spokespeople and members, told by role nouns ("Hassan, a spokesman for the front")."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.claims import Candidate
from kg.clauses import antecedent, modifiers, possessor
from kg.coreference import ACTOR, Resolver
from kg.entities import Cluster
from kg.lexicon import Lexicon, Roles

_TITLE_GAP = 3
_LEFT = frozenset({"compound", "amod", "nmod", "nmod:poss", "flat", "nmod:desc"})


class Affiliations:
    """Matches the lexicon's role nouns on one article."""

    def __init__(self, resolver: Resolver, lexicon: Lexicon) -> None:
        self.resolver = resolver
        self.lexicon = lexicon
        self.cast = resolver.cast
        self._by_noun: dict[str, list[Roles]] = {}
        for roles in lexicon.roles:
            for noun in roles.nouns:
                self._by_noun.setdefault(noun, []).append(roles)

    def candidates(self, tokens: Iterator[Token]) -> Iterator[Candidate]:
        """All candidates, in the order of the role nouns and of the unit names."""
        for token in tokens:
            if token.pos_ in {"NOUN", "PROPN"}:
                options = self._by_noun.get(token.lemma_.lower())
                if options:
                    yield from self._role(token, options)
        yield from self._units()

    def _role(self, noun: Token, options: list[Roles]) -> Iterator[Candidate]:
        people = self._holders(noun)
        if not people:
            return
        roles = self._chosen(noun, options)
        if roles is None:
            return
        organizations = self._organizations(noun, roles)
        for person, token in people:
            for organization, other in organizations:
                if organization is not person:
                    yield Candidate(roles.relation, noun, token, other, person, organization, f"role.{roles.relation}")
                    break

    def _chosen(self, noun: Token, options: list[Roles]) -> Roles | None:
        """Which relation the noun tells here: "a commander" is one of many, "the commander" leads; former ones do neither."""
        words = {c.lower_ for c in noun.lefts} | {c.lower_ for child in noun.lefts for c in child.lefts}
        before = {noun.nbor(-k).lower_ for k in range(1, 4) if noun.i - k >= 0}
        if {"former", "ex", "late", "then"} & (words | before) or noun.lower_.startswith(("ex-", "former")):
            return None
        leading = next((r for r in options if r.weak), None)
        member = next((r for r in options if r.parts), None)
        if leading is None or member is None:
            return None if leading is not None and leading.weak & words else options[0]
        one_of_many = noun.tag_ == "NNS" or {"a", "an"} & words or leading.weak & words
        return member if one_of_many else leading

    # people

    def _person(self, token: Token) -> Cluster | None:
        k = self.cast.index_at(token.i)
        if k is not None:
            cluster = self.cast.of(k)
            return cluster if cluster.class_name == "Person" else None
        return None

    def _holders(self, noun: Token) -> list[tuple[Cluster, Token]]:
        """The named people who have the role: beside it, in apposition, or by a copula."""
        doc = noun.doc
        found: list[Token] = []
        for step in range(1, _TITLE_GAP + 1):  # "spokesman Colonel X"
            if noun.i + step >= len(doc) or doc[noun.i + step].pos_ not in {"PROPN", "NOUN"}:
                break
            if self._person(doc[noun.i + step]):
                found.append(doc[noun.i + step])
                break
        for child in noun.children:
            if child.dep_ in {"appos", "flat"}:
                found.append(child)
        if noun.dep_ in {"appos", "conj"}:
            head = noun.head
            while head.dep_ in {"conj", "appos"} and self._person(head) is None and head.head != head:
                head = head.head
            found.append(head)
        if any(c.dep_ == "cop" for c in noun.children):
            found.extend(antecedent(c) for c in noun.children if c.dep_ == "nsubj")
        start = min(noun.left_edge.i, noun.i)
        if not found and start >= 2 and doc[start - 1].text == ",":  # "X, a spokesman": misread appositions
            found.append(doc[start - 2])
        if not found:  # "the group's leader, X"
            for end in (noun.i + 1, noun.right_edge.i + 1):
                if end + 1 < len(doc) and doc[end].text == ",":
                    found.append(doc[end + 1])
                    break
        people: list[tuple[Cluster, Token]] = []
        for token in found:
            cluster = self._person(token)
            if cluster is None and token.pos_ == "PRON":
                cluster = self.resolver.resolve(token, ACTOR)
                cluster = cluster if cluster is not None and cluster.class_name == "Person" and cluster.names else None
            if cluster is not None and all(cluster is not c for c, _ in people):
                people.append((cluster, token))
        return people[:1]

    # organizations

    def _organizations(self, noun: Token, roles: Roles) -> list[tuple[Cluster, Token]]:
        found: list[Token] = []
        start = noun.left_edge.i
        found.extend(modifiers(noun, roles.prepositions))
        found.extend(possessor(noun))
        for i in range(noun.i - 1, max(start, noun.i - 8) - 1, -1):
            token = noun.doc[i]
            if self.cast.index_at(i) is not None or token.head == noun and token.dep_ in _LEFT:
                found.append(token)
        actors: list[tuple[Cluster, Token]] = []
        for token in found:
            cluster = self._actor(token)
            if cluster is not None and cluster.class_name != "Person" and all(cluster is not c for c, _ in actors):
                actors.append((cluster, token))
        return actors

    def _actor(self, token: Token) -> Cluster | None:
        if self.cast.index_at(token.i) is None and (token.pos_ == "ADJ" or token.pos_ == "PROPN"):
            state = self.cast.states.state_of(token.text) if "-" not in token.text else None
            if state is not None:
                side = self.cast.side(state)
                side.note(token.text, named=False)
                return side
        if token.pos_ == "ADJ":
            return None
        return self.resolver.resolve(token, ACTOR)

    # units

    def _units(self) -> Iterator[Candidate]:
        """A named unit that a force possesses is part of it: "the army's 4th Brigade"."""
        for k in range(1, len(self.cast.mentions)):
            owner, unit = self.cast.mentions[k - 1], self.cast.mentions[k]
            doc = unit.head.doc
            if unit.first - owner.last != 1 or doc[owner.last].lower_ not in {"'s", "’s", "'", "’"}:
                continue
            whole, part = self.resolver.resolve(owner.head, ACTOR), self.cast.of(k)
            last = doc[unit.last - 1].lemma_.lower()
            if whole is None or whole is part or part.class_name not in {"ArmedGroup", "Organization"} or whole.class_name == "Person":
                continue
            relation = next((r.relation for r in self.lexicon.roles if last in r.parts), None)
            if relation is not None:
                yield Candidate(relation, unit.head, unit.head, owner.head, part, whole, "part.possessive")
