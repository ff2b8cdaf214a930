"""Entity tags (RFC 9110, 8.8.3): the version of the graph tells clients and caches whether an answer still holds."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from kg.store import GraphStore


def entity_tag(version: str) -> str:
    """The tag of answers taken from a version: a weak one, for they may be written in several ways."""
    return f'W/"{version}"'


def tagged(version: str | None) -> Mapping[str, str]:
    """The headers of an answer that was taken from a version of the graph, and depends on what the client accepts."""
    return {"Vary": "Accept"} | ({"ETag": entity_tag(version)} if version else {})


def unchanged(request: Request, store: GraphStore) -> Response | None:
    """The short answer to a client that has the answer of the present version already."""
    known = [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]
    version = store.version if any(known) else None
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=tagged(version)) if version and entity_tag(version) in known else None
