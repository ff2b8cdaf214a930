"""`kg export`: the graph as a file."""

import sys
from pathlib import Path

import click
from pyoxigraph import NamedNode

from kg.cli import options
from kg.export import FORMATS, TABLES, export
from kg.selection import Selection
from kg.store import open_store


@click.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@options.graph
@click.option(
    "--format", "form", type=click.Choice([*FORMATS, *TABLES]), help="The format, if the file's name does not tell it.  [default: nquads]"
)
@click.option("--article", metavar="IRI|KEY", help="Only the graph of this article.")
@click.option("--relation", metavar="NAME", help="Only what is said with this relation or a narrower one, such as captured.")
@click.option("--claims/--no-claims", default=True, help="Without: direct triples, entities and articles only.")
@click.option("--wkt", is_flag=True, help="Add coordinates as GeoSPARQL points; some stores rewrite them.")
@click.option("--triple-terms", is_flag=True, help="Add to each claim its triple as an RDF 1.2 triple term; many tools refuse it.")
@options.base
def command(
    file: Path | None,
    graph: str,
    form: str | None,
    article: str | None,
    relation: str | None,
    claims: bool,
    wkt: bool,
    triple_terms: bool,
    base: str,
) -> None:
    """
    Write the graph to a file.

    Or to standard output, where no file is named. The name's ending tells the format (.nq, .nt, .trig, .ttl, .jsonld, .rdf; .csv for
    ACLED's columns, .geojson), and whether to pack it (.gz). What holds no named graphs (.nt, .ttl, .rdf) has each triple once. The
    same graph gives the same bytes.

    \b
    Example:
      kg export conflict.nq.gz
      kg export map.geojson --relation captured
      kg export --format turtle --article 57c6f85ff424bb0b
    """
    selection = Selection(claims, relation, wkt, triple_terms)
    with open_store(graph, read_only=True, base=base) as store:
        export(store, file or sys.stdout.buffer, form, article_named(article, base) if article else None, selection)


def article_named(article: str, base: str) -> NamedNode:
    """The IRI of an article that is named by it, or by its last part."""
    try:
        return NamedNode(article if article.startswith(base) else f"{base}article/{article}")
    except ValueError as error:
        raise click.BadParameter(f"{article!r} is no IRI ({error}); `kg query` can list the articles") from error
