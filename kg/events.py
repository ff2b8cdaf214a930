"""The claims of an article's graph as flat records, for formats that know no graph."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.iris import expanded
from kg.ontology import CKG


@dataclass(frozen=True)
class Named:
    """An entity: IRI, name, the names of its classes, sorted, and, where they are known, coordinates as decimals and a country's code."""

    iri: str
    name: str
    types: tuple[str, ...] = ()
    latitude: str = ""
    longitude: str = ""
    country: str = ""


@dataclass(frozen=True)
class Event:
    """A claim with its evidence and its article; what the graph does not say is empty."""

    iri: str
    relation: str
    subject: Named
    object: Named
    stated_by: str
    date: str
    date_end: str
    polarity: str
    realis: str
    confidence: str
    quote: str
    article: str
    title: str
    published: str
    url: str
    source: str

    @property
    def place(self) -> Named | None:
        """Where it happened, as far as coordinates tell: the object, or else the subject."""
        return next((end for end in (self.object, self.subject) if end.latitude and end.longitude), None)


def events(quads: Iterable[Quad]) -> Iterator[Event]:
    """The claims in the graph of one article, in the order of their IRIs."""
    graph = _Graph(quads)
    for claim in graph.of_type("ckg:Claim"):
        article = graph.one(claim, "ckg:inArticle")
        speaker = graph.one(claim, "ckg:statedBy")
        quotes = (
            graph.one(selector, "oa:exact")
            for span in graph.all(claim, "prov:wasDerivedFrom")
            for selector in graph.all(span, "oa:hasSelector")
        )
        yield Event(
            iri=claim,
            relation=graph.one(claim, "rdf:predicate").removeprefix(CKG),
            subject=_named(graph, graph.one(claim, "rdf:subject")),
            object=_named(graph, graph.one(claim, "rdf:object")),
            stated_by=graph.one(speaker, "rdfs:label"),
            date=graph.one(claim, "ckg:eventDate"),
            date_end=graph.one(claim, "ckg:eventEnd"),
            polarity=graph.one(claim, "ckg:polarity").removeprefix(CKG),
            realis=graph.one(claim, "ckg:realis").removeprefix(CKG),
            confidence=graph.one(claim, "ckg:confidence"),
            quote=max(quotes, default=""),
            article=article,
            title=graph.one(article, "schema:headline"),
            published=graph.one(article, "schema:datePublished"),
            url=graph.one(article, "schema:url"),
            source=graph.one(article, "schema:publisher"),
        )


def _named(graph: "_Graph", iri: str) -> Named:
    types = tuple(name.removeprefix(CKG) for name in graph.all(iri, "rdf:type"))
    told = (graph.one(iri, name) for name in ("geo:lat", "geo:long", "ckg:countryCode"))
    return Named(iri, graph.one(iri, "rdfs:label"), types, *told)


class _Graph:
    """The values of each node's properties, as text."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._nodes: dict[str, list[str]] = defaultdict(list)
        for quad in sorted(quads, key=str):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                self._values[quad.subject.value, quad.predicate.value].append(quad.object.value)
                if quad.predicate.value == expanded("rdf:type"):
                    self._nodes[quad.object.value].append(quad.subject.value)

    def of_type(self, name: str) -> list[str]:
        return self._nodes[expanded(name)]

    def all(self, node: str, name: str) -> list[str]:
        return self._values.get((node, expanded(name)), [])

    def one(self, node: str, name: str) -> str:
        """The first value of a property, or nothing."""
        return next(iter(self.all(node, name)), "")
