"""Write what articles gave into a graph store, one article at once: what is written stays, whatever comes after it."""

from collections.abc import Iterable, Iterator

from kg.extraction import Extraction
from kg.graph import DEFAULT_BASE, Run, article_iri, article_quads
from kg.store import GraphStore


def build(extractions: Iterable[Extraction], store: GraphStore, *, run: Run, base: str = DEFAULT_BASE) -> Iterator[tuple[Extraction, int]]:
    """
    Replace each article's named graph in the store, and pass the extraction on with the number of triples written.

    The same articles again leave the store as it is. Raises StoreError where the store cannot be written.
    """
    for extraction in extractions:
        quads = article_quads(extraction, base=base, run=run)
        store.replace(article_iri(extraction.article, base), quads)
        yield extraction, len(quads)
