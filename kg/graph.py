"""Turn what one article gave into RDF: the quads of its named graph, without blank nodes and the same on every run."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from kg.extraction import Article, Claim, Entity, EventDate, Extraction, Statement
from kg.iris import DEFAULT_BASE, VOCABULARIES, Run, article_iri, claim_iri, entity_iri, prefixes, run_iri, statement_iri
from kg.ontology import CKG
from kg.text_signature import signature

NEAR_DUPLICATE_OF = NamedNode(f"{CKG}nearDuplicateOf")
"""The link from an article to the one that it nearly repeats; `kg.linking` makes it, for it takes all articles to know."""

_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}

# Characters that XML 1.0, and so RDF/XML and raptor, cannot hold. Each becomes one U+FFFD, so that offsets stay right.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Triple = tuple[NamedNode, str, NamedNode | Literal]


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
    return NamedNode(VOCABULARIES[prefix] + name)


def _text(text: str, language: str | None = None) -> Literal:
    return Literal(_NOT_IN_XML.sub("\ufffd", text), language=language)


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=_term(datatype))


def _decimal(number: Decimal) -> Literal:
    # Stores write decimals without trailing zeros; written so from the start, they are the same everywhere.
    return _typed(f"{number.normalize() + 0:f}", "xsd:decimal")
