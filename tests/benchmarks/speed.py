"""How fast extraction is beside the bare pipeline, and how fast a store takes triples: `make bench`."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from tempfile import TemporaryDirectory
from time import perf_counter

from spacy.language import Language

from kg.article import read
from kg.build import build
from kg.extract import extract
from kg.extraction import Article, Extraction
from kg.iris import Run
from kg.parse import paragraphs
from kg.pipeline import load_pipeline
from kg.store import open_store

REPEATED = 8
ROUNDS = 3
RUN = Run("bench 0", "bench 0")


def main() -> None:
    """Measure on the sources that are named as arguments, or on the sample articles, repeated, and print."""
    nlp = load_pipeline(os.environ.get("KG_PIPELINE"))
    articles = list(read(sys.argv[1:])) or samples()
    extraction_speed(nlp, articles)
    found = list(extract(articles, nlp))
    with TemporaryDirectory() as folder:
        for name, location in (("memory", "memory:"), ("disk", folder)):
            print(f"{f'into a store ({name}):':<30}{triples_a_second(found, location):>10,.0f} triples/s")


def samples() -> list[Article]:
    """The sample articles, several times, each time with a text of its own."""
    read_once = list(read([str(files("kg") / "samples" / "articles.jsonl")]))
    return [replace(article, id=f"{article.id}-{n}", text=f"{article.text}\n\n{n}") for n in range(REPEATED) for article in read_once]


def extraction_speed(nlp: Language, articles: list[Article]) -> None:
    """Words per second of both, in turn in one process, the best of some rounds each."""
    texts = [text for article in articles for _, text in paragraphs(article.text)]
    words = sum(len(text.split()) for text in texts)
    bare = whole = float("inf")
    for _ in range(ROUNDS):
        bare = min(bare, seconds(lambda: list(nlp.pipe(texts, batch_size=64))))
        whole = min(whole, seconds(lambda: list(extract(articles, nlp))))
    print(f"{len(articles)} articles, {words:,} words, best of {ROUNDS} rounds")
    print(f"{'pipeline alone:':<30}{words / bare:>10,.0f} words/s")
    print(f"{'kg extract:':<30}{words / whole:>10,.0f} words/s")
    print(f"{'ratio:':<30}{bare / whole:>10.2f} (at least 0.60 wanted)")


def triples_a_second(found: list[Extraction], location: str) -> float:
    """How many triples a second go from extractions into a new store, graph building included."""
    with open_store(location) as store:
        start = perf_counter()
        triples = sum(count for _, count in build(found, store, run=RUN))
        return triples / (perf_counter() - start)


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
