"""What the rules of one article turned down: triggers without arguments and candidates that became no claim, each with the reason."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from spacy.tokens import Token

from kg.clusters import Cluster


class Reason(StrEnum):
    """Why a trigger gave no claim, from the farthest from one to the nearest."""

    OTHER_VERB = "with this particle it is another verb"
    PREPOSITION = "a phrase of the pattern is missing"
    NOBODY = "the lexicon does not let this stand beside it"
    NO_OBJECT = "no object is told with it"
    NO_SUBJECT = "no subject is told with it"
    FORMER = "the role is a former one or a deputy's"
    NO_GROUP = "the group of the role is not told"
    SUBJECT = "no actor could be told"
    OBJECT = "the object is not of the relation's range"
    CLASS = "an end is not of the relation's class"
    HEADLINE = "a headline does not name what it means"
    BEFORE = "said before in the article"


REASONS = tuple(Reason)
_CANDIDATES = frozenset({Reason.SUBJECT, Reason.OBJECT, Reason.CLASS, Reason.HEADLINE, Reason.BEFORE})
"""The reasons that turn down a subject with an object, and not a pattern that did not match."""


@dataclass(frozen=True)
class Rejection:
    """
    One of them: `phrase` is the head of the argument at fault, `wanted` the prepositions one of which the pattern asks for.

    `ends` are the entities that the arguments were taken for, as far as they were: subject, object.
    """

    reason: Reason
    relation: str
    trigger: Token
    phrase: Token | None = None
    wanted: frozenset[str] = frozenset()
    ends: tuple[Cluster, ...] = ()


@dataclass
class Rejections:
    """All of them in the order of the rules, which only add; nothing that is found depends on them."""

    found: list[Rejection] = field(default_factory=list)

    def add(
        self,
        reason: Reason,
        relation: str,
        trigger: Token,
        phrase: Token | None = None,
        wanted: frozenset[str] = frozenset(),
        ends: tuple[Cluster, ...] = (),
    ) -> None:
        """Remember one."""
        self.found.append(Rejection(reason, relation, trigger, phrase, wanted, ends))

    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many candidates were turned down, by reason, in the order of the alphabet."""
        counted = Counter(each.reason.value for each in self.found if each.reason in _CANDIDATES)
        return tuple(sorted(counted.items()))
