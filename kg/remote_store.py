"""A SPARQL 1.1 store behind a URL."""

import re
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import httpx
from pyoxigraph import NamedNode, Quad, QueryResultsFormat, QuerySolutions, RdfFormat, parse_query_results

from kg.errors import DeadlineError, KgError, QueryError, StoreError
from kg.question import Answer, Question, answered
from kg.results import graph_results, write_results
from kg.sparql import Term, substitute
from kg.store import GraphStore, QueryResults

if TYPE_CHECKING:
    from rdflib import Dataset

_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"


class RemoteStore(GraphStore):
    """
    A store that speaks the SPARQL 1.1 protocol.

    A query's default graph is the one that the store gives: where that is not the union of all graphs, the URL has to ask
    for it (Oxigraph `?union-default-graph`, Fuseki `?default-graph-uri=urn:x-arq:UnionGraph`).
    """

    def __init__(self, query_url: str, update_url: str, base: str, deadline: float) -> None:
        super().__init__(str(httpx.URL(query_url).copy_with(userinfo=b"")), base)
        self._query_url = query_url
        self._update_url = update_url
        self._deadline = deadline
        self._client = httpx.Client(timeout=httpx.Timeout(deadline, connect=min(deadline, 10)), follow_redirects=True)

    @property
    def version(self) -> None:
        return None

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        triples = sorted({f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads})
        self._update(f"DROP SILENT GRAPH {graph};\nINSERT DATA {{ GRAPH {graph} {{\n{''.join(triples)}}} }}")

    def remove(self, graph: NamedNode) -> None:
        self._update(f"DROP SILENT GRAPH {graph}")

    def insert(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        triples = sorted({f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads})
        self._update(f"CREATE SILENT GRAPH {graph};\nINSERT DATA {{ GRAPH {graph} {{\n{''.join(triples)}}} }}")

    def update(self, text: str, base_iri: str | None = None) -> None:
        self._update((f"BASE <{base_iri}> " if base_iri else "") + self._declared(text), QueryError)

    def graphs(self) -> list[NamedNode]:
        return sorted((_node(row[0]) for row in self._select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")), key=str)

    def contains(self, graph: NamedNode) -> bool:
        return bool(self.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"))

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        for name in [graph] if graph else self.graphs():
            for subject, predicate, value in self._select(f"SELECT ?s ?p ?o {{ GRAPH {name} {{ ?s ?p ?o }} }}"):
                yield Quad(_node(subject), _node(predicate), value, name)

    def __len__(self) -> int:
        (row,) = self._select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        return int(row[0].value)

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> QueryResults:
        return self._results(Question(substitute(text, substitutions or {})))

    def answer(self, question: Question) -> Answer:
        results = self._results(question)
        return answered(lambda body: write_results(results, question, body, self.prefixes), None)

    def _results(self, question: Question) -> QueryResults:
        base = f"BASE <{question.base_iri}> " if question.base_iri else ""
        form = {
            "query": base + self._declared(question.text),
            "default-graph-uri": question.default_graphs or (),
            "named-graph-uri": question.named_graphs or (),
        }
        found, media = self._send(self._query_url, QueryError, data=form, headers={"Accept": _ACCEPT})
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

        url = httpx.URL(self._query_url)
        auth = (url.username, url.password) if url.userinfo else None
        return Dataset(SPARQLUpdateStore(self.location, self._update_url, auth=auth, method="POST_FORM"), default_union=True)

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
        self._send(self._update_url, refused, content=text.encode(), headers={"Content-Type": "application/sparql-update"})

    def _send(self, url: str, refused: type[KgError], **request: Any) -> tuple[bytes, str]:
        """The body of the answer, and its media type."""
        ends = time.monotonic() + self._deadline
        try:
            with self._client.stream("POST", url, **request) as response:
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    if time.monotonic() > ends:
                        raise self._too_late
        except httpx.ReadTimeout as error:
            raise self._too_late from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            what = str(error) or type(error).__name__
            raise StoreError(f"{self.location}: the store cannot be reached ({what}); check the URL") from error
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise refused(f"{self.location}: the store refused the request: {' '.join(body.decode(errors='replace').split())[:300]}")
        if not response.is_success:
            status = f"{response.status_code} {response.reason_phrase}"
            raise StoreError(f"{self.location}: the store answered {status}; check the URL and your rights")
        return bytes(body), response.headers.get("Content-Type", "").partition(";")[0]

    @property
    def _too_late(self) -> DeadlineError:
        return DeadlineError(f"{self.location}: no answer within {self._deadline:g} seconds; ask for less at once")


def _node(term: object) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise StoreError(f"expected an IRI from the store, found {term}; our graphs have no blank nodes")
    return term
