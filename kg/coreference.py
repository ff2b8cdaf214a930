"""Whom or what a noun phrase means: names here, pronouns in `pronouns`, descriptions in `descriptions` and `groups`."""

from collections.abc import Callable, Iterable
from typing import Protocol

from spacy.tokens import Token

from kg.clauses import modifiers, possessor, tells_time
from kg.clusters import GROUPS, Cluster
from kg.coordination import behind_another
from kg.descriptions import Descriptions
from kg.entities import Cast
from kg.lexicon import Lexicon
from kg.mentions import Mention, describe, plainest
from kg.named_states import NamedStates
from kg.phrases import ACTOR, ANY, LOCATION, SPEAKER, phrase_end
from kg.pronouns import PERSONAL, TAKEN_UP, Pronouns
from kg.salience import History

_LOCATIONS = frozenset({"Place", "Facility"})
_RULES = frozenset({"regime", "government", "administration", "forces", "troops", "army"})
_TELLING = frozenset({"Troops", "ArmedGroup", "Organization", "State", "Place", "Facility"})
# prepositions of phrases that do not tell one thing from another
_LOOSE = frozenset({"by", "with", "against", "for", "from", "after", "to", "during", "since", "including", "toward", "towards"})
_ARMED = frozenset({"Troops", "ArmedGroup", "Weapon"})  # "state forces", but "state television" is no state
_WAYS = frozenset({"road", "route", "highway", "motorway", "track", "railway", "corridor", "bridge", "pass"})
_ALONG = frozenset({"to", "from", "into", "toward", "towards"})  # "the road *to X*" is told by it
_BY = frozenset({"by"})
_HIT = frozenset({"by", "in", "inside", "during", "after"})  # "17 people *in a house*"
_WHERE = frozenset({"at", "over", "across"})  # "the bridge *over* the X" is told by it, whatever the tree says
_OF = frozenset({"of"})
_COMPASS = frozenset("northern southern eastern western northeastern northwestern southeastern southwestern central".split())
_LONGEST = 9  # tokens of a description that stands for itself


class Affiliation(Protocol):
    """A found relation of a person to an organization."""

    @property
    def relation(self) -> str:
        """Its name."""

    @property
    def subject_entity(self) -> Cluster:
        """The person."""

    @property
    def object_entity(self) -> Cluster:
        """The organization."""


class Resolver:
    """Resolves noun phrases of one article, in the order of the text; what it finds is remembered for later pronouns."""

    def __init__(
        self,
        cast: Cast,
        lexicon: Lexicon,
        speaker_of: Callable[[Token], Token | None] | None = None,
        quoted: frozenset[int] = frozenset(),
        author: Token | None = None,
    ) -> None:
        self.cast = cast
        self.lexicon = lexicon
        self.author = author
        """Who speaks first in the article: whoever issues a communiqué, which says "our forces" outside quotation marks."""
        self.speaker_of = speaker_of or (lambda _: None)
        self.history = History(cast, quoted)
        self.named_states = NamedStates(cast)
        self.represents: dict[Cluster, Cluster] = {}
        """Whom somebody leads, speaks for or belongs to, once that is known."""
        self.commands: dict[Cluster, Cluster] = {}
        """Who leads what, once that is known: "his troops" are those that he leads."""
        self.extent: dict[int, int] = {}
        """Where the phrase of a head ends (token, exclusive), for those longer than their mention: "the city *of Hama*"."""
        self._memo: dict[tuple[int, str], Cluster | None] = {}
        self._descriptions = Descriptions(self)
        self._pronouns = Pronouns(self)

    def resolve(self, token: Token, role: str = ANY) -> Cluster | None:
        """The entity that the noun phrase headed by a token means in a role; None where that cannot be told."""
        key = (token.i, role)
        if key not in self._memo:
            self._memo[key] = None  # a phrase inside itself ("part of its part") resolves to nothing
            found = self._memo[key] = self._resolve(token, role)
            if found is not None and (token.pos_ == "NOUN" or token.lower_ in TAKEN_UP):
                self.history.add(token, found)
        return self._memo[key]

    def victims(self, token: Token) -> Cluster | None:
        """Those that a phrase describes, as themselves: "13 soldiers" are not the army that they belong to."""
        return self._descriptions.victims.meant(token)

    def others(self, token: Token, killer: Cluster) -> Cluster | None:
        """Those that "them", "three of them" and "all four" point back to, who are not those who kill them."""
        return self._descriptions.victims.pointed_at(token, killer)

    def learn(self, affiliations: Iterable[Affiliation]) -> None:
        """Remember who leads, speaks for or belongs to whom."""
        for found in affiliations:
            self.represents.setdefault(found.subject_entity, found.object_entity)
            if found.relation in self.lexicon.leading:
                self.commands.setdefault(found.subject_entity, found.object_entity)

    def led_by(self, person: Cluster) -> Cluster | None:
        """Whose "his men" are: those whom he leads, else the group that he belongs to."""
        group = self.commands.get(person) or self.represents.get(person) or self._called(person)
        fighting = group is not None and (
            group.class_name in {"ArmedGroup", "State"} or not group.kinds.isdisjoint(self.lexicon.words["collectives"])
        )
        return group if fighting else None

    def _called(self, person: Cluster) -> Cluster | None:
        """The group in front of the noun for somebody's role: "a *rebel* commander, X"."""
        heads = (m.head for m in self.cast.uses(person) if m.head.dep_ in {"appos", "flat"})
        groups = (self._descriptions.people.behind(head.head) for head in heads)
        return next((g for g in groups if g is not None), None)

    def read(self, tokens: Iterable[Token], *, owned: bool = True) -> None:
        """
        Resolve the descriptions of groups, places and facilities in order, so that pronouns after them find them.

        Not `owned`: all but those of a pronoun or person, for "his troops" wait until it is known whom he leads.
        """
        for token in tokens:
            if token.lower_ in TAKEN_UP and token.dep_ in {"nsubj", "nsubj:pass", "nmod:poss"}:
                self.resolve(token, ACTOR)
            elif (
                token.pos_ == "NOUN"
                and self.lexicon.kind(token) in _TELLING
                and not (token.dep_ == "compound" and token.lower_ == "state" and self.lexicon.kind(token.head) not in _ARMED)
                and (owned or not any(map(self._leads, (*possessor(token), *modifiers(token, _OF)))))
            ):
                self.resolve(token)

    def _leads(self, owner: Token) -> bool:
        """Whether what somebody owns depends on whom he leads: "*his* troops", "the government of *X*"."""
        k = self.cast.index_at(owner.i)
        return owner.pos_ == "PRON" if k is None else self.cast.of(k).class_name == "Person"

    def mention(self, token: Token) -> Mention:
        """The mention that a token heads or stands in: for the evidence span."""
        k = self.cast.index_at(token.i)
        return self.cast.mentions[k] if k is not None else describe(token, self.lexicon)

    def own(self, token: Token, mention: Mention, class_name: str, *, whole: bool = False) -> Cluster:
        """A description that stands for itself, with what it is "of" where that makes it telling."""
        full = mention.text
        alone = mention.first == token.i and token.tag_ in {"NN", "JJ"}
        if class_name == "ArmedGroup" and alone and token.lemma_.lower() in self.lexicon.words["fighters"]:
            full = token.lemma_.lower() + "s"  # "rebel" in "rebel attacks" are the rebels
        if whole or class_name in _LOCATIONS or class_name == "Person":
            counted = token.doc[mention.first].pos_ == "NUM"
            along = _ALONG if token.lemma_.lower() in _WAYS else frozenset()
            loose = (_LOOSE if class_name != "Person" else _HIT if counted else _BY) - along
            behind = next(
                (c for c in token.rights if (c.dep_ == "nmod" and not any(x.lower_ in loose for x in c.children)) or c.lower_ == "loyal"),
                None,
            )
            behind = None if behind is not None and tells_time(behind) else behind  # "the headquarters on Tuesday"
            where = along | _WHERE if class_name == "Facility" else along
            if behind is None and token.i + 1 < len(token.doc) and token.nbor(1).lower_ in where:
                behind = next((c for c in token.head.rights if c.dep_ == "obl" and c.left_edge == token.nbor(1)), None)
            if behind is not None:
                end = phrase_end(behind)
                if end - token.i > _LONGEST:
                    end = behind.i + 1  # "the headquarters of the state's agency for water", not where that lies, too
                if end - token.i <= _LONGEST:
                    full = token.doc[mention.first : end].text
                    self.extent[token.i] = end
        cluster = self.cast.own(full, class_name)
        for shorter in (mention.text, plainest(token, mention) if class_name in _LOCATIONS else full):
            if shorter != full:
                cluster.note(shorter, named=False)
        return cluster

    def speaking_before(self, token: Token) -> Cluster | None:
        """Who says what a token stands in, where that is told first: "*the government* said that its fighters"."""
        speaker = self.speaker_of(token)
        return self.resolve(speaker, ACTOR) if speaker is not None and speaker.i < token.i else None

    def latest_location(self, token: Token, *, prominent: bool = False) -> Cluster | None:
        """The named place or facility mentioned last before a token; `prominent`, as the subject or object of its own sentence."""
        states = self.cast.states

        def fits(cluster: Cluster) -> bool:
            place = cluster.class_name in _LOCATIONS and bool(cluster.names) and not any(map(states.is_country, cluster.names))
            return place and not self._descriptions.places.speaks(cluster)

        return self.history.latest(token, fits, window=0, least=2) if prominent else self.history.latest(token, fits, window=2, least=1)

    def latest_facility(self, token: Token) -> Cluster | None:
        """The facility mentioned last before a token, in its sentence or the one before, also one without a name."""
        return self.history.latest(token, lambda c: c.class_name == "Facility", window=1)

    def _resolve(self, token: Token, role: str) -> Cluster | None:
        k = self.cast.index_at(token.i)
        if k is None and token.pos_ in {"PROPN", "NOUN"}:  # "Col. X": the parser makes the title the head
            flat = (self.cast.index_at(c.i) for c in token.rights if c.dep_ == "flat" and c.i - token.i <= 3)
            k = next((n for n in flat if n is not None), None)
        if k is not None:
            return self._named(k, role)
        if token.pos_ == "PRON" or token.lower_ in PERSONAL:
            return self._pronouns.meant(token, role)
        if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "DET", "SYM"}:
            return self._descriptions.resolve(token, role)
        return None

    def _named(self, k: int, role: str) -> Cluster | None:
        mention, cluster = self.cast.mentions[k], self.cast.of(k)
        if role == LOCATION and self._may_be_place(cluster):
            cluster.class_name, cluster.typed = "Place", True
        if cluster.class_name == "Place" and role in {ACTOR, SPEAKER}:
            state = self.cast.states.state_of(mention.text)
            side = self.cast.side(state) if state is not None else None
            if side is not None:
                side.note(mention.text)
            return side
        if cluster.state is not None and role == ACTOR:
            unit = (self.cast.index_at(t.i) for t in modifiers(mention.head, _OF) if not behind_another(mention.head, t))
            within = next((self.cast.of(n) for n in unit if n is not None and self.cast.of(n).class_name == "ArmedGroup"), None)
            if within is not None and within.state is None:
                return within  # "Kenyan troops of the *3rd Battalion*"
        if cluster.class_name == "Person" and role == ACTOR and mention.last - mention.first == 1:
            return self._rule_of(mention) or cluster
        compass = mention.head.doc[mention.first - 1] if mention.first and cluster.class_name == "Place" else None
        if compass is not None and compass.lower_ in _COMPASS and role in {ANY, LOCATION}:
            return self.cast.own(compass.doc[compass.i : mention.last].text, "Place")  # "*southern* Kenya" is not all of it
        if cluster.class_name in GROUPS and role == LOCATION:
            last = mention.head.doc[mention.last - 1].lemma_.lower()  # a brigade's base, a hospital's building
            return cluster if last in self.lexicon.words["unit"] or self.lexicon.heads.get(last) == "Facility" else None
        return cluster

    def _may_be_place(self, cluster: Cluster) -> bool:
        """Whether a name that stands where a place is wanted can be one: of unknown class, or a single word that NER took for somebody."""
        lone = cluster.class_name in {"Person", "Organization"} and sum(cluster.names.values()) == 1 and len(cluster.name.split()) == 1
        return not cluster.typed or (lone and cluster not in self.represents)

    def _rule_of(self, mention: Mention) -> Cluster | None:
        """The regime that a ruler's bare surname stands for, where the article names it so: "Assad" for the "Assad regime"."""
        ruler = mention.text.lower()

        def rules(cluster: Cluster) -> bool:
            words = (name.lower().split() for name in cluster.names)
            return any(w[0] == ruler and len(w) > 1 and w[1] in _RULES for w in words)

        return next((c for c in self.cast.clusters if c.class_name in GROUPS and rules(c)), None)
