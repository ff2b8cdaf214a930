"""How the names of the ontology become names of the schema."""

import re
from functools import cache

from pyoxigraph import NamedNode

from kg import iris
from kg.iris import PREFIXES
from kg.ontology import Ontology, Relation


def constant(name: str) -> str:
    """The name of an enum value: capturedFacility becomes CAPTURED_FACILITY."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def field_name(name: str) -> str:
    """The name of a field: ArmedGroup becomes armedGroup."""
    return name[:1].lower() + name[1:]


@cache
def expanded(name: str) -> NamedNode:
    """The IRI that a name such as rdfs:label stands for."""
    return NamedNode(iris.expanded(name))


@cache
def prefixed(iri: str) -> str:
    """An IRI by its prefix, such as rdfs:label."""
    return next((f"{prefix}:{iri.removeprefix(start)}" for prefix, start in PREFIXES.items() if iri.startswith(start)), iri)


def relations_below(ontology: Ontology, name: str) -> list[Relation]:
    """A relation and all that specialise it, in the order of the ontology."""
    return [other for other in ontology.relations.values() if _specialises(ontology, other.name, name)]


def _specialises(ontology: Ontology, name: str, ancestor: str) -> bool:
    return name == ancestor or any(_specialises(ontology, parent, ancestor) for parent in ontology.relations[name].parents)
