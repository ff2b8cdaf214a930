"""The SPARQL 1.1 Protocol for queries: by GET, by POST of a form and by POST of the query itself."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import parse_qsl

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.federation import asks_elsewhere
from api.negotiation import negotiate
from api.pages import SPARQL_PAGE
from api.problem import Problem, problem
from kg.errors import QueryError
from kg.store import GraphStore

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

TABLES: Mapping[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""What SELECT and ASK are answered in; the first where a client does not care."""

GRAPHS: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
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
        offered: Mapping[str, object] = GRAPHS if isinstance(results, QueryTriples) else TABLES
        kind = negotiate(accept, list(offered))
        if kind is None:
            detail = f"no results of this query as {accept}; ask for one of {', '.join(offered)}"
            return problem(HTTPStatus.NOT_ACCEPTABLE, detail, _VARYING)
        body = results.serialize(format=GRAPHS[kind]) if isinstance(results, QueryTriples) else results.serialize(format=TABLES[kind])
        return Response(body, media_type=kind, headers=_VARYING)
    except QueryError as error:
        return problem(HTTPStatus.BAD_REQUEST, str(error))
    except (OSError, RuntimeError) as error:
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, f"the query could not be answered: {error}")


def _read_only() -> Problem:
    return Problem(HTTPStatus.FORBIDDEN, "this endpoint is read-only; kg build writes the graph")
