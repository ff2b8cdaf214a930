"""Find out at which URLs a store is asked, changed and given whole graphs."""

import os
from dataclasses import dataclass

import httpx


@dataclass(frozen=True)
class Endpoint:
    """The URLs of a store's SPARQL queries and updates, and of its Graph Store Protocol, where it has that."""

    query: str
    update: str
    graph_store: str | None = None


@dataclass(frozen=True)
class _Layout:
    """
    How a kind of store lays out its URLs below its own.

    What answers a HEAD request at `sign` with success, and whose Server header begins with `server`, is of this kind.
    """

    sign: str
    query: str
    update: str
    graph_store: str
    server: str = ""

    def below(self, url: str) -> Endpoint:
        return Endpoint(url + self.query, url + self.update, url + self.graph_store)


_LAYOUTS = (
    _Layout("/store?default", "/query?union-default-graph", "/update", "/store", "Oxigraph"),
    _Layout("/rdf-graphs/service?default", "", "/statements", "/rdf-graphs/service"),  # RDF4J, GraphDB
    _Layout("/data?default", "/query", "/update", "/data"),  # Fuseki
    _Layout("/sparql", "/sparql", "/sparql-auth", "/sparql-graph-crud-auth", "Virtuoso"),
)


def find_endpoint(url: str, client: httpx.Client) -> Endpoint:
    """
    The endpoint of the store at a URL; raises httpx's errors where nothing answers.

    A URL with a query string, and any where KG_UPDATE_URL or KG_GRAPH_STORE_URL is set, is taken as it is, for queries; so is one
    below which no known store answers. Updates go to KG_UPDATE_URL or else to the same; whole graphs to KG_GRAPH_STORE_URL.
    """
    update, graph_store = os.environ.get("KG_UPDATE_URL"), os.environ.get("KG_GRAPH_STORE_URL")
    if not (update or graph_store or "?" in url):
        for layout in _LAYOUTS:
            answer = client.head(url.rstrip("/") + layout.sign)
            if answer.is_success and answer.headers.get("Server", "").startswith(layout.server):
                return layout.below(url.rstrip("/"))
    return Endpoint(url, update or url, graph_store)
