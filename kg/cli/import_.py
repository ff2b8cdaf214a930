"""`kg import`: a dump back into a graph."""

from pathlib import Path

import click

from kg.cli import options
from kg.cli.indexing import writing
from kg.cli.progress import count, on_terminal
from kg.dump import load_dump
from kg.errors import InputError


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@options.graph
@options.base
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], graph: str, base: str) -> None:
    """
    Read dumps into the graph.

    A dump is what `kg export` wrote in a format with named graphs (.nq, .trig, .jsonld, also .gz), or what another store wrote of
    the same. Each of its articles replaces that of the same name; other articles stay.

    \b
    Example:
      kg import conflict.nq.gz --graph restored
    """
    refused: list[InputError] = []
    articles = triples = 0
    with writing(graph, base) as (store, changed), on_terminal() as progress:
        task = progress.add_task("reading", total=None)
        for file in files:
            for names, quads in load_dump(file, store, refused.append):
                changed.extend(names)
                articles += len(names)
                triples += quads
                progress.update(task, description=count(articles, "article"))
    for error in refused:
        click.echo(f"kg: {error}", err=True)
    click.echo(f"kg: {count(articles, 'article')}, {count(triples, 'triple')} into {graph}", err=True)
    ctx.exit(1 if refused else 0)
