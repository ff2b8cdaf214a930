"""What of an article's graph goes into an export."""

import pytest
from graph_sample import BASE, aftermath, fall
from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.errors import InputError
from kg.graph import article_quads
from kg.iris import PREFIXES, Run, article_iri
from kg.ontology import CKG
from kg.selection import Selection, selected

QUADS = article_quads(fall(), base=BASE, run=Run("us 1", "them 2"))
LATER = article_quads(aftermath(), base=BASE, run=Run("us 1", "them 2"))
TYPE = NamedNode(PREFIXES["rdf"] + "type")


def typed(quads: list[Quad], name: str) -> set[str]:
    """The nodes of a class of ours, by the last part of their IRIs."""
    return {
        str(quad.subject).rstrip(">").rpartition("/")[2] for quad in quads if quad.predicate == TYPE and quad.object.value == CKG + name
    }


def related(quads: list[Quad], *names: str) -> set[str]:
    return {quad.predicate.value.removeprefix(CKG) for quad in quads if quad.predicate.value.removeprefix(CKG) in names}


def test_all_is_kept_unless_something_is_asked_for() -> None:
    assert selected(reversed(QUADS + QUADS)) == QUADS


def test_without_claims_direct_triples_entities_and_the_article_stay() -> None:
    kept = selected(QUADS, Selection(claims=False))
    assert related(kept, "captured", "capturedFacility", "withdrewFrom") == {"captured", "capturedFacility", "withdrewFrom"}
    assert typed(kept, "Claim") == typed(kept, "Statement") == set()
    assert typed(kept, "Article") == {article_iri(fall().article).value.rpartition("/")[2]}
    assert typed(kept, "Place") == typed(QUADS, "Place")
    assert not any("#" in quad.subject.value or "/run/" in quad.subject.value for quad in kept)


def test_one_relation_brings_narrower_ones_their_claims_and_what_they_name() -> None:
    kept = selected(QUADS, Selection(relation="captured"))
    assert related(kept, "captured", "capturedFacility", "withdrewFrom", "leaderOf") == {"captured", "capturedFacility"}
    assert len(typed(kept, "Claim")) == 2
    assert typed(kept, "Place") == {"torvin"}
    assert typed(kept, "Person") == set()
    assert {quad.object.value for quad in kept if quad.predicate.value == PREFIXES["oa"] + "exact"} == {
        "it had taken Torvin on Tuesday",
        "The Front took Torvin Airfield",
    }
    assert len(typed(kept, "Article")) == 1


def test_one_relation_without_claims_is_its_direct_triples() -> None:
    kept = selected(QUADS, Selection(claims=False, relation="leaderOf"))
    assert typed(kept, "Person") == {"ana-dell"}
    assert typed(kept, "Claim") == set()
    assert related(kept, "leaderOf", "captured") == {"leaderOf"}


def test_an_article_that_does_not_speak_of_the_relation_gives_nothing() -> None:
    assert selected(QUADS, Selection(relation="killed")) == []


def test_a_relation_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="conquered: no relation of the ontology; expected one of controls, captured"):
        selected(QUADS, Selection(relation="conquered"))


def test_coordinates_become_points() -> None:
    added = set(selected(QUADS, Selection(wkt=True))) - set(QUADS)
    points = {quad.object for quad in added if quad.predicate.value.endswith("asWKT")}
    wkt = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
    assert points == {Literal("POINT(20.125 50.25)", datatype=wkt), Literal("POINT(20 50.5)", datatype=wkt)}
    assert len(added) == 6


def test_each_claim_gets_the_triple_that_it_is_about() -> None:
    added = set(selected(LATER, Selection(triple_terms=True))) - set(LATER)
    assert {quad.predicate.value for quad in added} == {PREFIXES["rdf"] + "reifies"}
    assert len(added) == len(typed(LATER, "Claim"))
    assert all(isinstance(quad.object, Triple) for quad in added)
