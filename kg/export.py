"""Write graphs as files: every RDF format and two for other tools, sorted, the same bytes on every run, one article in memory at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.acled import acled_csv
from kg.errors import InputError
from kg.geojson import geojson
from kg.iris import PREFIXES
from kg.jsonld import jsonld
from kg.selection import GEOSPARQL, WHOLE, Selection, selected
from kg.sorting import sorted_lines
from kg.store import GraphStore
from kg.written_file import written_file

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

FORMATS: Mapping[str, RdfFormat] = {
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""The RDF formats by name; those without named graphs (ntriples, turtle, rdfxml) hold each triple once and drop the graphs' names."""

TABLES: Mapping[str, Callable[[Iterable[list[Quad]]], Iterator[str]]] = {"acled-csv": acled_csv, "geojson": geojson}
"""The formats for tools that read no RDF: each turns the quads of article after article into text."""

_ENDINGS = {
    "nq": "nquads",
    "nt": "ntriples",
    "trig": "trig",
    "ttl": "turtle",
    "jsonld": "jsonld",
    "rdf": "rdfxml",
    "xml": "rdfxml",
    "csv": "acled-csv",
    "geojson": "geojson",
}


def format_of(name: str) -> str:
    """The format that a file's name asks for, with or without `.gz`; InputError where its ending is none that we know."""
    ending = name.lower().removesuffix(".gz").rpartition(".")[2]
    if ending not in _ENDINGS:
        endings = ", ".join(f".{known}" for known in _ENDINGS)
        raise InputError(f"{name}: the ending tells no format that we know; expected one of {endings} (or with .gz), or --format")
    return _ENDINGS[ending]


def to_bytes(quads: Iterable[Quad | Triple], rdf_format: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Quads or triples in an RDF format, each once, sorted; InputError where the format's name is unknown."""
    if rdf_format not in FORMATS:
        raise InputError(f"{rdf_format}: no RDF format that we know; expected one of {', '.join(FORMATS)}")
    if FORMATS[rdf_format].supports_datasets:
        distinct = {quad if isinstance(quad, Quad) else Quad(*quad) for quad in quads}
        ordered: list[Quad] | list[Triple] = sorted(distinct, key=lambda quad: (str(quad.graph_name), str(quad)))
    else:
        ordered = sorted({quad.triple if isinstance(quad, Quad) else quad for quad in quads}, key=str)
    output = BytesIO()
    _write(ordered, output, rdf_format, prefixes)
    return output.getvalue()


def export(
    store: GraphStore,
    target: Path | IO[bytes],
    form: str | None = None,
    article: NamedNode | None = None,
    selection: Selection = WHOLE,
) -> None:
    """
    Write a whole store, or the graph of one article, or what a selection asks for, to a file or a binary stream.

    The format is the one named, or else that of the file's name; a file whose name ends in `.gz` is compressed. A file
    appears whole or not at all. InputError where it cannot be written, or where there is no such article.
    """
    if article and not store.contains(article):
        raise InputError(f"{article.value}: no such article in {store.location}; `kg query` can list them")
    if isinstance(target, Path):
        form = form or format_of(target.name)
        with written_file(target) as stream:
            export(store, stream, form, article, selection)
        return
    form = form or "nquads"
    if selection.triple_terms and form in ("jsonld", "rdfxml", *TABLES):
        raise InputError(f"{form} has no triple terms; expected nquads, ntriples, trig or turtle")
    graphs = (selected(store.quads(name), selection) for name in ([article] if article else store.graphs()))
    prefixes = store.prefixes if not selection.wkt else {**store.prefixes, "geosparql": GEOSPARQL}
    if form in TABLES:
        for text in TABLES[form](graphs):
            target.write(text.encode())
    elif FORMATS[form].supports_datasets:
        _write((quad for quads in graphs for quad in quads), target, form, prefixes)
    else:
        lines = sorted_lines(f"{quad.triple} .\n".encode() for quads in graphs for quad in quads)
        if form == "ntriples":
            target.writelines(lines)
        else:
            with TemporaryFile() as file:
                file.writelines(lines)
                file.seek(0)
                _write(parse(file, format=RdfFormat.N_TRIPLES), target, form, prefixes)


def _write(ordered: Iterable[Quad] | Iterable[Triple], target: IO[bytes], form: str, prefixes: Mapping[str, str]) -> None:
    if form == "jsonld":
        for text in jsonld((each if isinstance(each, Quad) else Quad(*each) for each in ordered), prefixes):
            target.write(text.encode())
    else:
        serialize(ordered, _WithReturns(target) if form == "rdfxml" else target, FORMATS[form], prefixes=dict(prefixes))


class _WithReturns(BytesIO):
    """Writes XML on: there, a carriage return becomes a line feed unless it is written as a reference."""

    def __init__(self, target: IO[bytes]) -> None:
        super().__init__()
        self._target = target

    def write(self, data: "ReadableBuffer", /) -> int:
        text = bytes(data)
        self._target.write(text.replace(b"\r", b"&#13;"))
        return len(text)
