"""
Places and states by name: GeoNames for places (ontologies/gazetteer.tsv.gz), Wikidata for states (ontologies/states.tsv).

Heads of state and of government since 1945 stand in ontologies/leaders.tsv, written from general knowledge.

The gazetteer knows towns and countries, not regions: "Hama Governorate" finds nothing, rather than the city.
"""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from math import log10

from kg.extraction import Link
from kg.resources import resource
from kg.spelling import fold, plain, slug

_GEONAMES = "https://sws.geonames.org/"
_WIKIDATA = "http://www.wikidata.org/entity/"
_TOWN_WORD = re.compile(r"^(?:the )?(?:city|town|village) of (?=[A-Z])| (?:city|City|town|village)$")
_WORDS = 3
"""Words of the longest name of a state that is looked for word by word: "Papua New Guinea"."""
_MOSTLY = 0.3
"""This share of the hints makes a country one that the article is mostly about."""


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

    `states` by every name, demonym and metonym ("Syria", "Syrians", "Damascus"), spelled as in print; `countries` by name alone, `seats` of
    their governments.
    `leaders` holds the states that people have led since 1945, by their folded names.
    """

    states: Mapping[str, State]
    countries: Mapping[str, State]
    seats: frozenset[str] = frozenset()
    leaders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_country(self) -> Mapping[str, State]:
        """The states by ISO 3166-1 alpha-2 code."""
        return {state.country: state for state in self.countries.values() if state.country}

    def state_of(self, name: str) -> str | None:
        """The usual name of the state that a name, a demonym or the seat of its government stands for."""
        state = self.states.get(_as_printed(name))
        return state.name if state else None

    def state_ending(self, words: Sequence[str]) -> str | None:
        """The state whose name or demonym ends with the last of some words, the longest first: the "South *Sudanese*" are no Sudanese."""
        return next((s for n in range(min(len(words), _WORDS), 0, -1) if (s := self.state_of(" ".join(words[-n:]))) is not None), None)

    def led_by(self, names: Iterable[str]) -> tuple[str, ...]:
        """The states that somebody of these names is known to have led."""
        return next((states for name in names if (states := self.leaders.get(fold(name)))), ())

    def state_link(self, state: str) -> Link | None:
        """The Wikidata item of the state of this usual name."""
        known = self.states.get(state)
        return known.wikidata if known else None

    def is_country(self, name: str) -> bool:
        """Whether this is a name of a country, also a short one ("UAE"), and no demonym or capital."""
        return _as_printed(name) in self.countries

    def is_place_name(self, name: str) -> bool:
        """Whether some place or country has this name."""
        return self.is_country(name) or bool(self._rows_of(name))

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """The places that have this name, however it is spelled, the most populous first."""
        return tuple(map(_candidate, self._rows_of(name)))

    def hints(self, names: Iterable[str]) -> Counter[str]:
        """How much an article's names point to each country: 2 for its own name or its people's, 1 for each place that only it has."""
        found: Counter[str] = Counter()
        named: set[str] = set()
        for name in dict.fromkeys(names):
            state = self.states.get(_as_printed(name))
            if state is not None:
                if state.country and state.country not in named:
                    named.add(state.country)
                    found[state.country] += 2
                continue
            candidates = self.lookup(name)
            if len({candidate.country for candidate in candidates}) == 1 and _is_main(name, candidates[0]):
                found[candidates[0].country] += 1
        return found

    def link(self, name: str, country_hints: Counter[str]) -> Link | None:
        """
        The country or place that an article means by a name; `country_hints` are the hints of all its names.

        The best known place in the countries that the article is about, under its main name rather than another one. A village, or
        another name, counts only in the countries that it is mostly about; outside them a place must be a large city.
        """
        country = self.countries.get(_as_printed(name))
        if country is not None:
            return country.geonames
        total = max(sum(country_hints.values()), 1)
        candidates = self.lookup(name)
        scores: list[tuple[float, int, Candidate]] = []
        for candidate in candidates:
            share = country_hints[candidate.country] / total
            if share >= _MOSTLY or candidate.population >= _least_people(_is_main(name, candidate), share > 0):
                score = log10(candidate.population + 10) + 2 * (share > 0) + 3 * share + (fold(name) == fold(candidate.name))
                scores.append((-score, candidate.geonames, candidate))
        return min(scores)[2].link if scores else None

    def slug_key(self, name: str, link: Link | None) -> str:
        """
        The key of a place: the same for a linked place whatever the article calls it.

        An unlinked place has the slug of its name, with "-unlocated" where that is the key of a place of the gazetteer.
        """
        if link is None:
            bare = slug(name)
            return f"{bare}-unlocated" if any(candidate.key == bare for candidate in self.lookup(name)) else bare
        if link.latitude is None:
            return slug(self.countries[_as_printed(name)].name)
        return next(candidate.key for candidate in self.lookup(name) if candidate.link.iri == link.iri)

    def _rows_of(self, name: str) -> list[str]:
        bare = _TOWN_WORD.sub("", name)
        if not _is_proper(bare):
            return []
        return self._table.get(fold(name)) or self._table.get(fold(bare)) or []

    @cached_property
    def _table(self) -> dict[str, list[str]]:
        """The rows by folded name."""
        names: dict[str, list[str]] = {}
        for row in _rows():
            for name in row[row.rindex("\t") + 1 :].split("|"):
                names.setdefault(name, []).append(row)
        return names


def every_place() -> Iterator[Candidate]:
    """All places of the gazetteer, in the order of its file."""
    return map(_candidate, _rows())


def _rows() -> list[str]:
    return gzip.decompress(resource("gazetteer.tsv.gz").read_bytes()).decode().splitlines()[1:]


def _candidate(row: str) -> Candidate:
    number, key, name, latitude, longitude, country, population, _ = row.split("\t")
    return Candidate(int(number), key, name, Decimal(latitude), Decimal(longitude), country, int(population))


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of our own tables."""
    states: dict[str, State] = {}
    countries: dict[str, State] = {}
    seats: set[str] = set()
    with resource("states.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            geonames = Link(f"{_GEONAMES}{row['geonames']}/", country=row["iso"]) if row["geonames"] else None
            state = State(row["name"], row["iso"] or None, Link(f"{_WIKIDATA}{row['wikidata']}"), geonames)
            for name in (row["name"], *_split(row["aliases"])):
                countries[name] = states[name] = state
            for name in (*_split(row["demonyms"]), *_split(row["metonyms"])):
                states[name] = state
            seats.update(_split(row["metonyms"]))
    leaders: dict[str, tuple[str, ...]] = {}
    with resource("leaders.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for name in {fold(name) for name in _split(row["people"])}:
                leaders[name] = (*leaders.get(name, ()), row["state"])
    return Gazetteer(states, countries, frozenset(seats), leaders)


def _is_proper(name: str) -> bool:
    """Whether a name begins with a capital, an Arabic article aside: "Raqqa", "al-Raqqa", not "villages"."""
    words = [word.lstrip("'’‘ʼ`") for word in re.split(r"[\s-]", name, maxsplit=1)]
    return words[0][:1].isupper() or (len(words[0]) < 4 and words[-1][:1].isupper())


def _is_main(name: str, candidate: Candidate) -> bool:
    """Whether the name is the place's main one, but for accents and what its key leaves out ("Hama" for "Ḩamāh")."""
    written = plain(name).lower().replace("-", " ")
    return written in (plain(candidate.name).lower().replace("-", " "), candidate.key.replace("-", " "))


def _least_people(main: bool, hinted: bool) -> int:
    """How many people live at least in a place that a name means outside the countries that the article is mostly about."""
    if hinted:
        return 20_000 if main else 50_000
    return 100_000 if main else 500_000


def _split(names: str) -> list[str]:
    return names.split("|") if names else []


def _as_printed(name: str) -> str:
    """A name without article and genitive, and not in headline capitals; case counts otherwise ("US" is no "us")."""
    name = re.sub(r"^[Tt]he |[’']s?$", "", name)
    return name.title() if len(name) > 4 and name.isupper() and "." not in name else name
