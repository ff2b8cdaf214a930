"""The classes and relations of the ontology, read from `ontologies/conflict.ttl`: nothing in Python lists them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import OntologyError
from kg.resources import resource

CKG = "https://w3id.org/conflict-kg/ontology/"

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_ROOT = "conflictRelation"


@dataclass(frozen=True)
class OntologyClass:
    """A class of the ontology; `parents` are the names of its direct superclasses in our own namespace."""

    name: str
    iri: str
    label: str
    definition: str
    example: str
    parents: tuple[str, ...]


@dataclass(frozen=True)
class Relation:
    """
    A relation between two entities, such as `captured`.

    `domain` and `range` are class names; `parents` are the relations that it specialises (`capturedFacility` has
    `captured`); a `background` relation tells who or where somebody or something is, rather than what happened; `holding` says
    whether by this relation the subject "begins", "goes on" or "ends" to hold the object, None where it says nothing of that.
    """

    name: str
    iri: str
    label: str
    definition: str
    example: str
    domain: str
    range: str
    inverse_name: str
    parents: tuple[str, ...]
    symmetric: bool
    background: bool
    holding: str | None


@dataclass(frozen=True)
class Ontology:
    """The classes and relations by name, in the order of the file."""

    classes: Mapping[str, OntologyClass]
    relations: Mapping[str, Relation]
    version: str

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether the class `name` is `ancestor` or lies below it."""
        return name == ancestor or any(self.is_a(parent, ancestor) for parent in self.classes[name].parents)


def load_ontology(path: Path | None = None) -> Ontology:
    """Our ontology, or the Turtle file at `path`; OntologyError where it cannot be read or a term lacks something."""
    return _ours() if path is None else _read(path)


@cache
def _ours() -> Ontology:
    return _read(resource("conflict.ttl"))


def _read(path: Path) -> Ontology:
    terms = _Terms(path)
    classes = {
        name: OntologyClass(name, *terms.words(name), parents=terms.ours(name, _RDFS + "subClassOf"))
        for name in terms.of_type(_OWL + "Class")
    }
    relations = {name: _relation(terms, name) for name in terms.below(_ROOT)}
    for name, ends in {
        **{name: known.parents for name, known in classes.items()},
        **{name: (relation.domain, relation.range) for name, relation in relations.items()},
    }.items():
        for end in ends:
            if end not in classes:
                raise OntologyError(f"{path}: {name} refers to {end}, which is no class of the ontology; add the class or mend the name")
    return Ontology(MappingProxyType(classes), MappingProxyType(relations), terms.one("", _OWL + "versionInfo"))


def _relation(terms: "_Terms", name: str) -> Relation:
    return Relation(
        name,
        *terms.words(name),
        domain=terms.one(name, _RDFS + "domain").removeprefix(CKG),
        range=terms.one(name, _RDFS + "range").removeprefix(CKG),
        inverse_name=terms.one(name, CKG + "inverseName"),
        parents=tuple(parent for parent in terms.ours(name, _RDFS + "subPropertyOf") if parent != _ROOT),
        symmetric=_OWL + "SymmetricProperty" in terms.all(name, _RDF + "type"),
        background="true" in terms.all(name, CKG + "background"),
        holding=next(iter(terms.all(name, CKG + "holding")), None),
    )


class _Terms:
    """What the file says about our own terms, in its order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, dict[str, list[str]]] = {}
        try:
            for triple in parse(path=path, format=RdfFormat.TURTLE):
                if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                    about = self._values.setdefault(triple.subject.value.removeprefix(CKG), {})
                    about.setdefault(triple.predicate.value, []).append(triple.object.value)
        except (OSError, SyntaxError) as error:
            raise OntologyError(f"{path}: expected an ontology in Turtle that can be read: {error}") from error

    def all(self, name: str, predicate: str) -> list[str]:
        """All values of a property."""
        return self._values.get(name, {}).get(predicate, [])

    def one(self, name: str, predicate: str) -> str:
        """The only value of a property."""
        found = self.all(name, predicate)
        if len(found) != 1:
            raise OntologyError(
                f"{self._path}: {name or 'the ontology'} has {len(found)} values of <{predicate}>, expected one; add or mend it"
            )
        return found[0]

    def ours(self, name: str, predicate: str) -> tuple[str, ...]:
        """The values of a property that are terms of ours, as names."""
        return tuple(iri.removeprefix(CKG) for iri in self.all(name, predicate) if iri.startswith(CKG))

    def words(self, name: str) -> tuple[str, str, str, str]:
        """IRI, label, definition and example of a term."""
        return CKG + name, self.one(name, _RDFS + "label"), self.one(name, _SKOS + "definition"), self.one(name, _SKOS + "example")

    def of_type(self, iri: str) -> Iterator[str]:
        """The names of our own terms that have a type."""
        return (name for name in self._values if ":" not in name and iri in self.all(name, _RDF + "type"))

    def below(self, ancestor: str) -> Iterator[str]:
        """The names of our own properties below another, at any depth."""
        return (name for name in self._values if ":" not in name and self._is_below(name, ancestor))

    def _is_below(self, name: str, ancestor: str) -> bool:
        parents = self.ours(name, _RDFS + "subPropertyOf")
        return ancestor in parents or any(self._is_below(parent, ancestor) for parent in parents)
