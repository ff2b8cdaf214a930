"""Which groups make up another: "X, a coalition of A and B", "… of nine factions, among them A", "formed by three groups: A; B; C"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import case_words, clause, modifiers, possessor, surface_subject
from kg.clusters import GROUPS, Cluster
from kg.coordination import coordinated
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.frames import Roles
from kg.led_by import named_beside
from kg.phrases import ACTOR

_GROUPS = frozenset({"ArmedGroup", "Organization"})
_LISTING = frozenset({"including", "namely", "like", ":"})
_OF = frozenset({"of", "for", "between"})
_MADE_OF = frozenset({"of", "between"})
_UNION = 5  # words from "coalition" to the noun for those who make it up: "an umbrella for about a dozen groups"
_JOINING = frozenset({",", "and", "the", "also", "as", "well", "both"})
_DESCRIBING = 4  # words in front of a name in the list: "the smaller Kurdish militia X"


class Wholes:
    """Finds them in one article; `roles` tells the relation of parts to their whole and the nouns for what is made up."""

    def __init__(self, resolver: Resolver, roles: Roles) -> None:
        self.resolver = resolver
        self.cast = resolver.cast
        self.lexicon = resolver.lexicon
        self.relation, self.nouns = roles.relation, roles.wholes

    def candidates(self) -> Iterator[Candidate]:
        """All candidates: by the names of the wholes, then in the order of the lists."""
        yield from self._coalitions()
        for token in self.cast.doc:
            if token.pos_ == "VERB" and token.lemma_.lower() in self.lexicon.words["founding"]:
                yield from self._founded(token)
            elif token.lemma_.lower() in self.lexicon.words["umbrellas"] and "under" in case_words(token):
                yield from self._under(token)
            elif token.lemma_.lower() == "member" and token.tag_ == "NNS" and token.dep_.startswith("nsubj"):
                yield from self._whose(token)
            start = self._list_at(token)
            noun = self._several(token) if start is not None else None
            whole = self._whole(noun) if noun is not None else None
            if start is None or noun is None or whole is None:
                continue
            for k in self._listed(start, noun.sent.end):
                part = self.cast.of(k)
                if part is not whole:
                    head = self.cast.mentions[k].head
                    yield Candidate(self.relation, noun, head, noun, part, whole, "part.listed")

    def _coalitions(self) -> Iterator[Candidate]:
        """ "The Alliance, *a coalition of A, B and C*": the named members, if there are two or more."""
        for k, mention in enumerate(self.cast.mentions):
            whole = self.cast.of(k)
            predicate = (mention.head.head,) if mention.head.dep_ == "nsubj" else ()
            told = (*(t for t in mention.head.rights if t.dep_ == "appos"), *predicate) if whole.class_name in GROUPS else ()
            for noun in filter(self._coalition, told):
                groups = ((t, self._group(t, GROUPS)) for t in _members(noun))
                members = [(t, member) for t, member in groups if member is not None and member is not whole]
                if len(members) > 1:
                    yield from (Candidate(self.relation, noun, t, mention.head, member, whole, "role.coalition") for t, member in members)

    def _founded(self, verb: Token) -> Iterator[Candidate]:
        """ "*A* and *B* merged to form W", "W was formed by *A*, *B* and *C*": not "the army formed a militia"."""
        told = clause(verb)
        whole = self._named(next(iter(told.objects), None))
        merging = verb.head if verb.head.lemma_.lower() in self.lexicon.words["merging"] else None
        doers = told.subjects or (clause(merging).subjects if merging is not None else ())
        groups = ((t, self._named(t)) for t in doers if whole is not None)
        members = [(t, member) for t, member in groups if member is not None and member is not whole]
        if whole is not None and len(members) > (merging is None):
            for t, member in members:
                yield Candidate(self.relation, merging or verb, t, told.objects[0], member, whole, "part.founded")

    def _whose(self, members: Token) -> Iterator[Candidate]:
        """ "W, *whose other members are* A and B"."""
        i = next((t.i for t in members.lefts if t.lower_ == "whose"), 0)
        whole = self._named(members.doc[i - 2]) if i > 1 and members.doc[i - 1].text == "," else None
        if whole is None or not any(c.dep_ == "cop" for c in members.head.lefts):
            return
        for t in coordinated(members.head):
            part = self._named(t)
            if part is not None and part is not whole:
                yield Candidate(self.relation, members, t, members.doc[i - 2], part, whole, "part.whose")

    def _under(self, noun: Token) -> Iterator[Candidate]:
        """ "A operates *under the umbrella* of W", "A, *under the banner* of W"."""
        part = noun.head
        if any(c.dep_ == "cop" for c in noun.children):
            told = surface_subject(noun)[0]
        else:
            told = clause(part).subjects if part.pos_ == "VERB" else (part,)
        wholes = [t for t in (*modifiers(noun, _MADE_OF), *possessor(noun)) if self._named(t) is not None]
        for t in told if wholes else ():
            member, whole = self._named(t), self._named(wholes[0])
            if member is not None and whole is not None and member is not whole:
                yield Candidate(self.relation, noun, t, wholes[0], member, whole, "part.under")

    def _coalition(self, noun: Token) -> bool:
        """ "A *coalition*", "an umbrella *group*"."""
        words = (noun, *(c for c in noun.lefts if c.dep_ == "compound"))
        return noun.pos_ == "NOUN" and not self.nouns.isdisjoint(t.lemma_.lower() for t in words)

    def _list_at(self, token: Token) -> int | None:
        """Where a list begins that a word opens: behind "among them", "including", "such as" or a colon."""
        if token.lower_ in _LISTING:
            return token.i + 1
        after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
        return token.i + 2 if (token.lower_, after) in {("among", "them"), ("such", "as")} else None

    def _several(self, token: Token) -> Token | None:
        """The noun in front of it for those who are listed: "nine *factions*, among them"."""
        i = token.i - 1
        i -= i > 0 and token.doc[i].text == ","
        noun = token.doc[i]
        named = self.cast.index_at(i) is not None
        return noun if i > 0 and not named and noun.tag_ == "NNS" and self.lexicon.head_class(noun.lemma_.lower()) in _GROUPS else None

    def _whole(self, noun: Token) -> Cluster | None:
        """What they make up: a union of them by the words, else what their verb is told of."""
        for i in range(noun.i - 1, max(noun.sent.start, noun.i - _UNION), -1):
            if noun.doc[i].lower_ in _OF and noun.doc[i - 1].pos_ == "NOUN":
                union = noun.doc[i - 1]
                while union.dep_ == "nmod" and union.head.pos_ == "NOUN":  # "a marriage *of convenience* between"
                    union = union.head
                subject = next(iter(surface_subject(union)[0]), None) if any(c.dep_ == "cop" for c in union.children) else None
                return self._group(subject or named_beside(union, self.cast) or union)
        verb = noun.head if noun.head.pos_ == "VERB" else None
        if verb is None or verb.lemma_.lower() not in self.lexicon.words["making_up"]:
            return None
        told = clause(verb)
        return self._group(next(iter(told.objects if told.passive else told.subjects), None))

    def _named(self, token: Token | None) -> Cluster | None:
        return self._group(token) if token is not None and self.cast.index_at(token.i) is not None else None

    def _group(self, token: Token | None, classes: frozenset[str] = _GROUPS) -> Cluster | None:
        group = self.resolver.resolve(token, ACTOR) if token is not None else None
        return group if group is not None and group.class_name in classes and group.names else None

    def _listed(self, start: int, end: int) -> Iterator[int]:
        """The numbers of the groups named in the list that begins at a token; behind a semicolon it goes on."""
        doc = self.cast.doc
        for k, mention in enumerate(self.cast.mentions):
            if mention.first < start:
                continue
            if mention.first >= end:
                return
            between = doc[start : mention.first]
            fresh = next((t.i + 1 for t in reversed(between) if t.text == ";"), start)
            words = [t for t in doc[fresh : mention.first] if t.lower_ not in _JOINING]
            if len(words) > _DESCRIBING or any(t.pos_ not in {"ADJ", "NOUN", "PROPN", "DET", "ADP"} for t in words):
                if fresh == start and not any(t.text == ";" for t in doc[mention.first : end]):
                    return
                continue
            if self.cast.of(k).class_name in _GROUPS:
                yield k
                start = mention.last


def _members(noun: Token) -> list[Token]:
    """What stands behind "of", to whatever word of the phrase the parser hung the end of the list."""
    inner = [t for t in modifiers(noun, _MADE_OF) if t.i > noun.i]
    hung = [c for c in noun.rights if c.dep_ == "conj" and inner and c.i > inner[0].i]
    return sorted({t for listed in (*inner, *hung) for t in coordinated(listed)}, key=lambda token: token.i)
