"""Who is what to whom: leaders, spokespeople and members, told by role nouns ("Hassan, a spokesman for the front")."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from spacy.tokens import Token

from kg.clauses import case_words, modifiers, possessor
from kg.clusters import GROUPS, Cluster
from kg.commanders import Commanders
from kg.coreference import Resolver
from kg.employed import employed
from kg.ends import Candidate
from kg.followers import Follower
from kg.frames import Roles
from kg.headship import Headship
from kg.led_by import named_beside
from kg.lexicon import Lexicon
from kg.offices import is_office, office, offices
from kg.phrases import ACTOR, people_at, state_at
from kg.predicates import predicated
from kg.rejections import Reason, Rejections
from kg.salience import sentences_back
from kg.shared_roles import shared_role
from kg.titles import FORMER, Title, Titles, charges
from kg.units import UNITS, Units
from kg.wholes import Wholes

_STAYING = frozenset({"in", "at", "from"})
_AWAY = _STAYING | {"to"}  # "the band loyal *to* General X" is not his
_LED = frozenset({"of", "under"})
_THERE = frozenset({"in", "on"})
_SENT_TO = frozenset({"to", "for"})
_NEAR = 2  # sentences that a spokesman's organization may lie back


class Affiliations:
    """Matches the lexicon's role nouns on one article."""

    def __init__(self, resolver: Resolver, lexicon: Lexicon, rejected: Rejections | None = None) -> None:
        self.resolver = resolver
        self.rejected = rejected if rejected is not None else Rejections()
        self.lexicon = lexicon
        self.cast = resolver.cast
        self.titles = Titles(resolver.cast, lexicon)
        self.leading = next(r for r in lexicon.roles if r.weak)
        self.member = next(r for r in lexicon.roles if r.parts)
        self._read: set[int] = set()
        self.following: list[Follower] = []
        """Deputies and aides of those of whom it is not known yet what they lead."""

    def candidates(self) -> Iterator[Candidate]:
        """All candidates, in the order of the people, then of the units; then the offices whose state is not named."""
        commanders = Commanders(self.resolver, self.leading.relation)
        bare: list[Title] = []
        held: dict[Cluster, list[tuple[str, str | None]]] = {}
        for k, mention in enumerate(self.cast.mentions):
            cluster = self.cast.of(k)
            if cluster.class_name not in {"Person", *GROUPS}:
                continue
            for title in self.titles.of(mention, cluster):
                self._read.add(title.noun.i)
                found = list(self._role(title))
                yield from found
                yield from shared_role(self.cast, title, k, found)
                for candidate in found:
                    held.setdefault(cluster, []).append((office(title.noun), candidate.object_entity.state))
                if not found and is_office(title, self.lexicon, self.titles):
                    bare.append(title)
            if cluster.class_name == "Person":
                yield from employed(self.resolver, k, self.leading, self.member)
                yield from commanders.candidates(k, mention, cluster)
        for title in predicated(self.resolver, self.titles):
            if title.noun.i not in self._read:
                yield from self._role(title)
        yield from Headship(self.resolver, self.leading).candidates()
        yield from Units(self.resolver, self.member).candidates()
        yield from Wholes(self.resolver, self.member).candidates()
        taken = {o for many in held.values() for o in many}
        yield from offices(self.resolver.named_states, self.leading.relation, (t for t in bare if t.cluster not in held), taken)

    # what the role is, and in what

    def _role(self, title: Title) -> Iterator[Candidate]:
        """A role noun with the organization that its phrase names: "the front's commander, X"."""
        roles = self._chosen(title)
        if roles is None:
            self.rejected.add(Reason.FORMER, self.leading.relation, title.noun, title.person)
            return
        # any name before "the country"
        named = sorted(self._organizations(title, roles), key=lambda found: not found[0].names and " " not in found[0].name)
        for organization, token in named:
            if organization is not title.cluster and (organization.class_name != "Person" or _speaks(roles)):
                yield Candidate(roles.relation, title.noun, title.person, token, title.cluster, organization, f"role.{roles.relation}")
                if self._either(title, roles):
                    yield Candidate(self.leading.relation, title.noun, title.person, token, title.cluster, organization, "role.commander")
                elif roles is self.leading and organization.state is None and charges(title.noun) & self.lexicon.words["staffs"]:
                    yield Candidate(self.member.relation, title.noun, title.person, token, title.cluster, organization, "role.staff")
                return
        leader = next((found for found in named if found[0] is not title.cluster), None)
        if leader is not None and title.noun.lemma_.lower() in self.lexicon.words["deputies"]:
            self.following.append(Follower(title, roles, *leader))
        near = self._near(title) if _speaks(roles) and not modifiers(title.noun, roles.prepositions) else None
        if near is not None:
            head, group = self.cast.mentions[near].head, self.cast.of(near)
            yield Candidate(roles.relation, title.noun, title.person, head, title.cluster, group, "role.near")
        else:
            self.rejected.add(Reason.NO_GROUP, roles.relation, title.noun, title.person)

    def _chosen(self, title: Title) -> Roles | None:
        """Which relation the noun tells here: "a commander" is one of many, "the commander" leads; former ones do neither."""
        noun, doc = title.noun, title.noun.doc
        words_before = [doc[i].lower_ for i in range(max(title.first, noun.i - 5), noun.i)]
        owned = "whose" in words_before  # "a group whose commander, X"
        words = set(words_before[words_before.index("whose") :] if owned else words_before)
        if words & FORMER:
            return None
        if title.cluster.class_name != "Person":
            return self.member
        options = self.titles.roles(noun)
        minister = noun.lemma_.lower() in self.lexicon.words["offices"]
        if not minister and not charges(noun).isdisjoint(self.lexicon.words["publicity"]) and any(r.weak for r in options):
            return next((r for r in self.lexicon.roles if _speaks(r)), None)
        leading = next((r for r in options if r.weak), None)
        member = next((r for r in options if r.parts), None)
        if leading is None:  # "the general in charge of"
            return self.leading if [t.lower_ for t in doc[noun.i + 1 : noun.i + 4]] == ["in", "charge", "of"] else options[0]
        if noun.tag_ in {"NNS", "NNPS"} or {"a", "an", "one"} & words or leading.weak & words:
            deputy = words & (leading.weak - FORMER) and not minister  # "the *deputy* head", "a *senior* leader"
            return member or (self.member if deputy else None)
        before = noun.i < title.person.i
        if member is not None and before and noun.text[:1].islower() and not {"the", "its", "their", "whose", "'s", "’s"} & words:
            return member  # "ISIL commander X": one of them
        named = any(c.dep_ == "compound" and self.cast.index_at(c.i) is not None for c in noun.lefts)
        if member is not None and named and any(c.dep_ == "nmod" and case_words(c) & _THERE and c.lower_ != "chief" for c in noun.rights):
            return member  # "the Front commander *in the valley*"
        return leading

    def _either(self, title: Title, roles: Roles) -> bool:
        """Whether a bare title can mean one of many as well as the one who leads: "ISIL commander X"."""
        noun = title.noun
        ranked = all(t.lower_.rstrip(".") in self.lexicon.words["ranks"] or t.text == "." for t in noun.doc[noun.i + 1 : title.last])
        bare = noun.tag_ == "NN" and ranked and noun.i < title.person.i
        plain = {"a", "an", "one", *self.leading.weak}.isdisjoint(t.lower_ for t in noun.doc[title.first : noun.i])
        return bare and plain and roles is self.member and self.leading in self.titles.roles(noun)

    def _organizations(self, title: Title, roles: Roles) -> Iterator[tuple[Cluster, Token]]:
        """What the phrase of a role names, the surest first: "of" phrases, words before the noun, possessors."""
        noun, doc = title.noun, title.noun.doc
        prepositions = roles.prepositions - (_SENT_TO if noun.lemma_.lower() in self.lexicon.words["envoys"] else frozenset())
        hanging = modifiers(noun, prepositions)
        ordered = [t for t in hanging if t.i != title.person.i]
        for charge in hanging:  # "in charge of", "chief of staff of"
            ordered.extend(modifiers(charge, frozenset({"of"})) if charge.lower_ in {"charge", "staff"} else ())
            ordered.extend(possessor(charge) if self.titles.roles(charge) else ())  # "a deputy of the Front's *chief*"
        if not hanging and noun.i + 1 < title.last and doc[noun.i + 1].lower_ in prepositions:
            ordered.extend(doc[i] for i in range(noun.i + 2, title.last))
        elif noun.i + 2 < len(doc) and doc[noun.i + 1].text == "," and noun.i > title.person.i and noun.nbor(-1).text == ",":
            ordered.append(doc[noun.i + 2])  # "X, commander, 3rd Division"
        led = noun.i > 0 and doc[noun.i - 1].lower_ in _LED  # "the corps *of Major X*"
        premodifiers = takewhile(lambda t: not led and t.lower_ not in _AWAY, reversed(doc[title.first : noun.i]))
        near = (t for t in premodifiers if t.pos_ in {"NOUN", "PROPN", "ADJ", "PRON"} or t.dep_ == "nmod:poss")
        near = (t for t in near if [x.lower_ for x in doc[max(0, t.i - 2) : t.i]] != ["pro", "-"])  # "the pro-*Moscow* president"
        ordered.extend(t for t in near if title.cluster.class_name == "Person" or self._wholes(t, noun))
        ordered.extend(possessor(noun))
        bare = [t for t in ordered if t.i < noun.i and t.lower_ in self.lexicon.words["side"] and self.cast.index_at(t.i) is None]
        told = list(self._told(title, [t for t in ordered if t not in bare]))  # "the rebels' *military* spokesman" is theirs
        plain = [t for t in bare if t.pos_ != "ADJ" or _speaks(roles)]  # a "military analyst" is not
        yield from told or ((self.resolver.named_states.native(side), t) for side, t in self._told(title, plain))

    def _wholes(self, token: Token, part: Token) -> bool:
        """Whether a word in front of a part tells whose it is: "a *Front* faction", "an *Indian* unit", "a *rebel* formation"."""
        if self.cast.index_at(token.i) is not None or token.dep_ == "nmod:poss" or token.pos_ == "PRON":
            return True
        if token.text[:1].isupper():
            return part.lemma_.lower() in self.lexicon.words["unit"] | UNITS
        return part.lemma_.lower() in UNITS and token.lemma_.lower() in self.lexicon.words["fighters"] and token.nbor(-1).text != "-"

    def _told(self, title: Title, ordered: Iterable[Token]) -> Iterator[tuple[Cluster, Token]]:
        """Those of the tokens around a role that name an organization it can be in."""
        noun = title.noun
        inside = self.cast.index_at(noun.i)
        inside = inside if inside is not None and self.cast.mentions[inside].first == noun.i else None
        topical = noun.lemma_.lower() in self.lexicon.words["topical"]
        for token in ordered:
            above = token.i < noun.i and token.is_ancestor(noun) and token.is_ancestor(title.person) and noun.dep_ != "acl:relcl"
            if above and not possessor(noun):
                continue  # "the *government* of President X" is not what he is president of
            if token.lower_ in self.lexicon.words["portfolios"] or (inside is not None and self.cast.index_at(token.i) == inside):
                continue  # "the *Emir of Ede*, X", read as one name
            if topical and token.i < noun.i and state_at(token, self.cast.states) is not None:
                continue  # a "Syria specialist" does not belong to Syria
            k = self.cast.index_at(token.i)
            if token.i > noun.i and k is not None and self.cast.of(k).class_name == "Place" and case_words(token) & _STAYING:
                continue  # an envoy in Qatar is not Qatar's
            cluster = self._actor(token)
            if cluster is not None and (cluster.names or " " in cluster.name or cluster.name.lower() not in self.lexicon.words["pointing"]):
                yield cluster, token  # "the group" that resolved to no name says nothing

    def _actor(self, token: Token) -> Cluster | None:
        if self.cast.index_at(token.i) is None and token.pos_ in {"ADJ", "PROPN"}:
            people = people_at(token, self.cast.states)
            if people is not None:  # "the Bosnian *Serb* leader" leads no state
                return self.cast.own(people, "ArmedGroup")
            state = state_at(token, self.cast.states) if "-" not in token.text else None
            if state is None:
                words = self.lexicon.words
                telling = token.lower_ in words["side"] | words["fighters"] | words["pointing"]  # "a *military* spokesman"
                return self.resolver.resolve(token, ACTOR) if telling else None
            side = self.cast.side(state)
            side.note(token.text, named=False)
            return side
        if token.pos_ == "NOUN" and self.titles.roles(token):
            return None
        if token.lower_ == "whose":  # what stands right in front of it, before what the tree says
            index = next((k for i in (token.i - 1, token.i - 2, token.i - 3) if i >= 0 and (k := self.cast.index_at(i)) is not None), None)
            if index is not None and self.cast.of(index).class_name in {*GROUPS, "Place"}:
                return self.resolver.resolve(self.cast.mentions[index].head, ACTOR)
            beside = named_beside(token.nbor(-1), self.cast) if token.i > 0 and token.nbor(-1).pos_ == "NOUN" else None
            if beside is not None:  # "X, a group whose commander"
                return self.resolver.resolve(beside, ACTOR)
        return self.resolver.resolve(token, ACTOR)

    def _near(self, title: Title) -> int | None:
        """The mention of the group whose spokesman "a spokesman, X" is: the one named last, in this sentence or the two before."""
        alone = title.first == title.noun.i and title.noun.i < title.person.i  # "Spokesman X"
        if not alone and not {"a", "another"} & {t.lower_ for t in title.noun.lefts}:
            return None
        start = sentences_back(title.noun, _NEAR)
        for k in range(len(self.cast.mentions) - 1, -1, -1):
            mention, cluster = self.cast.mentions[k], self.cast.of(k)
            if mention.first < start:
                return None
            if mention.last <= title.noun.i and cluster.class_name in GROUPS and cluster is not title.cluster:
                return k
        return None


def _speaks(roles: Roles) -> bool:
    """Whether the roles are those of spokespeople, who alone may speak for a person."""
    return not roles.weak and not roles.parts
