"""IRIs are answered: entities, claims, articles, the ontology, the data set."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pyoxigraph
import pytest
from graph_sample import BASE, aftermath, fall, filled
from http_server import serving
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import VOID

from api.app import create_app
from kg.ontology import CKG, load_ontology
from kg.store import GraphStore, open_store

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
ODD = f"{BASE}entity/{quote('Ḥamā/north', safe='')}"
TERMS = Namespace(CKG)
# rdflib 7.6 warns of names that it still uses itself.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def store() -> GraphStore:
    store = filled(fall(), aftermath())
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store.replace(NamedNode(BASE + "article/odd"), [Quad(NamedNode(ODD), label, pyoxigraph.Literal("<b>North</b> of Ḥamā", language="en"))])
    return store


@pytest.fixture(scope="module")
def client(store: GraphStore) -> Iterator[httpx.Client]:
    with serving(create_app(store)) as client:
        yield client


def first(store: GraphStore, pattern: str) -> str:
    (row, *_) = store.query(f"SELECT ?s {{ {pattern} }} ORDER BY ?s")  # type: ignore[misc]
    return str(row["s"].value)  # type: ignore[index]


def path(iri: str) -> str:
    return "/id/" + iri.removeprefix(BASE)


def graph(answer: httpx.Response, rdf_format: str = "turtle") -> Graph:
    assert answer.status_code == 200, answer.text
    return Graph().parse(data=answer.content, format=rdf_format)


@pytest.mark.parametrize(
    ("extension", "accept", "media_type", "rdf_format"),
    [
        ("", "text/turtle", "text/turtle", "turtle"),
        ("", "application/n-triples", "application/n-triples", "nt"),
        ("", "application/ld+json", "application/ld+json", "json-ld"),
        ("", "application/rdf+xml", "application/rdf+xml", "xml"),
        ("", "*/*", "text/turtle", "turtle"),
        (".ttl", "text/html", "text/turtle", "turtle"),
        (".nt", "text/html", "application/n-triples", "nt"),
        (".jsonld", "text/html", "application/ld+json", "json-ld"),
        (".rdf", "text/html", "application/rdf+xml", "xml"),
    ],
)
def test_an_entity_is_answered_in_rdf(client: httpx.Client, extension: str, accept: str, media_type: str, rdf_format: str) -> None:
    answer = client.get(f"/id/entity/torvin{extension}", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    found = graph(answer, rdf_format)
    torvin, front = URIRef(BASE + "entity/torvin"), URIRef(BASE + "entity/marsh-front")
    assert (torvin, RDFS.label, Literal("Torvin", lang="en")) in found
    assert (front, TERMS.captured, torvin) in found
    assert (front, RDFS.label, Literal("Marsh Front", lang="en")) in found


def test_an_entity_has_a_page_with_its_claims(client: httpx.Client) -> None:
    for answer in (client.get("/id/entity/torvin", headers=BROWSER), client.get("/id/entity/torvin.html")):
        assert answer.headers["content-type"].startswith("text/html")
        assert "<h1>Torvin</h1>" in answer.text
        assert "it had taken Torvin on Tuesday" in answer.text
        assert "is ckg:captured of" in answer.text


def test_every_link_of_a_page_to_our_things_leads_somewhere(client: httpx.Client, store: GraphStore) -> None:
    for start in (BASE + "entity/torvin", first(store, "?s a ckg:Claim"), first(store, "?s a ckg:Article")):
        page = client.get(path(start), headers=BROWSER).text
        links = [link for link in re.findall(r'href="(/[^"#]*)', page) if link != "/"]
        assert links
        for link in dict.fromkeys(links):
            assert client.get(link).status_code == 200 or "/software/" in link or "/run/" in link, link


def test_a_claim_comes_with_its_words_and_an_article_with_its_graph(client: httpx.Client, store: GraphStore) -> None:
    claim = graph(client.get(path(first(store, "?s a ckg:Claim"))))
    exact = URIRef("http://www.w3.org/ns/oa#exact")
    assert len(list(claim.objects(None, exact))) == 1
    article = first(store, "?s a ckg:Article")
    assert len(graph(client.get(path(article)))) >= sum(1 for _ in store.quads(NamedNode(article))) > 20


def test_every_entity_claim_statement_and_article_is_answered(client: httpx.Client, store: GraphStore) -> None:
    things = {quad.subject.value for quad in store.quads() if isinstance(quad.subject, NamedNode) and "#" not in quad.subject.value}
    assert len(things) > 20
    for iri in sorted(things):
        assert URIRef(iri) in set(graph(client.get(path(iri))).subjects())


def test_an_odd_name_is_found_and_harmless(client: httpx.Client) -> None:
    answer = client.get(path(ODD), headers=BROWSER)
    assert answer.status_code == 200
    assert "&lt;b&gt;North&lt;/b&gt;" in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    ("base", "address"), [("https://kg.example/", "/article/x"), ("https://kg.example/data/v1/", "/data/v1/article/x")]
)
def test_the_path_of_the_base_itself_is_answered_too(base: str, address: str) -> None:
    store = open_store("memory:", base=base)
    thing = NamedNode(base + "article/x")
    store.replace(thing, [Quad(thing, NamedNode(base + "p"), thing)])
    with serving(create_app(store)) as client:
        assert len(graph(client.get(address))) == len(graph(client.get("/id/article/x"))) == 1
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.get("/nowhere").status_code == 404


def test_what_is_not_in_the_graph_is_not_found(client: httpx.Client) -> None:
    answer = client.get("/id/entity/atlantis")
    assert answer.status_code == 404
    assert f"{BASE}entity/atlantis" in answer.json()["detail"]
    assert client.get("/id/entity/torvin", headers={"Accept": "image/png"}).status_code == 406


def test_a_thing_that_did_not_change_is_not_sent_again(client: httpx.Client) -> None:
    answer = client.get("/id/entity/torvin")
    assert answer.headers["link"] == '</id/entity/torvin>; rel="canonical"'
    assert client.get("/id/entity/torvin", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("address", ["/ontology", "/ontology.ttl", "/ontology.nt"])
def test_the_ontology_is_answered(client: httpx.Client, address: str) -> None:
    found = graph(client.get(address), "nt" if address.endswith("nt") else "turtle")
    assert {URIRef(relation.iri) for relation in load_ontology().relations.values()} <= set(found.subjects())
    page = client.get("/ontology", headers=BROWSER)
    assert "<code>ckg:captured</code>" in page.text


def test_each_term_of_the_ontology_is_answered(client: httpx.Client) -> None:
    assert TERMS.captured in set(graph(client.get("/ontology/captured")).subjects())
    assert "ckg:captured" in client.get("/ontology/captured", headers=BROWSER).text
    assert TERMS.Place in set(graph(client.get("/ontology/Place.nt"), "nt").subjects())
    assert client.get("/ontology/nonsense").status_code == 404


def test_the_data_set_is_described_with_its_numbers(client: httpx.Client, store: GraphStore) -> None:
    answer = client.get("/.well-known/void")
    found = graph(answer)
    (dataset,) = found.subjects(RDF.type, VOID.Dataset)
    assert found.value(dataset, VOID.sparqlEndpoint) == URIRef(f"{client.base_url}/sparql")
    assert str(found.value(dataset, VOID.uriSpace)) == BASE
    assert int(str(found.value(dataset, VOID.triples))) == len({quad.triple for quad in store.quads()})
    parts = found.objects(dataset, VOID.classPartition)
    places = {str(found.value(part, VOID["class"])): found.value(part, VOID.entities) for part in parts}
    assert int(str(places[CKG + "Article"])) == 2
    assert client.get("/.well-known/void", headers=BROWSER).headers["content-type"].startswith("text/html")
    assert client.get("/.well-known/void", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
