"""One thing of the graph with what is said of it, read once and then asked without further queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode

from kg.errors import StoreError

Value = NamedNode | Literal

PROPERTIES = (
    "rdf:type",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "rdfs:label",
    "skos:altLabel",
    "skos:exactMatch",
    "geo:lat",
    "geo:long",
    "ckg:countryCode",
    "ckg:statedBy",
    "ckg:reportedBy",
    "ckg:cue",
    "ckg:polarity",
    "ckg:realis",
    "ckg:eventDate",
    "ckg:eventEnd",
    "ckg:timeText",
    "ckg:confidence",
    "ckg:rule",
    "ckg:inArticle",
    "ckg:textSha256",
    "schema:headline",
    "schema:datePublished",
    "schema:url",
    "dcterms:identifier",
    "schema:publisher",
)
"""What is read of a thing itself."""

SPAN_PROPERTIES = ("oa:start", "oa:end", "oa:exact")
"""What is read of the span of text that a claim or a statement comes from."""


@dataclass(frozen=True)
class Resource:
    """A thing of the graph: its IRI and the values of the properties above, by prefixed name."""

    iri: str
    values: Mapping[str, tuple[Value, ...]]

    def all(self, name: str) -> tuple[str, ...]:
        """The values of a property, sorted."""
        return tuple(sorted({value.value for value in self.values.get(name, ())}))

    def one(self, name: str) -> str | None:
        """The value of a property, the first in the alphabet where there are several; None where there is none."""
        return next(iter(self.all(name)), None)

    def need(self, name: str) -> str:
        """The same, but StoreError where there is none."""
        value = self.one(name)
        if value is None:
            raise StoreError(f"<{self.iri}> has no {name}, which every graph made by kg gives it; kg validate finds what else is missing")
        return value

    @cached_property
    def name(self) -> str:
        """The fullest label, in English where there is one, or else the IRI."""
        labels = [label for label in self.values.get("rdfs:label", ()) if isinstance(label, Literal)]
        best = min(labels, key=lambda label: (label.language != "en", -len(label.value), label.value), default=None)
        return best.value if best else self.iri

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """The other labels, sorted."""
        return tuple(sorted({*self.all("rdfs:label"), *self.all("skos:altLabel")} - {self.name}))
