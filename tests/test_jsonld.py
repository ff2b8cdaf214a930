"""JSON-LD with short keys."""

import json

import pytest
from graph_sample import BASE, fall
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import Dataset

from kg.errors import InputError
from kg.graph import article_quads
from kg.iris import Run, prefixes
from kg.jsonld import context, jsonld
from kg.ontology import CKG, load_ontology

QUADS = article_quads(fall(), base=BASE, run=Run("us 1", "them 2"))
A, P, G = (NamedNode(f"https://example.org/{name}") for name in "apg")
XSD = "http://www.w3.org/2001/XMLSchema#"


def nodes() -> dict[str, dict[str, object]]:
    """The article's nodes by their ids."""
    document = json.loads("".join(jsonld(QUADS, prefixes(BASE))))
    (article,) = document["@graph"]
    return {node["id"]: node for node in article["@graph"]}


def test_keys_and_values_are_short() -> None:
    claim = next(node for node in nodes().values() if node.get("predicate") == "withdrewFrom")
    assert (claim["subject"], claim["object"], claim["statedBy"]) == ("ent:orvan-guard", "ent:torvin", "ent:orvan-guard")
    assert (claim["polarity"], claim["realis"], claim["confidence"], claim["cue"]) == ("positive", "actual", "0.9", "acknowledged")
    assert claim["type"] == ["rdf:Statement", "Claim"]
    assert nodes()["ent:marsh-front"]["label"] == "Marsh Front"
    assert nodes()["ent:torvin"]["latitude"] == "50.25"
    assert {type(node["start"]) for node in nodes().values() if "start" in node} == {int}


def test_every_relation_has_a_key() -> None:
    for name in load_ontology().relations:
        assert context()[name] == {"@id": f"ckg:{name}", "@type": "@id"}


@pytest.mark.parametrize(
    "value",
    [
        Literal("plain"),
        Literal("Hama", language="en"),
        Literal("حماة", language="ar"),
        Literal("007", datatype=NamedNode(XSD + "integer")),
        Literal("12345678901234567890", datatype=NamedNode(XSD + "integer")),
        Literal("1.50", datatype=NamedNode(XSD + "decimal")),
        Literal("true", datatype=NamedNode(XSD + "boolean")),
        Literal("2031", datatype=NamedNode(XSD + "gYear")),
        NamedNode(CKG + "positive"),
        NamedNode(CKG + "start"),
        NamedNode(CKG + "a//b:c"),
        NamedNode(CKG),
        NamedNode("urn:example:1"),
        BlankNode("b"),
    ],
)
@pytest.mark.parametrize(
    "predicate", [CKG + "captured", CKG + "polarity", CKG + "confidence", CKG + "eventDate", XSD + "odd", str(A.value)]
)
def test_any_term_comes_back_under_any_key(predicate: str, value: Literal | NamedNode | BlankNode) -> None:
    quad = Quad(A, NamedNode(predicate), value, G)
    (found,) = parse("".join(jsonld([quad])), format=RdfFormat.JSON_LD)
    assert str(found.object)[:2] == "_:" if isinstance(value, BlankNode) else found == quad


def test_triples_without_a_graph_stand_at_the_top() -> None:
    quads = [Quad(A, P, Literal("x")), Quad(A, P, Literal("y"), G)]
    assert set(parse("".join(jsonld(quads)), format=RdfFormat.JSON_LD)) == set(quads)


def test_nothing_is_a_document_too() -> None:
    assert json.loads("".join(jsonld([])))["@graph"] == []


# rdflib 7.6 warns of names that it still uses itself.
@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")
def test_another_reader_finds_the_same() -> None:
    dataset = Dataset()
    dataset.parse(data="".join(jsonld(QUADS, prefixes(BASE))), format="json-ld")
    assert len(list(dataset.quads())) == len(QUADS)


def test_triple_terms_are_refused() -> None:
    with pytest.raises(InputError, match="JSON-LD has no triple terms"):
        list(jsonld([Quad(A, P, Triple(A, P, A), G)]))
