"""A graph of any size for benchmarks: articles with claims on invented towns and groups, the same on every run."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from pyoxigraph import Quad, Store

from kg.extraction import Article, Claim, Entity, EventDate, Extraction, Link, Polarity, Realis
from kg.graph import article_quads
from kg.iris import Run

CLAIMS_IN_ARTICLE = 20
VERBS = {
    "captured": "took",
    "controls": "holds",
    "attacked": "shelled",
    "withdrewFrom": "left",
    "entered": "entered",
    "besieged": "besieged",
}
RUN = Run("bench 0", "bench 0")


class World:
    """The towns, groups and speakers: a few are in the news often, most are rarely."""

    def __init__(self, claims: int) -> None:
        self.random = random.Random(20241205)
        towns, groups = max(claims // 33, 30), max(claims // 125, 10)
        self.towns = [Entity(f"town-{n}", f"Town {n}", ("Place",), (f"Old Town {n}",), _link(n)) for n in range(towns)]
        self.groups = [Entity(f"group-{n}", f"Group {n}", ("ArmedGroup",), (f"G{n}",)) for n in range(groups)]
        self.speakers = [Entity(f"speaker-{n}", f"Speaker {n}", ("Person",)) for n in range(groups)]

    def articles(self, claims: int) -> Iterator[Extraction]:
        """Articles with that many claims together."""
        return (self._article(number) for number in range(claims // CLAIMS_IN_ARTICLE))

    def _article(self, number: int) -> Extraction:
        published = date(2015, 1, 1) + timedelta(days=self.random.randrange(3650))
        found, text = [], ""
        for place in range(CLAIMS_IN_ARTICLE):
            claim, sentence = self._claim(number, place, published, len(text))
            found.append(claim)
            text += sentence
        article = Article(f"bench-{number}", text, f"Report {number}", published, f"https://news.example/{number}", "Bench News")
        named = (end for claim in found for end in (claim.subject, claim.object, claim.stated_by) if end)
        return Extraction(article, tuple({entity.key: entity for entity in named}.values()), tuple(found), ())

    def _claim(self, number: int, place: int, published: date, start: int) -> tuple[Claim, str]:
        chance = self.random
        relation = chance.choice(sorted(VERBS))
        subject, town = _often(chance, self.groups), _often(chance, self.towns)
        quote = f"{subject.name} {VERBS[relation]} {town.name} in round {number}-{place}"
        speaker = _often(chance, self.speakers) if chance.random() < 0.5 else None
        when = EventDate((published - timedelta(days=chance.randrange(10))).isoformat(), "then") if chance.random() < 0.7 else None
        claim = Claim(
            subject,
            relation,
            town,
            start,
            start + len(quote),
            "verb.bench",
            Decimal(chance.randrange(50, 100)) / 100,
            stated_by=speaker,
            cue="said" if speaker else None,
            polarity=Polarity.NEGATIVE if chance.random() < 0.05 else Polarity.POSITIVE,
            realis=Realis.FUTURE if chance.random() < 0.05 else Realis.ACTUAL,
            date=when,
        )
        return claim, f"{quote}, near the river.\n"


def fill(folder: Path, claims: int) -> int:
    """Make the graph in an empty folder, in one go; gives its number of triples."""
    store = Store(str(folder))

    def quads() -> Iterator[Quad]:
        for extraction in World(claims).articles(claims):
            for quad in article_quads(extraction, run=RUN):
                yield quad
                yield Quad(quad.subject, quad.predicate, quad.object)

    store.bulk_extend(quads())
    store.optimize()
    return len(store) // 2


@contextmanager
def prepared() -> Iterator[tuple[Path, int]]:
    """The graph in the folder GRAPH, or a new one, of as many claims as CLAIMS says; and that number."""
    claims = int(os.environ.get("CLAIMS", "100000"))
    with TemporaryDirectory() as folder:
        graph = Path(os.environ.get("GRAPH", folder))
        if not any(graph.iterdir()):
            start = perf_counter()
            print(f"{claims:,} claims, {fill(graph, claims):,} triples, made in {perf_counter() - start:.0f} s", flush=True)
        yield graph, claims


def _often(chance: random.Random, entities: list[Entity]) -> Entity:
    """The first of them often, the last rarely."""
    return entities[int(len(entities) * chance.random() ** 2)]


def _link(number: int) -> Link:
    return Link(f"https://sws.geonames.org/{number}/", Decimal(number % 180) / 2, Decimal(number % 360) / 2, "KE")
