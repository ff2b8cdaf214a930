"""
Places and states by name: GeoNames for places (ontologies/gazetteer.tsv.gz), Wikidata for states (ontologies/states.tsv).

The gazetteer knows towns and countries, not regions: "Hama Governorate" finds nothing, rather than the city.
"""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from math import log10

from kg.extraction import Link
from kg.resources import resource
from kg.spelling import fold, slug

_GEONAMES = "https://sws.geonames.org/"
_WIKIDATA = "http://www.wikidata.org/entity/"
_TOWN_WORD = re.compile(r"^(?:the )?(?:city|town|village) of (?=[A-Z])| (?:city|City|town|village)$")
_KNOWN_ANYWHERE = 100_000
"""So many people live in a place that an article may mean it without naming its country."""
_FAR_AND_RENAMED = 500_000
"""The same where the article uses another name for it than its main one."""


@dataclass(frozen=True)
class Candidate:
    """A place of GeoNames that a name can mean; `country` is an ISO 3166-1 alpha-2 code, the coordinates are degrees (WGS 84)."""

    geonames: int
    key: str
    name: str
    latitude: Decimal
    longitude: Decimal
    country: str
    population: int

    @property
    def link(self) -> Link:
        """The link to it."""
        return Link(f"{_GEONAMES}{self.geonames}/", self.latitude, self.longitude, self.country)


@dataclass(frozen=True)
class State:
    """A state: its usual name, ISO code and links; None where it has none or we are not sure."""

    name: str
    country: str | None
    wikidata: Link
    geonames: Link | None


@dataclass(frozen=True)
class Gazetteer:
    """
    What place and state names mean; the large table is read at the first look-up of a place.

    `states` by every name, demonym and metonym ("Syria", "Syrians", "Damascus"), spelled as in print; `countries` by name alone.
    """

    states: Mapping[str, State]
    countries: Mapping[str, State]

    def state_of(self, name: str) -> str | None:
        """The usual name of the state that a name, a demonym or the seat of its government stands for."""
        state = self.states.get(_as_printed(name))
        return state.name if state else None

    def state_link(self, state: str) -> Link | None:
        """The Wikidata item of the state of this usual name."""
        known = self.states.get(state)
        return known.wikidata if known else None

    def is_place_name(self, name: str) -> bool:
        """Whether some place or country has this name."""
        return _as_printed(name) in self.countries or bool(self._rows_of(name))

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places that have this name, however it is spelled, the most populous first."""
        return tuple(self._candidate(row) for row in self._rows_of(name))

    def hints(self, names: Iterable[str]) -> Counter[str]:
        """How often an article's names point to each country: by naming it or its people, or a place that only it has."""
        found: Counter[str] = Counter()
        for name in names:
            state = self.states.get(_as_printed(name))
            if state is not None and state.country:
                found[state.country] += 2
                continue
            countries = {candidate.country for candidate in self.lookup(name)}
            if len(countries) == 1:
                found.update(countries)
        return found

    def link(self, name: str, country_hints: Counter[str]) -> Link | None:
        """
        The country or place that an article means by a name: the best known one in the countries that the article is about.

        A place outside them must be a large city, or a town whose name no other country has; None where no place fits.
        """
        country = self.countries.get(_as_printed(name))
        if country is not None:
            return country.geonames
        total = sum(country_hints.values())

        def score(candidate: Candidate) -> float:
            main = fold(candidate.name) == fold(name)
            return log10(candidate.population + 10) + 3 * country_hints[candidate.country] / max(total, 1) + 0.5 * main

        candidates = self.lookup(name)
        share = 10 if len({candidate.country for candidate in candidates}) == 1 else 1
        for candidate in sorted(candidates, key=lambda candidate: (-score(candidate), candidate.geonames)):
            needed = _KNOWN_ANYWHERE if fold(candidate.name) == fold(name) else _FAR_AND_RENAMED
            if country_hints[candidate.country] or candidate.population * share >= needed:
                return candidate.link
        return None

    def slug_key(self, name: str, link: Link | None) -> str:
        """
        The key of a place: the same for a linked place whatever the article calls it.

        An unlinked place has the slug of its name, with "-unlocated" where that would be taken for a place of the gazetteer.
        """
        if link is None:
            return f"{slug(name)}-unlocated" if self.is_place_name(name) else slug(name)
        if link.latitude is None:
            return slug(self.countries[_as_printed(name)].name)
        return next(candidate.key for candidate in self.lookup(name) if candidate.link.iri == link.iri)

    def _rows_of(self, name: str) -> list[str]:
        names = self._table
        return names.get(fold(name)) or names.get(fold(_TOWN_WORD.sub("", name))) or []

    def _candidate(self, row: str) -> Candidate:
        number, key, name, latitude, longitude, country, population, _ = row.split("\t")
        return Candidate(int(number), key, name, Decimal(latitude), Decimal(longitude), country, int(population))

    @cached_property
    def _table(self) -> dict[str, list[str]]:
        """The rows by folded name."""
        names: dict[str, list[str]] = {}
        for row in gzip.decompress(resource("gazetteer.tsv.gz").read_bytes()).decode().splitlines()[1:]:
            for name in row[row.rindex("\t") + 1 :].split("|"):
                names.setdefault(name, []).append(row)
        return names


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of our own tables."""
    states: dict[str, State] = {}
    countries: dict[str, State] = {}
    with resource("states.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            geonames = Link(f"{_GEONAMES}{row['geonames']}/", country=row["iso"]) if row["geonames"] else None
            state = State(row["name"], row["iso"] or None, Link(f"{_WIKIDATA}{row['wikidata']}"), geonames)
            for name in (row["name"], *_split(row["aliases"])):
                countries[name] = states[name] = state
            for name in (*_split(row["demonyms"]), *_split(row["metonyms"])):
                states[name] = state
    return Gazetteer(states, countries)


def _split(names: str) -> list[str]:
    return names.split("|") if names else []


def _as_printed(name: str) -> str:
    """A name without article and genitive, and not in headline capitals; case counts otherwise ("US" is no "us")."""
    name = re.sub(r"^[Tt]he |[’']s?$", "", name)
    return name.title() if len(name) > 4 and name.isupper() and "." not in name else name
