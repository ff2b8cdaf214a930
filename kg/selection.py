"""Choose what of an article's graph goes into an export."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import InputError
from kg.iris import PREFIXES
from kg.ontology import CKG, Ontology, load_ontology

_RDF = PREFIXES["rdf"]
_TYPE = NamedNode(_RDF + "type")
_LATITUDE, _LONGITUDE = NamedNode(PREFIXES["geo"] + "lat"), NamedNode(PREFIXES["geo"] + "long")
GEOSPARQL = "http://www.opengis.net/ont/geosparql#"


@dataclass(frozen=True)
class Selection:
    """
    Which triples of an article are wanted, and which are added.

    Without `claims`, only direct triples stay, with the entities and the article. With a `relation`, only what is said with it
    or with a narrower one. `wkt` adds GeoSPARQL points, `triple_terms` adds to each claim the RDF 1.2 triple that it is about.
    """

    claims: bool = True
    relation: str | None = None
    wkt: bool = False
    triple_terms: bool = False


WHOLE = Selection()


def selected(quads: Iterable[Quad], selection: Selection = WHOLE) -> list[Quad]:
    """
    The wanted quads of one article's graph, each once and sorted; none where nothing in it is asked for.

    InputError where the ontology has no such relation.
    """
    kept = set(quads)
    if selection.relation is not None:
        kept = set(_about(kept, _with_narrower(load_ontology(), selection.relation)))
    if not selection.claims:
        kept = set(_without_claims(kept))
    if selection.wkt:
        kept |= set(_points(kept))
    if selection.triple_terms:
        kept |= set(_triple_terms(kept))
    return sorted(kept, key=str)


def _with_narrower(ontology: Ontology, name: str) -> set[NamedNode]:
    if name not in ontology.relations:
        raise InputError(f"{name}: no relation of the ontology; expected one of {', '.join(ontology.relations)}")
    narrower = {other.name for other in ontology.relations.values() if name in other.parents}
    return {NamedNode(CKG + name)}.union(*(_with_narrower(ontology, other) for other in narrower))


def _about(quads: set[Quad], wanted: set[NamedNode]) -> Iterator[Quad]:
    """The direct triples and claims of some relations, and all that describes what they name."""
    relations = {NamedNode(relation.iri) for relation in load_ontology().relations.values()}
    described = defaultdict(list)
    to_visit: list[NamedNode | BlankNode | Triple] = []
    for quad in quads:
        if quad.predicate in wanted:
            yield quad
            to_visit += [quad.subject, *_nodes(quad)]
        elif quad.predicate.value == _RDF + "predicate" and quad.object in wanted:
            to_visit.append(quad.subject)
        if quad.predicate not in relations:
            described[quad.subject].append(quad)
    if to_visit:
        to_visit += [quad.subject for quad in quads if quad.predicate == _TYPE and quad.object == NamedNode(CKG + "Article")]
    while to_visit:
        for quad in described.pop(to_visit.pop(), ()):
            yield quad
            to_visit += _nodes(quad)


def _nodes(quad: Quad) -> list[NamedNode | BlankNode | Triple]:
    return [] if isinstance(quad.object, Literal) else [quad.object]


def _without_claims(quads: set[Quad]) -> Iterator[Quad]:
    ontology = load_ontology()
    kinds = {NamedNode(CKG + name) for name in ontology.classes if ontology.is_a(name, "Actor") or ontology.is_a(name, "Location")}
    kinds.add(NamedNode(CKG + "Article"))
    kept = {quad.subject for quad in quads if quad.predicate == _TYPE and quad.object in kinds}
    return (quad for quad in quads if quad.subject in kept)


def _points(quads: set[Quad]) -> Iterator[Quad]:
    longitudes = {quad.subject: quad for quad in quads if quad.predicate == _LONGITUDE}
    for latitude in (quad for quad in quads if quad.predicate == _LATITUDE):
        longitude = longitudes.get(latitude.subject)
        if longitude is not None and isinstance(latitude.subject, NamedNode):
            point = NamedNode(f"{latitude.subject.value}#point")
            text = f"POINT({_text(longitude)} {_text(latitude)})"
            yield Quad(latitude.subject, NamedNode(GEOSPARQL + "hasGeometry"), point, latitude.graph_name)
            yield Quad(point, _TYPE, NamedNode(GEOSPARQL + "Geometry"), latitude.graph_name)
            literal = Literal(text, datatype=NamedNode(GEOSPARQL + "wktLiteral"))
            yield Quad(point, NamedNode(GEOSPARQL + "asWKT"), literal, latitude.graph_name)


def _text(quad: Quad) -> str:
    assert isinstance(quad.object, Literal), "coordinates are numbers"  # noqa: S101
    return quad.object.value


def _triple_terms(quads: set[Quad]) -> Iterator[Quad]:
    parts: dict[NamedNode | BlankNode | Triple, dict[str, Quad]] = defaultdict(dict)
    for quad in quads:
        parts[quad.subject][quad.predicate.value.removeprefix(_RDF)] = quad
    for claim, found in parts.items():
        if {"subject", "predicate", "object"} <= found.keys():
            subject, predicate, value = (found[part].object for part in ("subject", "predicate", "object"))
            if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
                about = Triple(subject, predicate, value)
                yield Quad(claim, NamedNode(_RDF + "reifies"), about, found["subject"].graph_name)
