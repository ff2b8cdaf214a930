"""The IRIs of what a graph tells of, and the prefixes that they are written with."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.extraction import Article, Claim, Entity, Statement
from kg.ontology import CKG

DEFAULT_BASE = "https://w3id.org/conflict-kg/id/"

VOCABULARIES = {
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
    return MappingProxyType(VOCABULARIES | {prefix: f"{base}{path}/" for prefix, path in _KINDS.items()})


PREFIXES = prefixes()


def expanded(name: str) -> str:
    """The IRI that a name such as rdfs:label stands for."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


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


def _digest(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:16]
