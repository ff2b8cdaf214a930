"""`kg query`: a question to the graph in SPARQL."""

import sys
from pathlib import Path

import click

from kg.cli import options
from kg.cli.output import output
from kg.export import FORMATS
from kg.plaintext import decode
from kg.results import RESULT_FORMATS, results_to_bytes
from kg.store import open_store

# No file's name is longer, and to ask for a longer one is an error of its own.
_LONGEST_NAME = 256


@click.command("query")
@click.argument("query", default="-", metavar="[QUERY|FILE|-]")
@options.graph
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *RESULT_FORMATS, *FORMATS]),
    default="table",
    show_default=True,
    metavar="FORMAT",
    help=f"table; for SELECT and ASK also {', '.join(RESULT_FORMATS)}; for CONSTRUCT and DESCRIBE also {', '.join(FORMATS)}.",
)
@options.output
@options.base
def command(query: str, graph: str, form: str, path: Path | None, base: str) -> None:
    """
    Ask the graph in SPARQL.

    The query is the argument itself, the text of the file that it names, or what comes from standard input (-, or no argument).
    The graph's prefixes need no declaration: ckg, rdf, rdfs, skos, schema, prov, oa, geo, xsd and others.

    \b
    Example:
      kg query 'SELECT ?who ?relation { ?who ?relation ?place . ?place rdfs:label "Hama"@en }'
      kg query sieges.rq --format csv -o sieges.csv
    """
    with open_store(graph, read_only=True, base=base) as store:
        data = results_to_bytes(store.query(query_text(query)), form, store.prefixes)
    with output(path) as stream:
        stream.write(data)


def query_text(query: str) -> str:
    """The text of a query that is given as itself, as the name of a file, or as `-` for standard input."""
    if query == "-":
        return decode(sys.stdin.buffer.read(), "stdin")
    if query.endswith((".rq", ".sparql")) or (len(query) < _LONGEST_NAME and Path(query).is_file()):
        return decode(Path(query).read_bytes(), query)
    return query
