"""What this SPARQL endpoint can do, as RDF (SPARQL 1.1 Service Description)."""

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from api.media_types import GRAPHS, TABLES
from kg.export import FORMATS
from kg.results import RESULT_FORMATS

_SD = "http://www.w3.org/ns/sparql-service-description#"

# pyoxigraph has another IRI than the list at https://www.w3.org/ns/formats/.
_W3C = {"jsonld": "http://www.w3.org/ns/formats/JSON-LD"}

_SERVICE = """
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .
<#service> a sd:Service ;
  sd:endpoint <> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:defaultDataset <#dataset> .
<#dataset> a sd:Dataset, void:Dataset ; sd:defaultGraph <#default-graph> .
<#default-graph> a sd:Graph .
"""


def description(endpoint: str, *, writable: bool = False) -> list[Quad | Triple]:
    """The description of the service at a URL; `writable` where it takes updates."""
    service = NamedNode(f"{endpoint}#service")
    graphs = {_W3C.get(name, FORMATS[name].iri) for name in GRAPHS.values()}
    results = {RESULT_FORMATS[name].iri for name in TABLES.values()} | graphs
    said = [("resultFormat", iri) for iri in results]
    if writable:
        said += [("supportedLanguage", f"{_SD}SPARQL11Update")] + [("inputFormat", iri) for iri in graphs]
    return [
        *parse(_SERVICE, RdfFormat.TURTLE, base_iri=endpoint),
        *(Triple(service, NamedNode(_SD + name), NamedNode(iri)) for name, iri in said),
    ]
