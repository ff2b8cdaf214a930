"""The named graph of an article."""

import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from article_sample import ARTICLE, CLAIM, EXTRACTION, HAMA, RUN, STATEMENT, TEXT
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import InputError
from kg.extraction import Article, Claim, Entity, EventDate, Extraction, Polarity, Realis
from kg.graph import article_quads
from kg.iris import DEFAULT_BASE, PREFIXES, Run, article_iri, claim_iri, prefixes, statement_iri


def node(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


def objects(quads: Iterable[Quad], subject: NamedNode, predicate: str) -> list[str]:
    return [str(quad.object) for quad in quads if quad.subject == subject and quad.predicate == node(predicate)]


def quads_of(claim: Claim) -> list[Quad]:
    return article_quads(replace(EXTRACTION, claims=(claim,)), run=RUN)


def only(claim: Claim) -> NamedNode:
    return claim_iri(claim, ARTICLE)


def test_an_asserted_claim_gives_the_direct_triple() -> None:
    assert objects(quads_of(CLAIM), node("ent:army-1"), "ckg:withdrewFrom") == [str(node("ent:hama"))]


@pytest.mark.parametrize(
    "claim", [replace(CLAIM, polarity=Polarity.NEGATIVE), replace(CLAIM, realis=Realis.FUTURE), replace(CLAIM, realis=Realis.HYPOTHETICAL)]
)
def test_what_is_denied_planned_or_possible_is_a_claim_without_direct_triple(claim: Claim) -> None:
    quads = quads_of(claim)
    assert not [quad for quad in quads if quad.predicate == node("ckg:withdrewFrom")]
    assert objects(quads, only(claim), "rdf:predicate") == [str(node("ckg:withdrewFrom"))]
    assert objects(quads, only(claim), "ckg:polarity") == [str(node(f"ckg:{claim.polarity}"))]
    assert objects(quads, only(claim), "ckg:realis") == [str(node(f"ckg:{claim.realis}"))]


def test_a_claim_says_who_stated_it_how_surely_and_which_rule_found_it() -> None:
    quads = quads_of(CLAIM)
    assert objects(quads, only(CLAIM), "rdf:type") == [str(node("rdf:Statement")), str(node("ckg:Claim"))]
    assert objects(quads, only(CLAIM), "rdf:subject") == [str(node("ent:army-1"))]
    assert objects(quads, only(CLAIM), "rdf:object") == [str(node("ent:hama"))]
    assert objects(quads, only(CLAIM), "ckg:statedBy") == [str(node("ent:army-1"))]
    assert objects(quads, only(CLAIM), "ckg:cue") == ['"acknowledged"']
    assert objects(quads, only(CLAIM), "ckg:rule") == ['"noun.withdrawal.from"']
    assert objects(quads, only(CLAIM), "ckg:timeText") == ['"Thursday"']
    assert objects(quads, only(CLAIM), "ckg:inArticle") == [str(article_iri(ARTICLE))]


def test_who_passes_on_what_the_speaker_said_is_named_with_claim_and_statement_and_described() -> None:
    monitor = Entity("monitor", "the monitor", ("Organization",))
    claim, statement = replace(CLAIM, reported_by=(monitor,)), replace(STATEMENT, reported_by=(monitor,))
    quads = article_quads(replace(EXTRACTION, claims=(claim,), statements=(statement,)), run=RUN)
    told = {quad.subject for quad in quads if quad.predicate == node("ckg:reportedBy") and quad.object == node("ent:monitor")}
    assert told == {only(claim), statement_iri(statement, ARTICLE)}
    assert objects(quads, only(claim), "ckg:statedBy") == [str(node("ent:army-1"))]
    assert objects(quads, node("ent:monitor"), "rdfs:label") == ['"the monitor"@en']
    assert only(claim) == only(CLAIM)


def test_a_claim_in_the_articles_own_voice_has_no_speaker() -> None:
    quads = quads_of(replace(CLAIM, stated_by=None, cue=None))
    claim = only(replace(CLAIM, stated_by=None))
    assert objects(quads, claim, "rdf:predicate")
    assert not objects(quads, claim, "ckg:statedBy")
    assert not objects(quads, claim, "ckg:cue")


def test_the_span_carries_the_exact_quote_and_its_place() -> None:
    quads = quads_of(CLAIM)
    span = NamedNode(f"{article_iri(ARTICLE).value}#char=9,46")
    assert objects(quads, only(CLAIM), "prov:wasDerivedFrom") == [str(span)]
    position, quotation = (NamedNode(iri.strip("<>")) for iri in objects(quads, span, "oa:hasSelector"))
    assert [objects(quads, position, "oa:start")[0][:3], objects(quads, position, "oa:end")[0][:4]] == ['"9"', '"46"']
    assert objects(quads, quotation, "oa:exact") == [f'"{TEXT[9:46]}"']


@pytest.mark.parametrize(("value", "datatype"), [("2024-12-05", "xsd:date"), ("2024-12", "xsd:gYearMonth"), ("2024", "xsd:gYear")])
def test_dates_are_typed_by_their_precision(value: str, datatype: str) -> None:
    claim = replace(CLAIM, date=EventDate(value, "then", end=value))
    expected = [str(Literal(value, datatype=node(datatype)))]
    assert objects(quads_of(claim), only(claim), "ckg:eventDate") == expected
    assert objects(quads_of(claim), only(claim), "ckg:eventEnd") == expected


@pytest.mark.parametrize(("number", "written"), [("0.90", "0.9"), ("1.00", "1"), ("0", "0"), ("-0.0", "0"), ("1E+2", "100")])
def test_decimals_have_no_trailing_zeros(number: str, written: str) -> None:
    claim = replace(CLAIM, confidence=Decimal(number))
    assert objects(quads_of(claim), only(claim), "ckg:confidence") == [str(Literal(written, datatype=node("xsd:decimal")))]


def test_an_entity_has_its_types_names_link_and_coordinates() -> None:
    both = replace(HAMA, types=("Place", "State"))
    quads = article_quads(replace(EXTRACTION, entities=(both,), claims=(), statements=()), run=RUN)
    hama = node("ent:hama")
    assert objects(quads, hama, "rdf:type") == [str(node("ckg:Place")), str(node("ckg:State"))]
    assert objects(quads, hama, "rdfs:label") == ['"Hama"@en']
    assert objects(quads, hama, "skos:altLabel") == ['"Hamah"@en']
    assert objects(quads, hama, "skos:exactMatch") == ["<https://sws.geonames.org/170017/>"]
    assert objects(quads, hama, "geo:lat") == [str(Literal("35.13", datatype=node("xsd:decimal")))]
    assert objects(quads, hama, "ckg:countryCode") == ['"SY"']


def test_an_article_has_what_is_known_of_it() -> None:
    quads = article_quads(EXTRACTION, run=RUN)
    article = article_iri(ARTICLE)
    assert objects(quads, article, "schema:headline") == ['"Army leaves Hama"']
    assert objects(quads, article, "schema:datePublished") == [str(Literal("2024-12-06", datatype=node("xsd:date")))]
    assert objects(quads, article, "ckg:textSha256") == [f'"{ARTICLE.text_sha256}"']
    assert objects(quads, article, "dcterms:identifier") == ['"a1"']
    bare = article_quads(Extraction(Article("a1", TEXT), (), (), ()), run=RUN)
    assert not objects(bare, article, "schema:headline")


def test_a_statement_has_speaker_cue_and_span() -> None:
    quads = article_quads(replace(EXTRACTION, claims=()), run=RUN)
    (statement,) = {quad.subject for quad in quads if quad.object == node("ckg:Statement")}
    assert objects(quads, statement, "ckg:statedBy") == [str(node("ent:army-1"))]
    assert objects(quads, statement, "ckg:cue") == ['"acknowledged"']
    assert objects(quads, statement, "prov:wasDerivedFrom") == [f"<{article_iri(ARTICLE).value}#char=22,46>"]


def test_the_run_names_software_and_pipeline_with_their_versions() -> None:
    quads = article_quads(EXTRACTION, run=RUN)
    (run,) = {quad.subject for quad in quads if quad.object == node("prov:Activity")}
    agents = [NamedNode(iri.strip("<>")) for iri in objects(quads, run, "prov:wasAssociatedWith")]
    assert [objects(quads, agent, "schema:softwareVersion") for agent in agents] == [['"0.1.0"'], ['"1.2.3"']]
    other = article_quads(EXTRACTION, run=Run("conflict-kg 0.2.0", "en_test 1.2.3"))
    assert run not in {quad.subject for quad in other}


def test_all_quads_stand_in_the_articles_graph_sorted_once_and_without_blank_nodes() -> None:
    quads = article_quads(replace(EXTRACTION, claims=(CLAIM, CLAIM), statements=(STATEMENT, STATEMENT)), run=RUN)
    assert {quad.graph_name for quad in quads} == {article_iri(ARTICLE)}
    assert quads == sorted(set(quads), key=str) == article_quads(EXTRACTION, run=RUN)
    assert not [term for quad in quads for term in quad if isinstance(term, BlankNode)]


def test_of_two_claims_that_differ_in_their_rule_the_surer_stays() -> None:
    other = replace(CLAIM, rule="verb.withdraw", confidence=Decimal("0.95"))
    quads = article_quads(replace(EXTRACTION, claims=(CLAIM, other)), run=RUN)
    assert objects(quads, only(CLAIM), "ckg:rule") == ['"verb.withdraw"']


@pytest.mark.parametrize(
    "other",
    [
        replace(CLAIM, stated_by=None),
        replace(CLAIM, polarity=Polarity.NEGATIVE),
        replace(CLAIM, realis=Realis.FUTURE),
        replace(CLAIM, date=None),
        replace(CLAIM, date=EventDate("2024-12-05", "Thursday", "2024-12-06")),
        replace(CLAIM, start=8),
        replace(CLAIM, relation="entered"),
    ],
)
def test_claims_that_say_different_things_have_different_iris(other: Claim) -> None:
    assert only(other) != only(CLAIM)


def test_entities_named_only_by_claims_are_described_too() -> None:
    quads = article_quads(replace(EXTRACTION, entities=()), run=RUN)
    assert objects(quads, node("ent:hama"), "rdfs:label") == ['"Hama"@en']


def test_an_entity_is_described_once_as_the_extraction_lists_it() -> None:
    claim = replace(CLAIM, object=replace(HAMA, name="Hama city", types=("Facility",)))
    quads = article_quads(replace(EXTRACTION, claims=(claim,)), run=RUN)
    assert objects(quads, node("ent:hama"), "rdfs:label") == ['"Hama"@en']
    assert objects(quads, node("ent:hama"), "rdf:type") == [str(node("ckg:Place"))]


def test_keys_that_are_no_iris_are_percent_encoded() -> None:
    odd = replace(HAMA, key="a b/ü<%>#")
    quads = article_quads(Extraction(ARTICLE, (odd,), (), ()), run=RUN)
    assert objects(quads, NamedNode(f"{DEFAULT_BASE}entity/a%20b%2F%C3%BC%3C%25%3E%23"), "rdfs:label")


def test_characters_that_xml_refuses_are_replaced_one_by_one() -> None:
    text = "The \x00army\x1b left\ufffe Hama\ud800."
    article = Article("a2", TEXT, title=text)
    quads = article_quads(Extraction(article, (), (), ()), run=RUN)
    assert objects(quads, article_iri(article), "schema:headline") == ['"The \ufffdarmy\ufffd left\ufffd Hama\ufffd."']


def test_another_base_moves_all_data_and_no_vocabulary() -> None:
    quads = article_quads(EXTRACTION, base="https://example.org/kg/", run=RUN)
    assert {quad.subject.value.startswith("https://example.org/kg/") for quad in quads} == {True}
    assert not [quad for quad in quads if DEFAULT_BASE in str(quad)]
    assert prefixes("https://example.org/kg/")["ent"] == "https://example.org/kg/entity/"
    assert prefixes("https://example.org/kg/")["ckg"] == PREFIXES["ckg"]


@pytest.mark.parametrize("base", ["", "id/", "https://example.org/kg", "https://example.org/a b/", "https://example.org/kg#/"])
def test_a_base_that_cannot_be_one_is_refused(base: str) -> None:
    with pytest.raises(InputError, match="cannot be the base of IRIs"):
        article_quads(EXTRACTION, base=base, run=RUN)


def test_the_hash_seed_changes_nothing() -> None:
    code = "from article_sample import *; from kg.graph import article_quads; print(*article_quads(EXTRACTION, run=RUN), sep='\\n')"
    folders = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])

    def output(seed: str) -> bytes:
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": folders}
        return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout

    assert output("1") == output("2")
    assert output("1").decode().splitlines() == [str(quad) for quad in article_quads(EXTRACTION, run=RUN)]
