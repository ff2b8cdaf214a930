"""`kg extract`: what articles say, to standard output or a file, without a graph."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from kg.article_graphs import run_of
from kg.cli import options
from kg.cli.output import output
from kg.cli.reading import Tally, extractions
from kg.export import FORMATS, to_bytes
from kg.extraction import Extraction
from kg.graph import article_quads
from kg.iris import Run, prefixes
from kg.pipeline import load_pipeline
from kg.records import json_line, records


@click.command("extract", epilog=options.SOURCE)
@options.sources
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", *FORMATS]),
    default="jsonl",
    show_default=True,
    help="JSON Lines, one claim or statement each, or RDF.",
)
@options.output
@click.option("--all", "every", is_flag=True, help="With jsonl: also what is denied, planned or only possible; RDF has it always.")
@options.min_confidence
@options.published
@options.pipeline
@options.base
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    form: str,
    path: Path | None,
    every: bool,
    min_confidence: float,
    published: date | None,
    pipeline: str | None,
    base: str,
) -> None:
    """
    Print what articles say, without a graph.

    \b
    Example:
      kg extract hama.txt --published 2024-12-05
      kg extract articles.jsonl.gz --format trig -o articles.trig.gz
    """
    tally = Tally()
    nlp = load_pipeline(pipeline)
    found = tally.watch(extractions(sources, nlp, tally, published, min_confidence), bar=path is not None or not sys.stdout.isatty())
    with output(path) as stream:
        if form == "jsonl":
            for extraction in found:
                stream.writelines(map(json_line, records(extraction, every=every, base=base)))
        else:
            stream.write(rdf(found, form, run_of(nlp, min_confidence), base))
    tally.report(f", into {path}" if path else "")
    ctx.exit(tally.exit_code)


def rdf(found: Iterable[Extraction], form: str, run: Run, base: str) -> bytes:
    """All that the articles gave, as one RDF document."""
    quads = (quad for extraction in found for quad in article_quads(extraction, base=base, run=run))
    return to_bytes(quads, form, prefixes(base))
