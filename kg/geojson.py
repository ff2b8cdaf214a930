"""Write claims as GeoJSON (RFC 7946), a point each, for maps."""

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import Quad

from kg.events import Event, Named, events


def geojson(articles: Iterable[Iterable[Quad]]) -> Iterator[str]:
    """
    A FeatureCollection, piece by piece: each claim with a subject or object whose coordinates are known, denied and planned ones too.

    `polarity` and `realis` tell what is reported as done; all else that has no coordinates is left out.
    """
    yield '{"type": "FeatureCollection", "features": ['
    before = "\n"
    for quads in articles:
        for event in events(quads):
            if event.place:
                yield before + json.dumps(_feature(event, event.place), ensure_ascii=False)
                before = ",\n"
    yield "\n]}\n"


def _feature(event: Event, place: Named) -> dict[str, object]:
    properties = {
        "relation": event.relation,
        "subject": event.subject.name,
        "subject_iri": event.subject.iri,
        "object": event.object.name,
        "object_iri": event.object.iri,
        "place": place.name,
        "stated_by": event.stated_by,
        "date": event.date,
        "date_end": event.date_end,
        "polarity": event.polarity,
        "realis": event.realis,
        "confidence": event.confidence,
        "quote": event.quote,
        "article": event.article,
        "title": event.title,
        "published": event.published,
        "url": event.url,
        "source": event.source,
    }
    told: dict[str, object] = {name: value or None for name, value in properties.items()}
    if event.confidence:
        told["confidence"] = float(Decimal(event.confidence))
    coordinates = [float(Decimal(place.longitude)), float(Decimal(place.latitude))]
    return {"type": "Feature", "id": event.iri, "geometry": {"type": "Point", "coordinates": coordinates}, "properties": told}
