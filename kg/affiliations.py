"""Who is what to whom: leaders, spokespeople and members, told by role nouns ("Hassan, a spokesman for the front")."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.claims import Candidate
from kg.clauses import modifiers, possessor
from kg.coreference import ACTOR, Resolver
from kg.entities import Cluster
from kg.lexicon import Lexicon, Roles

_REACH = 9  # tokens that a title can stand before, or an apposition behind, a name
_OVER = frozenset({"of", "for", "the", "-", "–", "and", "to", "'s", "’s", "'", "’", "in", "at", "."})
_FORMER = frozenset({"former", "ex", "late", "then", "onetime", "ousted", "deposed"})


@dataclass(frozen=True)
class _Title:
    """A role noun with the person who has it; `first` and `last` bound the tokens that may name the organization."""

    noun: Token
    person: Token
    cluster: Cluster
    first: int
    last: int


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

    def candidates(self) -> Iterator[Candidate]:
        """All candidates, in the order of the people and of the units."""
        for k, mention in enumerate(self.cast.mentions):
            cluster = self.cast.of(k)
            if cluster.class_name != "Person":
                continue
            for title in (*self._before(mention.first, mention.head, cluster), *self._behind(mention.last, mention.head, cluster)):
                yield from self._role(title)
        yield from self._units()

    # where a role stands to a name

    def _roles(self, token: Token) -> list[Roles]:
        if token.i > 0:  # "press secretary"
            compound = self._by_noun.get(f"{token.nbor(-1).lower_} {token.lemma_.lower()}")
            if compound:
                return compound
        return self._by_noun.get(token.lemma_.lower()) or self._by_noun.get(token.lower_) or []

    def _before(self, first: int, person: Token, cluster: Cluster) -> Iterator[_Title]:
        """ "Russian Foreign Minister X", "the group's leader, X", "a spokesman for the ministry, X"."""
        doc = person.doc
        start = person.sent.start
        i = first - 1
        comma = i >= start and doc[i].text == ","
        if comma:
            i -= 1
        nouns: list[Token] = []
        last = i + 1
        while i >= start and first - i <= _REACH:
            token = doc[i]
            inside = self.cast.index_at(i)
            if inside is not None and self.cast.of(inside).class_name == "Person" and token.lower_.rstrip(".") not in self.lexicon.words["titles"]:
                break
            if not (inside is not None or token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "DET"} or token.lower_ in _OVER or token.dep_ == "nmod:poss"):
                break
            if self._roles(token) and token.pos_ in {"NOUN", "PROPN", "ADJ"}:
                nouns.append(token)
            i -= 1
        ranks = self.lexicon.words["ranks"]
        for noun in sorted(nouns, key=lambda n: n.lower_.rstrip(".") in ranks):
            if comma and not self._closes(noun, last):
                continue
            yield _Title(noun, person, cluster, i + 1, last)
            return

    def _closes(self, noun: Token, last: int) -> bool:
        """Whether the role's phrase ends where the comma before the name stands."""
        return noun.i == last - 1 or noun.right_edge.i >= last - 1 or any(t.i >= last - 1 for m in modifiers(noun, frozenset({"of", "for", "at", "in"})) for t in (m.right_edge,))

    def _behind(self, last: int, person: Token, cluster: Cluster) -> Iterator[_Title]:
        """ "X, a spokesman for the group", "X (the leader of the group)", "X is the commander of", "X, who was named leader of"."""
        doc = person.doc
        end = person.sent.end
        if last >= end:
            return
        i = last
        if doc[i].text in {",", "(", "—", "–"}:
            i += 1
        elif doc[i].lemma_ != "be":
            return
        steps = 0
        while i < end and steps < _REACH:
            token = doc[i]
            inside = self.cast.index_at(i)
            if inside is not None and self.cast.of(inside).class_name == "Person":
                return
            if token.text in {",", ")", ";", "—"} or (token.pos_ == "VERB" and token.lemma_ not in {"name", "appoint", "elect", "become"} and token.tag_ not in {"VBG", "VBN"}):
                return
            if self._roles(token) and token.pos_ in {"NOUN", "PROPN"}:
                yield _Title(token, person, cluster, last, min(end, max(token.right_edge.i + 1, i + 1)))
                return
            i += 1
            steps += 1

    # what the role is, and in what

    def _role(self, title: _Title) -> Iterator[Candidate]:
        roles = self._chosen(title)
        if roles is None:
            return
        for organization, token in self._organizations(title, roles):
            if organization is not title.cluster and organization.class_name != "Person":
                yield Candidate(roles.relation, title.noun, title.person, token, title.cluster, organization, f"role.{roles.relation}")
                return

    def _chosen(self, title: _Title) -> Roles | None:
        """Which relation the noun tells here: "a commander" is one of many, "the commander" leads; former ones do neither."""
        options = self._roles(title.noun)
        doc = title.noun.doc
        words = {doc[i].lower_ for i in range(max(title.first, title.noun.i - 5), title.noun.i)}
        if words & _FORMER:
            return None
        leading = next((r for r in options if r.weak), None)
        member = next((r for r in options if r.parts), None)
        if leading is None:
            return options[0]
        one_of_many = title.noun.tag_ in {"NNS", "NNPS"} or bool({"a", "an", "one"} & words) or bool(leading.weak & words)
        if one_of_many:
            return member
        behind = title.noun.i > title.person.i
        shared = member is not None and title.noun.lemma_.lower() in member.nouns
        if shared and not behind and not {"the", "its", "'s", "’s"} & words and title.noun.text[:1].islower():
            return member  # "ISIL commander X": one of them
        return leading

    def _organizations(self, title: _Title, roles: Roles) -> Iterator[tuple[Cluster, Token]]:
        noun, doc = title.noun, title.noun.doc
        hanging = modifiers(noun, roles.prepositions)
        ordered: list[Token] = [t for t in hanging if not title.person.i == t.i]
        if not hanging and noun.i + 1 < title.last and doc[noun.i + 1].lower_ in roles.prepositions:
            ordered.extend(doc[i] for i in range(noun.i + 2, title.last))
        ordered.extend(doc[i] for i in range(noun.i - 1, title.first - 1, -1) if doc[i].pos_ in {"NOUN", "PROPN", "ADJ", "PRON"})
        ordered.extend(possessor(noun))
        topical = noun.lemma_.lower() in self.lexicon.words["topical"]
        for token in ordered:
            if topical and token.i < noun.i and self.cast.states.state_of(token.text) is not None:
                continue  # a "Syria specialist" does not belong to Syria
            cluster = self._actor(token)
            if cluster is not None:
                yield cluster, token

    def _actor(self, token: Token) -> Cluster | None:
        if self.cast.index_at(token.i) is None and token.pos_ in {"ADJ", "PROPN"}:
            state = self.cast.states.state_of(token.text) if "-" not in token.text else None
            if state is None:
                return None
            side = self.cast.side(state)
            side.note(token.text, named=False)
            return side
        if token.pos_ == "NOUN" and self._roles(token):
            return None
        return self.resolver.resolve(token, ACTOR)

    # units

    def _units(self) -> Iterator[Candidate]:
        """A named unit that a force possesses, or that is "of" it, is part of it: "the army's 4th Brigade"."""
        doc = self.cast.mentions[0].head.doc if self.cast.mentions else None
        for k in range(1, len(self.cast.mentions)):
            first, second = self.cast.mentions[k - 1], self.cast.mentions[k]
            gap = [t.lower_ for t in doc[first.last : second.first]] if doc is not None else []
            if gap in (["'s"], ["’s"], ["'"], ["’"]):
                whole, unit, index = first, second, k
            elif gap in (["of", "the"], ["of"]):
                whole, unit, index = second, first, k - 1
            else:
                continue
            part = self.cast.of(index)
            head = second.head.doc[unit.last - 1].lemma_.lower()
            if part.class_name not in {"ArmedGroup", "Organization"}:
                continue
            relation = next((r.relation for r in self.lexicon.roles if head in r.parts), None)
            group = self.resolver.resolve(whole.head, ACTOR) if relation is not None else None
            if relation is not None and group is not None and group is not part and group.class_name != "Person":
                yield Candidate(relation, unit.head, unit.head, whole.head, part, group, "part.possessive")
