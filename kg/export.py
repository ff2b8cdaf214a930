"""Write graphs as files: every RDF format, sorted, the same bytes on every run."""

import gzip
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import InputError
from kg.graph import PREFIXES
from kg.store import GraphStore

FORMATS: Mapping[str, RdfFormat] = {
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""The formats by name; those without named graphs (ntriples, turtle, rdfxml) hold each triple once and drop the graphs' names."""

_EXTENSIONS = {"nq": "nquads", "nt": "ntriples", "trig": "trig", "ttl": "turtle", "jsonld": "jsonld", "rdf": "rdfxml", "xml": "rdfxml"}


def format_of(name: str) -> str:
    """The format that a file's name asks for, with or without `.gz`; InputError where its ending is none that we know."""
    ending = name.lower().removesuffix(".gz").rpartition(".")[2]
    if ending not in _EXTENSIONS:
        endings = ", ".join(f".{known}" for known in _EXTENSIONS)
        raise InputError(f"{name}: the ending tells no RDF format; expected one of {endings} (or with .gz), or name it with --format")
    return _EXTENSIONS[ending]


def to_bytes(quads: Iterable[Quad | Triple], rdf_format: str, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Quads or triples in a format, each once, sorted; InputError where the format's name is unknown."""
    if rdf_format not in FORMATS:
        raise InputError(f"{rdf_format}: no RDF format that we know; expected one of {', '.join(FORMATS)}")
    known = FORMATS[rdf_format]
    ordered: list[Quad] | list[Triple]
    if known.supports_datasets:
        ordered = sorted(
            {quad if isinstance(quad, Quad) else Quad(*quad) for quad in quads}, key=lambda quad: (str(quad.graph_name), str(quad))
        )
    else:
        ordered = sorted({quad.triple if isinstance(quad, Quad) else quad for quad in quads}, key=str)
    data = serialize(ordered, format=known, prefixes=dict(prefixes))
    assert data is not None, "without an output file, the result is bytes"  # noqa: S101
    # XML turns a carriage return into a line feed, unless it is written as a reference.
    return data.replace(b"\r", b"&#13;") if known == RdfFormat.RDF_XML else data


def export(store: GraphStore, target: Path | IO[bytes], rdf_format: str | None = None, article: NamedNode | None = None) -> None:
    """
    Write a whole store, or the graph of one article, to a file or a binary stream.

    The format is the one named, or else that of the file's name; a file whose name ends in `.gz` is compressed. A file
    appears whole or not at all. InputError where it cannot be written, or where there is no such article.
    """
    if article and not store.contains(article):
        raise InputError(f"{article.value}: no such article in {store.location}; `kg query` can list them")
    if isinstance(target, Path):
        data = to_bytes(store.quads(article), rdf_format or format_of(target.name), store.prefixes)
        write_file(target, gzip.compress(data, mtime=0) if target.suffix == ".gz" else data)
    else:
        target.write(to_bytes(store.quads(article), rdf_format or "nquads", store.prefixes))


def write_file(path: Path, data: bytes) -> None:
    """Write a file so that it appears whole or not at all; InputError where that cannot be."""
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise InputError(f"{path}: cannot be written ({error.strerror}); check the path and the rights") from error
