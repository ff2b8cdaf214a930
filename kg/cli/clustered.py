"""`kg build --cluster`: articles into files of N-Quads, on a Dask cluster."""

from datetime import date

import click

from kg.article_graphs import Task
from kg.cli.progress import count, on_terminal
from kg.cli.reading import Tally
from kg.errors import InputError


def build_on_cluster(sources: tuple[str, ...], address: str, folder: str, task: Task, published: date | None) -> int:
    """Build on the cluster at an address, say how it went, and give the exit code."""
    try:
        from distributed import Client

        from kg.cluster import build_parts
        from kg.partitions import partitions
    except ImportError as error:
        raise InputError(f"--cluster needs {error.name}; install it with: pip install 'conflict-kg[cluster]'") from error
    tally = Tally()
    cut = list(partitions(sources))
    parts = triples = 0
    try:
        client = Client(address, timeout=10)
    except (OSError, ValueError) as error:
        raise InputError(f"{address}: no Dask cluster answers there ({error}); expected the address of a scheduler") from error
    with client, on_terminal() as progress:
        work = progress.add_task("looking through the sources", total=None)
        for part in build_parts(cut, client, folder, task, published, tally.refuse):
            parts += 1
            triples += part.triples
            if part.summaries is None:
                tally.known += part.articles
            else:
                tally.add(part.summaries)
            progress.update(work, description=f"{parts:,} of {count(len(cut), 'part')}, {count(tally.found['articles'], 'article')}")
    tally.report(f", {triples:,} triples in {count(parts, 'file')} in {folder}")
    click.echo(f"kg: load them with: kg import {folder.rstrip('/')}/part-*.nq.gz", err=True)
    return tally.exit_code
