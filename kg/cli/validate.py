"""`kg validate`: what is wrong in the graph, readable."""

import click

from kg.cli import options
from kg.shapes import Violation, validate
from kg.store import open_store


@click.command("validate")
@options.graph
@click.pass_context
def command(ctx: click.Context, graph: str) -> None:
    """
    Check the graph against its shapes.

    With SHACL shapes, in part computed from the ontology, and with the ontology's checks in SPARQL. Each violation names the article,
    the node, what is wrong with it, and the words of the article that it comes from. Exit code 1 where there are violations.

    \b
    Example:
      kg validate --graph syria
    """
    with open_store(graph, read_only=True) as store:
        articles = len(store.graphs())
        found = validate(store)
    article = ""
    for violation in found:
        if violation.article != article:
            article = violation.article
            click.echo(article)
        click.echo(described(violation))
    click.echo(f"kg: {len(found):,} violations in {articles:,} articles", err=True)
    ctx.exit(1 if found else 0)


def described(violation: Violation) -> str:
    """A violation in one line, and the words that it comes from in another."""
    value = f": {violation.value}" if violation.value else ""
    quote = f"\n    “{violation.quote}”" if violation.quote else ""
    return f"  <{violation.node}> {violation.message}{value}{quote}"
