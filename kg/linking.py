"""Keep the links from near duplicates to their originals up to date in a graph."""

from pyoxigraph import NamedNode, Quad, QuerySolutions

from kg.graph import NEAR_DUPLICATE_OF
from kg.near_duplicates import Signed, originals
from kg.store import GraphStore

_SIGNED = """SELECT ?article ?published ?signature ?original { GRAPH ?article {
  ?article a ckg:Article ; ckg:textSignature ?signature
  OPTIONAL { ?article schema:datePublished ?published } OPTIONAL { ?article ckg:nearDuplicateOf ?original }
} }"""


def link_near_duplicates(store: GraphStore) -> tuple[int, list[NamedNode]]:
    """
    Link each article that nearly repeats another one to it, and take wrong links away; gives the number of links and the articles changed.

    The same articles give the same links, whatever was written first. Raises StoreError where the store cannot be read or written.
    """
    rows = store.query(_SIGNED)
    assert isinstance(rows, QuerySolutions), "SELECT gives solutions"  # noqa: S101
    signed, linked = [], {}
    for row in rows:
        article = row["article"].value
        signed.append(Signed(article, row["published"].value if row["published"] else "", row["signature"].value))
        if row["original"]:
            linked[article] = row["original"].value
    found = originals(signed)
    changed = [article for article in sorted(found.keys() | linked.keys()) if found.get(article) != linked.get(article)]
    for article in changed:
        _link(store, NamedNode(article), found.get(article))
    return len(found), list(map(NamedNode, changed))


def _link(store: GraphStore, article: NamedNode, original: str | None) -> None:
    quads = [quad for quad in store.quads(article) if quad.predicate != NEAR_DUPLICATE_OF]
    if original:
        quads.append(Quad(article, NEAR_DUPLICATE_OF, NamedNode(original), article))
    store.replace(article, quads)
