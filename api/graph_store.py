"""
The SPARQL 1.1 Graph Store HTTP Protocol: graphs that are read, replaced, extended and removed as wholes.

A graph is named by `?graph=IRI` or `?default` (indirect), or it is the one whose IRI is the URL itself (direct).
"""

from hashlib import sha256
from http import HTTPStatus

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from api.authority import Authority
from api.media_types import GRAPHS
from api.multipart import Part, parts_of
from api.negotiation import negotiate
from api.problem import Problem
from api.sparql import not_acceptable, streamed
from api.sparql_request import read_body
from api.threads import in_thread
from api.versions import tagged, unchanged
from kg.rdf_document import RdfDocument
from kg.sparql_query import SparqlQuery
from kg.store import GraphStore
from kg.union_graph import OWN

METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE"]

_LONGEST = 64 << 20
_MULTIPART = "multipart/form-data"


async def graph_store(request: Request) -> Response:
    """Read or change one graph."""
    store: GraphStore = request.app.state.store
    if request.method in ("GET", "HEAD"):
        return await in_thread(request, _read, request, store, _named(request))
    authority: Authority = request.app.state.authority
    authority.check(request)
    if request.method == "DELETE":
        return await in_thread(request, _remove, store, _named(request))
    body = await read_body(request, _LONGEST)
    return await in_thread(request, _write, request, store, body)


def _read(request: Request, store: GraphStore, graph: NamedNode) -> Response:
    accept = request.headers.get("accept")
    kind = negotiate(accept, list(GRAPHS))
    if kind is None:
        raise not_acceptable(accept, list(GRAPHS))
    if response := unchanged(request, store):
        return response
    _check_there(store, graph)
    answer = store.answer(SparqlQuery(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}", None, GRAPHS[kind]))
    return streamed(answer, kind, tagged(answer.version))


def _remove(store: GraphStore, graph: NamedNode) -> Response:
    _check_there(store, graph)
    store.remove(graph)
    return Response()


def _write(request: Request, store: GraphStore, body: bytes) -> Response:
    new = request.method == "POST" and not _names(request) and not request.path_params.get("name")
    # A graph that the server has to name is named after its content, so that sending it twice gives one graph.
    graph = _graph(f"{_url(request)}/{sha256(body).hexdigest()[:16]}") if new else _named(request)
    documents = _documents(request, body, _url(request) if graph == OWN else graph.value)
    known = store.contains(graph)
    if request.method == "PUT":
        store.put(graph, documents)
    else:
        store.post(graph, documents)
    if not known:
        return Response(status_code=HTTPStatus.CREATED, headers={"Location": f"{_url(request)}?default" if graph == OWN else graph.value})
    return Response(status_code=HTTPStatus.OK if request.method == "POST" else HTTPStatus.NO_CONTENT)


def _names(request: Request) -> list[tuple[str, str]]:
    """The parameters that name a graph; others mean nothing here."""
    return [(name, value) for name, value in request.query_params.multi_items() if name in ("default", "graph")]


def _named(request: Request) -> NamedNode:
    parameters = _names(request)
    if request.path_params.get("name") and not parameters:
        return _graph(_url(request))
    match parameters:
        case [("default", "")]:
            return OWN
        case [("graph", iri)]:
            return _graph(iri)
    raise Problem(HTTPStatus.BAD_REQUEST, "name one graph, with ?graph=IRI or ?default, or by its own URL below /graph-store/")


def _graph(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"{iri!r} cannot name a graph ({error}); send an absolute IRI") from error


def _url(request: Request) -> str:
    return str(request.url.replace(query="")).rstrip("/")


def _check_there(store: GraphStore, graph: NamedNode) -> None:
    if graph != OWN and not store.contains(graph):
        raise Problem(HTTPStatus.NOT_FOUND, f"there is no graph {graph.value}")


def _documents(request: Request, body: bytes, base_iri: str) -> list[RdfDocument]:
    """The body, or all parts of one with several; they are read where that can be stopped."""
    header = request.headers.get("content-type", "")
    kind = header.partition(";")[0].strip().lower()
    parts = parts_of(body, header) if kind == _MULTIPART else [Part(kind, body)]
    for part in parts:
        if part.media_type not in GRAPHS:
            detail = f"the body is {part.media_type or 'of no type'}; send one of {', '.join(GRAPHS)}, or several as {_MULTIPART}"
            raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
    return [RdfDocument(part.data, part.media_type, base_iri) for part in parts]
