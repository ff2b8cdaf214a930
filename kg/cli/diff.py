"""`kg diff`: what changed between two graphs."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kg.cli import options
from kg.cli.progress import count
from kg.difference import differences
from kg.dump import ArticleQuads, dumped_articles, stored_articles
from kg.errors import InputError
from kg.store import open_store


@click.command("diff")
@click.argument("old")
@click.argument("new")
@options.base
@click.pass_context
def command(ctx: click.Context, old: str, new: str, base: str) -> None:
    """
    Show what changed between two graphs.

    OLD and NEW are dumps (.nq, .trig, .jsonld, also .gz) or graphs (a folder, the URL of a store). Printed are the triples, as
    N-Quads: those that only OLD has after a -, those that only NEW has after a +. Exit code 1 where there are any.

    \b
    Example:
      kg diff yesterday.nq.gz graph
    """
    articles: Counter[str] = Counter()
    removed = added = 0
    refused: list[InputError] = []
    with _opened(old, base, refused) as before, _opened(new, base, refused) as after:
        for difference in differences(before, after):
            articles[difference.kind] += 1
            removed += len(difference.removed)
            added += len(difference.added)
            for sign, quads in (("-", difference.removed), ("+", difference.added)):
                for quad in quads:
                    click.echo(f"{sign} {quad} .")
    for error in refused:
        click.echo(f"kg: {error}", err=True)
    kinds = ", ".join(f"{articles[kind]:,} {kind}" for kind in ("added", "removed", "changed"))
    click.echo(f"kg: articles: {kinds}; {count(added, 'triple')} more, {removed:,} fewer", err=True)
    ctx.exit(1 if articles or refused else 0)


@contextmanager
def _opened(location: str, base: str, refused: list[InputError]) -> Iterator[Iterator[ArticleQuads]]:
    path = Path(location)
    if path.is_file():
        yield dumped_articles(path, refused.append)
        return
    with open_store(location, read_only=True, base=base) as store:
        yield stored_articles(store)
