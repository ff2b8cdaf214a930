"""A relation written into the ontology and the lexicon reaches extraction, validation, GraphQL and the documents."""

from dataclasses import replace
from pathlib import Path

import pytest
from docs_by_hand import parsed, tree
from graphql_request import ask
from pyshacl import validate
from rdflib import Graph
from spacy.language import Language

from kg.extract import extract, extraction
from kg.extraction import Article
from kg.graph import article_quads
from kg.iris import Run
from kg.knowledge import Knowledge
from kg.lexicon import read_lexicon
from kg.ontology import CKG, Ontology, load_ontology
from kg.ontology_reference import reference
from kg.resources import resource
from kg.shapes import relation_shapes
from kg.store import open_store
from schema.sdl import sdl

RELATION = """
ckg:mined a owl:ObjectProperty ;
    rdfs:subPropertyOf ckg:conflictRelation ;
    rdfs:label "mined"@en ;
    ckg:inverseName "minedBy" ;
    rdfs:domain ckg:Actor ;
    rdfs:range ckg:Place ;
    skos:definition "Laid mines in a place or on the ways that lead to it."@en ;
    skos:example "The retreating garrison mined the valley."@en .
"""
WORDS = """
[[relation]]
name = "mined"
actors = "ArmedGroup|State"
verbs = ["A mine|booby-trap B", "A lay [mine|landmine] in|around B"]
nouns = [{ words = "mining", object = "of", subject = "by" }]
"""
CLAIM = """
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix ckg: <https://w3id.org/conflict-kg/ontology/> .
@prefix : <https://example.org/> .
:guard a ckg:ArmedGroup . :bria a ckg:Place . :sesay a ckg:Person .
:claim rdf:subject :guard ; rdf:predicate ckg:mined ; rdf:object %s .
"""


@pytest.fixture(scope="module")
def turtle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("ontologies") / "conflict.ttl", resource("conflict.ttl").read_text(encoding="utf-8") + RELATION)


@pytest.fixture(scope="module")
def ontology(turtle: Path) -> Ontology:
    return load_ontology(turtle)


@pytest.fixture(scope="module")
def knowledge(ontology: Ontology, turtle: Path) -> Knowledge:
    words = resource("lexicon.toml").read_text(encoding="utf-8").replace("[heads]", WORDS + "\n[heads]", 1)
    return replace(Knowledge.default(), ontology=ontology, lexicon=read_lexicon(_written(turtle.with_name("lexicon.toml"), words)))


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_our_own_ontology_does_not_have_it() -> None:
    assert "mined" not in load_ontology().relations


def test_a_tree_that_words_it_gives_a_claim(knowledge: Knowledge) -> None:
    doc = tree("Seleka NNP 1 nsubj B-MIL", "mined/mine VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct")
    claims = extraction(parsed(doc), knowledge).claims
    assert [(claim.subject.name, claim.relation, claim.object.name) for claim in claims] == [("Seleka", "mined", "Bria")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels mined Bambari.",
        "Bambari was mined by the rebels.",
        "Rebels laid landmines around Bambari.",
        "The mining of Bambari by rebels has gone on for weeks.",
    ],
)
def test_sentences_that_word_it_give_claims(sentence: str, knowledge: Knowledge, nlp: Language) -> None:
    (found,) = extract([Article("a", sentence)], nlp, knowledge)
    assert [(claim.relation, claim.object.name) for claim in found.claims if claim.asserted] == [("mined", "Bambari")]


def test_a_plan_of_it_is_no_fact(knowledge: Knowledge, nlp: Language) -> None:
    (found,) = extract([Article("a", "The rebels will lay landmines around Bambari.")], nlp, knowledge)
    assert [claim.relation for claim in found.claims] == ["mined"]
    assert not found.claims[0].asserted


def conforms(claim: str, ontology: Ontology, turtle: Path) -> bool:
    """Whether a claim conforms to the shapes of an ontology's relations."""
    shapes = Graph().parse(data=relation_shapes(ontology), format="turtle")
    found: bool = validate(Graph().parse(data=claim, format="turtle"), shacl_graph=shapes, ont_graph=Graph().parse(turtle))[0]
    return found


def test_its_range_is_checked(ontology: Ontology, turtle: Path) -> None:
    assert conforms(CLAIM % ":bria", ontology, turtle)
    assert not conforms(CLAIM % ":sesay", ontology, turtle)


def test_without_it_a_claim_of_it_is_refused(turtle: Path) -> None:
    assert not conforms(CLAIM % ":bria", load_ontology(), turtle)


def test_the_graph_of_an_article_bears_it(knowledge: Knowledge) -> None:
    doc = tree("Seleka NNP 1 nsubj B-MIL", "mined/mine VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct")
    predicates = {quad.predicate.value for quad in article_quads(extraction(parsed(doc), knowledge), run=Run("conflict-kg 0", "by hand 0"))}
    assert CKG + "mined" in predicates


def test_graphql_has_its_field_its_inverse_field_and_its_value(ontology: Ontology) -> None:
    text = sdl(ontology)
    assert "  mined(" in text
    assert "  minedBy(" in text
    assert "\n  MINED\n" in text
    assert "  mined(" not in sdl()


def test_graphql_can_be_asked_for_it(ontology: Ontology) -> None:
    kind = ask(open_store("memory:"), '{ __type(name: "ArmedGroup") { fields { name } } }', ontology=ontology)["__type"]
    assert "mined" in {field["name"] for field in kind["fields"]}


def test_the_reference_explains_it(ontology: Ontology) -> None:
    text = reference(ontology)
    assert "| [`mined`](#mined) | Actor | Place | `minedBy` |" in text
    assert "Laid mines in a place" in text
