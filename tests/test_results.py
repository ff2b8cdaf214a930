"""Query results as tables and in standard formats."""

import json
from collections.abc import Iterator

import pytest
from article_sample import ARTICLE, EXTRACTION, RUN
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import InputError, QueryError
from kg.graph import article_quads
from kg.iris import article_iri
from kg.results import results_to_bytes, short
from kg.store import GraphStore, open_store

SELECT = "SELECT ?name ?place ?none { ?place rdfs:label ?name ; a ckg:Place }"
CONSTRUCT = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s rdfs:label ?l ; a ?t . ?t2 ?p ?o FILTER(STRSTARTS(STR(?t), STR(ckg:))) }"


@pytest.fixture
def store() -> Iterator[GraphStore]:
    """A store with one article."""
    with open_store("memory:") as opened:
        opened.replace(article_iri(ARTICLE), article_quads(EXTRACTION, run=RUN))
        yield opened


def written(store: GraphStore, query: str, result_format: str) -> str:
    return results_to_bytes(store.query(query), result_format).decode()


def test_a_table_is_aligned_and_uses_prefixes(store: GraphStore) -> None:
    assert written(store, SELECT, "table") == "name  place     none\n----  --------  ----\nHama  ent:hama\n"


def test_a_table_without_rows_still_names_its_columns(store: GraphStore) -> None:
    assert written(store, "SELECT ?a ?long { ?a ckg:besieged ?long }", "table") == "a  long\n-  ----\n"


def test_a_construct_as_table_shows_its_triples(store: GraphStore) -> None:
    lines = written(store, CONSTRUCT, "table").splitlines()
    assert lines[0].split() == ["subject", "predicate", "object"]
    assert lines[2:] == ["ent:army-1  rdfs:label  the Syrian army", "ent:hama    rdfs:label  Hama"]


@pytest.mark.parametrize(("query", "answer"), [("ASK { ent:hama ?p ?o }", "yes\n"), ("ASK { ent:homs ?p ?o }", "no\n")])
def test_a_yes_or_no_is_said_in_words(store: GraphStore, query: str, answer: str) -> None:
    assert written(store, query, "table") == answer


def test_csv_and_tsv_follow_the_standard(store: GraphStore) -> None:
    assert written(store, SELECT, "csv") == "name,place,none\r\nHama,https://w3id.org/conflict-kg/id/entity/hama,\r\n"
    assert written(store, SELECT, "tsv") == '?name\t?place\t?none\n"Hama"@en\t<https://w3id.org/conflict-kg/id/entity/hama>\t\n'


def test_json_and_xml_follow_the_standard(store: GraphStore) -> None:
    assert json.loads(written(store, SELECT, "json"))["results"]["bindings"][0]["name"] == {
        "type": "literal",
        "value": "Hama",
        "xml:lang": "en",
    }
    assert json.loads(written(store, "ASK {}", "json"))["boolean"] is True
    assert '<variable name="place"/>' in written(store, SELECT, "xml")


def test_triples_are_written_in_rdf_formats_sorted(store: GraphStore) -> None:
    text = written(store, CONSTRUCT, "ntriples")
    assert text.splitlines() == sorted(text.splitlines())
    assert len(text.splitlines()) == 2
    assert len(list(parse(written(store, CONSTRUCT, "turtle"), format=RdfFormat.TURTLE))) == 2


@pytest.mark.parametrize(
    ("query", "result_format", "message"),
    [
        (SELECT, "turtle", "turtle: the query gives rows; expected one of table, csv, tsv, json, xml"),
        (CONSTRUCT, "csv", "csv: the query gives triples; expected one of table, nquads"),
        ("ASK {}", "word", "word: the query gives rows"),
    ],
)
def test_a_format_that_does_not_fit_is_refused(store: GraphStore, query: str, result_format: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        written(store, query, result_format)


def test_a_query_that_fails_while_it_is_answered_is_refused(store: GraphStore) -> None:
    with pytest.raises(QueryError, match="not supported"):
        written(store, "SELECT ?y { ?s ?p ?o BIND(<http://example.org/f>(?o) AS ?y) }", "csv")


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (NamedNode("https://w3id.org/conflict-kg/ontology/captured"), "ckg:captured"),
        (NamedNode("https://w3id.org/conflict-kg/id/article/1a#char=1,2"), "<https://w3id.org/conflict-kg/id/article/1a#char=1,2>"),
        (NamedNode("https://example.org/"), "<https://example.org/>"),
        (Literal("two\nlines\u2028and \x9bmore"), "two lines and more"),
        (Literal("0.9", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")), "0.9"),
        (None, ""),
    ],
)
def test_terms_are_short_and_stay_on_one_line(term: NamedNode | Literal | None, text: str) -> None:
    assert short(term) == text
