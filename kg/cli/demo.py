"""`kg demo`: from our sample articles to facts, SPARQL and GraphQL, all in memory."""

import asyncio
import json
from collections.abc import Iterable
from importlib import import_module
from importlib.resources import as_file, files
from textwrap import indent

import click
import httpx
from rich import box
from rich.console import Console
from rich.table import Table

from kg.build import build
from kg.cli import options
from kg.cli.reading import Tally, extractions, run_of
from kg.extraction import Extraction
from kg.pipeline import load_pipeline
from kg.results import results_to_bytes
from kg.store import GraphStore, open_store

WIDTH = 120
SHOWN = "hama"
"""The id of the article whose facts are shown in full."""

SPARQL = """\
SELECT DISTINCT ?who ?place ?date ?source {
  ?claim rdf:predicate ckg:captured ; rdf:subject/rdfs:label ?who ; rdf:object/rdfs:label ?place .
  ?claim ckg:polarity ckg:positive ; ckg:realis ckg:actual .
  OPTIONAL { ?claim ckg:eventDate ?date }
  OPTIONAL { ?claim ckg:statedBy/rdfs:label ?source }
} ORDER BY ?date ?who ?place
"""
GRAPHQL = """\
{ place(name: "Hama") {
    name latitude longitude
    controlledBy { name }
    claims(relation: [CAPTURED, WITHDREW_FROM], first: 2) {
      totalCount
      edges { node { relation date subject { name } statedBy { name } quote } } } } }
"""


@click.command("demo")
@options.pipeline
def command(pipeline: str | None) -> None:
    """
    Take the whole tour on sample articles, in memory.

    The articles come with kg, and nothing is written. Shown are the facts of one of them, and the answers to a query in SPARQL
    and to one in GraphQL.

    \b
    Example:
      kg demo
    """
    tally = Tally()
    nlp = load_pipeline(pipeline)
    console = Console(width=WIDTH, highlight=False, soft_wrap=False)
    with as_file(files("kg") / "samples" / "articles.jsonl") as samples, open_store("memory:") as store:
        found = tally.watch(extractions([str(samples)], nlp, tally, None, 0.0))
        told = [(extraction, triples) for extraction, triples in build(found, store, run=run_of(nlp))]
        tally.report(f", {sum(triples for _, triples in told):,} triples in memory")
        console.print(overview(extraction for extraction, _ in told))
        console.print(*(facts(extraction) for extraction, _ in told if extraction.article.id == SHOWN))
        click.echo(f"\nSPARQL:\n\n{indent(SPARQL, '  ')}")
        click.echo(results_to_bytes(store.query(SPARQL)))
        click.echo(f"\nGraphQL:\n\n{indent(GRAPHQL, '  ')}")
        click.echo(json.dumps(asyncio.run(answer(store, GRAPHQL)), indent=2, ensure_ascii=False))


def overview(told: Iterable[Extraction]) -> Table:
    """The articles, each with how much it gave."""
    table = Table(
        "article", "published", "facts", "other claims", "statements", box=box.SIMPLE_HEAD, title="Articles", title_justify="left"
    )
    for extraction in told:
        asserted = sum(claim.asserted for claim in extraction.claims)
        row = (asserted, len(extraction.claims) - asserted, len(extraction.statements))
        table.add_row(extraction.article.title, str(extraction.article.published or ""), *map(str, row))
    return table


def facts(extraction: Extraction) -> Table:
    """The facts of an article: who, what, to whom or where, who says so, when, in which words."""
    table = Table(
        "who",
        "relation",
        "whom or what",
        "says who",
        "when",
        "quote",
        box=box.SIMPLE_HEAD,
        title=extraction.article.title,
        title_justify="left",
    )
    for claim in extraction.claims:
        if claim.asserted:
            speaker = claim.stated_by.name if claim.stated_by else ""
            when = claim.date.value if claim.date else ""
            quote = extraction.article.text[claim.start : claim.end]
            table.add_row(claim.subject.name, claim.relation, claim.object.name, speaker, when, f"“{quote}”")
    return table


async def answer(store: GraphStore, query: str) -> object:
    """What the application answers to a GraphQL query, without a network in between."""
    application = import_module("api.app").create_app(store)
    transport = httpx.ASGITransport(app=application)
    async with application.router.lifespan_context(application), httpx.AsyncClient(transport=transport, base_url="http://kg") as client:
        return (await client.post("/graphql", json={"query": query})).json()
