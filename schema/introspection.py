"""How long the lists of a schema that describes itself are, so that reading it has a cost like reading the graph."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from statistics import mean

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    GraphQLWrappingType,
    OperationDefinitionNode,
)

ROOTS = {"__schema": "__Schema", "__type": "__Type"}
"""The fields that introspection begins with, and their types."""

_ABOUT_ALL = frozenset({"__schema", "types", "directives", "fields", "args", "inputFields", "enumValues"})
"""Fields that go on from all types to all that these have; other fields lead to single types, which may be large ones."""

_WITH_FIELDS = (GraphQLObjectType, GraphQLInterfaceType)
_ABSTRACT = (GraphQLInterfaceType, GraphQLUnionType)


@dataclass(frozen=True, eq=False)
class SchemaLengths:
    """How many each list of a type of introspection holds, and how often there is an `ofType`, by the names of the fields."""

    by_field: Mapping[str, float]
    of_one: "SchemaLengths | None" = None
    """The same of the largest types."""

    def times(self, name: str) -> float:
        """How many values a field gives."""
        return self.by_field.get(name, 1)

    def below(self, name: str) -> "SchemaLengths":
        """What holds below a field."""
        return self if name in _ABOUT_ALL else self.of_one or self


@lru_cache(maxsize=1)
def schema_lengths(schema: GraphQLSchema) -> SchemaLengths:
    """The lengths for a schema: those of all types on an average, whose products are exact where somebody reads all of it."""
    types = list(schema.type_map.values())
    fields = [list(kind.fields.values()) if isinstance(kind, _WITH_FIELDS) else [] for kind in types]
    every = list(chain.from_iterable(fields))
    arguments = [len(field.args) for field in every]
    wrappers = [_wrappers(one.type) for field in every for one in (field, *field.args.values())]
    lists = {
        "fields": [len(some) for some in fields],
        "interfaces": [len(kind.interfaces) if isinstance(kind, _WITH_FIELDS) else 0 for kind in types],
        "possibleTypes": [len(schema.get_possible_types(kind)) if isinstance(kind, _ABSTRACT) else 0 for kind in types],
        "inputFields": [len(kind.fields) if isinstance(kind, GraphQLInputObjectType) else 0 for kind in types],
        "enumValues": [len(kind.values) if isinstance(kind, GraphQLEnumType) else 0 for kind in types],
    }
    whole = {
        "types": float(len(types)),
        "directives": float(len(schema.directives)),
        "locations": mean(len(one.locations) for one in schema.directives),
        "ofType": sum(wrappers) / (sum(wrappers) + len(wrappers)),
    }
    largest = SchemaLengths(whole | {name: max(lengths) for name, lengths in lists.items()} | {"args": max(arguments)})
    return SchemaLengths(whole | {name: mean(lengths) for name, lengths in lists.items()} | {"args": mean(arguments)}, largest)


def asks_schema_alone(operation: OperationDefinitionNode | None) -> bool:
    """Whether an operation asks for nothing but the schema."""
    return operation is not None and all(
        isinstance(one, FieldNode) and one.name.value in (*ROOTS, "__typename") for one in operation.selection_set.selections
    )


def _wrappers(kind: GraphQLOutputType | GraphQLInputType) -> int:
    """How many lists and exclamation marks there are around a type."""
    return 1 + _wrappers(kind.of_type) if isinstance(kind, GraphQLWrappingType) else 0
