"""
Write facts in the columns of ACLED, for tools that read its event files.

Source of the columns and types: ACLED Codebook (Armed Conflict Location & Event Data). An article's claim is not an ACLED event:
nobody has checked it, joined it with other reports of the same event, or counted deaths.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from io import StringIO

from pyoxigraph import Quad

from kg.events import Event, events
from kg.ontology import load_ontology
from kg.places import load_gazetteer
from kg.resources import resource

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
"""The columns, in ACLED's order."""

_DAY = len("2024-12-05")


def acled_csv(articles: Iterable[Iterable[Quad]]) -> Iterator[str]:
    """
    A table with a line for each claim that is positive and actual and whose relation `ontologies/mappings/acled.tsv` names.

    What the graph does not say is empty, as are deaths; `event_date` has a value only where the day is known.
    """
    yield _line(COLUMNS)
    for quads in articles:
        for event in events(quads):
            if event.relation in _types() and (event.polarity, event.realis) == ("positive", "actual"):
                row = _row(event)
                yield _line(row.get(column, "") for column in COLUMNS)


@cache
def _types() -> Mapping[str, dict[str, str]]:
    with resource("mappings/acled.tsv").open(encoding="utf-8", newline="") as file:
        return {row.pop("relation"): row for row in csv.DictReader(file, delimiter="\t")}


@cache
def _countries() -> Mapping[str, str]:
    return {state.country: state.name for state in load_gazetteer().countries.values() if state.country}


def _row(event: Event) -> dict[str, str]:
    place = event.place
    object_is_location = any(load_ontology().is_a(name, "Location") for name in event.object.types)
    location = place or (event.object if object_is_location else None)
    return _types()[event.relation] | {
        "event_id_cnty": event.iri.rpartition("/")[2],
        "event_date": event.date if len(event.date) == _DAY else "",
        "year": event.date[:4],
        "time_precision": _precision(event),
        "actor1": event.subject.name,
        "actor2": "" if object_is_location else event.object.name,
        "country": _countries().get(place.country, place.country) if place else "",
        "location": location.name if location else "",
        "latitude": place.latitude if place else "",
        "longitude": place.longitude if place else "",
        "source": event.source,
        "notes": f"{event.stated_by}: “{event.quote}”" if event.stated_by else f"“{event.quote}”",
        "tags": f"relation={event.relation}; confidence={event.confidence}; article={event.article}",
    }


def _precision(event: Event) -> str:
    """1 the day is known, 2 the week, 3 less; nothing where there is no date."""
    if not event.date:
        return ""
    if len(event.date) < _DAY:
        return "3"
    if not event.date_end:
        return "1"
    try:
        return "2" if date.fromisoformat(event.date_end) - date.fromisoformat(event.date) <= timedelta(days=7) else "3"
    except ValueError:
        return "3"


def _line(cells: Iterable[str]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
