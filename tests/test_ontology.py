"""The ontology as Python reads it."""

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import load_ontology
from kg.resources import resource

OURS = load_ontology()


def written(folder: Path, *, without: str = "", with_: str = "") -> Path:
    """Our ontology with one piece of text taken out and one added."""
    text = resource("conflict.ttl").read_text(encoding="utf-8")
    assert without in text
    path = folder / "changed.ttl"
    path.write_text(text.replace(without, "") + with_, encoding="utf-8")
    return path


def test_every_relation_joins_known_classes() -> None:
    assert OURS.relations
    for relation in OURS.relations.values():
        assert OURS.is_a(relation.domain, "Entity"), relation.name
        assert OURS.is_a(relation.range, "Entity"), relation.name


def test_a_relation_has_all_that_the_file_says_of_it() -> None:
    captured = OURS.relations["capturedFacility"]
    assert captured.iri == "https://w3id.org/conflict-kg/ontology/capturedFacility"
    assert captured.label == "captured facility"
    assert (captured.domain, captured.range) == ("Actor", "Facility")
    assert captured.inverse_name == "facilityCapturedBy"
    assert captured.parents == ("captured",)
    assert not captured.symmetric
    assert not captured.background


def test_relations_say_whether_a_holding_begins_goes_on_or_ends() -> None:
    assert {name: relation.holding for name, relation in OURS.relations.items() if relation.holding} == {
        "controls": "goes on",
        "captured": "begins",
        "capturedFacility": "begins",
        "lostControlOf": "ends",
        "withdrewFrom": "ends",
    }


def test_symmetric_and_background_relations_are_marked() -> None:
    assert {name for name, relation in OURS.relations.items() if relation.symmetric} == {"clashedWith", "alliedWith"}
    assert {name for name, relation in OURS.relations.items() if relation.background} == {
        "leaderOf",
        "spokespersonOf",
        "memberOf",
        "locatedIn",
    }


def test_properties_that_are_no_conflict_relations_are_left_out() -> None:
    assert "statedBy" not in OURS.relations
    assert "conflictRelation" not in OURS.relations


def test_classes_know_what_lies_above_them() -> None:
    assert OURS.is_a("State", "Actor")
    assert OURS.is_a("State", "State")
    assert not OURS.is_a("State", "Location")
    assert OURS.classes["Claim"].parents == ("Finding",)


def test_an_inverse_name_is_never_the_name_of_a_term() -> None:
    inverse = {relation.inverse_name for relation in OURS.relations.values() if not relation.symmetric}
    assert len(inverse) == sum(not relation.symmetric for relation in OURS.relations.values())
    assert not inverse & {*OURS.relations, *OURS.classes}


def test_a_relation_that_is_added_to_the_file_is_read(tmp_path: Path) -> None:
    added = """
ckg:mined a owl:ObjectProperty ; rdfs:subPropertyOf ckg:attacked ; rdfs:label "mined"@en ; ckg:inverseName "minedBy" ;
    rdfs:domain ckg:Actor ; rdfs:range ckg:Location ; skos:definition "Laid mines."@en ; skos:example "The army mined the road."@en .
"""
    mined = load_ontology(written(tmp_path, with_=added)).relations["mined"]
    assert mined.parents == ("attacked",)
    assert mined.definition == "Laid mines."


def test_a_relation_without_inverse_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"captured has 0 values of .*inverseName"):
        load_ontology(written(tmp_path, without='    ckg:inverseName "capturedBy" ;\n'))


def test_a_range_that_is_no_class_is_refused(tmp_path: Path) -> None:
    added = """
ckg:mined a owl:ObjectProperty ; rdfs:subPropertyOf ckg:conflictRelation ; rdfs:label "mined"@en ; ckg:inverseName "minedBy" ;
    rdfs:domain ckg:Actor ; rdfs:range ckg:Street ; skos:definition "Laid mines."@en ; skos:example "The army mined the road."@en .
"""
    with pytest.raises(OntologyError, match="mined refers to Street"):
        load_ontology(written(tmp_path, with_=added))


@pytest.mark.parametrize("text", ["<a> <b> .", "this is no Turtle"])
def test_a_file_that_is_no_turtle_is_refused_with_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"broken\.ttl"):
        load_ontology(path)


def test_a_missing_file_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"missing\.ttl"):
        load_ontology(tmp_path / "missing.ttl")


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.ttl"):
        resource("nothing.ttl")
