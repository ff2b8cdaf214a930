"""`kg schema`: the GraphQL schema, which is built above this library and so named and not imported."""

from importlib import import_module

import click


@click.command("schema")
def command() -> None:
    """
    Print the GraphQL schema.

    The schema is built from the ontology and comes in GraphQL's schema definition language (SDL).

    \b
    Example:
      kg schema > schema.graphql
    """
    text: str = import_module("schema.sdl").sdl()
    click.echo(text, nl=False)
