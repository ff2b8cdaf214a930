"""The SPARQL 1.1 Protocol for queries: by GET, by POST of a form and by POST of the query itself."""

from http import HTTPStatus
from urllib.parse import parse_qsl

from pyoxigraph import QueryTriples
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.federation import asks_elsewhere
from api.negotiation import negotiate
from api.pages import SPARQL_PAGE
from api.problem import Problem, problem
from kg.errors import QueryError, StoreError
from kg.results import results_to_bytes
from kg.store import GraphStore

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

TABLES = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""What SELECT and ASK are answered in; the first where a client does not care."""

GRAPHS = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
"""What CONSTRUCT and DESCRIBE are answered in."""

_VARYING = {"Vary": "Accept"}


async def sparql(request: Request) -> Response:
    """Answer a SPARQL query in the format that the client prefers."""
    accept = request.headers.get("accept")
    if request.method != "POST" and not request.query_params and negotiate(accept, ["application/json", "text/html"]) == "text/html":
        return HTMLResponse(SPARQL_PAGE, headers=_VARYING)
    query = await _query(request)
    if asks_elsewhere(query):
        raise Problem(
            HTTPStatus.FORBIDDEN,
            "SERVICE is switched off: this server asks no other; if a name with these letters is meant, write its IRI in angle brackets",
        )
    return await run_in_threadpool(_answer, request.app.state.store, query, accept)


async def _query(request: Request) -> str:
    """The text of the query, from where the protocol says it is."""
    parameters = request.query_params.multi_items()
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            body = (await request.body()).decode()
        except UnicodeDecodeError as error:
            raise Problem(HTTPStatus.BAD_REQUEST, f"the body is not UTF-8: {error}; send it in UTF-8") from error
        if kind == UPDATE:
            raise _read_only()
        if kind not in (FORM, QUERY):
            raise Problem(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"the body is {kind or 'of no type'}; send a query as {QUERY} or as a form, {FORM}"
            )
        parameters += parse_qsl(body, keep_blank_values=True) if kind == FORM else [("query", body)]
    names = {name for name, _ in parameters}
    if "update" in names:
        raise _read_only()
    if chosen := sorted(names & {"default-graph-uri", "named-graph-uri"}):
        raise Problem(HTTPStatus.BAD_REQUEST, f"{chosen[0]} is not supported; name the graph in the query with FROM, FROM NAMED or GRAPH")
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1:
        raise Problem(HTTPStatus.BAD_REQUEST, f"found {len(queries)} queries; send one, as the parameter query or as the body of a POST")
    return queries[0]


def _answer(store: GraphStore, query: str, accept: str | None) -> Response:
    """
    Run a query and write its results.

    Results belong to one thread, so no exception leaves this one: its traceback would take them along.
    """
    try:
        results = store.query(query)
        offered = GRAPHS if isinstance(results, QueryTriples) else TABLES
        kind = negotiate(accept, list(offered))
        if kind is None:
            detail = f"no results of this query as {accept}; ask for one of {', '.join(offered)}"
            return problem(HTTPStatus.NOT_ACCEPTABLE, detail, _VARYING)
        return Response(results_to_bytes(results, offered[kind], store.prefixes), media_type=kind, headers=_VARYING)
    except QueryError as error:
        return problem(HTTPStatus.BAD_REQUEST, str(error))
    except StoreError as error:
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, str(error))


def _read_only() -> Problem:
    return Problem(HTTPStatus.FORBIDDEN, "this endpoint is read-only; kg build writes the graph")
