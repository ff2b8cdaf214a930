"""SPARQL 1.1 Service Description: what an endpoint says of itself where no query is sent."""

from collections.abc import Iterator

import httpx
import pytest
from graph_sample import fall, filled
from http_server import serving
from rdflib import RDF, Graph, Namespace, URIRef

from api.app import create_app

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(create_app(filled(fall()))) as client:
        yield client


def described(answer: httpx.Response, rdf_format: str) -> Graph:
    assert answer.status_code == 200
    return Graph().parse(data=answer.content, format=rdf_format)


@pytest.mark.parametrize(
    ("accept", "media_type", "rdf_format"),
    [
        ("*/*", "text/turtle", "turtle"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("text/html;q=0.5, application/n-triples", "application/n-triples", "nt"),
    ],
)
# rdflib 7.6 warns of names that it still uses itself.
@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
def test_the_service_is_described_as_rdf(client: httpx.Client, accept: str, media_type: str, rdf_format: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    graph = described(answer, rdf_format)
    (service,) = graph.subjects(RDF.type, SD.Service)
    assert list(graph.objects(service, SD.endpoint)) == [URIRef(f"{client.base_url}/sparql")]
    assert {URIRef(SD + "SPARQL11Query")} == set(graph.objects(service, SD.supportedLanguage))
    assert {FORMATS.SPARQL_Results_JSON, FORMATS.SPARQL_Results_XML, FORMATS.Turtle, FORMATS.RDF_XML} <= set(
        graph.objects(service, SD.resultFormat)
    )
    # Each as in the list at https://www.w3.org/ns/formats/, JSON-LD too.
    assert all(str(iri).startswith(str(FORMATS)) for iri in graph.objects(service, SD.resultFormat))
    assert URIRef(FORMATS + "JSON-LD") in set(graph.objects(service, SD.resultFormat))
    assert SD.UnionDefaultGraph in set(graph.objects(service, SD.feature))
    (dataset,) = graph.objects(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in graph


def test_a_description_in_no_format_that_is_taken_is_refused_with_the_list(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["detail"]
