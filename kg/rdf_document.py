"""RDF as it was sent: read where the time and the memory are limited that this takes."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Quad, RdfFormat, parse

from kg.errors import InputError


@dataclass(frozen=True)
class RdfDocument:
    """The bytes of one graph, their media type, and what relative IRIs are resolved against."""

    data: bytes
    media_type: str
    base_iri: str


def triples(documents: Iterable[RdfDocument]) -> list[Quad]:
    """The triples of all documents, in the default graph; InputError where one cannot be read or names graphs."""
    return [quad for document in documents for quad in _read(document)]


def _read(document: RdfDocument) -> list[Quad]:
    form = RdfFormat.from_media_type(document.media_type)
    if form is None:
        raise InputError(f"{document.media_type} is no RDF format that we know; send text/turtle")
    try:
        found = list(parse(document.data, form, base_iri=document.base_iri, rename_blank_nodes=True))
    except SyntaxError as error:
        raise InputError(f"the body is no {document.media_type}: {error}; mend it there") from error
    quads = [one if isinstance(one, Quad) else Quad(*one) for one in found]
    if any(quad.graph_name != DefaultGraph() for quad in quads):
        raise InputError("the body has named graphs; send one graph, without a name")
    return quads
