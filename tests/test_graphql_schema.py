from decimal import Decimal
from pathlib import Path

import pytest
from graph_sample import BASE, GUARD, KESTRIA, MARSH, TORVIN, filled
from graphql_request import ask, execute

from kg.errors import OntologyError
from kg.extraction import Article, Claim, Extraction
from kg.ontology import load_ontology
from kg.resources import resource
from schema.build import build_schema
from schema.sdl import sdl

DOCS = Path(__file__).parent.parent / "docs"

PATROLLED = """
ckg:patrolled a owl:ObjectProperty ;
    rdfs:subPropertyOf ckg:conflictRelation ;
    rdfs:label "patrolled"@en ;
    ckg:inverseName "patrolledBy" ;
    rdfs:domain ckg:Actor ;
    rdfs:range ckg:Location ;
    skos:definition "Moved through a location to watch it."@en ;
    skos:example "The Guard patrolled the old bridge."@en .
"""


def with_more(folder: Path, turtle: str) -> Path:
    path = folder / "conflict.ttl"
    path.write_text(resource("conflict.ttl").read_text(encoding="utf-8") + turtle, encoding="utf-8")
    return path


def test_the_printed_schema_in_the_docs_is_up_to_date() -> None:
    printed = (DOCS / "schema.graphql").read_text(encoding="utf-8")
    assert printed == sdl(), "run: python -m schema.sdl > docs/schema.graphql"


def test_every_relation_and_class_of_the_ontology_is_in_the_schema() -> None:
    text, ontology = sdl(), load_ontology()
    for relation in ontology.relations.values():
        assert f"\n  {relation.name}(" in text
        assert f"\n  {relation.inverse_name}(" in text
        assert relation.definition.replace('"', '\\"') in text or relation.definition in text
    for name in ("Person", "ArmedGroup", "State", "Organization", "Place", "Facility", "Article", "Claim", "Statement"):
        assert f"\ntype {name} implements " in text
    for name in ("Entity", "Actor", "Location"):
        assert f"\ninterface {name} implements " in text


def test_a_relation_added_to_the_ontology_is_a_field_an_inverse_field_and_an_enum_value(tmp_path: Path) -> None:
    ontology = load_ontology(with_more(tmp_path, PATROLLED))
    text = sdl(ontology)
    assert "\n  patrolled(" in text
    assert "\n  patrolledBy(" in text
    assert "\n  PATROLLED\n" in text
    assert "Moved through a location to watch it." in text

    article = Article("patrol", "The Guard patrolled Torvin.")
    claim = Claim(GUARD, "patrolled", TORVIN, 0, 26, "verb.test", Decimal(1))
    store = filled(Extraction(article, (GUARD, TORVIN), (claim,), ()))
    query = """{ actor(name: "Orvan Guard") { patrolled { name } } place(name: "Torvin") { patrolledBy { name } }
                 claims(relation: [PATROLLED]) { edges { node { relation quote } } } }"""
    assert ask(store, query, ontology=ontology) == {
        "actor": {"patrolled": [{"name": "Torvin"}]},
        "place": {"patrolledBy": [{"name": "Orvan Guard"}]},
        "claims": {"edges": [{"node": {"relation": "PATROLLED", "quote": "The Guard patrolled Torvin"}}]},
    }


def test_a_relation_with_the_name_of_another_field_is_refused(tmp_path: Path) -> None:
    ontology = load_ontology(with_more(tmp_path, PATROLLED.replace('"patrolledBy"', '"name"')))
    with pytest.raises(OntologyError, match="two fields name"):
        build_schema(ontology)


def test_the_same_name_from_two_articles_gives_the_fullest() -> None:
    def said(text: str, name: str) -> Extraction:
        front = type(MARSH)(MARSH.key, name, MARSH.types)
        return Extraction(Article(text, text), (front, KESTRIA), (), ())

    store = filled(said("The Front.", "Front"), said("The Marsh Front.", "Marsh Front"), said("The MF.", "MF"))
    assert ask(store, "query($iri: ID!) { actor(iri: $iri) { name aliases } }", {"iri": f"{BASE}entity/{MARSH.key}"}) == {
        "actor": {"name": "Marsh Front", "aliases": ["Front", "MF"]}
    }


def test_introspection_shows_the_descriptions_of_the_ontology() -> None:
    query = '{ __type(name: "Place") { description fields { name description } } }'
    result = execute(filled(), query)
    assert result.data is not None
    assert result.data["__type"]["description"].startswith(load_ontology().classes["Place"].definition)
