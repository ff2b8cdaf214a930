"""Who is said to hold a place from when to when, derived from claims: each source's word stays as it is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum


class Effect(Enum):
    """What a relation says of the holding of a location, as the ontology has it (ckg:holding)."""

    BEGINS = "begins"
    GOES_ON = "goes on"
    ENDS = "ends"


@dataclass(frozen=True)
class Report:
    """One claim on who holds a place: `date` is that of the event or, where there is none, of the article."""

    claim: str
    place: str
    holder: str
    date: str
    effect: Effect
    denied: bool


@dataclass
class Holding:
    """That somebody is said to hold a place: from and until when (None where no claim says), by which claims, and whether others differ."""

    place: str
    holder: str
    begin: str | None
    end: str | None = None
    disputed: bool = False
    claims: list[str] = field(default_factory=list)

    def overlaps(self, begin: str | None, end: str | None) -> bool:
        """Whether any day between two dates may lie in it; a month or a year stands for all its days."""
        return not (begin and self.end and f"{self.end}-99" < begin) and not (end and self.begin and self.begin > f"{end}-99")


def holdings(reports: Iterable[Report]) -> list[Holding]:
    """
    The holdings that reports tell of, in the order in which they began.

    Who comes to hold a place ends what others held before. Where two are said to hold it at once, or one is denied to, it is disputed.
    """
    found: list[Holding] = []
    ordered = sorted(reports, key=lambda report: (report.date, report.effect.value, report.claim))
    for report in (report for report in ordered if not report.denied):
        here = [holding for holding in found if holding.place == report.place and holding.end is None]
        mine = next((holding for holding in here if holding.holder == report.holder), None)
        if report.effect is Effect.ENDS:
            if mine is None:
                mine = Holding(report.place, report.holder, None)
                found.append(mine)
            mine.end = report.date
        else:
            if mine is None:
                mine = Holding(report.place, report.holder, report.date)
                found.append(mine)
            _meet(mine, report, [holding for holding in here if holding is not mine])
        mine.claims.append(report.claim)
    for report in (report for report in ordered if report.denied):
        for holding in found:
            same = (holding.place, holding.holder) == (report.place, report.holder)
            if same and report.effect is not Effect.ENDS and holding.overlaps(report.date, report.date):
                holding.disputed = True
                holding.claims.append(report.claim)
    return sorted(found, key=lambda holding: (holding.place, holding.begin or "", holding.holder))


def _meet(mine: Holding, report: Report, others: Iterable[Holding]) -> None:
    for other in others:
        if report.effect is Effect.BEGINS and (other.begin or "") < report.date:
            other.end = report.date
        else:
            mine.disputed = other.disputed = True
