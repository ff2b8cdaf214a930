"""One thing of the graph with what is said of it, read once and then asked without further queries."""

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.errors import StoreError

Value = NamedNode | Literal


@dataclass(frozen=True)
class Resource:
    """A thing of the graph: its IRI and the values of the properties that were read, by prefixed name."""

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

    def name(self, language: str = "en") -> str:
        """The fullest label in a language, or else in English, or else in any; the IRI where there is none."""
        labels = [label for label in self.values.get("rdfs:label", ()) if isinstance(label, Literal)]
        best = min(labels, key=lambda label: (*_fit(label.language, language), -len(label.value), label.value), default=None)
        return best.value if best else self.iri

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other labels, sorted."""
        return tuple(sorted({*self.all("rdfs:label"), *self.all("skos:altLabel")} - {self.name()}))


def _fit(found: str | None, wanted: str) -> tuple[bool, bool]:
    """Falls as a language fits better; uk fits uk-UA."""
    return not f"{found or ''}-".lower().startswith(f"{wanted}-".lower()), found != "en"
