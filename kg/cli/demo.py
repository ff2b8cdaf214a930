"""`kg demo`: from our sample articles to facts, SPARQL and GraphQL, all in memory."""

import asyncio
import json
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from importlib.resources import as_file, files

import click
import httpx

from kg.article_graphs import run_of
from kg.build import build
from kg.cli import options
from kg.cli.reading import Tally, extractions
from kg.extraction import Extraction
from kg.pipeline import load_pipeline
from kg.results import results_to_bytes
from kg.store import GraphStore, open_store

SHOWN = "hama-2024"
"""The id of the article whose facts are shown in full."""

SPARQL = """\
SELECT DISTINCT ?place ?latitude ?longitude ?captured_by {
  ?who ckg:captured ?where ; rdfs:label ?captured_by .
  ?where rdfs:label ?place ; geo:lat ?latitude ; geo:long ?longitude .
} ORDER BY ?place ?captured_by
"""
GRAPHQL = """\
{ place(name: "Hama") {
    name latitude longitude
    capturedBy { name }
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
    with as_file(files("kg") / "samples" / "articles.jsonl") as samples, open_store("memory:") as store:
        found = tally.watch(extractions([str(samples)], nlp, tally, None, 0.0))
        told = {extraction.article.id: extraction for extraction, _ in build(found, store, run=run_of(nlp))}
        tally.report(f", {len(store):,} triples in memory")
        show("Our sample articles", overview(told.values()))
        show(f"The facts of “{told[SHOWN].article.title}”", facts(told[SHOWN]))
        show("A question in SPARQL", SPARQL.splitlines())
        show("Its answer", results_to_bytes(store.query(SPARQL)).decode().splitlines())
        show("A question in GraphQL", GRAPHQL.splitlines())
        show("Its answer", json.dumps(asyncio.run(answer(store, GRAPHQL)), indent=2, ensure_ascii=False).splitlines())


def show(title: str, lines: Iterable[str]) -> None:
    """A part of the tour, under its title."""
    click.echo("\n".join(("", click.style(title, bold=True), "", *lines)))


def overview(told: Iterable[Extraction]) -> Iterator[str]:
    """The articles, each with how much it gave."""
    rows: list[tuple[str, ...]] = [("article", "published", "facts", "other claims", "statements")]
    for extraction in told:
        asserted = sum(claim.asserted for claim in extraction.claims)
        counts = (asserted, len(extraction.claims) - asserted, len(extraction.statements))
        rows.append((extraction.article.title or "", str(extraction.article.published), *map(str, counts)))
    return aligned(rows)


def facts(extraction: Extraction) -> Iterator[str]:
    """The facts of an article: who, what, to whom or where, when, who says so; under each, in which words."""
    claims = [claim for claim in extraction.claims if claim.asserted]
    rows = [("who", "relation", "whom or what", "when", "says who")]
    rows += [
        (
            claim.subject.name,
            claim.relation,
            claim.object.name,
            claim.date.value if claim.date else "",
            claim.stated_by.name if claim.stated_by else "",
        )
        for claim in claims
    ]
    head, *lines = aligned(rows)
    yield head
    for claim, line in zip(claims, lines, strict=True):
        yield line
        yield f"    “{extraction.article.text[claim.start : claim.end]}”"


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The rows as lines, their columns one below the other."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


async def answer(store: GraphStore, query: str) -> object:
    """What the application answers to a GraphQL query, without a network in between."""
    application = import_module("api.app").create_app(store)
    transport = httpx.ASGITransport(app=application)
    async with application.router.lifespan_context(application), httpx.AsyncClient(transport=transport, base_url="http://kg") as client:
        return (await client.post("/graphql", json={"query": query})).json()
