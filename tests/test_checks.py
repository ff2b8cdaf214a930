"""The house style of the ontology and the rules of the data, as checks."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from article_sample import ARTICLE, CLAIM, EXTRACTION, RUN
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.checks import check_graph, check_ontology
from kg.errors import OntologyError
from kg.extraction import Article
from kg.graph import article_quads
from kg.iris import PREFIXES, article_iri, claim_iri
from kg.resources import resource

TRIPLES = [quad.triple for quad in article_quads(EXTRACTION, run=RUN)]
CLAIM_IRI = claim_iri(CLAIM, ARTICLE)
MINED = """
ckg:mined a owl:ObjectProperty ; rdfs:subPropertyOf ckg:conflictRelation ; rdfs:label "mined"@en ; ckg:inverseName "minedBy" ;
    rdfs:domain ckg:Actor ; rdfs:range ckg:Place ; skos:definition "Laid mines."@en ; skos:example "They mined the road."@en .
"""


def broken_rules(folder: Path, addition: str) -> set[tuple[str, str]]:
    """The names of the checks that find something in our ontology with an addition, each with the term."""
    path = folder / "changed.ttl"
    path.write_text(resource("conflict.ttl").read_text(encoding="utf-8") + addition, encoding="utf-8")
    return {(breach.check, breach.term.removeprefix(PREFIXES["ckg"])) for breach in check_ontology(path)}


def test_our_ontology_keeps_its_house_style() -> None:
    assert check_ontology() == []


def test_a_relation_that_has_everything_breaks_no_rule(tmp_path: Path) -> None:
    assert broken_rules(tmp_path, MINED) == set()


@pytest.mark.parametrize(
    ("check", "term", "addition"),
    [
        ("blank-node", "Person", 'ckg:Person rdfs:seeAlso [ rdfs:comment "x" ] .'),
        ("class-below-itself", "Actor", "ckg:Actor rdfs:subClassOf ckg:Person ."),
        ("inverse-name-used-twice", "mined", MINED.replace("minedBy", "killedBy")),
        ("inverse-name-used-twice", "mined", MINED.replace("minedBy", "Person")),
        ("property-below-itself", "captured", "ckg:captured rdfs:subPropertyOf ckg:capturedFacility ."),
        ("property-of-two-kinds", "cue", "ckg:cue a owl:ObjectProperty ."),
        ("property-of-two-kinds", "cue", "ckg:cue a owl:Class ."),
        ("property-without-domain", "weather", 'ckg:weather a owl:DatatypeProperty ; rdfs:label "weather"@en ; rdfs:range xsd:string .'),
        ("relation-wider-than-its-parent", "mined", MINED.replace("ckg:conflictRelation", "ckg:leaderOf")),
        ("relation-without-domain", "mined", MINED.replace("rdfs:domain ckg:Actor ;", "")),
        ("relation-without-domain", "mined", MINED.replace("rdfs:domain ckg:Actor", "rdfs:domain ckg:Actor , ckg:Person")),
        ("relation-without-inverse-name", "mined", MINED.replace('ckg:inverseName "minedBy" ;', "")),
        ("relation-without-range", "mined", MINED.replace("ckg:Place", "sem:Place")),
        ("symmetric-relation-with-two-names", "mined", MINED.replace("owl:ObjectProperty", "owl:ObjectProperty , owl:SymmetricProperty")),
        ("symmetric-relation-with-two-names", "mined", MINED.replace("minedBy", "mined")),
        ("term-that-is-not-declared", "Street", MINED.replace("ckg:Place", "ckg:Street")),
        ("term-without-definition", "mined", MINED.replace('skos:definition "Laid mines."@en ;', "")),
        ("term-without-example", "mined", MINED.replace('road."@en', 'road."')),
        ("term-without-label", "mined", MINED.replace('mined"@en', 'mined"@de')),
        ("two-terms-with-one-label", "mined", MINED.replace('"mined"@en', '"Killed"@en')),
        ("version-that-is-no-version", "", '<https://w3id.org/conflict-kg/ontology/> owl:versionInfo "soon" .'),
    ],
)
def test_each_check_finds_what_it_is_named_after(tmp_path: Path, check: str, term: str, addition: str) -> None:
    assert (check, term) in broken_rules(tmp_path, addition)


def test_every_check_states_its_rule_in_the_first_line() -> None:
    for path in [*resource("checks/ontology").glob("*.rq"), *resource("checks/graph").glob("*.rq")]:
        assert path.read_text(encoding="utf-8").startswith("# "), path.name


def test_an_ontology_that_is_no_turtle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OntologyError, match=r"missing\.ttl"):
        check_ontology(tmp_path / "missing.ttl")


def found_in(triples: Iterable[Triple]) -> set[str]:
    return {breach.check for breach in check_graph(triples)}


def ckg(name: str) -> NamedNode:
    return NamedNode(PREFIXES["ckg"] + name)


def test_the_graph_of_an_article_breaks_no_rule() -> None:
    assert check_graph(TRIPLES) == []


def test_a_direct_triple_needs_a_claim() -> None:
    hama, army = NamedNode(PREFIXES["ent"] + "hama"), NamedNode(PREFIXES["ent"] + "army-1")
    (breach,) = check_graph([*TRIPLES, Triple(army, ckg("besieged"), hama)])
    assert (breach.check, breach.term, breach.found) == ("direct-triple-without-claim", army.value, ckg("besieged").value)


def test_a_positive_and_actual_claim_needs_a_direct_triple() -> None:
    assert found_in(triple for triple in TRIPLES if triple.predicate != ckg("withdrewFrom")) == {"claim-without-direct-triple"}


def test_a_denied_claim_must_have_no_direct_triple() -> None:
    denied = [Triple(t.subject, t.predicate, ckg("negative")) if t.predicate == ckg("polarity") else t for t in TRIPLES]
    assert found_in(denied) == {"direct-triple-without-claim"}


def test_a_quote_has_the_length_of_its_span() -> None:
    exact = NamedNode(PREFIXES["oa"] + "exact")
    cut = [Triple(t.subject, t.predicate, Literal("short")) if t.predicate == exact else t for t in TRIPLES]
    assert found_in(cut) == {"quote-that-does-not-fit-its-span"}


def test_a_claim_comes_from_a_span_of_its_own_article() -> None:
    other = article_iri(Article("b", "Another text."))
    moved = [Triple(t.subject, t.predicate, other) if t.predicate == ckg("inArticle") else t for t in TRIPLES]
    assert found_in(moved) == {"finding-of-another-article"}


def test_the_graph_has_no_blank_node() -> None:
    assert found_in([*TRIPLES, Triple(CLAIM_IRI, NamedNode(PREFIXES["rdfs"] + "seeAlso"), BlankNode())]) == {"blank-node"}


def test_our_own_properties_must_be_declared() -> None:
    assert found_in([*TRIPLES, Triple(CLAIM_IRI, ckg("weather"), Literal("rain"))]) == {"property-that-is-not-declared"}


@pytest.mark.parametrize(
    ("begin", "end", "broken"),
    [
        ("2024-12-05", "2024-12-04", True),
        ("2024-12-05", "2024-11", True),
        ("2024-12", "2023", True),
        ("2024-12-05", "2024-12", False),
        ("2024", "2024-12-05", False),
        ("2024-12-05", "2024-12-05", False),
    ],
)
def test_an_event_does_not_end_before_it_begins(begin: str, end: str, broken: bool) -> None:
    dated = [t for t in TRIPLES if t.predicate != ckg("eventDate")]
    dated += [Triple(CLAIM_IRI, ckg("eventDate"), Literal(begin)), Triple(CLAIM_IRI, ckg("eventEnd"), Literal(end))]
    assert found_in(dated) == ({"event-that-ends-before-it-begins"} if broken else set())
