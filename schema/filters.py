"""Which claims are asked for: the filter arguments of `claims`, and their SPARQL."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from pyoxigraph import Literal, NamedNode

from kg.extraction import Polarity, Realis
from kg.ontology import CKG
from schema.paging import Rank

_BEYOND = "-99"
"""Put behind a date, a month or a year, it stands after all days that lie in it, and before all others that follow."""

_NO_DATE = 99999999


class Scope(Enum):
    """What the claims are asked of, as a pattern of SPARQL."""

    ALL = ""
    ENTITY = "?claim rdf:subject|rdf:object ?scope ."
    ARTICLE = "?claim ckg:inArticle ?scope ."


class ClaimOrder(Enum):
    """The orders of claims; those without a date come last in either direction."""

    DATE_DESC = "DATE_DESC"
    DATE_ASC = "DATE_ASC"
    CONFIDENCE_DESC = "CONFIDENCE_DESC"

    def rank(self, date: str | None, confidence: str) -> Rank:
        """Where a claim stands: a number that grows with the list."""
        if self is ClaimOrder.CONFIDENCE_DESC:
            return (-float(confidence),)
        return (newest_first(date) if self is ClaimOrder.DATE_DESC else oldest_first(date),)


def oldest_first(date: str | None) -> int:
    """A number that grows with the date; the greatest where there is none."""
    return int(date.replace("-", "").ljust(8, "0")) if date else _NO_DATE


def newest_first(date: str | None) -> int:
    """A number that falls with the date; the greatest where there is none."""
    return -oldest_first(date) if date else _NO_DATE


@dataclass(frozen=True)
class ClaimFilter:
    """What claims must be like; None asks for nothing. `relations` and `speakers` are IRIs, any of which will do."""

    relations: tuple[str, ...] | None = None
    speakers: tuple[str, ...] | None = None
    date_from: str | None = None
    date_to: str | None = None
    polarity: Polarity | None = None
    realis: Realis | None = None
    min_confidence: float | None = None

    def patterns(self) -> Iterator[str]:
        """The SPARQL patterns that say it of `?claim`, `?date` and `?confidence`."""
        if self.polarity is not None:
            yield f"?claim ckg:polarity {NamedNode(CKG + self.polarity)} ."
        if self.realis is not None:
            yield f"?claim ckg:realis {NamedNode(CKG + self.realis)} ."
        if self.relations is not None:
            yield f"?claim rdf:predicate ?relation . FILTER(?relation IN ({_terms(self.relations)}))"
        if self.speakers is not None:
            yield f"?claim ckg:statedBy ?speaker . FILTER(?speaker IN ({_terms(self.speakers)}))"
        if self.date_from is not None:
            yield f'FILTER(CONCAT(STR(COALESCE(?until, ?date)), "{_BEYOND}") >= {Literal(self.date_from)})'
        if self.date_to is not None:
            yield by(self.date_to, "?date")
        if self.min_confidence is not None:
            yield f"FILTER(?confidence >= {Literal(self.min_confidence)})"


def by(date: str, variable: str) -> str:
    """The SPARQL filter for what begins by the end of this day, month or year."""
    return f"FILTER(STR({variable}) <= {Literal(date + _BEYOND)})"


def _terms(iris: Iterable[str]) -> str:
    return ", ".join(str(NamedNode(iri)) for iri in iris)
