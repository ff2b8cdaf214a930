"""A SPARQL 1.1 store behind a URL."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import httpx
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, RdfFormat, parse_query_results

from kg.credentials import authentication
from kg.endpoint import Endpoint, find_endpoint
from kg.errors import DeadlineError, KgError, QueryError, StoreError
from kg.results import graph_results, write_results
from kg.sparql import Term, substitute
from kg.sparql_query import SparqlAnswer, SparqlQuery, answered
from kg.store import GraphStore, QueryResults

if TYPE_CHECKING:
    from rdflib import Dataset

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"
_DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
_BATCH = 1_000
"""How many triples one update inserts; Virtuoso refuses a few thousand ("length of generated SQL text")."""


class RemoteStore(GraphStore):
    """
    A store that speaks the SPARQL 1.1 protocol, and the Graph Store Protocol where it can.

    Its graphs are those of articles; whatever else it holds is left alone. A query's default graph is the one that the store
    gives: where that is not the union of all graphs, the URL or the store's own settings have to ask for it.
    """

    def __init__(self, url: str, base: str, deadline: float = 300.0) -> None:
        given = httpx.URL(url)
        super().__init__(str(given.copy_with(userinfo=b"")), base)
        self._deadline = deadline
        self._client = httpx.Client(
            auth=authentication(given),
            timeout=httpx.Timeout(deadline, connect=min(deadline, 10)),
            follow_redirects=True,
            transport=httpx.HTTPTransport(retries=2),
        )

    @property
    def version(self) -> None:
        return None

    @cached_property
    def endpoint(self) -> Endpoint:
        """Where the store is asked and changed; found out when it is first needed."""
        with self._reached():
            return find_endpoint(self.location, self._client)

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        triples = sorted({f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads})
        if self.endpoint.graph_store and triples:
            # N-Triples are Turtle, which every store reads.
            content, headers = "".join(triples).encode(), {"Content-Type": "text/turtle; charset=utf-8"}
            self._send("PUT", self.endpoint.graph_store, StoreError, params={"graph": graph.value}, content=content, headers=headers)
            return
        before = f"DROP SILENT GRAPH {graph};\n"
        for start in range(0, len(triples), _BATCH):
            self._update(f"{before}INSERT DATA {{ GRAPH {graph} {{\n{''.join(triples[start : start + _BATCH])}}} }}")
            before = ""
        if before:
            self._update(before)

    def remove(self, graph: NamedNode) -> None:
        self.replace(graph, ())

    def insert(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        triples = sorted({f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads})
        self._update(f"CREATE SILENT GRAPH {graph};\nINSERT DATA {{ GRAPH {graph} {{\n{''.join(triples)}}} }}")

    def update(self, text: str, base_iri: str | None = None) -> None:
        self._update((f"BASE <{base_iri}> " if base_iri else "") + self._declared(text), QueryError)

    def graphs(self) -> list[NamedNode]:
        return sorted((_node(row[0]) for row in self._select("SELECT DISTINCT ?g { GRAPH ?g { ?g a ckg:Article } }")), key=str)

    def contains(self, graph: NamedNode) -> bool:
        return bool(self.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        for name in [graph] if graph else self.graphs():
            yield from self.quads_of([name])

    def quads_of(self, graphs: Iterable[NamedNode]) -> Iterator[Quad]:
        """The quads of some named graphs, by one query."""
        names = " ".join(map(str, graphs))
        for graph, *triple in self._select(f"SELECT ?g ?s ?p ?o {{ VALUES ?g {{ {names} }} GRAPH ?g {{ ?s ?p ?o }} }}"):
            yield Quad(_node(triple[0]), _node(triple[1]), _as_ours(triple[2]), _node(graph))

    def __len__(self) -> int:
        (row,) = self._select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?g a ckg:Article . ?s ?p ?o } }")
        return int(row[0].value)

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> QueryResults:
        return self._results(SparqlQuery(substitute(text, substitutions or {})))

    def answer(self, question: SparqlQuery) -> SparqlAnswer:
        results = self._results(question)
        return answered(lambda body: write_results(results, question, body, self.prefixes), None)

    def _results(self, question: SparqlQuery) -> QueryResults:
        base = f"BASE <{question.base_iri}> " if question.base_iri else ""
        form = {
            "query": base + self._declared(question.text),
            "default-graph-uri": question.default_graphs or (),
            "named-graph-uri": question.named_graphs or (),
        }
        found, media = self._send("POST", self.endpoint.query, QueryError, data=form, headers={"Accept": _ACCEPT})
        try:
            if known := QueryResultsFormat.from_media_type(media):
                return parse_query_results(found, format=known)
            return graph_results(found, RdfFormat.from_media_type(media))
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"{self.location}: expected query results, found {media or 'no content type'}; is this a SPARQL store?"
            ) from error

    def dataset(self) -> "Dataset":
        from rdflib import Dataset
        from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

        request = next(self._client.auth.sync_auth_flow(httpx.Request("GET", self.endpoint.query))) if self._client.auth else None
        headers = {"Authorization": request.headers["Authorization"]} if request else {}
        where = self.endpoint
        return Dataset(SPARQLUpdateStore(where.query, where.update, method="POST_FORM", headers=headers), default_union=True)

    def close(self) -> None:
        self._client.close()

    def _declared(self, text: str) -> str:
        """The query with a declaration of each prefix of ours that it uses and does not declare, before its first line."""
        declared = {name.lower() for name in re.findall(r"\bprefix\s+([\w-]*):", text, re.IGNORECASE)}
        used = [name for name in self.prefixes if name not in declared and re.search(rf"\b{name}:", text)]
        return "".join(f"PREFIX {name}: <{self.prefixes[name]}> " for name in used) + text

    def _select(self, text: str) -> Iterator[tuple[Term, ...]]:
        results = self.query(text)
        if not isinstance(results, QuerySolutions):
            raise StoreError(f"{self.location}: expected a table of results; is this a SPARQL store?")
        for row in results:
            yield tuple(row)

    def _update(self, text: str, refused: type[KgError] = StoreError) -> None:
        headers = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._send("POST", self.endpoint.update, refused, content=text.encode(), headers=headers)

    def _send(self, method: str, url: str, refused: type[KgError], **request: Any) -> tuple[bytes, str]:
        """The body of the answer, and its media type."""
        ends = time.monotonic() + self._deadline
        with self._reached():
            # Parameters of the request would take the place of those in the URL.
            target = httpx.URL(url).copy_merge_params(request.pop("params", {}))
            body = bytearray()
            with self._client.stream(method, target, **request) as response:
                for chunk in response.iter_bytes():
                    body += chunk
                    if time.monotonic() > ends:
                        raise self._too_late
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise refused(f"{self.location}: the store refused the request: {' '.join(body.decode(errors='replace').split())[:300]}")
        if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            raise StoreError(
                f"{self.location}: the store answered {_status(response)} at {target.path}; "
                "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, to those of somebody who may do this"
            )
        if not response.is_success:
            raise StoreError(f"{self.location}: the store answered {_status(response)} at {target.path}; check the URL and your rights")
        return bytes(body), response.headers.get("Content-Type", "").partition(";")[0]

    @property
    def _too_late(self) -> DeadlineError:
        return DeadlineError(f"{self.location}: no answer within {self._deadline:g} seconds; ask for less at once")

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except httpx.ReadTimeout as error:
            raise self._too_late from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            what = str(error) or type(error).__name__
            raise StoreError(f"{self.location}: the store cannot be reached ({what}); check the URL, or try again later") from error


def _status(response: httpx.Response) -> str:
    return f"{response.status_code} {response.reason_phrase}"


def _as_ours(term: Term) -> Term:
    """The term as our graphs write it: Fuseki adds a zero to decimals that are whole numbers."""
    whole = isinstance(term, Literal) and term.datatype == _DECIMAL and term.value.endswith(".0")
    return Literal(term.value.removesuffix(".0"), datatype=_DECIMAL) if whole else term


def _node(term: object) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise StoreError(f"expected an IRI from the store, found {term}; our graphs have no blank nodes")
    return term
