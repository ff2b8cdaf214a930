"""Triples as an answer: as a page or in an RDF format, by the extension of the URL or else by what the client accepts."""

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus

from pyoxigraph import Quad, Triple
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.media_types import GRAPHS
from api.negotiation import negotiate
from api.problem import Problem
from kg.export import to_bytes

HTML = "text/html"
EXTENSIONS = {
    ".html": HTML,
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
}
"""The media type of each extension."""

_FORMATS = ["text/turtle", HTML, *(kind for kind in GRAPHS if kind != "text/turtle")]


def split_extension(path: str) -> tuple[str, str | None]:
    """A path without its extension, and the media type that the extension asks for, if it is one that we know."""
    stem, dot, ending = path.rpartition(".")
    kind = EXTENSIONS.get(dot + ending)
    return (stem, kind) if kind else (path, None)


def wanted(request: Request, by_extension: str | None) -> str:
    """The media type to answer in; a Problem where the client takes none of them."""
    accept = request.headers.get("accept")
    kind = by_extension or negotiate(accept, _FORMATS)
    if kind is None:
        raise Problem(HTTPStatus.NOT_ACCEPTABLE, f"no answer to this as {accept}; ask for one of {', '.join(_FORMATS)}", {"Vary": "Accept"})
    return kind


def rdf_response(
    triples: Sequence[Triple | Quad], kind: str, prefixes: Mapping[str, str], page: Callable[[], str], headers: Mapping[str, str]
) -> Response:
    """The triples in a format that `wanted` gave."""
    if kind == HTML:
        return HTMLResponse(page(), headers=headers)
    return Response(to_bytes(triples, GRAPHS[kind], prefixes), media_type=kind, headers=headers)
