"""Turn what one article gave into RDF: the quads of its named graph, without blank nodes and the same on every run."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import InputError
from kg.extraction import Article, Claim, Entity, EventDate, Extraction, Statement
from kg.ontology import CKG
from kg.text_signature import signature

NEAR_DUPLICATE_OF = NamedNode(f"{CKG}nearDuplicateOf")
"""The link from an article to the one that it nearly repeats; `kg.linking` makes it, for it takes all articles to know."""

DEFAULT_BASE = "https://w3id.org/conflict-kg/id/"

_VOCABULARIES = {
    "ckg": CKG,
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_KINDS = {"article": "article", "claim": "claim", "ent": "entity", "run": "run", "software": "software", "statement": "statement"}
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}

# Characters that XML 1.0, and so RDF/XML and raptor, cannot hold. Each becomes one U+FFFD, so that offsets stay right.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Triple = tuple[NamedNode, str, NamedNode | Literal]


@dataclass(frozen=True)
class Run:
    """
    What read the articles: our software and the spaCy pipeline, each as its name and version with a space between them.

    `min_confidence` is how certain a claim had to be to be kept, from 0 to 1.
    """

    software: str
    pipeline: str
    min_confidence: float = 0.0


def prefixes(base: str = DEFAULT_BASE) -> Mapping[str, str]:
    """The prefixes that queries and exports use; InputError where `base` is no absolute IRI that ends in a slash."""
    try:
        NamedNode(base)
    except ValueError as error:
        raise InputError(f"{base!r} cannot be the base of IRIs ({error}): expected an absolute IRI such as {DEFAULT_BASE}") from error
    if not base.endswith("/") or "#" in base:
        raise InputError(f"{base!r} cannot be the base of IRIs: expected one that ends in a slash, such as {DEFAULT_BASE}")
    return MappingProxyType(_VOCABULARIES | {prefix: f"{base}{path}/" for prefix, path in _KINDS.items()})


PREFIXES = prefixes()


def article_iri(article: Article, base: str = DEFAULT_BASE) -> NamedNode:
    """The IRI of an article and of its named graph."""
    return NamedNode(f"{base}article/{article.key}")


def entity_iri(entity: Entity, base: str = DEFAULT_BASE) -> NamedNode:
    """The IRI of an entity: its key, percent-encoded."""
    return NamedNode(f"{base}entity/{quote(entity.key, safe='')}")


def run_iri(article: Article, run: Run, base: str = DEFAULT_BASE) -> NamedNode:
    """The IRI of the run that read an article."""
    how = (run.software, run.pipeline, *([run.min_confidence] if run.min_confidence else []))
    return NamedNode(f"{base}run/{_digest(article.key, *how)}")


def claim_iri(claim: Claim, article: Article, base: str = DEFAULT_BASE) -> NamedNode:
    """The IRI of a claim: a hash of all that makes it this claim, so neither its rule nor its confidence."""
    speaker = claim.stated_by.key if claim.stated_by else None
    when = (claim.date.value, claim.date.end) if claim.date else None
    what = (claim.subject.key, claim.relation, claim.object.key, speaker, claim.polarity.value, claim.realis.value, when)
    return NamedNode(f"{base}claim/{_digest(article.key, claim.start, claim.end, *what)}")


def statement_iri(statement: Statement, article: Article, base: str = DEFAULT_BASE) -> NamedNode:
    """The IRI of a statement: a hash of its article, span, speaker and cue."""
    return NamedNode(f"{base}statement/{_digest(article.key, statement.start, statement.end, statement.speaker.key, statement.cue)}")


def article_quads(extraction: Extraction, *, base: str = DEFAULT_BASE, run: Run) -> list[Quad]:
    """
    The named graph of one article, as the docs draw it (docs/graph.md): sorted, without duplicates, without blank nodes.

    Where two claims differ in their rule only, the one with the higher confidence stays; where two entities have one key,
    the one that the extraction lists. InputError where `base` cannot be one.
    """
    prefixes(base)
    graph = article_iri(extraction.article, base)
    return sorted({Quad(s, _term(p), o, graph) for s, p, o in _Graph(extraction, base, run).triples()}, key=str)


def article_triples(article: Article, base: str = DEFAULT_BASE) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    """What the graph says of an article itself."""
    yield from ((subject, _term(predicate), value) for subject, predicate, value in _article(article, article_iri(article, base)))


class _Graph:
    """The triples of one article; predicates as prefixed names."""

    def __init__(self, extraction: Extraction, base: str, run: Run) -> None:
        self.extraction = extraction
        self.base = base
        self.run = run
        self.article = article_iri(extraction.article, base)
        self.activity = run_iri(extraction.article, run, base)

    def triples(self) -> Iterator[_Triple]:
        article = self.extraction.article
        yield from _article(article, self.article)
        yield from self.provenance()
        entities = {entity.key: entity for entity in self.extraction.entities}
        claims: dict[NamedNode, Claim] = {}
        for claim in self.extraction.claims:
            node = claim_iri(claim, article, self.base)
            if node not in claims or claim.confidence > claims[node].confidence:
                claims[node] = claim
        for node, claim in claims.items():
            yield from self.claim(node, claim)
            for named in (claim.subject, claim.object, claim.stated_by, *claim.reported_by):
                if named:
                    entities.setdefault(named.key, named)
        for statement in self.extraction.statements:
            yield from self.finding(statement_iri(statement, article, self.base), statement.speaker, statement.cue, statement)
            for named in (statement.speaker, *statement.reported_by):
                entities.setdefault(named.key, named)
        for entity in entities.values():
            yield from _entity(entity, entity_iri(entity, self.base))

    def provenance(self) -> Iterator[_Triple]:
        yield self.activity, "rdf:type", _term("prov:Activity")
        yield self.activity, "prov:used", self.article
        for name_and_version in (self.run.software, self.run.pipeline):
            agent = NamedNode(f"{self.base}software/{quote(name_and_version.replace(' ', '-'), safe='')}")
            name, _, version = name_and_version.partition(" ")
            yield self.activity, "prov:wasAssociatedWith", agent
            yield agent, "rdf:type", _term("prov:SoftwareAgent")
            yield agent, "rdfs:label", _text(name_and_version, "en")
            yield agent, "schema:name", _text(name)
            if version:
                yield agent, "schema:softwareVersion", _text(version)

    def claim(self, node: NamedNode, claim: Claim) -> Iterator[_Triple]:
        subject, relation, obj = entity_iri(claim.subject, self.base), _term(f"ckg:{claim.relation}"), entity_iri(claim.object, self.base)
        if claim.asserted:
            yield subject, f"ckg:{claim.relation}", obj
        yield node, "rdf:type", _term("rdf:Statement")
        yield node, "rdf:subject", subject
        yield node, "rdf:predicate", relation
        yield node, "rdf:object", obj
        yield node, "ckg:polarity", _term(f"ckg:{claim.polarity.value}")
        yield node, "ckg:realis", _term(f"ckg:{claim.realis.value}")
        yield node, "ckg:confidence", _decimal(claim.confidence)
        yield node, "ckg:rule", _text(claim.rule)
        if claim.date:
            yield from _when(node, claim.date)
        yield from self.finding(node, claim.stated_by, claim.cue, claim)

    def finding(self, node: NamedNode, speaker: Entity | None, cue: str | None, found: Claim | Statement) -> Iterator[_Triple]:
        span = NamedNode(f"{self.article.value}#char={found.start},{found.end}")
        yield node, "rdf:type", _term("ckg:Claim" if isinstance(found, Claim) else "ckg:Statement")
        yield node, "ckg:inArticle", self.article
        yield node, "prov:wasDerivedFrom", span
        yield node, "prov:wasGeneratedBy", self.activity
        if speaker:
            yield node, "ckg:statedBy", entity_iri(speaker, self.base)
        for reporter in found.reported_by:
            yield node, "ckg:reportedBy", entity_iri(reporter, self.base)
        if cue:
            yield node, "ckg:cue", _text(cue)
        yield from self.span(span, found.start, found.end)

    def span(self, node: NamedNode, start: int, end: int) -> Iterator[_Triple]:
        position = NamedNode(f"{self.article.value}#position={start},{end}")
        quotation = NamedNode(f"{self.article.value}#quote={start},{end}")
        yield node, "rdf:type", _term("oa:SpecificResource")
        yield node, "oa:hasSource", self.article
        yield node, "oa:hasSelector", position
        yield node, "oa:hasSelector", quotation
        yield position, "rdf:type", _term("oa:TextPositionSelector")
        # The Web Annotation model asks for xsd:nonNegativeInteger; Oxigraph rewrites that to xsd:integer.
        yield position, "oa:start", _typed(str(start), "xsd:integer")
        yield position, "oa:end", _typed(str(end), "xsd:integer")
        yield quotation, "rdf:type", _term("oa:TextQuoteSelector")
        yield quotation, "oa:exact", _text(self.extraction.article.text[start:end])


def _article(article: Article, node: NamedNode) -> Iterator[_Triple]:
    yield node, "rdf:type", _term("ckg:Article")
    yield node, "dcterms:identifier", _text(article.id)
    yield node, "ckg:textSha256", _text(article.text_sha256)
    yield node, "ckg:textSignature", _text(signature(article.text))
    if article.title:
        yield node, "schema:headline", _text(article.title)
    if article.published:
        yield node, "schema:datePublished", _typed(article.published.isoformat(), "xsd:date")
    if article.url:
        yield node, "schema:url", _typed(_NOT_IN_XML.sub("\ufffd", article.url), "xsd:anyURI")
    if article.source:
        yield node, "schema:publisher", _text(article.source)


def _entity(entity: Entity, node: NamedNode) -> Iterator[_Triple]:
    for name in entity.types:
        yield node, "rdf:type", _term(f"ckg:{name}")
    yield node, "rdfs:label", _text(entity.name, "en")
    for alias in entity.aliases:
        if alias != entity.name:
            yield node, "skos:altLabel", _text(alias, "en")
    if link := entity.link:
        yield node, "skos:exactMatch", NamedNode(link.iri)
        if link.latitude is not None and link.longitude is not None:
            yield node, "geo:lat", _decimal(link.latitude)
            yield node, "geo:long", _decimal(link.longitude)
        if link.country:
            yield node, "ckg:countryCode", _text(link.country)


def _when(node: NamedNode, date: EventDate) -> Iterator[_Triple]:
    yield node, "ckg:eventDate", _typed(date.value, _DATES[len(date.value)])
    yield node, "ckg:timeText", _text(date.text)
    if date.end:
        yield node, "ckg:eventEnd", _typed(date.end, _DATES[len(date.end)])


@cache
def _term(curie: str) -> NamedNode:
    prefix, _, name = curie.partition(":")
    return NamedNode(_VOCABULARIES[prefix] + name)


def _text(text: str, language: str | None = None) -> Literal:
    return Literal(_NOT_IN_XML.sub("\ufffd", text), language=language)


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=_term(datatype))


def _decimal(number: Decimal) -> Literal:
    # Stores write decimals without trailing zeros; written so from the start, they are the same everywhere.
    return _typed(f"{number.normalize() + 0:f}", "xsd:decimal")


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:16]
