"""The GraphQL types of one ontology: every class below Entity, and articles, claims and statements."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import strawberry

from kg.errors import OntologyError
from kg.extraction import Article
from kg.ontology import CKG, Ontology
from schema.needs import FieldNeeds, Needs, needs_of
from schema.news import News
from schema.reader import GraphReader
from schema.resource import Resource
from schema.vocabulary import constant
from schema.wave import Answer

NODE = "Node"
ENTITY = "Entity"
EVIDENCE = ("Article", "Claim", "Statement")


@dataclass
class View:
    """What every GraphQL object that stands for a thing of the graph is made on: the thing, and others around it that were read with it."""

    resource: strawberry.Private[Resource]
    around: strawberry.Private[Mapping[str, Resource]]


Plans = dict[tuple[int, ...], Needs]
"""What is selected below fields of a document, by the identities of the nodes that ask for them; it lasts as long as the document."""

_PLANS = 1000
"""So many are kept of a document: variables decide which nodes ask for a field, in more ways than there is room for."""


@dataclass(frozen=True)
class Context:
    """
    What resolvers get with each request; without `news`, nothing can be subscribed to.

    `add` reads an article into the graph, one without a text from its URL, and gives its IRI; it says itself where that is not allowed.
    """

    reader: GraphReader
    news: News | None = None
    add: Callable[[Article], Awaitable[str]] | None = None
    plans: Plans = field(default_factory=dict)


Info = strawberry.Info[Context, None]

ASKS = FieldNeeds(asks=True)


class Kinds:
    """
    The types by name, in the order of the ontology.

    They refer to one another in circles: they are made empty, given their fields with `add`, and then declared to strawberry.
    Classes that have subclasses become interfaces, the others object types.
    """

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.needs: dict[str, FieldNeeds] = {}
        self._fitting: dict[str, list[tuple[str, type[View]]]] = {}
        self.node = new(NODE, View)
        self.types: dict[str, type[View]] = {}
        classes = [name for name in ontology.classes if ontology.is_a(name, ENTITY)]
        for name in sorted(classes, key=lambda name: sum(ontology.is_a(name, other) for other in classes)):
            self.types[name] = new(
                name, *(self.types[parent] for parent in ontology.classes[name].parents), *(() if name != ENTITY else (self.node,))
            )
        self.interfaces = [name for name in classes if any(other != name and ontology.is_a(other, name) for other in classes)]
        self.concrete = [name for name in classes if name not in self.interfaces]
        self.types |= {name: new(name, self.node) for name in EVIDENCE}
        self.relation = _enum(
            "Relation",
            "What a claim says of its subject and its object.",
            ((relation.name, f"{relation.label}: {relation.definition}") for relation in ontology.relations.values()),
        )
        self.entity_type = _enum(
            "EntityType", "What an entity is.", ((name, ontology.classes[name].definition) for name in classes if name != ENTITY)
        )

    def add(
        self, owner: type, name: str, resolver: Callable[..., Any], kind: Any, description: str, needs: FieldNeeds | None = None
    ) -> None:
        """Give a type a field, and say what it needs of the graph; OntologyError where it has one of this name already."""
        if any(name in vars(other) for other in owner.__mro__):
            raise OntologyError(f"{owner.__name__} has two fields {name}; give the relation or its inverse another name")
        setattr(owner, name, strawberry.field(resolver=resolver, graphql_type=kind, description=description))
        if needs is not None:
            self.needs[name] = self.needs.get(name, FieldNeeds()) | needs

    def needs_of(self, info: Info) -> Needs:
        """What is selected below the field that is being resolved."""
        asking = tuple(map(id, info._raw_info.field_nodes))
        found = info.context.plans.get(asking)
        if found is None:
            found = needs_of([below for one in info.selected_fields for below in one.selections], self.needs)
            if len(info.context.plans) >= _PLANS:
                info.context.plans.clear()
            info.context.plans[asking] = found
        return found

    def declare(self) -> list[type]:
        """Hand all types to strawberry, when they have their fields; gives the object types."""
        strawberry.interface(self.node, description="Anything that has an IRI.")
        for name, kind in self.types.items():
            known = self.ontology.classes[name]
            declare = strawberry.interface if name in self.interfaces else strawberry.type
            declare(kind, description=f"{known.definition}\n\nExample: {known.example}")
        return [self.types[name] for name in (*self.concrete, *EVIDENCE)]

    def subtypes(self, name: str) -> list[str]:
        """The object types that a type of the ontology stands for, itself among them; a Node may be any."""
        return [other for other in (*self.concrete, *EVIDENCE) if name == NODE or self.ontology.is_a(other, name)]

    def classes(self, name: str) -> list[str]:
        """The IRIs of the object types that a type of the ontology stands for."""
        return [CKG + below for below in self.subtypes(name)]

    def view(self, resource: Resource, around: Mapping[str, Resource], name: str = NODE) -> View | None:
        """
        A thing as an object of a type, None where it is none.

        An entity of several classes (a country that acts is a State and a Place) is seen as the one that fits the asked type,
        and as the first in the order of the ontology where several fit.
        """
        if name not in self._fitting:
            self._fitting[name] = [(CKG + fit, self.types[fit]) for fit in self.subtypes(name)]
        classes = resource.all("rdf:type")
        return next((kind(resource, around) for fit, kind in self._fitting[name] if fit in classes), None)

    def views(self, answer: Answer, name: str = NODE) -> list[View]:
        """Those things of an answer that are of a type, as its objects."""
        return [view for resource in answer.members() if (view := self.view(resource, answer.things, name))]


def new(name: str, *bases: type) -> type[Any]:
    """An empty class, to be declared to strawberry when it has its fields."""
    return type(name, bases, {"__module__": __name__})


def _enum(name: str, description: str, values: Iterable[tuple[str, str]]) -> type[Enum]:
    members = {constant(value): strawberry.enum_value(value, description=what) for value, what in values}
    return strawberry.enum(Enum(name, members), description=description)  # type: ignore[call-overload, no-any-return]
