"""Tell from the store itself which articles need not be read again."""

from pyoxigraph import QuerySolutions

from kg.extraction import Article
from kg.graph import NEAR_DUPLICATE_OF, article_triples
from kg.iris import DEFAULT_BASE, Run, article_iri, run_iri
from kg.store import GraphStore

_TOLD = "SELECT ?property ?value { GRAPH ?article { ?run prov:used ?article . ?article ?property ?value } }"


def finished(article: Article, store: GraphStore, run: Run, base: str = DEFAULT_BASE) -> bool:
    """Whether the store has what the same software and pipeline, in the same versions, made of this very article."""
    known = {"article": article_iri(article, base), "run": run_iri(article, run, base)}
    rows = store.query(_TOLD, known)
    assert isinstance(rows, QuerySolutions), "SELECT gives solutions"  # noqa: S101
    told = {(row["property"], row["value"]) for row in rows if row["property"] != NEAR_DUPLICATE_OF}
    return told == {(predicate, value) for _, predicate, value in article_triples(article, base)}
