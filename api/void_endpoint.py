"""The data set as a whole, described at /.well-known/void."""

from pyoxigraph import NamedNode, Quad, Triple
from starlette.requests import Request
from starlette.responses import Response

from api.rdf_response import rdf_response, wanted
from api.resource_page import resource_page
from api.threads import in_thread
from api.versions import tagged, unchanged
from kg.store import GraphStore
from kg.void import VOID, data_set


async def void(request: Request) -> Response:
    """The description, counted once for each version of the graph."""
    kind = wanted(request, None)
    return await in_thread(request, _answer, request, request.app.state.store, kind)


def _answer(request: Request, store: GraphStore, kind: str) -> Response:
    version = store.version
    if response := unchanged(request, store):
        return response
    document = str(request.url.replace(query=""))
    known: tuple[str | None, str, list[Triple | Quad]] = getattr(request.app.state, "void", (None, "", []))
    if version is None or known[:2] != (version, document):
        known = (version, document, data_set(store, document, str(request.url_for("sparql"))))
        request.app.state.void = known
    prefixes = {**store.prefixes, "void": VOID, "foaf": "http://xmlns.com/foaf/0.1/"}
    dataset = NamedNode(f"{document}#dataset")
    triples = [one if isinstance(one, Triple) else one.triple for one in known[2]]
    return rdf_response(triples, kind, prefixes, lambda: resource_page(dataset, triples, [], prefixes, lambda iri: iri), tagged(version))
