"""What the graph says of one thing, as its IRI is answered with."""

from pyoxigraph import NamedNode, QuerySolutions, QueryTriples, Triple

from kg.ontology import Ontology
from kg.store import GraphStore

_ABOUT = """CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ VALUES ?s {{ {thing} }} ?s ?p ?o }}
  UNION {{ GRAPH {thing} {{ ?s ?p ?o }} }}
  UNION {{ {thing} prov:wasDerivedFrom ?s . ?s ?p ?o }}
  UNION {{ {thing} prov:wasDerivedFrom/oa:hasSelector ?s . ?s ?p ?o }}
  UNION {{ VALUES ?p {{ {relations} }} ?s ?p {thing} . BIND({thing} AS ?o) }}
  UNION {{ {thing} ?any ?s . ?s rdfs:label ?o . BIND(rdfs:label AS ?p) }}
  UNION {{ VALUES ?to {{ {relations} }} ?s ?to {thing} . ?s rdfs:label ?o . BIND(rdfs:label AS ?p) }}
}}"""
_CLAIMS = """SELECT ?claim ?quote {{
  {{ ?claim rdf:subject {thing} }} UNION {{ ?claim rdf:object {thing} }}
  ?claim a ckg:Claim ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote
}} ORDER BY ?claim LIMIT {number}"""


def about(store: GraphStore, thing: NamedNode, ontology: Ontology) -> list[Triple]:
    """
    The triples of a thing: its own, the conflict relations that lead to it, the names of what they name.

    Of a claim or a statement also the span and its words, of an article all of its graph. None where the graph does not know it.
    """
    relations = " ".join(f"<{relation.iri}>" for relation in ontology.relations.values())
    found = store.query(_ABOUT.format(thing=thing, relations=relations))
    assert isinstance(found, QueryTriples), "CONSTRUCT gives triples"  # noqa: S101
    return list(found)


def claims_on(store: GraphStore, thing: NamedNode, number: int) -> list[tuple[str, str]]:
    """The IRIs and quotes of claims that have a thing as subject or object, that many at most."""
    found = store.query(_CLAIMS.format(thing=thing, number=number))
    assert isinstance(found, QuerySolutions), "SELECT gives solutions"  # noqa: S101
    return [(row["claim"].value, row["quote"].value) for row in found]
