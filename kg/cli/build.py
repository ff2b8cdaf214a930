"""`kg build`: articles into the graph."""

from datetime import date

import click

from kg.build import build
from kg.cli import options
from kg.cli.indexing import writing
from kg.cli.reading import Tally, extractions, run_of
from kg.graph import article_iri
from kg.pipeline import load_pipeline


@click.command("build", epilog=options.SOURCE)
@options.sources
@options.graph
@options.published
@options.min_confidence
@options.pipeline
@options.base
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    graph: str,
    published: date | None,
    min_confidence: float,
    pipeline: str | None,
    base: str,
) -> None:
    """
    Read articles into the graph.

    Each article becomes one named graph, written at once. The same article again replaces its own: building twice changes nothing.

    \b
    Example:
      kg build hama.txt --published 2024-12-05
      kg build articles/ more.jsonl.gz https://example.org/report --graph syria
    """
    tally = Tally()
    with writing(graph, base) as (store, changed):
        nlp = load_pipeline(pipeline)
        found = tally.watch(extractions(sources, nlp, tally, published, min_confidence))
        triples = 0
        for extraction, count in build(found, store, run=run_of(nlp), base=base):
            changed.append(article_iri(extraction.article, base))
            triples += count
    tally.report(f", {triples:,} triples into {graph}")
    ctx.exit(tally.exit_code)
