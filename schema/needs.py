"""What a request needs of the things of a list: found out from its selection before the graph is asked."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from strawberry.types.nodes import SelectedField, Selection

SPAN = "prov:wasDerivedFrom/oa:hasSelector"
"""The way from a finding to the selectors of its span, whose properties are read as its own."""

_TYPE = "rdf:type"


@dataclass(frozen=True)
class FieldNeeds:
    """
    What one field needs: properties of its thing and, of what `hops` lead to from there, the properties `there`.

    A field that `asks` puts a question of its own: what is selected below it is not ours.
    """

    properties: tuple[str, ...] = ()
    hops: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    asks: bool = False

    def __or__(self, other: "FieldNeeds") -> "FieldNeeds":
        """What either of two fields of one name needs."""
        return FieldNeeds(self.properties + other.properties, self.hops + other.hops, self.there + other.there, self.asks or other.asks)


@dataclass(frozen=True)
class Needs:
    """Properties to read of the members of a list; by hop, of what stands next to them; and the fields of a connection."""

    properties: frozenset[str] = frozenset()
    hops: frozenset[tuple[str, frozenset[str]]] = frozenset()
    fields: frozenset[str] = frozenset()

    @property
    def everywhere(self) -> frozenset[str]:
        """All properties, of members and of what stands next to them."""
        return self.properties.union(*(properties for _, properties in self.hops))

    def also(self, more: FieldNeeds) -> "Needs":
        """The same, and what else is needed whatever is selected."""
        found = _Found(set(self.properties), {hop: set(properties) for hop, properties in self.hops})
        found.take(more, _Found())
        return found.needs(self.fields)


def needs_of(selected: Iterable[Selection], known: Mapping[str, FieldNeeds]) -> Needs:
    """What the fields below some selections need together."""
    fields = list(_fields(selected))
    found = _collect(fields, known)
    found.properties.add(_TYPE)
    return found.needs(frozenset(one.name for one in fields))


@dataclass
class _Found:
    properties: set[str] = field(default_factory=set)
    hops: dict[str, set[str]] = field(default_factory=dict)

    def take(self, needs: FieldNeeds, below: "_Found") -> None:
        """Add what a field needs, and what is selected below it: where it hops, that is needed there."""
        self.properties.update(needs.properties)
        for hop in needs.hops:
            self.hops.setdefault(hop, set()).update(needs.there, below.properties, () if hop == SPAN else (_TYPE,))
        if not needs.hops:
            self.properties |= below.properties
        for hop, properties in below.hops.items():
            self.hops.setdefault(hop, set()).update(properties)

    def needs(self, fields: frozenset[str]) -> Needs:
        """The same, frozen."""
        return Needs(frozenset(self.properties), frozenset((hop, frozenset(known)) for hop, known in self.hops.items()), fields)


def _collect(fields: Iterable[SelectedField], known: Mapping[str, FieldNeeds]) -> _Found:
    found = _Found()
    for one in fields:
        needs = known.get(one.name, FieldNeeds())
        if not needs.asks:
            found.take(needs, _collect(_fields(one.selections), known))
    return found


def _fields(selected: Iterable[Selection]) -> Iterator[SelectedField]:
    """The fields of a selection, those of its fragments among them."""
    for selection in selected:
        if isinstance(selection, SelectedField):
            yield selection
        else:
            yield from _fields(selection.selections)
