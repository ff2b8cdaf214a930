"""SPARQL clients written by others, on `kg serve --allow-update`: rdflib, SPARQLWrapper, Comunica, curl."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from graph_sample import BASE, aftermath, fall, fill
from kg_server import kg_serve
from npm import node, npm_project
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from kg.store import open_store

HERE = Path(__file__).parent
COMUNICA = {"@comunica/query-sparql": "4.5.0"}
TAKEN = f"""PREFIX ckg: <https://w3id.org/conflict-kg/ontology/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?name {{ <{BASE}entity/marsh-front> ckg:captured ?place . ?place rdfs:label ?name }}"""
CONSTRUCT = "CONSTRUCT { ?a <https://example.org/took> ?b } WHERE { ?a <https://w3id.org/conflict-kg/ontology/captured> ?b }"
NOTE = URIRef("https://example.org/note")
SAYS = URIRef("https://example.org/says")

# rdflib 7.6 warns of names that it still uses itself.
pytestmark = pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning", "ignore:unclosed:ResourceWarning")


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server answers that takes updates."""
    folder = tmp_path_factory.mktemp("writable") / "graph"
    with open_store(str(folder), base=BASE) as store:
        fill(store, fall(), aftermath())
    with kg_serve(folder, "--base", BASE, "--allow-update") as served:
        yield served.url


def test_rdflib_queries(writable: str) -> None:
    graph = Graph(SPARQLStore(f"{writable}sparql"))
    assert [str(row[0]) for row in graph.query(TAKEN)] == ["Torvin"]
    assert len(graph.query(CONSTRUCT).graph or ()) == 1
    assert graph.query("ASK { ?s ?p ?o }").askAnswer
    assert (URIRef(f"{BASE}entity/torvin"), None, Literal("Torvin", lang="en")) in graph


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_by_every_method(writable: str, method: str) -> None:
    graph = Graph(SPARQLStore(f"{writable}sparql", method=method))  # type: ignore[arg-type]
    assert [str(row[0]) for row in graph.query(TAKEN)] == ["Torvin"]


def test_rdflib_writes_reads_and_removes(writable: str) -> None:
    store = SPARQLUpdateStore(f"{writable}sparql", f"{writable}sparql")
    notes = Dataset(store).graph(URIRef("https://example.org/notes"))
    notes.add((NOTE, SAYS, Literal("zuerst", lang="de")))
    notes.add((NOTE, SAYS, Literal(7)))
    assert set(notes.objects(NOTE, SAYS)) == {Literal("zuerst", lang="de"), Literal(7)}
    assert len(Graph(SPARQLStore(f"{writable}sparql")).query(f"SELECT ?o {{ <{NOTE}> <{SAYS}> ?o }}")) == 2
    notes.remove((NOTE, SAYS, Literal(7)))
    notes.update(f"INSERT DATA {{ <{NOTE}> <{SAYS}> true }}")
    assert set(notes.objects(NOTE, SAYS)) == {Literal("zuerst", lang="de"), Literal(True)}
    notes.remove((None, None, None))
    assert set(notes.objects(NOTE, SAYS)) == set()


def test_sparqlwrapper_reads_every_format(writable: str) -> None:
    wrapper = SPARQLWrapper(f"{writable}sparql")
    wrapper.setQuery(TAKEN)
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["results"]["bindings"] == [{"name": {"type": "literal", "value": "Torvin", "xml:lang": "en"}}]
    wrapper.setReturnFormat(XML)
    assert "<literal" in wrapper.queryAndConvert().toxml()
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().decode().split() == ["name", "Torvin"]
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(TURTLE)
    assert b"example.org/took" in wrapper.queryAndConvert()


def test_sparqlwrapper_updates_and_is_told_of_mistakes(writable: str) -> None:
    wrapper = SPARQLWrapper(f"{writable}sparql", f"{writable}sparql")
    wrapper.setMethod(POST)
    wrapper.setQuery(f"INSERT DATA {{ GRAPH <https://example.org/g> {{ <{NOTE}> <{SAYS}> 1 }} }}")
    assert wrapper.query().response.status == 204
    wrapper.setQuery(f"ASK {{ GRAPH <https://example.org/g> {{ <{NOTE}> <{SAYS}> 1 }} }}")
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["boolean"] is True
    wrapper.setQuery("DROP GRAPH <https://example.org/g>")
    wrapper.query()
    wrapper.setQuery("SELECT * { oops")
    with pytest.raises(QueryBadFormed, match="line 1"):
        wrapper.query()


def test_comunica_finds_the_endpoint_and_queries_it(writable: str, tmp_path: Path) -> None:
    npm_project(tmp_path, COMUNICA, HERE / "comunica.mjs")
    found = json.loads(node(tmp_path, "comunica.mjs", f"{writable}sparql", TAKEN, CONSTRUCT, NOTE))
    assert found == {
        "names": ["Torvin"],
        "quads": [f"{BASE}entity/marsh-front https://example.org/took {BASE}entity/torvin"],
        "typed": ["Torvin"],
        "written": True,
        "page": "Torvin",
    }


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl_queries_updates_and_moves_graphs(writable: str, tmp_path: Path) -> None:
    def curl(*arguments: str) -> str:
        done = subprocess.run(["curl", "-sS", "--fail-with-body", *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert curl("-G", f"{writable}sparql", "-H", "Accept: text/csv", "--data-urlencode", f"query={TAKEN}").split() == ["name", "Torvin"]
    notes = tmp_path / "notes.ttl"
    notes.write_text(f"<{NOTE}> <{SAYS}> 'hello' .", encoding="utf-8")
    graph = f"{writable}graph-store?graph=https://example.org/notes"
    curl("-X", "PUT", graph, "-H", "Content-Type: text/turtle", "--data-binary", f"@{notes}")
    assert "hello" in curl(graph, "-H", "Accept: application/n-triples")
    curl("-F", f"file=@{notes};type=text/turtle", graph)
    curl(f"{writable}sparql", "--data-urlencode", "update=DROP GRAPH <https://example.org/notes>")
    assert curl("-o", "/dev/null", "-w", "%{http_code}", f"{writable}id/entity/torvin.ttl") == "200"
    assert "Torvin" in curl(f"{writable}id/entity/torvin.ttl")
