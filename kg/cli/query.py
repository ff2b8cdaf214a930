"""`kg query`: a question to the graph in SPARQL."""

from pathlib import Path

import click

from kg.cli import options
from kg.cli.output import output
from kg.results import FORMATS, write
from kg.store import open_store


@click.command("query")
@click.argument("query", default="-", metavar="[QUERY|FILE|-]")
@options.graph
@click.option("--format", "form", type=click.Choice(FORMATS), help="A table, or Turtle for CONSTRUCT and DESCRIBE, if not said.")
@options.output
def command(query: str, graph: str, form: str | None, path: Path | None) -> None:
    """
    Ask the graph in SPARQL.

    The query is the argument itself, the text of the file that it names, or what comes from standard input (-, or no argument).
    The graph's prefixes need not be declared: ckg, rdf, rdfs, skos, schema, prov, oa, geo, xsd.

    \b
    Example:
      kg query 'SELECT ?who ?relation { ?who ?relation ?place . ?place rdfs:label "Hama"@en }'
      kg query sieges.rq --format csv -o sieges.csv
    """
    with open_store(graph, read_only=True) as store:
        ...


def query_text(query: str) -> str:
    """The text of a query that is given as itself, as the name of a file, or as `-` for standard input."""
    if query == "-":
        return click.get_text_stream("stdin", encoding="utf-8").read()
    file = Path(query)
    try:
        return file.read_text(encoding="utf-8") if file.is_file() else query
    except OSError:
        # A query can be too long for the name of a file.
        return query
