"""Describe a graph as a data set, with its numbers (VoID)."""

from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Triple, parse

from kg.store import GraphStore

VOID = "http://rdfs.org/ns/void#"
_XSD_INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")

_DATASET = """
@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<> a void:DatasetDescription ; foaf:primaryTopic <#dataset> .
<#dataset> a void:Dataset ;
  dcterms:title "Conflict knowledge graph"@en ;
  dcterms:description "Who controls, captures, leaves and attacks what in armed conflicts, who says so, when, and the exact words."@en ;
  void:vocabulary <https://w3id.org/conflict-kg/ontology/>, <http://www.w3.org/ns/prov#>, <http://www.w3.org/ns/oa#>,
    <https://schema.org/> .
"""
_NUMBERS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "distinctSubjects": "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }",
}
_PARTITIONS = {
    ("classPartition", "class", "entities"): "SELECT ?term (COUNT(*) AS ?n) { ?s a ?term } GROUP BY ?term",
    ("propertyPartition", "property", "triples"): "SELECT ?term (COUNT(*) AS ?n) { ?s ?term ?o } GROUP BY ?term",
}


def data_set(store: GraphStore, document: str, endpoint: str) -> list[Triple | Quad]:
    """The description, in a document at a URL, of the graph that is asked at the SPARQL endpoint."""
    dataset = NamedNode(f"{document}#dataset")
    found: list[Triple | Quad] = list(parse(_DATASET, RdfFormat.TURTLE, base_iri=document))
    found += [
        Triple(dataset, _void("sparqlEndpoint"), NamedNode(endpoint)),
        Triple(dataset, _void("uriSpace"), Literal(store.base)),
    ]
    for name, query in _NUMBERS.items():
        found += [Triple(dataset, _void(name), row["n"]) for row in _rows(store, query)]
    for (partition, kind, number), query in _PARTITIONS.items():
        rows = sorted(_rows(store, query), key=lambda row: row["term"].value)
        found.append(Triple(dataset, _void("classes" if kind == "class" else "properties"), Literal(str(len(rows)), datatype=_XSD_INTEGER)))
        for row in rows:
            part = NamedNode(f"{document}#{kind}={quote(row['term'].value, safe='')}")
            found.append(Triple(dataset, _void(partition), part))
            found.append(Triple(part, _void(kind), row["term"]))
            found.append(Triple(part, _void(number), row["n"]))
    return found


def _void(name: str) -> NamedNode:
    return NamedNode(VOID + name)


def _rows(store: GraphStore, query: str) -> QuerySolutions:
    found = store.query(query)
    assert isinstance(found, QuerySolutions), "SELECT gives solutions"  # noqa: S101
    return found
