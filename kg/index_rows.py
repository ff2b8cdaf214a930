"""What the side index keeps of one article's graph: the tables, and their rows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import expanded
from kg.ontology import CKG

TABLES = """
CREATE TABLE meta (version INTEGER, graph TEXT, shared INTEGER);
CREATE TABLE claim (iri TEXT PRIMARY KEY, article TEXT, subject TEXT, relation TEXT, object TEXT, speaker TEXT, polarity TEXT,
  realis TEXT, date TEXT, until TEXT, confidence REAL, published TEXT) WITHOUT ROWID;
CREATE TABLE statement (iri TEXT PRIMARY KEY, article TEXT, speaker TEXT, published TEXT, start REAL) WITHOUT ROWID;
CREATE TABLE article (iri TEXT PRIMARY KEY, identifier TEXT, published TEXT) WITHOUT ROWID;
CREATE TABLE fact (id INTEGER PRIMARY KEY, iri TEXT, kind TEXT, value TEXT, folded TEXT, UNIQUE (iri, kind, value));
CREATE TABLE told (article TEXT, fact INTEGER);
CREATE TABLE text (id INTEGER PRIMARY KEY, iri TEXT, article TEXT, kind TEXT, published TEXT, text TEXT);
CREATE VIRTUAL TABLE words USING fts5 (text, content = 'text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0');
"""
"""
All that is kept. Facts are the classes, labels and aliases of entities, each once however many articles have told it. Kinds of text:
0 an entity's name (its id is that of the fact, negative), 1 a headline, 2 a claim's quote, 3 a statement's. `shared` tells that something
stands in several graphs, or not in the one of its article: then it cannot be told what goes with a graph.
"""

INDEXES = """
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_subject ON claim (subject);
CREATE INDEX claim_object ON claim (object);
CREATE INDEX claim_speaker ON claim (speaker);
CREATE INDEX claim_newest ON claim (coalesce(date, '') DESC, iri);
CREATE INDEX claim_oldest ON claim (coalesce(date, '~'), iri);
CREATE INDEX claim_surest ON claim (confidence DESC, iri);
CREATE INDEX claim_published ON claim (coalesce(published, '') DESC, iri);
CREATE INDEX claim_relation ON claim (relation, coalesce(date, '') DESC, iri);
CREATE INDEX statement_article ON statement (article);
CREATE INDEX statement_speaker ON statement (speaker);
CREATE INDEX statement_newest ON statement (coalesce(published, '') DESC, article, start, iri);
CREATE INDEX article_identifier ON article (identifier);
CREATE INDEX article_newest ON article (coalesce(published, '') DESC, iri);
CREATE INDEX told_article ON told (article);
CREATE INDEX told_fact ON told (fact);
CREATE INDEX text_article ON text (article);
"""

DERIVED = """
DROP TABLE IF EXISTS name;
CREATE TABLE name AS SELECT iri, folded, kind = 'altLabel' AS alias FROM fact WHERE kind <> 'type';
CREATE INDEX name_folded ON name (folded, alias, iri);
DROP TABLE IF EXISTS entity;
CREATE TABLE entity AS SELECT iri, min(folded) AS folded FROM name WHERE NOT alias GROUP BY iri;
CREATE UNIQUE INDEX entity_iri ON entity (iri);
CREATE INDEX entity_name ON entity (folded, iri);
DROP TABLE IF EXISTS member;
CREATE TABLE member AS SELECT value AS class, iri FROM fact WHERE kind = 'type';
CREATE UNIQUE INDEX member_class ON member (class, iri);
ANALYZE;
"""
"""What is made anew from the facts whenever they have changed: the names, the entities by the first of their labels, their classes."""

_PROPERTIES = (
    "rdf:type rdf:subject rdf:predicate rdf:object rdfs:label skos:altLabel ckg:inArticle ckg:statedBy ckg:polarity ckg:realis "
    "ckg:eventDate ckg:eventEnd ckg:confidence prov:wasDerivedFrom oa:hasSelector oa:start oa:exact "
    "dcterms:identifier schema:datePublished schema:headline"
)

_SHORT = {expanded(curie): curie.partition(":")[2] for curie in _PROPERTIES.split()}

Row = tuple[str, tuple[str | float | None, ...]]


def rows(graph: str, quads: Iterable[Quad]) -> Iterator[Row]:
    """
    The rows of an article's graph, each with the name of its table; facts as (iri, kind, value).

    A text follows the thing that it belongs to.
    """
    values: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        short = _SHORT.get(quad.predicate.value)
        if short and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            values[quad.subject.value][short].append(quad.object.value)
    for iri, known in sorted(values.items()):
        types = known.get("type", [])
        article = iri if CKG + "Article" in types else _one(known, "inArticle") or graph
        published = _one(values.get(article, {}), "datePublished")
        if CKG + "Claim" in types:
            yield "claim", (iri, article, *_claim(known), published)
            yield "text", (None, iri, article, "2", published, _quote(known, values))
        elif CKG + "Statement" in types:
            yield "statement", (iri, article, _one(known, "statedBy"), published, _start(known, values))
            yield "text", (None, iri, article, "3", published, _quote(known, values))
        elif CKG + "Article" in types:
            yield "article", (iri, _one(known, "identifier"), published)
            yield "text", (None, iri, article, "1", published, _one(known, "headline"))
        elif any(kind.startswith(CKG) for kind in types):
            yield from _entity(iri, known)


def _claim(known: Mapping[str, list[str]]) -> Iterator[str | float | None]:
    yield from (_one(known, name) for name in ("subject", "predicate", "object", "statedBy"))
    yield from ((_one(known, name) or "").removeprefix(CKG) for name in ("polarity", "realis"))
    yield from (_one(known, name) for name in ("eventDate", "eventEnd"))
    yield float(_one(known, "confidence") or 0)


def _entity(iri: str, known: Mapping[str, list[str]]) -> Iterator[Row]:
    for kind in ("type", "label", "altLabel"):
        for value in known.get(kind, ()):
            yield "fact", (iri, kind, value)


def _quote(known: Mapping[str, list[str]], values: Mapping[str, Mapping[str, list[str]]]) -> str | None:
    return _selected(known, values, "exact")


def _start(known: Mapping[str, list[str]], values: Mapping[str, Mapping[str, list[str]]]) -> float:
    return float(_selected(known, values, "start") or 0)


def _selected(known: Mapping[str, list[str]], values: Mapping[str, Mapping[str, list[str]]], name: str) -> str | None:
    spans = known.get("wasDerivedFrom", [])
    selectors = (selector for span in spans for selector in values.get(span, {}).get("hasSelector", []))
    return next((found for selector in selectors if (found := _one(values.get(selector, {}), name))), None)


def _one(known: Mapping[str, list[str]], name: str) -> str | None:
    return min(known.get(name, ()), default=None)
