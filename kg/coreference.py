"""Whom or what a noun phrase means: names, descriptions ("RSF fighters", "the city", "the army") and pronouns."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Protocol

from spacy.tokens import Token

from kg.clauses import RELATIVE, antecedent, modifiers, possessor
from kg.entities import SIDE_NAMES, Cast, Cluster
from kg.lexicon import Lexicon
from kg.mentions import Mention, describe, phrase_start

ACTOR, LOCATION, SPEAKER, ANY = "actor", "location", "speaker", "any"
_ACTORS = frozenset({"Person", "ArmedGroup", "State", "Organization"})
_LOCATIONS = frozenset({"Place", "Facility"})
_OF = frozenset({"of"})
_PERSONAL = {"he": "Person", "she": "Person", "him": "Person", "his": "Person", "her": "Person", "himself": "Person", "herself": "Person"}
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "it", "its", "itself"})
_SPEAKERS = frozenset({"we", "our", "us", "ours", "i", "my", "me"})
_PLACE_TYPES = frozenset(
    {"city", "town", "village", "hamlet", "capital", "settlement", "neighbourhood", "neighborhood", "district", "suburb", "island", "area"}
)
_ADMIN = frozenset(
    {"province", "governorate", "oblast", "region", "state", "district", "county", "raion", "prefecture", "camp", "mountain", "valley"}
)
_RULES = frozenset({"regime", "government", "administration", "forces", "troops", "army"})
_MASS = frozenset({"territory", "ground", "land", "area", "part", "countryside"})
_AGENTS = ("ers", "ors", "men", "ists")
_COMPLEXES = frozenset({"complex", "building", "facility", "site", "compound", "installation", "base"})
_TELLING = frozenset({"Troops", "ArmedGroup", "State", "Place", "Facility"})
_LOOSE = frozenset(
    {"by", "with", "for", "from", "after", "to", "during", "since", "including"}
)  # phrases that do not tell one thing from another
_WINDOW = 4  # sentences that a definite phrase or pronoun looks back


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
        self, cast: Cast, lexicon: Lexicon, speaker_of: Callable[[Token], Token | None] | None = None, quoted: frozenset[int] = frozenset()
    ) -> None:
        self.cast = cast
        self.quoted = quoted
        self.lexicon = lexicon
        self.speaker_of = speaker_of or (lambda token: None)
        self.represents: dict[Cluster, Cluster] = {}
        """Whom somebody leads, speaks for or belongs to, once that is known."""
        self.commands: dict[Cluster, Cluster] = {}
        """Who leads what, once that is known: "his troops" are those that he leads."""
        self.extent: dict[int, int] = {}
        """Where the phrase of a head ends (token, exclusive), for those longer than their mention: "the city *of Hama*"."""
        self._memo: dict[tuple[int, str], Cluster | None] = {}
        self._history: list[tuple[int, int, int, Cluster]] = []  # token, sentence, prominence, cluster
        self._roles = {noun for roles in lexicon.roles for noun in roles.nouns}
        self._sentences: list[int] = []
        if cast.mentions:
            self._sentences = [s.start for s in cast.mentions[0].head.doc.sents]
        self._history = [(m.head.i, self._sentence(m.head), _prominence(m.head), cast.of(k)) for k, m in enumerate(cast.mentions)]
        self._positions = [h[0] for h in self._history]

    def _sentence(self, token: Token) -> int:
        return bisect_left(self._sentences, token.i + 1) - 1

    def resolve(self, token: Token, role: str = ANY) -> Cluster | None:
        """The entity that the noun phrase headed by a token means in a role; None where that cannot be told."""
        key = (token.i, role)
        if key not in self._memo:
            self._memo[key] = None  # a phrase inside itself ("part of its part") resolves to nothing
            found = self._memo[key] = self._resolve(token, role)
            if found is not None and token.pos_ == "NOUN":
                self._remember(token, found)
        return self._memo[key]

    def learn(self, affiliations: Iterable[Affiliation]) -> None:
        """Remember who leads, speaks for or belongs to whom."""
        for found in affiliations:
            self.represents.setdefault(found.subject_entity, found.object_entity)
            if found.relation in self.lexicon.leading:
                self.commands.setdefault(found.subject_entity, found.object_entity)

    def read(self, tokens: Iterable[Token]) -> None:
        """Resolve the descriptions of groups, places and facilities in order, so that pronouns after them find them."""
        for token in tokens:
            if token.pos_ == "NOUN" and self.lexicon.kind(token) in _TELLING:
                self.resolve(token)

    def victims(self, token: Token) -> Cluster | None:
        """Those that a phrase describes, as themselves: "13 soldiers" are not the army that they belong to."""
        inner = modifiers(token, _OF)
        if inner and token.lemma_.lower() in self.lexicon.words["partitive"] and inner[0].pos_ == "NOUN":
            self.extent[token.i] = inner[0].i + 1
            return self.victims(inner[0])
        kind = self.lexicon.kind(token)
        k = self.cast.index_at(token.i)
        if k is not None and self.cast.of(k).state is not None:  # "another 149 Russians"
            own = self.cast.described(self.cast.mentions[k].text, "ArmedGroup")
            own.note(self.cast.mentions[k].text, named=False)
            return own
        if kind in {"Place", "Facility", "Weapon", "Equipment"} or k is not None:
            return self.resolve(token, ACTOR)
        if any(c.dep_ == "flat" and self.cast.index_at(c.i) is not None for c in token.rights):
            return self.resolve(token, ACTOR)
        if kind is None and not (token.tag_ == "NNS" and (token.lower_.endswith(_AGENTS) or any(c.dep_ == "nummod" for c in token.lefts))):
            return self._unknown(token, describe(token, self.lexicon), ACTOR)
        return self._own(token, describe(token, self.lexicon), "Person" if kind in {None, "Person"} else "ArmedGroup")

    def mention(self, token: Token) -> Mention:
        """The mention that a token heads or stands in: for the evidence span."""
        k = self.cast.index_at(token.i)
        return self.cast.mentions[k] if k is not None else describe(token, self.lexicon)

    def _resolve(self, token: Token, role: str) -> Cluster | None:
        k = self.cast.index_at(token.i)
        if k is None and token.pos_ in {"PROPN", "NOUN"}:  # "Col. X": the parser makes the title the head
            k = next(
                (n for c in token.rights if c.dep_ == "flat" and c.i - token.i <= 3 and (n := self.cast.index_at(c.i)) is not None), None
            )
        if k is not None:
            return self._named(k, role)
        if token.pos_ == "PRON" or token.lower_ in _PERSONAL or token.lower_ in _PLURAL or token.lower_ in _SPEAKERS:
            return self._pronoun(token, role)
        if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "DET", "SYM"}:
            return self._described(token, role)
        return None

    # names

    def _named(self, k: int, role: str) -> Cluster | None:
        mention, cluster = self.cast.mentions[k], self.cast.of(k)
        if cluster.class_name == "Place" and role in {ACTOR, SPEAKER}:
            state = self.cast.states.state_of(mention.text)
            if state is None:
                return None
            side = self.cast.side(state)
            side.note(mention.text)
            return side
        if cluster.class_name == "Person" and role == ACTOR and mention.last - mention.first == 1:
            return self._rule_of(mention) or cluster
        if cluster.class_name in {"ArmedGroup", "Organization", "Facility", "State"} and role == LOCATION:
            last = mention.head.doc[mention.last - 1].lemma_.lower()
            if cluster.class_name != "Facility" and last not in self.lexicon.words["unit"]:
                return None
        return cluster

    def _rule_of(self, mention: Mention) -> Cluster | None:
        """The regime that a ruler's bare surname stands for, where the article names it so: "Assad" for the "Assad regime"."""
        word = mention.text.lower()
        return next(
            (
                c
                for c in self.cast.clusters
                if c.class_name in {"State", "ArmedGroup", "Organization"}
                and any(w[0] == word and len(w) > 1 and w[1] in _RULES for n in c.names for w in [n.lower().split()])
            ),
            None,
        )

    # descriptions

    def _described(self, token: Token, role: str) -> Cluster | None:
        lemma = token.lemma_.lower() if token.lemma_.lower() in self.lexicon.heads else token.lower_
        words = self.lexicon.words
        inner = modifiers(token, _OF)
        kind = self.lexicon.kind(token)
        mention = describe(token, self.lexicon)
        if role == SPEAKER and kind == "Person" and not _definite(token):
            return self._people(token, mention, inner, role)
        if inner and token.lemma_.lower() in words["partitive"] and not (kind in {"ArmedGroup"} and lemma == "group"):
            found = self.resolve(inner[0], role)
            self.extent[token.i] = self.extent.get(inner[0].i, self.mention(inner[0]).last)
            return found
        if token.dep_ == "appos" and (k := self.cast.index_at(token.head.i)) is not None:  # "Tawila, a town controlled by …"
            if self.cast.of(k).class_name == self.lexicon.classes.get(kind or ""):
                return self.cast.of(k)
        if kind is None:
            return self._unknown(token, mention, role)
        if kind == "Place":
            return self._place(token, mention, inner, lemma, role)
        if kind == "Facility":
            return self._facility(token, mention, inner, lemma, role)
        if kind == "Equipment":  # only what belongs to somebody can be told apart: "ISIL tanks"
            return self._own(token, mention, "Facility") if role == ANY and self._left_names(token) else None
        if kind == "Person":
            return self._people(token, mention, inner, role)
        return self._group(token, mention, kind, lemma, role)

    def _unknown(self, token: Token, mention: Mention, role: str) -> Cluster | None:
        demonym = self.cast.states.state_of(token.text) if token.text[:1].isupper() else None
        if role in {ACTOR, SPEAKER} and token.tag_ == "NNS" and token.lower_.endswith(_AGENTS):
            return self._own(token, mention, "ArmedGroup")  # "infiltrators", "hijackers"
        if token.lemma_.lower() in self._roles and role != LOCATION:
            return self._people(token, mention, (), role)
        if demonym and role != LOCATION:  # "the Russians retreated"
            side = self.cast.side(demonym)
            side.note(token.text, named=False)
            return side
        return None

    def _left_names(self, token: Token) -> list[int]:
        """The named mentions that modify a noun from the left, nearest first."""
        start = min((t.i for t in token.subtree if t.i < token.i), default=token.i)
        found: list[int] = []
        for child in reversed(list(token.lefts)):
            if child.dep_ in {"compound", "amod", "nmod", "nmod:poss", "flat", "nmod:desc"}:
                for i in range(child.right_edge.i, max(child.left_edge.i, start) - 1, -1):
                    k = self.cast.index_at(i)
                    if k is not None and k not in found:
                        found.append(k)
        return found

    def _demonym(self, token: Token) -> str | None:
        for child in token.lefts:
            if child.dep_ in {"amod", "compound", "nmod", "nmod:poss"}:
                text = child.text
                if "-" in text:
                    continue
                state = self.cast.states.state_of(text)
                if state:
                    return state
        return None

    def _group(self, token: Token, mention: Mention, kind: str, lemma: str, role: str) -> Cluster | None:
        if role == LOCATION:
            return self._own(token, mention, "Facility") if lemma in self.lexicon.words["unit"] else None
        if kind == "Weapon" and role == ANY:  # attacked themselves: "ISIL tanks"
            return self._own(token, mention, "Facility") if self._left_names(token) else None
        class_name = self.lexicon.classes[kind]
        named = self._left_names(token)
        hyphened = any("-" in c.text and c.dep_ == "amod" for c in token.lefts)
        for k in named:
            cluster = self.cast.of(k)
            if cluster.class_name in {"ArmedGroup", "Organization", "State"} and not hyphened:
                cluster.note(mention.text, named=False)
                return cluster
            if cluster.class_name == "Place" and kind in {"Troops", "State"}:
                state = self.cast.states.state_of(self.cast.mentions[k].text)
                if state:
                    return self._as_side(state, mention)
            if cluster.class_name == "Person":
                return self.commands.get(cluster) or self._own(token, mention, class_name)
        state = self._demonym(token)
        if state and kind in {"Troops", "State"} and not hyphened:
            return self._as_side(state, mention)
        if state or hyphened:
            return self._own(token, mention, class_name)
        inner = modifiers(token, frozenset({"of", "from"}))
        for other in inner:  # "fighters of the SDF", "the government of Iraq", "units from the Free Syrian Army"
            k = self.cast.index_at(other.i)
            if k is not None:
                cluster = self.cast.of(k)
                if cluster.class_name in {"ArmedGroup", "Organization", "State"}:
                    return cluster
                state = self.cast.states.state_of(self.cast.mentions[k].text)
                if state and kind in {"Troops", "State"}:
                    return self._as_side(state, mention)
        for owner in possessor(token):  # "its troops", "the regime's forces"
            cluster = self.resolve(owner, ACTOR)
            if cluster is not None and cluster.class_name in {"ArmedGroup", "State"}:
                return cluster
            if cluster is not None and cluster.class_name == "Person":
                return self.commands.get(cluster) or self._own(token, mention, class_name)
        if any(c.dep_ in {"nmod", "acl"} and {x.lower_ for x in c.children} & {"under", "loyal"} for c in token.rights):
            return self._own(token, mention, class_name, whole=True)  # "forces under X"
        speaker = self.speaker_of(token) if kind == "Troops" and not self._bound(token) else None
        if speaker is not None and (said := self.resolve(speaker, ACTOR)) is not None and said.class_name in {"State", "ArmedGroup"}:
            return said  # "military units have repositioned", the regime said
        rebel = next((c for c in token.lefts if c.dep_ == "compound" and c.lemma_.lower() in self.lexicon.words["fighters"]), None)
        if rebel is not None and kind in {"Troops", "ArmedGroup", "Weapon"}:  # "rebel forces"
            group = self.resolve(rebel, ACTOR)
            if group is not None:
                group.note(mention.text, named=False)
                return group
        side = self._bare_side(token, lemma)
        if side is not None:
            side.note(mention.text, named=False)
            return side
        if kind == "Weapon":
            return None
        words = self.lexicon.words
        if mention.first == token.i and lemma not in words["side"]:
            if lemma in words["generic"] and (_definite(token) or kind == "Troops"):

                def acting(cluster: Cluster) -> bool:
                    return cluster.class_name == "ArmedGroup" or (kind == "Troops" and cluster.class_name == "State")

                previous = self._latest(token, lambda c: acting(c) and bool(c.names), window=12) or self._latest(token, acting)
            elif _definite(token):
                previous = self._latest(
                    token,
                    lambda c: c.class_name == "ArmedGroup" and any(lemma in n.lower().split() for n in (*c.names, *c.descriptions)),
                    window=10_000,
                )
            else:
                previous = None
            if previous is not None:
                return previous
        return self._own(token, mention, class_name)

    def latest_location(self, token: Token) -> Cluster | None:
        """The place or facility mentioned last before a token, for what leaves its place unsaid."""
        states = self.cast.states
        return self._latest(
            token, lambda c: c.class_name in _LOCATIONS and bool(c.names) and not any(states.state_of(n) == n for n in c.names), window=2
        )

    def _bound(self, token: Token) -> bool:
        """Whether something in the phrase tells whose troops they are."""
        return any(
            c.dep_ in {"nmod", "nmod:poss", "acl", "acl:relcl", "det"} or self.cast.index_at(c.i) is not None for c in token.children
        )

    def _as_side(self, state: str, mention: Mention) -> Cluster:
        side = self.cast.side(state)
        side.note(mention.text)
        return side

    def _bare_side(self, token: Token, lemma: str) -> Cluster | None:
        """The side that "the army", "government forces" or "the regime" means: the one that the article calls so by name."""
        sides = self.lexicon.words["side"]
        word = lemma if lemma in sides else next((c.lemma_.lower() for c in token.lefts if c.lemma_.lower() in sides), None)
        if word is None and lemma == "force" and any(c.lower_ == "security" for c in token.lefts):
            word = "army"
        if word is None:
            return None

        def called(cluster: Cluster) -> bool:
            return any(word in name.lower().split() for name in cluster.names)

        found = self._latest(token, lambda c: c.class_name in {"State", "ArmedGroup", "Organization"} and called(c), window=10_000)
        if found is not None:
            return found
        if word in {"army", "military", "government"}:
            return self._latest(token, lambda c: c.state is not None and len(c.names) > 0, window=10_000)
        return None

    def _place(self, token: Token, mention: Mention, inner: tuple[Token, ...], lemma: str, role: str) -> Cluster | None:
        if role in {ACTOR, SPEAKER}:
            state = self._demonym(token)
            return self._as_side(state, mention) if state else None
        for other in inner:
            k = self.cast.index_at(other.i)
            if k is not None and self.cast.of(k).class_name == "Place" and lemma in _PLACE_TYPES | _ADMIN:  # "the town of X"
                cluster = self.cast.of(k)
                cluster.note(mention.head.doc[mention.first : other.i + 1].text, named=False)
                self.extent[token.i] = self.cast.mentions[k].last
                return cluster
        named = self._left_names(token)
        for k in named:
            if (
                self.cast.of(k).class_name == "Place"
                and lemma in {"city", "town", "village", "proper"}
                and self.cast.mentions[k].last == token.i
            ):
                return self.cast.of(k)  # "Hama city"
        for child in token.rights:  # "the capital, X"
            if child.dep_ in {"appos", "flat"}:
                k = self.cast.index_at(child.i)
                if k is not None and self.cast.of(k).class_name == "Place":
                    return self.cast.of(k)
        if (
            mention.first == token.i
            and not inner
            and (token.tag_ == "NNS" or lemma in _MASS)
            and not any(c.dep_ == "nmod" for c in token.rights)
        ):
            return None  # "villages", "territory": nothing that another article could mean
        if _definite(token) and not named and not inner and lemma in _PLACE_TYPES | _ADMIN:
            states = self.cast.states
            urban = lemma in _PLACE_TYPES

            def fits(cluster: Cluster) -> bool:
                if cluster.class_name != "Place" or not cluster.names or any(states.state_of(n) == n for n in cluster.names):
                    return False
                if sum(cluster.names.values()) < 2 and not any(states.is_place_name(n) for n in cluster.names):
                    return False
                return not urban or not any(n.split()[-1].lower() in _ADMIN for n in cluster.names)

            previous = self._latest(token, fits, window=3) or max(
                (c for c in self.cast.clusters if fits(c)), key=lambda c: (sum(c.names.values()), -c.order), default=None
            )
            if previous is not None:
                return previous
        return self._own(token, mention, "Place")

    def _facility(self, token: Token, mention: Mention, inner: tuple[Token, ...], lemma: str, role: str) -> Cluster | None:
        if role in {ACTOR, SPEAKER}:
            return None
        for child in token.rights:
            if child.dep_ in {"appos", "flat"}:
                k = self.cast.index_at(child.i)
                if k is not None and self.cast.of(k).class_name == "Facility":
                    return self.cast.of(k)
        if (
            mention.first == token.i
            and not inner
            and token.tag_ == "NNS"
            and lemma != "headquarters"
            and not any(c.dep_ == "nmod" for c in token.rights)
        ):
            return None
        if _definite(token) and not self._left_names(token) and not inner:
            previous = self._latest(
                token,
                lambda c: c.class_name == "Facility" and any(lemma in n.lower().split() for n in (*c.names, *c.descriptions)),
                window=10_000,
            ) or (
                self._latest(token, lambda c: c.class_name == "Facility" and (bool(c.names) or lemma in _COMPLEXES))
                if mention.first == token.i
                else None
            )
            if previous is not None:
                return previous
        return self._own(token, mention, "Facility")

    def _people(self, token: Token, mention: Mention, inner: tuple[Token, ...], role: str) -> Cluster | None:
        if role == ACTOR and token.lemma_.lower() in {"man", "member"}:  # "men of the 4th Battalion"
            for other in (*inner, *possessor(token)):
                group = self.resolve(other, ACTOR)
                if group is not None and group.class_name == "Person":
                    group = self.commands.get(group)
                if group is not None and group.class_name in {"ArmedGroup", "State"}:
                    return group
        if _definite(token) and mention.first == token.i and not inner and token.lemma_.lower() in self._roles | self.lexicon.words["titles"]:
            previous = self._latest(token, lambda c: c.class_name == "Person" and bool(c.names))
            if previous is not None:
                return previous  # "the general"
        for child in token.children:  # "the president, X" and "X, the president"
            if (
                child.dep_ in {"appos", "flat"}
                and (k := self.cast.index_at(child.i)) is not None
                and self.cast.of(k).class_name == "Person"
            ):
                return self.cast.of(k)
        if token.dep_ == "appos" and (k := self.cast.index_at(token.head.i)) is not None and self.cast.of(k).class_name == "Person":
            return self.cast.of(k)
        return self._own(token, mention, "Person")

    def _own(self, token: Token, mention: Mention, class_name: str, *, whole: bool = False) -> Cluster:
        """A description that stands for itself, with what it is "of" where that makes it telling."""
        full = mention.text
        if (
            class_name == "ArmedGroup"
            and mention.first == token.i
            and token.tag_ == "NN"
            and token.lemma_.lower() in self.lexicon.words["fighters"]
        ):
            full = token.lemma_.lower() + "s"  # "rebel" in "rebel attacks" are the rebels
        if whole or class_name in _LOCATIONS or class_name == "Person":
            loose = frozenset() if class_name == "Person" else _LOOSE
            edge = next((c for c in token.rights if c.dep_ == "nmod" and not any(x.lower_ in loose for x in c.children)), None)
            end = _phrase_end(edge) if edge is not None else token.i + 1
            if edge is not None and end - token.i <= 9:
                full = token.doc[mention.first : end].text
                self.extent[token.i] = end
        cluster = self.cast.described(full, class_name)
        cluster.note(full, named=False)
        if full != mention.text:
            cluster.note(mention.text, named=False)
        return cluster

    # anaphora

    def _speaking(self, token: Token) -> Cluster | None:
        """Whom "we" means: the speaker, or those that the speaker speaks for."""
        speaker = self.speaker_of(token)
        said = self.resolve(speaker, ACTOR) if speaker is not None else None
        if speaker is None or said is None or said.class_name != "Person" or token.lower_ in {"i", "my", "me"}:
            return said
        behind = (self.resolve(t, ACTOR) for t in modifiers(speaker, frozenset({"for", "of"})))
        return self.represents.get(said) or next((c for c in behind if c is not None), said)

    def _remember(self, token: Token, cluster: Cluster) -> None:
        at = bisect_left(self._positions, token.i)
        if at < len(self._positions) and self._positions[at] == token.i:
            return
        self._positions.insert(at, token.i)
        self._history.insert(at, (token.i, self._sentence(token), _prominence(token), cluster))

    def _latest(self, token: Token, fits: Callable[[Cluster], bool], window: int = _WINDOW) -> Cluster | None:
        """The fitting entity mentioned last before a token, subjects before others of the same sentence."""
        sentence = self._sentence(token)
        best: tuple[int, int, int] | None = None
        found: Cluster | None = None
        for k in range(bisect_left(self._positions, token.i) - 1, -1, -1):
            position, place, prominence, cluster = self._history[k]
            if position in self.quoted and token.i not in self.quoted:
                continue  # who is only spoken of inside a quotation is not who "he" outside it is
            if sentence - place > window or (best is not None and place < best[0]):
                break
            if fits(cluster):
                score = (place, prominence, position)
                if best is None or score > best:
                    best, found = score, cluster
        return found

    def _pronoun(self, token: Token, role: str) -> Cluster | None:
        lower = token.lower_
        if lower in RELATIVE:
            head = antecedent(token)
            return None if head == token else self.resolve(head, role)
        if lower in _PERSONAL:
            return self._latest(token, lambda c: c.class_name == "Person" and bool(c.names))
        if lower in _SPEAKERS:
            return self._speaking(token)
        if lower in _PLURAL:
            if role == LOCATION:
                return self._latest(token, lambda c: c.class_name in _LOCATIONS, window=2)
            wanted = {"ArmedGroup", "State"} if lower.startswith("th") else {"ArmedGroup", "State", "Organization"}
            if role == ANY:
                wanted = wanted | {"Place", "Facility"}
            states = self.cast.states

            def country(cluster: Cluster) -> str | None:
                return next((n for n in cluster.names if states.state_of(n) == n), None) if cluster.class_name == "Place" else None

            found = self._latest(token, lambda c: c.class_name in wanted or (role == ACTOR and country(c) is not None), window=2)
            state = country(found) if found is not None and role == ACTOR else None
            return self.cast.side(state) if state else found
        return None


def _phrase_end(noun: Token) -> int:
    """Where a noun phrase ends, without what is coordinated with it or set off by a comma."""
    for token in noun.doc[noun.i + 1 : noun.right_edge.i + 1]:
        if token.dep_ in {"cc", "punct", "appos", "acl:relcl"} and token.text != "-":
            return token.i
    return noun.right_edge.i + 1


def _prominence(token: Token) -> int:
    """How likely a mention is taken up again: subjects 2, objects 1, the rest 0 (after centering theory, Grosz et al. 1995)."""
    node = token
    if token.i + 1 < len(token.doc) and token.nbor(1).text == "-":
        return -1  # "Moscow" in "Moscow-backed"
    while node.dep_ in {"compound", "flat", "amod", "conj", "nmod:poss"} and node.head != node:
        node = node.head
    return 2 if node.dep_.startswith("nsubj") else 1 if node.dep_ == "obj" else 0


def _definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those"} for c in token.lefts)


__all__ = ["ACTOR", "ANY", "LOCATION", "Resolver", "phrase_start"]
