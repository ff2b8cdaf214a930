"""What a request needs of the things of a list: found out from its selection before the graph is asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from strawberry.types.nodes import SelectedField, Selection

SPAN = "prov:wasDerivedFrom/oa:hasSelector"
"""The way from a finding to the selectors of its span, whose properties are read as its own."""


@dataclass(frozen=True)
class Needs:
    """Properties to read, of the members of a list and of what `hops` lead to from there; and the fields of a connection."""

    properties: frozenset[str] = frozenset()
    hops: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()

    def also(self, more: "FieldNeeds") -> "Needs":
        """The same, and what else is needed whatever is selected."""
        return replace(self, properties=self.properties.union(more.properties), hops=self.hops.union(more.hops))


@dataclass(frozen=True)
class FieldNeeds:
    """What one field needs; one that `asks` puts a question of its own, so that what is selected below it is not ours."""

    properties: tuple[str, ...] = ()
    hops: tuple[str, ...] = ()
    asks: bool = False

    def __or__(self, other: "FieldNeeds") -> "FieldNeeds":
        """What either of two fields of one name needs."""
        return FieldNeeds((*self.properties, *other.properties), (*self.hops, *other.hops), self.asks or other.asks)


def needs_of(selected: Iterable[Selection], known: Mapping[str, FieldNeeds]) -> Needs:
    """What the fields below some selections need together."""
    fields = list(_fields(selected))
    below = [needs for needs in _walk(fields, known) if not needs.asks]
    return Needs(
        frozenset({"rdf:type"}.union(*(needs.properties for needs in below))),
        frozenset().union(*(needs.hops for needs in below)),
        frozenset(field.name for field in fields),
    )


def _walk(fields: Iterable[SelectedField], known: Mapping[str, FieldNeeds]) -> Iterator[FieldNeeds]:
    for field in fields:
        needs = known.get(field.name, FieldNeeds())
        yield needs
        if not needs.asks:
            yield from _walk(_fields(field.selections), known)


def _fields(selected: Iterable[Selection]) -> Iterator[SelectedField]:
    """The fields of a selection, those of its fragments among them."""
    for selection in selected:
        if isinstance(selection, SelectedField):
            yield selection
        else:
            yield from _fields(selection.selections)
