"""The SPARQL 1.1 Protocol: by GET, by POST of a form, by POST of the query or update itself."""

import re
from collections.abc import Mapping
from http import HTTPStatus

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from api.authority import Authority
from api.federation import asks_elsewhere
from api.media_types import GRAPHS, TABLES
from api.negotiation import negotiate
from api.pages import SPARQL_PAGE
from api.problem import Problem
from api.service_description import description
from api.sparql_request import Operation, read_operation, refuse_body
from api.threads import answered, in_thread
from api.versions import tagged, unchanged
from kg.export import to_bytes
from kg.sparql_query import SPOOLED, Kind, SparqlAnswer, SparqlQuery
from kg.store import GraphStore
from kg.update_dataset import with_dataset

_SD = {"sd": "http://www.w3.org/ns/sparql-service-description#", "void": "http://rdfs.org/ns/void#"}

# What makes the same query give another answer on the same graph.
_FLEETING = re.compile(r"\b(now|rand|uuid|struuid)\s*\(", re.IGNORECASE)


async def sparql(request: Request) -> Response:
    """Answer a query in the format that the client prefers, or make an update; without either, describe the service or show the editor."""
    accept = request.headers.get("accept")
    authority: Authority = request.app.state.authority
    if request.method != "POST":
        await refuse_body(request)
    if request.method != "POST" and not request.query_params:
        return _introduce(request, accept, writable=authority.allowed)
    operation = await read_operation(request)
    if operation.update is not None:
        authority.check(request)
        return await _update(request, operation, operation.update)
    return await _query(request, operation, accept)


def _introduce(request: Request, accept: str | None, *, writable: bool) -> Response:
    kind = negotiate(accept, [*GRAPHS, "text/html"])
    if kind == "text/html":
        return HTMLResponse(SPARQL_PAGE, headers={"Vary": "Accept"})
    if kind is None:
        raise not_acceptable(accept, [*GRAPHS, "text/html"])
    store: GraphStore = request.app.state.store
    return Response(
        to_bytes(description(_endpoint(request), writable=writable), GRAPHS[kind], {**store.prefixes, **_SD}),
        media_type=kind,
        headers={"Vary": "Accept"},
    )


def _endpoint(request: Request) -> str:
    return str(request.url).partition("?")[0]


async def _update(request: Request, operation: Operation, update: str) -> Response:
    _check_stays_here(update, "service", "load")
    if operation.default_graphs is not None or operation.named_graphs is not None:
        update = with_dataset(update, operation.default_graphs or (), operation.named_graphs or ())
    store: GraphStore = request.app.state.store
    await in_thread(request, store.update, update, _endpoint(request))
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _check_stays_here(text: str, *keywords: str) -> None:
    for keyword in keywords:
        if asks_elsewhere(text, keyword):
            detail = "is switched off: this server asks no other; if a name with these letters is meant, write its IRI in angle brackets"
            raise Problem(HTTPStatus.FORBIDDEN, f"{keyword.upper()} {detail}")


async def _query(request: Request, operation: Operation, accept: str | None) -> Response:
    query = operation.query or ""
    _check_stays_here(query, "service")
    table, graph = negotiate(accept, TABLES), negotiate(accept, GRAPHS)
    question = SparqlQuery(
        query,
        TABLES[table] if table else None,
        GRAPHS[graph] if graph else None,
        _endpoint(request),
        operation.default_graphs,
        operation.named_graphs,
    )
    if not table and not graph:
        raise not_acceptable(accept, [*TABLES, *GRAPHS])
    store: GraphStore = request.app.state.store
    lasting = request.method != "POST" and not ("(" in query and _FLEETING.search(query))
    if lasting and "if-none-match" in request.headers and (response := await in_thread(request, unchanged, request, store)):
        return response
    answer = await answered(request, question)
    kind, offered = (table, TABLES) if answer.kind is Kind.TABLE else (graph, GRAPHS)
    if kind is None:
        answer.body.close()
        raise not_acceptable(accept, list(offered))
    return streamed(answer, kind, tagged(answer.version if lasting else None))


def streamed(answer: SparqlAnswer, kind: str, headers: Mapping[str, str]) -> Response:
    """An answer that is already complete: a long one is sent piece by piece."""
    if answer.size <= SPOOLED:
        with answer.body:
            return Response(answer.body.read(), media_type=kind, headers=headers)
    length = {"Content-Length": str(answer.size)}
    return StreamingResponse(answer.chunks(), media_type=kind, headers=length | dict(headers), background=BackgroundTask(answer.body.close))


def not_acceptable(accept: str | None, offered: list[str]) -> Problem:
    """What a client gets that takes none of the formats on offer."""
    detail = f"no answer to this as {accept}; ask for one of {', '.join(offered)}"
    return Problem(HTTPStatus.NOT_ACCEPTABLE, detail, {"Vary": "Accept"})
