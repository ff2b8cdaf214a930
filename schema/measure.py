"""How deep, how wide and how costly a GraphQL request is, told from its text before anything is read from the graph."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from math import ceil

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from schema.introspection import ROOTS, SchemaLengths, schema_lengths
from schema.paging import MOST, USUAL

ASSUMED_LENGTH = 10
"""How many a list is taken to hold where the request does not say how many it wants."""

PAGE_SIZES = ("first", "last")

Length = int | SchemaLengths
"""How many each list right below a field holds, or all those of introspection."""


@dataclass(frozen=True)
class Measure:
    """`depth` counts fields within fields, `aliases` fields under another name, `cost` the values that an answer may hold."""

    depth: int = 0
    aliases: int = 0
    cost: int = 0

    def beside(self, other: "Measure") -> "Measure":
        """Both selections, next to each other."""
        return Measure(max(self.depth, other.depth), self.aliases + other.aliases, self.cost + other.cost)


def measure(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, object]) -> Measure:
    """
    The measure of one operation of a document that need not be valid: what the schema does not know counts as a single value.

    Fragments count wherever they are used, but are gone through only once, so a few lines cannot ask for hours of counting.
    """
    defaults = {one.variable.name.value: _integer(one.default_value) for one in operation.variable_definitions or ()}
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    ruler = _Ruler(schema, fragments, defaults | dict(variables))
    return ruler.selections(operation.selection_set, schema.get_root_type(operation.operation), ASSUMED_LENGTH)


@dataclass(frozen=True)
class _Ruler:
    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, object]
    measured: dict[tuple[str, Length], Measure] = field(default_factory=dict)

    def selections(self, selected: SelectionSetNode, owner: GraphQLNamedType | None, length: Length) -> Measure:
        """What stands between two braces; `length` is how many each list right below holds."""
        found = []
        for one in selected.selections:
            if isinstance(one, FieldNode):
                found.append(self._field(one, owner, length))
            elif isinstance(one, FragmentSpreadNode):
                found.append(self._fragment(one.name.value, length))
            elif isinstance(one, InlineFragmentNode):
                condition = one.type_condition
                kind = self.schema.get_type(condition.name.value) if condition else owner
                found.append(self.selections(one.selection_set, kind, length))
        return reduce(Measure.beside, found, Measure())

    def _fragment(self, name: str, length: Length) -> Measure:
        if (name, length) not in self.measured:
            self.measured[name, length] = Measure()  # for a fragment within itself, which validation refuses
            if fragment := self.fragments.get(name):
                owner = self.schema.get_type(fragment.type_condition.name.value)
                self.measured[name, length] = self.selections(fragment.selection_set, owner, length)
        return self.measured[name, length]

    def _field(self, node: FieldNode, owner: GraphQLNamedType | None, length: Length) -> Measure:
        name, alias = node.name.value, int(node.alias is not None)
        if name.startswith("__") or not isinstance(length, int):
            return self._of_schema(node, name, owner, length)
        known = owner.fields.get(name) if isinstance(owner, GraphQLObjectType | GraphQLInterfaceType) else None
        paged = known is not None and any(argument in known.args for argument in PAGE_SIZES)
        below = self._page_size(node) if paged else ASSUMED_LENGTH
        inner = Measure()
        if node.selection_set:
            inner = self.selections(node.selection_set, get_named_type(known.type) if known else None, below)
        times = 1
        if known and is_list_type(get_nullable_type(known.type)):
            times = below if paged else length
        return Measure(1 + inner.depth, alias + inner.aliases, 1 + times * inner.cost)

    def _of_schema(self, node: FieldNode, name: str, owner: GraphQLNamedType | None, length: Length) -> Measure:
        """Introspection: graphql-core limits its depth by itself."""
        if isinstance(length, int):
            lengths = schema_lengths(self.schema)
            kind, below = self.schema.get_type(ROOTS.get(name, "")), lengths.below(name)
            times = 1.0
        else:
            known = owner.fields.get(name) if isinstance(owner, GraphQLObjectType) else None
            kind, below = get_named_type(known.type) if known else None, length.below(name)
            times = length.times(name)
        inner = self.selections(node.selection_set, kind, below) if node.selection_set else Measure()
        return Measure(1, int(node.alias is not None) + inner.aliases, 1 + ceil(times * inner.cost))

    def _page_size(self, node: FieldNode) -> int:
        """How many a page holds: as many as were asked for."""
        asked = [self._number(one.value) for one in node.arguments or () if one.name.value in PAGE_SIZES]
        size = max((size for size in asked if isinstance(size, int)), default=USUAL)
        return min(max(size, 0), MOST)

    def _number(self, value: ValueNode) -> object:
        return self.variables.get(value.name.value) if isinstance(value, VariableNode) else _integer(value)


def _integer(value: ValueNode | None) -> int | None:
    return int(value.value) if isinstance(value, IntValueNode) else None
