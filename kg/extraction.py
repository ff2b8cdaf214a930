"""The records that extraction hands to the graph: articles, entities, claims and statements, free of spaCy and of RDF."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from hashlib import sha256


class Polarity(StrEnum):
    """Whether the text says that something is so, or that it is not."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Realis(StrEnum):
    """Whether the text presents something as having happened, as to come, or as a mere possibility."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True)
class Article:
    """One news article; every character offset of its claims refers to `text` (Unicode code points, 0-based, end exclusive)."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    source: str | None = None

    @cached_property
    def text_sha256(self) -> str:
        """The SHA-256 of the UTF-8 text, in hexadecimal."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def key(self) -> str:
        """The first 16 digits of the text's SHA-256: the last part of the article's IRI."""
        return self.text_sha256[:16]


@dataclass(frozen=True)
class Link:
    """What an entity is known as elsewhere: GeoNames for places, Wikidata for states and well-known actors."""

    iri: str
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    country: str | None = None
    """ISO 3166-1 alpha-2 code of the country that the place lies in."""


@dataclass(frozen=True)
class Entity:
    """
    Somebody or something that an article names.

    `key` is the last part of its IRI: the same for the same entity in every article, and carrying the article's key where
    the name alone ("the army", "civilians") says nothing outside it. `types` are class names of the ontology, the main one
    first: a country that both acts and is a place has two. `aliases` are the article's other names for it, in order of appearance.
    """

    key: str
    name: str
    types: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    link: Link | None = None


@dataclass(frozen=True)
class EventDate:
    """When something happened: `value` and `end` are YYYY-MM-DD, YYYY-MM or YYYY; `text` is the article's own expression."""

    value: str
    text: str
    end: str | None = None


@dataclass(frozen=True)
class Claim:
    """A typed fact with its speaker, certainty and evidence; `text[start:end]` of the article is the exact quote."""

    subject: Entity
    relation: str
    object: Entity
    start: int
    end: int
    rule: str
    confidence: Decimal
    stated_by: Entity | None = None
    cue: str | None = None
    polarity: Polarity = Polarity.POSITIVE
    realis: Realis = Realis.ACTUAL
    date: EventDate | None = None
    reported_by: tuple[Entity, ...] = ()
    """By whose account the speaker said so, the outermost last: the monitor in "the monitor said the army had admitted that …"."""

    @property
    def asserted(self) -> bool:
        """Whether the text presents it as a fact: positive and actual."""
        return self.polarity is Polarity.POSITIVE and self.realis is Realis.ACTUAL


@dataclass(frozen=True)
class Statement:
    """Something that somebody is reported to have said or written; `text[start:end]` of the article is its content."""

    speaker: Entity
    cue: str
    start: int
    end: int
    reported_by: tuple[Entity, ...] = ()
    """By whose account the speaker said it, the outermost last."""


@dataclass(frozen=True)
class Extraction:
    """All that one article gave, in the order of the text; the same input always gives the same value."""

    article: Article
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    dropped: tuple[tuple[str, int], ...] = ()
    """How many candidates were set aside, by reason."""
