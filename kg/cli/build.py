"""`kg build`: articles into the graph."""

from datetime import date

import click

from kg.article import read
from kg.article_graphs import Reader, Task
from kg.build import write
from kg.cli import options
from kg.cli.clustered import build_on_cluster
from kg.cli.indexing import writing
from kg.cli.progress import count
from kg.cli.reading import Tally
from kg.finished import finished
from kg.interruption import Interruption
from kg.linking import link_near_duplicates


@click.command("build", epilog=options.SOURCE)
@options.sources
@options.graph
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N", help="Read with this many processes, 500 MB each."
)
@click.option("--again", is_flag=True, help="Read articles again that this version of kg and the pipeline has read already.")
@click.option("--cluster", metavar="ADDRESS", help="Read on the Dask cluster of this scheduler, into --parts instead of a graph.")
@click.option("--parts", metavar="FOLDER|URL", help="With --cluster: where files of N-Quads go, here or in object storage.")
@options.published
@options.min_confidence
@options.pipeline
@options.base
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    graph: str,
    workers: int,
    again: bool,
    cluster: str | None,
    parts: str | None,
    published: date | None,
    min_confidence: float,
    pipeline: str | None,
    base: str,
) -> None:
    """
    Read articles into the graph.

    Each article becomes one named graph. The same article again replaces its own: building twice changes nothing. What the same
    versions of kg and of the pipeline have read already is not read again, so an interrupted build goes on where it stopped.
    Ctrl-C ends the reading, and what was read is stored; twice, it ends at once.

    With --cluster, sources may be globs and URLs of object storage. Each part of them becomes a file of N-Quads, which any store
    loads; what is there from an earlier try is not made again.

    \b
    Example:
      kg build hama.txt --published 2024-12-05
      kg build articles/ more.jsonl.gz https://example.org/report --graph syria
      kg build archive/ --workers 4
      kg build 's3://archive/*.jsonl.gz' --cluster tcp://10.0.0.1:8786 --parts s3://graph/
    """
    if bool(cluster) != bool(parts):
        raise click.UsageError("--cluster and --parts go together: where the work is done, and where its files go")
    if cluster and parts:
        ctx.exit(build_on_cluster(sources, cluster, parts, Task(pipeline, base, min_confidence), published))
    tally = Tally()
    with (
        Interruption() as interruption,
        writing(graph, base) as (store, changed),
        Reader(Task(pipeline, base, min_confidence), workers) as reader,
    ):
        run = reader.run()
        articles = interruption.until(read(sources, published=published, refuse=tally.refuse))
        new = articles if again else tally.unknown(articles, lambda article: finished(article, store, run, base))
        graphs = tally.watch(tally.accept(reader.read(new)), stopped=lambda: interruption.came)
        triples = repeats = 0
        for written in write(graphs, store):
            changed.append(written.name)
            triples += written.triples
        if not interruption.came:
            repeats, linked = link_near_duplicates(store)
            changed.extend(linked)
    tally.report(f", {triples:,} triples into {graph}")
    if repeats:
        click.echo(f"kg: near duplicates in the graph: {count(repeats, 'article')}, each linked to its original", err=True)
    if interruption.came:
        click.echo("kg: interrupted; what was stored before is kept", err=True)
        ctx.exit(130)
    ctx.exit(tally.exit_code)
