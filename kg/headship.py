"""Who leads by a fixed expression: "at the head of X", "in command of X", "under the leadership of Y, X attacked", "X, whose emir is Y"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import antecedent, case_words, clause, modifiers, possessor, surface_subject
from kg.clusters import GROUPS, Cluster
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.frames import Roles
from kg.phrases import ACTOR, NAMING

_AT = frozenset({"at", "in"})
_OF = frozenset({"of"})
_UNDER = frozenset({"under"})
_STANDING = frozenset({"stand", "sit"})  # "at its head stands X"
_CHOOSING = frozenset({"elect", "choose", "appoint", "name", "select", "pick", "install", "have"})
_GOING = frozenset({"go"})  # "whose emir goes by the name of X"
_STEPS = 4


class Headship:
    """Finds them in one article; `leading` are the roles of leaders."""

    def __init__(self, resolver: Resolver, leading: Roles) -> None:
        self.resolver = resolver
        self.cast = resolver.cast
        self.words = resolver.lexicon.words
        self.roles = leading

    def candidates(self) -> Iterator[Candidate]:
        """All candidates, in the order of the text."""
        for token in self.cast.doc:
            lemma, before = token.lemma_.lower(), case_words(token)
            if lemma in self.words["heads"] and before & _AT:
                yield from self._at_head(token)
            elif lemma in self.words["commands"] and before & _UNDER and token.head.pos_ == "VERB" and token.i < token.head.i:
                for leader in modifiers(token, _OF):
                    yield from self._led(token, leader, clause(token.head).subjects)
            elif token.dep_.startswith("nsubj") and lemma in self.roles.nouns and not {t.lower_ for t in token.lefts} & self.roles.weak:
                for leader in self._named(token.head):
                    yield from self._led(token, leader, self._whose(token))
            elif token.dep_ == "obj" and lemma in self.roles.nouns and token.head.lemma_ in _CHOOSING:  # "elected a new leader, X"
                for leader in (c for c in token.rights if c.dep_ == "appos" and self._person(c) is not None):
                    yield from self._led(token, leader, self._whose(token) or clause(token.head).subjects)

    def _at_head(self, head: Token) -> Iterator[Candidate]:
        """ "X is *at the head* of it", "at its *head* stands X", "X, in *charge* of it"."""
        groups = (*modifiers(head, _OF), *map(antecedent, possessor(head)))
        node = head.head
        if any(c.dep_ == "cop" for c in head.children):
            leaders = surface_subject(head)[0]
        elif node.pos_ == "VERB":
            told = clause(node)
            leaders = told.objects if told.passive or node.lemma_ in _STANDING else told.subjects
            leaders = leaders or told.subjects
        else:
            leaders = (node,)
        for leader in leaders:
            yield from self._led(head, leader, groups)

    def _whose(self, noun: Token) -> tuple[Token, ...]:
        """What a role is in: by its own phrase, or by "whose" in front of it, wherever the parser hangs that."""
        start = noun.left_edge.i
        word = next((t for t in noun.doc[max(0, start - 1) : noun.i] if t.lower_ == "whose"), None)
        k = self.cast.index_at(word.i - 2) if word is not None and word.i > 1 and word.nbor(-1).text == "," else None
        if k is not None:
            return (self.cast.mentions[k].head,)
        return (*map(antecedent, possessor(noun)), *modifiers(noun, _OF))

    def _led(self, trigger: Token, leader: Token, groups: tuple[Token, ...]) -> Iterator[Candidate]:
        who = self.resolver.resolve(leader, ACTOR)
        if who is None or who.class_name != "Person" or not who.names:
            return
        for group in groups:
            led = self.resolver.resolve(group, ACTOR)
            if led is not None and led.class_name in GROUPS and (led.names or led.state is not None):
                yield Candidate(self.roles.relation, trigger, leader, group, who, led, "role.head")

    def _named(self, predicate: Token) -> Iterator[Token]:
        """Who is named behind "is": "whose emir is *X*", "… is believed to be a Tanzanian called *X*", "… goes by the name of *X*"."""
        node = predicate
        for _ in range(_STEPS):
            following = self._step(node)
            if following is None:
                break
            node = following
        if self._person(node) is not None and (node == predicate or node.i > predicate.i):
            yield node

    def _step(self, node: Token) -> Token | None:
        """The word that says more precisely who is meant: the name of what is called so."""
        if self._person(node) is not None:
            return None
        inner = [c for c in node.rights if c.dep_ in {"appos", "flat", "xcomp", "ccomp"} or (c.dep_ == "acl" and c.lemma_ in NAMING)]
        if node.lemma_ in NAMING | _GOING:
            inner = [c for c in node.rights if c.dep_ in {"obj", "xcomp", "obl", "nmod", "appos", "flat"}]
        return inner[0] if inner else None

    def _person(self, token: Token) -> Cluster | None:
        k = self.cast.index_at(token.i)
        return self.cast.of(k) if k is not None and self.cast.of(k).class_name == "Person" else None
