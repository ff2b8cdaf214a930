"""A graph to load into other stores, and what must be the same there."""

import json
import re
from importlib.resources import files
from pathlib import Path

from graph_sample import aftermath, fall, fill
from graphql_request import execute
from interop.articles import recombined
from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, parse
from spacy.language import Language

from kg.article import read
from kg.build import build
from kg.extract import extract
from kg.iris import DEFAULT_BASE, Run
from kg.ontology import CKG
from kg.remote_store import RemoteStore
from kg.resources import resource
from kg.store import GraphStore, open_store
from schema.limits import Limits

PATIENT = Limits(deadline=600)
DOCS = Path(__file__).parents[2] / "docs"


def make(folder: Path, nlp: Language, newsrooms: int) -> None:
    """
    A graph of our samples, of the samples recombined, of the articles of competency questions and cookbook, and of the ontology.

    Each newsroom has a base of IRIs of its own: where all articles name the same entities, stores that count a triple once for each
    article multiply the rows of a query that was not written for them, a hundred times and more.
    """
    source = folder.with_suffix(".jsonl")
    sample = list(parse(path=resource("competency") / "sample.trig", format=RdfFormat.TRIG))
    ontology = [Quad(*quad.triple) for quad in parse(path=resource("conflict.ttl"), format=RdfFormat.TURTLE)]
    bases = {DEFAULT_BASE: (files("kg") / "samples" / "articles.jsonl").read_text(encoding="utf-8")}
    bases |= {f"https://example.org/{seed}/": "".join(recombined(seed)) for seed in range(newsrooms)}
    with open_store(str(folder)) as store:
        for base, articles in bases.items():
            source.write_text(articles, encoding="utf-8")
            for _ in build(extract(read([str(source)]), nlp), store, run=Run("conflict-kg 0.1.0", "ckg_news_sm 1"), base=base):
                pass
        for graph in {quad.graph_name for quad in sample}:
            assert isinstance(graph, NamedNode)
            store.replace(graph, [quad for quad in sample if quad.graph_name == graph])
        fill(store, fall(), aftermath())
        store.replace(NamedNode(CKG), ontology)


def assert_same(here: GraphStore, there: RemoteStore) -> None:
    """The same articles, quad by quad, the same count, and the same answers to the competency questions."""
    names = here.graphs()
    articles = [name for name in names if name.value != CKG]
    assert there.graphs() == articles
    for name in articles:
        assert set(there.quads(name)) == set(here.quads(name)), name
    # The ontology is not compared quad by quad: Virtuoso gives xsd:boolean, which no article holds, back as an integer.
    assert _count(there, names) == len(here)
    for question in sorted(resource("competency").glob("*.rq")):
        text = question.read_text(encoding="utf-8")
        # Stores whose default graph is a union of graphs may give a row once for each.
        assert _rows(there, text) == _rows(here, text) != set(), question.stem


def assert_same_graphql(here: GraphStore, there: RemoteStore) -> None:
    """The same answers to the GraphQL queries of the docs, the cookbook's among them."""
    texts = [(DOCS / page).read_text(encoding="utf-8") for page in ("graphql.md", "cookbook.md")]
    queries = [query for text in texts for query in re.findall(r"```graphql\n(\{.*?)```", text, re.DOTALL)]
    assert len(queries) > 20
    for query in queries:
        assert _answer(there, query) == _answer(here, query), query


def _count(store: GraphStore, graphs: list[NamedNode]) -> int:
    text = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?g {{ {' '.join(map(str, graphs))} }} GRAPH ?g {{ ?s ?p ?o }} }}"
    found = store.query(text)
    assert isinstance(found, QuerySolutions)
    return int(next(found)["n"].value)


def _rows(store: GraphStore, text: str) -> set[str]:
    found = store.query(text)
    assert isinstance(found, QuerySolutions)
    return {" | ".join(map(str, row)) for row in found}


def _answer(store: GraphStore, query: str) -> str:
    # What takes RDF4J long on a busy machine is not wrong.
    answer = execute(store, query, limits=PATIENT)
    return json.dumps([answer.data, [str(error) for error in answer.errors or ()]], ensure_ascii=False, indent=1)
