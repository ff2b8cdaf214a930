"""Well-known armed groups and organizations: their usual name, other names and Wikidata item (ontologies/actors.tsv)."""

import csv
from dataclasses import dataclass
from functools import cache

from kg.resources import resource
from kg.spelling import normalise


@dataclass(frozen=True)
class Actor:
    """An actor that is known under several names; `iri` is its Wikidata item, None where we are not sure of it."""

    name: str
    class_name: str
    aliases: tuple[str, ...]
    iri: str | None


@cache
def load_actors() -> dict[str, Actor]:
    """The actors by each of their names, normalised."""
    actors: dict[str, Actor] = {}
    with resource("actors.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            aliases = tuple(a for a in row["aliases"].split("|") if a)
            iri = f"http://www.wikidata.org/entity/{row['wikidata']}" if row["wikidata"] else None
            actor = Actor(row["name"], row["class"], aliases, iri)
            for name in (actor.name, *aliases):
                actors.setdefault(normalise(name), actor)
    return actors
