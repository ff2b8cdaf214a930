"""Write what articles gave into a graph store: what is written stays, whatever comes after it."""

import time
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from kg.article_graphs import ArticleGraph
from kg.extraction import Extraction
from kg.graph import article_quads
from kg.iris import DEFAULT_BASE, Run, article_iri
from kg.store import GraphStore

_HELD = 100_000
"""How many triples are written together at most; they take about 50 MB."""

_SECONDS = 10
"""How long an article waits for others that are written with it."""


def build(extractions: Iterable[Extraction], store: GraphStore, *, run: Run, base: str = DEFAULT_BASE) -> Iterator[tuple[Extraction, int]]:
    """
    Replace each article's named graph in the store, and pass the extraction on with the number of triples written.

    The same articles again leave the store as it is. Raises StoreError where the store cannot be written.
    """
    for extraction in extractions:
        quads = article_quads(extraction, base=base, run=run)
        store.replace(article_iri(extraction.article, base), quads)
        yield extraction, len(quads)


def write(graphs: Iterable[ArticleGraph], store: GraphStore) -> Iterator[ArticleGraph]:
    """
    Replace the articles' named graphs in the store, many at once, and pass them on.

    All that were taken are written, also where an error or an interruption ends the rest. Raises StoreError where the store
    cannot be written.
    """
    held: dict[NamedNode, bytes] = {}
    triples, since = 0, time.monotonic()
    try:
        for graph in graphs:
            held[graph.name] = graph.nquads
            triples += graph.triples
            yield graph
            if triples >= _HELD or time.monotonic() - since > _SECONDS:
                whole, held = held, {}
                store.load(whole)
                triples, since = 0, time.monotonic()
    finally:
        store.load(held)
