"""
Write quads as JSON-LD 1.1 with short, readable keys: `statedBy`, `eventDate`, `captured`.

The context is made of the ontology and stands in the document, so that it can be read without a network.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from types import MappingProxyType

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import InputError
from kg.iris import PREFIXES
from kg.ontology import CKG
from kg.resources import resource

_TYPE = PREFIXES["rdf"] + "type"
_XSD = PREFIXES["xsd"]
# What other vocabularies give to our graph, by the key that it gets here; "@id": the value is an IRI, "@en": English text, "" : any.
_BORROWED = {
    "label": ("rdfs:label", "@en"),
    "altLabel": ("skos:altLabel", "@en"),
    "exactMatch": ("skos:exactMatch", "@id"),
    "subject": ("rdf:subject", "@id"),
    "predicate": ("rdf:predicate", "@vocab"),
    "object": ("rdf:object", "@id"),
    "identifier": ("dcterms:identifier", ""),
    "headline": ("schema:headline", ""),
    "datePublished": ("schema:datePublished", "xsd:date"),
    "url": ("schema:url", "xsd:anyURI"),
    "publisher": ("schema:publisher", ""),
    "name": ("schema:name", ""),
    "softwareVersion": ("schema:softwareVersion", ""),
    "latitude": ("geo:lat", "xsd:decimal"),
    "longitude": ("geo:long", "xsd:decimal"),
    "hasSource": ("oa:hasSource", "@id"),
    "hasSelector": ("oa:hasSelector", "@id"),
    "exact": ("oa:exact", ""),
    "start": ("oa:start", ""),
    "end": ("oa:end", ""),
    "used": ("prov:used", "@id"),
    "wasAssociatedWith": ("prov:wasAssociatedWith", "@id"),
    "wasDerivedFrom": ("prov:wasDerivedFrom", "@id"),
    "wasGeneratedBy": ("prov:wasGeneratedBy", "@id"),
}
# What the values of our own properties are, where that is not told by their being object properties or not.
_TYPED = {"confidence": "xsd:decimal", "polarity": "@vocab", "realis": "@vocab"}
_EXACT = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""Integers that every reader of JSON keeps as they are."""


def jsonld(quads: Iterable[Quad], prefixes: Mapping[str, str] = PREFIXES) -> Iterator[str]:
    """
    The document, piece by piece; quads of one graph must follow one another, and in it those of one subject.

    InputError where there is a triple term: JSON-LD 1.1 has none.
    """
    names = _Names(prefixes)
    head = json.dumps(context(prefixes), ensure_ascii=False, indent=1)
    yield f'{{"@context": {head},\n"@graph": ['
    before = "\n"
    for graph, members in groupby(quads, key=lambda quad: quad.graph_name):
        nodes = (names.node(list(group)) for _, group in groupby(members, key=lambda quad: quad.subject))
        if isinstance(graph, DefaultGraph):
            for node in nodes:
                yield before + node
                before = ",\n"
            continue
        yield f'{before}{{"@id": {_quoted(names.reference(graph))}, "@graph": [\n'
        yield next(nodes)
        for node in nodes:
            yield ",\n" + node
        yield "]}"
        before = ",\n"
    yield "\n]}\n"


@cache
def _terms() -> Mapping[str, tuple[str, str]]:
    """Each key with its property, as a prefixed name, and what its values are."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for triple in parse(path=resource("conflict.ttl"), format=RdfFormat.TURTLE):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode) and triple.predicate.value == _TYPE:
            kinds[triple.subject.value].add(triple.object.value.removeprefix(PREFIXES["owl"]))
    ours = {}
    for iri in sorted(iri for iri, found in kinds.items() if iri.startswith(CKG) and found & {"ObjectProperty", "DatatypeProperty"}):
        name = iri.removeprefix(CKG)
        values = _TYPED.get(name, "@id" if "ObjectProperty" in kinds[iri] else "")
        ours[name] = (f"ckg:{name}", values)
    return MappingProxyType(ours | _BORROWED)


def context(prefixes: Mapping[str, str] = PREFIXES) -> dict[str, object]:
    """The JSON-LD context: prefixes, our classes, and the keys with the types of their values."""
    result: dict[str, object] = {"@version": 1.1, "@vocab": CKG, "id": "@id", "type": "@type"} | dict(prefixes)
    for key, (name, values) in _terms().items():
        if values == "@en":
            result[key] = {"@id": name, "@language": "en"}
        else:
            result[key] = {"@id": name, "@type": values} if values else {"@id": name}
    return result


class _Names:
    """Terms by the context: IRIs as prefixed names, values in their short form."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = sorted(prefixes.items(), key=lambda item: -len(item[1]))
        self.known = dict(prefixes)
        self.keys = {self.expanded(name): (key, values) for key, (name, values) in _terms().items()}

    def expanded(self, name: str) -> str:
        prefix, _, rest = name.partition(":")
        return self.known[prefix] + rest

    def node(self, quads: list[Quad]) -> str:
        """All triples of one subject as one object on one line."""
        values: dict[str, list[NamedNode | BlankNode | Literal | Triple]] = defaultdict(list)
        for quad in quads:
            values[quad.predicate.value].append(quad.object)
        fields: dict[str, object] = {"id": self.reference(quads[0].subject)}
        for predicate in sorted(values, key=lambda iri: (iri != _TYPE, iri)):
            key, kind = ("type", "@vocab") if predicate == _TYPE else self.keys.get(predicate, (self.short(predicate), ""))
            found = [self.value(term, kind) for term in values[predicate]]
            fields[key] = found[0] if len(found) == 1 else found
        return json.dumps(fields, ensure_ascii=False)

    def short(self, iri: str) -> str:
        for prefix, start in self.prefixes:
            if iri.startswith(start) and not iri.startswith("//", len(start)):
                return f"{prefix}:{iri[len(start) :]}"
        return iri

    def reference(self, term: NamedNode | BlankNode | Triple) -> str:
        if isinstance(term, Triple):
            raise InputError("JSON-LD has no triple terms; write them as nquads, ntriples, trig or turtle")
        return self.short(term.value) if isinstance(term, NamedNode) else str(term)

    def value(self, term: NamedNode | BlankNode | Literal | Triple, kind: str) -> object:
        """A value as short as the type of its key allows."""
        if not isinstance(term, Literal):
            reference = self.reference(term)
            name = reference.removeprefix("ckg:")
            if kind == "@vocab" and name != reference and name not in _BORROWED:
                return name
            return reference if kind in ("@id", "@vocab") else {"@id": reference}
        if term.language:
            return term.value if kind == "@en" and term.language == "en" else {"@value": term.value, "@language": term.language}
        datatype = term.datatype.value
        if datatype == _XSD + "string":
            return {"@value": term.value} if kind else term.value
        if ":" in kind and datatype == self.expanded(kind):
            return term.value
        if not kind and datatype == _XSD + "integer" and _EXACT.fullmatch(term.value):
            return int(term.value)
        return {"@value": term.value, "@type": self.short(datatype)}


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
