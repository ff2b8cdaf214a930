"""Which unit is part of which force: "the army's 4th Brigade", "the 2nd Battalion of the 5th Division", "its armed wing, the X"."""

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.clauses import case_words, modifiers, possessor
from kg.clusters import GROUPS, Cluster
from kg.coordination import behind_another
from kg.coreference import Resolver
from kg.ends import Candidate
from kg.frames import Roles
from kg.mentions import Mention
from kg.phrases import ACTOR, POSSESSIVE_MARKS, definite, left_names, state_at

_PRONOUNS = frozenset({"its", "their"})
_QUOTES = frozenset({'"', "“", "‘", "'"})
_OF = frozenset({"of"})
_FROM = frozenset({"of", "from"})
_WITHIN = frozenset({"within", "inside"})
_CALLING = frozenset({"called", "named", "dubbed"})
_FORCES = frozenset({"Troops", "ArmedGroup"})
_GROUPS = frozenset({"ArmedGroup", "Organization"})
UNITS = frozenset({"unit", "formation"})
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|d)?$|[IVX]+$|(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)$")
_BETWEEN = 4  # words between a possessive and the name of the unit: "the army's battle-hardened 4th Brigade"


class Units:
    """Finds the units of one article; `roles` tells the relation and the nouns for parts."""

    def __init__(self, resolver: Resolver, roles: Roles) -> None:
        self.resolver = resolver
        self.cast = resolver.cast
        self.lexicon = resolver.lexicon
        self.roles = roles

    def candidates(self) -> Iterator[Candidate]:
        """All candidates, in the order of the names."""
        for k, mention in enumerate(self.cast.mentions):
            part = self.cast.of(k)
            if part.state is not None:
                yield from self._troops(mention, part)
            elif part.class_name in _GROUPS:
                yield from self._owned(mention, part)
                yield from self._numbered(mention, part)
                yield from self._of(k, mention, part)
                yield from self._called(mention, part)
                yield from self._within(mention, part)

    def _made(self, trigger: Token, mention: Mention, part: Cluster, owner: Token, rule: str) -> Iterator[Candidate]:
        state = state_at(owner, self.cast.states) if owner.pos_ == "ADJ" else None
        whole = self.cast.side(state) if state is not None else self.resolver.resolve(owner, ACTOR)
        if whole is not None and whole is not part and whole.class_name != "Person":
            yield Candidate(self.roles.relation, trigger, mention.head, owner, part, whole, f"part.{rule}")

    def _is_unit(self, mention: Mention) -> bool:
        """Whether a name, or the noun behind it, is a unit's: "Desert *Brigade*", "Martyr Baran *unit*"."""
        doc, last = mention.head.doc, mention.last
        last += last < len(doc) and doc[last].text in {'"', "”", "’", "'"}
        behind = doc[last : last + 1] if last < len(doc) and doc[last].pos_ == "NOUN" else ()
        return any(t.lemma_.lower() in self.roles.parts for t in (*doc[mention.first : mention.last], *behind))

    def _owned(self, mention: Mention, part: Cluster) -> Iterator[Candidate]:
        """Reads "the army's battle-hardened 4th Brigade", "its Desert Brigade", "the Front's Sea Lions"."""
        doc, i = mention.head.doc, mention.first - 1
        i -= i > 0 and doc[i].text in _QUOTES and doc[i].tag_ != "POS"
        while (
            i > 0
            and mention.first - i <= _BETWEEN
            and (doc[i].pos_ == "ADJ" or doc[i].text == "-" or doc[i].dep_ in {"amod", "compound"})
            and self.cast.index_at(i) is None
        ):
            i -= 1
        owner = doc[i - 1] if i > 0 and doc[i].text in POSSESSIVE_MARKS else doc[i] if i >= 0 and doc[i].lower_ in _PRONOUNS else None
        if i > 1 and doc[i].lower_ == "whose" and doc[i - 1].text == "," and (k := self.cast.index_at(i - 2)) is not None:
            owner = self.cast.mentions[k].head  # "the Front, *whose* Desert Brigade"
        if owner is None:
            return
        country = self.cast.states.is_country(owner.text)
        k = self.cast.index_at(owner.i)
        group = k is not None and self.cast.of(k).typed and self.cast.of(k).class_name in _GROUPS
        loose = country or owner.lower_ in _PRONOUNS  # "Kenya's", "its": only of what is a unit by its name
        if self._is_unit(mention) or (not loose and (part.class_name == "ArmedGroup" or group)):
            yield from self._made(mention.head, mention, part, owner, "possessive")

    def _numbered(self, mention: Mention, part: Cluster) -> Iterator[Candidate]:
        """Reads "the Kenyan 9th Brigade", "the LTB III Corps": whose it is stands before its number."""
        doc, first = mention.head.doc, mention.first
        if doc[mention.last - 1].lemma_.lower() not in self.lexicon.words["unit"]:
            return
        number = next((i for i in range(first, mention.last - 1) if _NUMBER.match(doc[i].text)), None)
        if number is None:
            return
        owner = doc[first:number] if number > first else doc[first - 1 : first] if first and doc[first - 1].pos_ == "ADJ" else None
        if owner is None or not len(owner):
            return
        state = self.cast.states.state_of(owner.text)
        whole = self.cast.side(state) if state is not None else self.cast.find(owner.text)
        if whole is not None and whole is not part and whole.class_name in GROUPS:
            yield Candidate(self.roles.relation, mention.head, mention.head, owner[-1], part, whole, "part.numbered")

    def _of(self, k: int, mention: Mention, part: Cluster) -> Iterator[Candidate]:
        """Reads "the 2nd Battalion of the 5th Division", "the Hill Group of the Yugoslav army"."""
        doc = mention.head.doc
        following = self.cast.mentions[k + 1] if k + 1 < len(self.cast.mentions) else None
        of = following is not None and [t.lower_ for t in doc[mention.last : following.first]] in (["of", "the"], ["of"])
        if following is not None and of and self._is_unit(mention):
            yield from self._made(mention.head, mention, part, following.head, "of")
        elif self.lexicon.heads.get(doc[mention.last - 1].lower_) in _FORCES:
            for inner in modifiers(mention.head, _OF):
                if inner.i >= mention.last:
                    yield from self._made(mention.head, mention, part, inner, "of")

    def _called(self, mention: Mention, part: Cluster) -> Iterator[Candidate]:
        """Reads "its armed wing, the Red Guard", "a Front unit known as the Red Guard", "its own militia, the Red Guard"."""
        noun = _called_before(mention)
        apposed = mention.head.head if mention.head.dep_ == "appos" else None  # "a squad of the Front, the Red Guard"
        if apposed is not None and apposed.dep_ == "nmod" and case_words(apposed) & _OF:  # "the armed wing *of the Front*, the Red Guard"
            apposed = apposed.head
        noun = apposed if apposed is not None and apposed.tag_ == "NN" and apposed.lemma_.lower() in self.roles.parts else noun
        if noun is None or self.cast.index_at(noun.i) is not None:
            return
        is_part = noun.lemma_.lower() in self.roles.parts
        force = self.lexicon.kind(noun) in _FORCES and noun.tag_ == "NN"
        owners = possessor(noun) if is_part or force else ()
        if is_part and not owners:
            owners = tuple(t for t in modifiers(noun, _OF | _WITHIN) if t.tag_ != "NNS" or definite(t)) or self._named_before(noun)
        for owner in owners:
            if any(c.lower_ == "parent" for c in noun.lefts):  # "its parent formation, the 5th Army"
                whole, inner = part, self.resolver.resolve(owner, ACTOR)
                if inner is not None and inner is not whole and inner.class_name in _GROUPS:
                    yield Candidate(self.roles.relation, noun, owner, mention.head, inner, whole, "part.parent")
            else:
                yield from self._made(noun, mention, part, owner, "called")

    def _named_before(self, noun: Token) -> tuple[Token, ...]:
        """Whose a part is by the words in front of it: "a *Front* unit", "a *Kenyan* government unit", "a *rebel* formation"."""
        names = tuple(self.cast.mentions[n].head for n in left_names(noun, self.cast)[:1])
        states, words = self.cast.states, self.lexicon.words
        if noun.lemma_.lower() in words["unit"] | UNITS and not names:
            return tuple(c for c in noun.lefts if state_at(c, states) is not None or c.lemma_.lower() in words["fighters"])[:1]
        return names

    def _within(self, mention: Mention, part: Cluster) -> Iterator[Candidate]:
        """Reads "the Red Guard, a militia within the army"."""
        for noun in mention.head.rights:
            if noun.dep_ == "appos" and self.lexicon.head_class(noun.lemma_.lower()) in _GROUPS:
                for whole in modifiers(noun, _WITHIN):
                    yield from self._made(noun, mention, part, whole, "within")

    def _troops(self, mention: Mention, side: Cluster) -> Iterator[Candidate]:
        """Reads "Kenyan soldiers of the 3rd Battalion": the battalion is Kenya's."""
        for unit in (t for t in modifiers(mention.head, _FROM) if not behind_another(mention.head, t)):
            k = self.cast.index_at(unit.i)
            if k is not None and self.cast.of(k).class_name == "ArmedGroup" and self.cast.of(k).state is None:
                inner = self.cast.mentions[k]
                if self._is_unit(inner):
                    yield Candidate(self.roles.relation, inner.head, inner.head, mention.head, self.cast.of(k), side, "part.troops")


def _called_before(mention: Mention) -> Token | None:
    """The noun right in front of a name that may say what it is: "its *wing*, the Red Guard", "its *wing* Red Guard"."""
    doc, i = mention.head.doc, mention.first - 1
    i -= i > 0 and doc[i].lower_ == "the"
    i -= i > 0 and doc[i].text == ","
    i -= 2 if i > 1 and doc[i].lower_ == "as" and doc[i - 1].lower_ == "known" else i > 0 and doc[i].lower_ in _CALLING
    return doc[i] if i >= 0 and doc[i].tag_ in {"NN", "NNS"} else None
