"""Validation of graphs by SHACL and by checks."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from article_sample import ARMY, ARTICLE, CLAIM, EXTRACTION, HAMA, OTHER, RUN
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.extraction import Claim
from kg.graph import article_quads
from kg.iris import PREFIXES, article_iri, claim_iri
from kg.ontology import load_ontology
from kg.resources import resource
from kg.shapes import relation_shapes, validate
from kg.store import open_store

QUADS = article_quads(EXTRACTION, run=RUN)
GRAPH = article_iri(ARTICLE)


def node(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def messages_for(claim: Claim) -> set[str]:
    """What is said of this claim where it is the only one of the article."""
    quads = article_quads(replace(EXTRACTION, entities=(), claims=(claim,)), run=RUN)
    return {violation.message for violation in validate(quads) if violation.node == claim_iri(claim, ARTICLE).value}


def test_what_we_write_is_valid() -> None:
    assert validate(QUADS) == []
    assert validate([]) == []


def test_a_store_is_validated_article_by_article() -> None:
    with open_store("memory:") as store:
        for extraction in (EXTRACTION, OTHER):
            store.replace(article_iri(extraction.article), article_quads(extraction, run=RUN))
        assert validate(store) == []
        store.replace(GRAPH, [quad for quad in QUADS if quad.predicate != node("ckg:rule")])
        (violation,) = validate(store)
    assert violation.article == GRAPH.value
    assert violation.node == claim_iri(CLAIM, ARTICLE).value
    assert violation.message == "a claim must name one rule"
    assert violation.quote == "acknowledged its withdrawal from Hama"


def test_a_claim_between_the_wrong_kinds_of_things_is_named_with_its_value() -> None:
    wrong = replace(CLAIM, subject=HAMA, object=ARMY)
    assert messages_for(wrong) == {
        "the subject of “withdrew from” must be of the class actor",
        "the object of “withdrew from” must be of the class location",
    }
    values = {v.value for v in validate(article_quads(replace(EXTRACTION, claims=(wrong,)), run=RUN)) if "object" in v.message}
    assert values == {node("ent:army-1").value}


def test_a_class_may_be_any_below_the_expected_one() -> None:
    assert messages_for(replace(CLAIM, relation="attacked", object=replace(HAMA, types=("Facility",)))) == set()
    assert messages_for(replace(CLAIM, relation="attacked", object=ARMY)) == set()
    assert messages_for(replace(CLAIM, subject=replace(HAMA, types=("Place", "State")))) == set()


def test_a_relation_that_the_ontology_does_not_have_is_found() -> None:
    quads = article_quads(replace(EXTRACTION, claims=(replace(CLAIM, relation="mined"),)), run=RUN)
    assert "it must be a relation of the ontology" in {violation.message for violation in validate(quads)}


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (replace(CLAIM, confidence=Decimal("1.5")), "a claim must have one confidence between 0 and 1"),
        (replace(CLAIM, stated_by=HAMA), "its speaker must be one actor"),
        (replace(CLAIM, reported_by=(HAMA,)), "who passes it on must be an actor"),
        (replace(CLAIM, reported_by=(ARMY,)), "who passes it on must be another one than its speaker"),
        (replace(CLAIM, rule=""), "a claim must name one rule"),
    ],
)
def test_a_claim_that_lacks_something_is_found(claim: Claim, message: str) -> None:
    assert message in messages_for(claim)


def test_an_empty_span_is_found() -> None:
    quads = article_quads(replace(EXTRACTION, claims=(replace(CLAIM, start=9, end=9),)), run=RUN)
    assert {"a position must start before it ends", "a quote must have one exact text"} <= {found.message for found in validate(quads)}


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "message"),
    [
        ("claim", "ckg:polarity", node("ckg:actual"), "a claim must be positive or negative"),
        ("claim", "ckg:realis", node("ckg:positive"), "a claim must be actual, future or hypothetical"),
        ("claim", "ckg:eventDate", Literal("yesterday"), "an event date must be one day, month or year"),
        ("article", "ckg:textSha256", Literal("abc"), "an article must have one SHA-256 of its text, in hexadecimal"),
        ("article", "schema:datePublished", Literal("2024"), "an article must have at most one day of publication"),
        ("ent:hama", "geo:lat", Literal("91.5", datatype=node("xsd:decimal")), "a latitude must lie between -90 and 90 degrees"),
        ("ent:hama", "rdfs:label", Literal("Hama"), "an entity must have one name in an article"),
        ("ent:hama", "ckg:countryCode", Literal("Syria"), "a country code must be two capital letters"),
    ],
)
def test_a_wrong_value_is_found(subject: str, predicate: str, value: NamedNode | Literal, message: str) -> None:
    about = {"claim": claim_iri(CLAIM, ARTICLE), "article": GRAPH}.get(subject) or node(subject)
    changed = [quad for quad in QUADS if (quad.subject, quad.predicate) != (about, node(predicate))]
    found = validate([*changed, Quad(about, node(predicate), value, GRAPH)])
    assert (about.value, message) in {(violation.node, violation.message) for violation in found}


def test_the_checks_in_sparql_are_run_too() -> None:
    (violation,) = validate(quad for quad in QUADS if quad.predicate != node("ckg:withdrewFrom"))
    assert violation.message == "a claim that is positive and actual has its direct triple (claim-without-direct-triple)"
    assert violation.quote == "acknowledged its withdrawal from Hama"


def test_a_relation_that_is_added_to_the_ontology_gets_its_shapes(tmp_path: Path) -> None:
    added = """
ckg:mined a owl:ObjectProperty ; rdfs:subPropertyOf ckg:conflictRelation ; rdfs:label "“mined” \\"it\\""@en ; ckg:inverseName "minedBy" ;
    rdfs:domain ckg:ArmedGroup ; rdfs:range ckg:Facility ; skos:definition "Laid mines."@en ; skos:example "The army mined the dam."@en .
"""
    path = tmp_path / "changed.ttl"
    path.write_text(resource("conflict.ttl").read_text(encoding="utf-8") + added, encoding="utf-8")
    triples = {str(quad.triple) for quad in parse(relation_shapes(load_ontology(path)), format=RdfFormat.TURTLE)}
    shape, shacl = "https://w3id.org/conflict-kg/shapes/mined", "http://www.w3.org/ns/shacl#"
    assert f"<{shape}-subject> <{shacl}class> {node('ckg:ArmedGroup')}" in triples
    assert f"<{shape}-direct-object> <{shacl}class> {node('ckg:Facility')}" in triples
