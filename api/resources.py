"""Linked data: the IRIs of entities, claims, statements and articles are answered, as a page or in RDF."""

from http import HTTPStatus
from urllib.parse import quote, unquote, urlsplit

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.problem import Problem
from api.rdf_response import HTML, rdf_response, split_extension, wanted
from api.resource_page import resource_page
from api.threads import in_thread
from api.versions import tagged, unchanged
from kg.linked_data import about, claims_on
from kg.ontology import CKG, load_ontology
from kg.store import GraphStore

PREFIX = "/id/"
_CLAIMS = 50


def resource_routes(base: str) -> list[Route]:
    """Where the IRIs below a base are answered: below /id/, and below the path of the base itself, the last if it is the root."""
    paths = dict.fromkeys((PREFIX, urlsplit(base).path))
    return [Route(f"{path}{{rest:path}}", resource, name=path) for path in paths]


async def resource(request: Request) -> Response:
    """What the graph says of the thing whose IRI was asked for."""
    path, by_extension = split_extension(_rest(request))
    kind = wanted(request, by_extension)
    store: GraphStore = request.app.state.store
    return await in_thread(request, _answer, request, store, path, kind)


def _answer(request: Request, store: GraphStore, path: str, kind: str) -> Response:
    thing = NamedNode(store.base + path)
    version = store.version
    if response := unchanged(request, store):
        return response
    triples = sorted(about(store, thing, load_ontology()), key=str)
    if not triples:
        raise Problem(HTTPStatus.NOT_FOUND, f"the graph says nothing of {thing.value}")
    claims = claims_on(store, thing, _CLAIMS) if kind == HTML else []
    headers = {**tagged(version), "Link": f'<{_here(request, store, thing.value)}>; rel="canonical"'}
    page = lambda: resource_page(thing, triples, claims, store.prefixes, lambda iri: _here(request, store, iri))  # noqa: E731
    return rdf_response(triples, kind, store.prefixes, page, headers)


def _rest(request: Request) -> str:
    """The part of the path that follows the base, with its characters encoded as our IRIs have them."""
    raw = request.scope.get("raw_path") or quote(request.url.path).encode()
    before = request.scope["path"].count("/") - request.path_params["rest"].count("/")
    behind = raw.decode("ascii", "replace").partition("?")[0].split("/")[before:]
    return "/".join(quote(unquote(part), safe="") for part in behind)


def _here(request: Request, store: GraphStore, iri: str) -> str:
    for start, path in ((store.base, PREFIX), (CKG, "/ontology/")):
        if iri.startswith(start):
            return f"{request.scope.get('root_path', '')}{path}{iri.removeprefix(start)}"
    return iri
