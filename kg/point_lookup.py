"""
Recognise SPARQL queries that ask for properties of one thing, by its IRI, and nothing else.

What they take can be told before they are asked, and is next to nothing for most things.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

# Less than SPARQL allows, so that what fits is certain to be read by Oxigraph as it is here.
_IRI = r"""<[A-Za-z][A-Za-z0-9+.\-]*:[^<>"{}|^`\\\x00-\x20]*>"""
_NAME = r"[A-Za-z][A-Za-z0-9_\-]*:[A-Za-z0-9_\-]+"
_VARIABLE = r"[?$][A-Za-z0-9_]+"
_PREFIX = rf"PREFIX\s+([A-Za-z][A-Za-z0-9_\-]*):\s*({_IRI})\s*"
_PAIR = rf'(a|{_IRI}|{_NAME}|{_VARIABLE})\s+(?:{_IRI}|{_NAME}|{_VARIABLE}|"[^"\\\r\n]*"(?:@[A-Za-z]+)?)'
_LONGEST = 10_000
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")

_DECLARATION = re.compile(_PREFIX, re.IGNORECASE)
_PROPERTY = re.compile(rf"\s*{_PAIR}\s*;?")
_LOOKUP = re.compile(
    rf"\s*(?i:(?P<prologue>(?:{_PREFIX})*)(?:ASK|SELECT(?:\s+DISTINCT)?(?:\s*\*|(?:\s+{_VARIABLE})+))\s*(?:WHERE\s*)?)"
    rf"\{{\s*(?P<thing>{_IRI}|{_NAME})\s(?P<pairs>\s*{_PAIR}(?:\s*;\s*{_PAIR})*)\s*[;.]?\s*\}}\s*(?i:LIMIT\s+[0-9]+\s*)?"
)


@dataclass(frozen=True)
class PointLookup:
    """The thing that is asked for, and the property of each pattern, in their order; None where any property will do."""

    thing: NamedNode
    properties: tuple[NamedNode | None, ...]


def point_lookup(text: str, prefixes: Mapping[str, str]) -> PointLookup | None:
    """What a query looks up; None where it asks for more, or its text leaves that open. `prefixes` need no declaration."""
    if len(text) > _LONGEST or not (found := _LOOKUP.fullmatch(text)):
        return None
    names = {**prefixes, **{prefix: iri[1:-1] for prefix, iri in _DECLARATION.findall(found["prologue"])}}
    try:
        thing, *properties = (_node(term, names) for term in (found["thing"], *_PROPERTY.findall(found["pairs"])))
    except (KeyError, ValueError):
        return None
    return PointLookup(thing, tuple(properties)) if thing else None


def _node(term: str, names: Mapping[str, str]) -> NamedNode | None:
    if term[0] in "?$":
        return None
    if term[0] == "<":
        return NamedNode(term[1:-1])
    if term == "a":
        return _TYPE
    prefix, _, local = term.partition(":")
    return NamedNode(names[prefix] + local)
