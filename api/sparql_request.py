"""Find the query or the update in a request, where the SPARQL 1.1 Protocol (2.1, 2.2) says it is."""

import asyncio
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import Request

from api.authority import Authority
from api.problem import Problem

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

LONGEST = 1 << 20
"""Bytes of a query that is taken."""
LONGEST_UPDATE = 64 << 20
"""Bytes of an update that is taken, as a form or as it is."""
LONGEST_FORM = 3 << 20
"""The same of those who may not change the graph: the longest query, each character of it written as %XX."""
_FIELDS = 1000
_SHORT = 1 << 16
"""Characters of a form that are read in a millisecond or two."""

_QUERY_DATASET = ("default-graph-uri", "named-graph-uri")
_UPDATE_DATASET = ("using-graph-uri", "using-named-graph-uri")


@dataclass(frozen=True)
class Operation:
    """A query or an update, and the data set (IRIs) that the request names for it, if it does."""

    query: str | None
    update: str | None
    default_graphs: tuple[str, ...] | None
    named_graphs: tuple[str, ...] | None


async def read_operation(request: Request) -> Operation:
    """The one operation of a request; a Problem where there is none, more than one, or it cannot be read."""
    parameters = request.query_params.multi_items()
    if request.method == "POST":
        kind = await _kind(request)
        if kind not in (FORM, QUERY, UPDATE):
            detail = f"the body is {kind or 'of no type'}; send {QUERY}, {UPDATE}, or either as a form, {FORM}"
            raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
        if kind == FORM:
            parameters += await _fields(await _body(request, _longest(request)))
        else:
            body = await _body(request, LONGEST if kind == QUERY else _longest(request))
            parameters.append(("query" if kind == QUERY else "update", body))
    queries, updates = ([value for name, value in parameters if name == wanted] for wanted in ("query", "update"))
    if len(queries) + len(updates) != 1:
        detail = f"found {len(queries)} queries and {len(updates)} updates; send one, as a parameter or as the body of a POST"
        raise Problem(HTTPStatus.BAD_REQUEST, detail)
    if updates and request.method != "POST":
        raise Problem(HTTPStatus.BAD_REQUEST, "an update cannot be made by GET; send it by POST")
    if updates and "update" in request.query_params:
        raise Problem(HTTPStatus.BAD_REQUEST, "an update cannot stand in the URL; send it in the body of the POST")
    if sum(name == "version" for name, _ in parameters) > 1:
        raise Problem(HTTPStatus.BAD_REQUEST, "found several versions of SPARQL; name one, or none")
    if queries and len(queries[0].encode()) > LONGEST:
        raise _too_long(LONGEST)
    default, named = _graphs(parameters, *((_QUERY_DATASET, _UPDATE_DATASET) if queries else (_UPDATE_DATASET, _QUERY_DATASET)))
    return Operation(queries[0] if queries else None, updates[0] if updates else None, default, named)


def _graphs(parameters: list[tuple[str, str]], names: tuple[str, str], foreign: tuple[str, str]) -> tuple[tuple[str, ...] | None, ...]:
    if wrong := [name for name, _ in parameters if name in foreign]:
        raise Problem(HTTPStatus.BAD_REQUEST, f"{wrong[0]} has no meaning here; name the graphs with {' and '.join(names)}")
    chosen = [tuple(value for name, value in parameters if name == wanted) for wanted in names]
    for iri in (iri for iris in chosen for iri in iris):
        try:
            NamedNode(iri)
        except ValueError as error:
            raise Problem(HTTPStatus.BAD_REQUEST, f"{iri!r} cannot name a graph ({error}); send an absolute IRI") from error
    return tuple(chosen) if any(chosen) else (None, None)


def _longest(request: Request) -> int:
    authority: Authority = request.app.state.authority
    try:
        authority.check(request)
    except Problem:
        return LONGEST_FORM
    return LONGEST_UPDATE


async def _fields(form: str) -> list[tuple[str, str]]:
    """The fields of a form; a long one is read in a thread, for a megabyte of %XX takes a third of a second."""
    read = partial(parse_qsl, form, keep_blank_values=True, max_num_fields=_FIELDS)
    try:
        return read() if len(form) <= _SHORT else await asyncio.to_thread(read)
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"the form has more than {_FIELDS} fields; send fewer") from error


async def _kind(request: Request) -> str:
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    charset = parameters.lower().replace(" ", "").partition("charset=")[2].partition(";")[0].strip('"')
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the body is in {charset}; send it in UTF-8")
    return kind.strip().lower()


async def _body(request: Request, longest: int) -> str:
    return decoded(await read_body(request, longest))


async def read_body(request: Request, longest: int) -> bytes:
    """
    The body of a request; a Problem where it is longer than that many bytes.

    What is too much is read and dropped: clients take no answer before they have sent it all.
    """
    body = bytearray()
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= longest:
            body += chunk
    if size > longest:
        raise _too_long(longest)
    return bytes(body)


async def refuse_body(request: Request) -> None:
    """A Problem where a GET has a body, which the protocol does not know (2.1.1)."""
    if request.headers.get("content-length", "0") == "0" and "transfer-encoding" not in request.headers:
        return
    if await read_body(request, LONGEST_UPDATE):
        raise Problem(HTTPStatus.BAD_REQUEST, "the GET has a body; send the query as the parameter `query`, or by POST")


def decoded(body: bytes) -> str:
    """The text of a body; a Problem where it is not UTF-8."""
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"the body is not UTF-8: {error}; send it in UTF-8") from error


def _too_long(longest: int) -> Problem:
    return Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"longer than {longest >> 20} MB; send less at once")
