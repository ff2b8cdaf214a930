"""The reference of the ontology in the docs."""

from pathlib import Path

import pytest

from kg.ontology import load_ontology
from kg.ontology_reference import reference
from kg.resources import resource

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.skipif(not DOCS.exists(), reason="the docs are in the repository, not in the wheel")
def test_the_docs_are_those_of_the_ontology() -> None:
    assert (DOCS / "ontology.md").read_text(encoding="utf-8") == reference(load_ontology()), "run python -m kg.ontology_reference"


def test_a_relation_that_is_added_is_documented(tmp_path: Path) -> None:
    added = """
ckg:mined a owl:ObjectProperty ; rdfs:subPropertyOf ckg:attacked ; rdfs:label "mined"@en ; ckg:inverseName "minedBy" ;
    rdfs:domain ckg:Actor ; rdfs:range ckg:Location ; skos:definition "Laid mines."@en ; skos:example "The army mined the road."@en .
"""
    path = tmp_path / "changed.ttl"
    path.write_text(resource("conflict.ttl").read_text(encoding="utf-8") + added, encoding="utf-8")
    page = reference(load_ontology(path))
    assert "| [`mined`](#mined) | Actor | Location | `minedBy` |" in page
    assert "### mined\n\nLaid mines.\n\n> The army mined the road.\n" in page
    assert "Whatever it holds of, `attacked` holds of, too." in page


def test_every_class_stands_below_its_parent() -> None:
    lines = reference(load_ontology()).splitlines()
    for name, indent in (("Entity", 0), ("Actor", 2), ("Person", 4), ("Claim", 2)):
        assert [line for line in lines if line.startswith(f"{' ' * indent}- **{name}**")]
