"""Bring another store up to date with a graph, article by article; after a break, the same again goes on where it stopped."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.dump import ArticleQuads
from kg.remote_store import RemoteStore

_COMPARED = 5_000
"""How many triples are compared with the store's by one query; some stores return 10,000 rows at most."""


@dataclass(frozen=True)
class Pushed:
    """An article that is in the store now; `sent` tells whether it had to be written, or was there already."""

    article: NamedNode
    triples: int
    sent: bool


def push(articles: Iterable[ArticleQuads], store: RemoteStore) -> Iterator[Pushed]:
    """
    Make each article's named graph in the store what it is here, and tell so; what is the same there is not sent again.

    Graphs that are not among the articles stay as they are. Raises StoreError where the store cannot be read or written.
    """
    for batch in _batches(articles):
        there: dict[object, set[Quad]] = defaultdict(set)
        for quad in store.quads_of([name for name, _ in batch]):
            there[quad.graph_name].add(quad)
        for name, quads in batch:
            differs = there[name] != set(quads)
            if differs:
                store.replace(name, quads)
            yield Pushed(name, len(quads), differs)


def _batches(articles: Iterable[ArticleQuads]) -> Iterator[list[ArticleQuads]]:
    batch: list[ArticleQuads] = []
    size = 0
    for article in articles:
        batch.append(article)
        size += len(article[1])
        if size >= _COMPARED:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
