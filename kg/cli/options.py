"""What several subcommands ask for in the same words."""

from datetime import date
from pathlib import Path

import click

from kg.errors import InputError
from kg.iris import DEFAULT_BASE
from kg.jsonlines import parse_date


def _date(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    try:
        return parse_date(value) if value else None
    except InputError as error:
        raise click.BadParameter(str(error)) from error


SOURCE = (
    "A SOURCE is a file (.txt, .html, .jsonl, .jsonl.gz), a folder of such files, a URL, or - for standard input. "
    'JSON Lines hold one article a line: {"id", "title", "published", "url", "source", "text"}, of which only "text" must be there.'
)

sources = click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")

published = click.option(
    "--published", callback=_date, metavar="DATE", help="Date of publication (YYYY-MM-DD) of articles that carry none."
)

pipeline = click.option(
    "--pipeline",
    envvar="KG_PIPELINE",
    metavar="NAME|PATH",
    show_envvar=True,
    help="Another spaCy pipeline with Universal Dependencies labels.",
)

graph = click.option(
    "--graph",
    envvar="KG_GRAPH",
    default="graph",
    show_default=True,
    show_envvar=True,
    metavar="G",
    help="The graph: a folder, memory:, or the URL of a SPARQL 1.1 store.",
)

base = click.option(
    "--base",
    envvar="KG_BASE",
    default=DEFAULT_BASE,
    show_default=True,
    show_envvar=True,
    metavar="IRI",
    help="What the IRIs of the data start with.",
)

min_confidence = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out claims that are less certain than X, from 0 to 1.",
)

output = click.option(
    "-o",
    "--output",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file, packed if its name ends in .gz, instead of standard output.",
)
