"""Formats for tools that read no RDF: ACLED's columns and GeoJSON."""

import csv
import json
from io import StringIO

from graph_sample import BASE, aftermath, fall

from kg.acled import COLUMNS, acled_csv
from kg.geojson import geojson
from kg.graph import article_quads
from kg.iris import Run
from kg.ontology import load_ontology
from kg.resources import resource

ARTICLES = [article_quads(extraction, base=BASE, run=Run("us 1", "them 2")) for extraction in (fall(), aftermath())]


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO("".join(acled_csv(ARTICLES)))))


def features() -> list[dict[str, object]]:
    return json.loads("".join(geojson(ARTICLES)))["features"]


def test_a_fact_is_a_line_in_the_columns_of_acled() -> None:
    (row,) = [row for row in rows() if row["tags"].startswith("relation=withdrewFrom")]
    assert list(row) == list(COLUMNS)
    assert {name: value for name, value in row.items() if value and name not in ("event_id_cnty", "tags")} == {
        "event_date": "2031-03-04",
        "year": "2031",
        "time_precision": "1",
        "disorder_type": "Strategic developments",
        "event_type": "Strategic developments",
        "sub_event_type": "Non-violent transfer of territory",
        "actor1": "Orvan Guard",
        "country": "Kenya",
        "location": "Torvin",
        "latitude": "50.25",
        "longitude": "20.125",
        "source": "Orva Post",
        "notes": "Orvan Guard: “it had left Torvin”",
    }


def test_what_is_denied_planned_or_background_is_no_line() -> None:
    told = {row["tags"].partition(";")[0] for row in rows()}
    assert not told & {"relation=entered", "relation=leaderOf", "relation=alliedWith", "relation=controls"}


def test_a_side_that_is_fought_is_the_second_actor_and_no_location() -> None:
    (row,) = [row for row in rows() if "relation=clashedWith" in row["tags"]]
    assert (row["actor1"], row["actor2"], row["location"], row["event_type"]) == ("Orvan Guard", "Marsh Front", "", "Battles")
    assert (row["event_date"], row["year"], row["time_precision"]) == ("", "2030", "3")


def test_every_mapped_relation_is_one_of_the_ontology() -> None:
    with resource("mappings/acled.tsv").open(encoding="utf-8") as file:
        mapped = [row["relation"] for row in csv.DictReader(file, delimiter="\t")]
    assert set(mapped) <= set(load_ontology().relations)
    assert len(set(mapped)) == len(mapped)


def test_a_claim_at_a_known_place_is_a_point_longitude_first() -> None:
    (feature,) = [one for one in features() if one["properties"]["relation"] == "withdrewFrom"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [20.125, 50.25]}
    assert feature["properties"]["stated_by"] == "Orvan Guard"
    assert feature["properties"]["quote"] == "it had left Torvin"
    assert feature["properties"]["confidence"] == 0.9
    assert feature["id"].startswith(f"{BASE}claim/")


def test_denied_and_planned_claims_are_points_too_and_say_so() -> None:
    certainties = {(one["properties"]["polarity"], one["properties"]["realis"]) for one in features()}
    assert {("positive", "actual"), ("negative", "actual"), ("positive", "future")} <= certainties


def test_claims_without_coordinates_are_no_points() -> None:
    assert "clashedWith" not in {one["properties"]["relation"] for one in features()}


def test_no_article_is_an_empty_collection() -> None:
    assert json.loads("".join(geojson([]))) == {"type": "FeatureCollection", "features": []}
