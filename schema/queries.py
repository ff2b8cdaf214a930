"""The SPARQL queries behind the schema; every value comes in as a serialised RDF term, never as text."""

from collections.abc import Collection, Iterable

from pyoxigraph import Literal, NamedNode

from schema.filters import ClaimFilter, Scope, by
from schema.resource import PROPERTIES, SPAN_PROPERTIES

Edge = tuple[str, str]
"""The IRIs of a thing and of a relation that starts or ends there."""


def _values(variable: str, iris: Iterable[str]) -> str:
    return f"VALUES {variable} {{ {' '.join(str(NamedNode(iri)) for iri in iris)} }}"


def _edges(edges: Iterable[Edge]) -> str:
    return f"VALUES (?from ?relation) {{ {' '.join(f'({NamedNode(start)} {NamedNode(relation)})' for start, relation in edges)} }}"


def resources(iris: Iterable[str]) -> str:
    """?iri ?property ?value: what is said of things and of the spans that they come from."""
    return f"""SELECT DISTINCT ?iri ?property ?value {{ {_values("?iri", iris)}
      {{ ?iri ?property ?value FILTER(?property IN ({", ".join(PROPERTIES)})) }} UNION
      {{ ?iri prov:wasDerivedFrom/oa:hasSelector ?selector . ?selector ?property ?value
         FILTER(?property IN ({", ".join(SPAN_PROPERTIES)})) }} }}"""


def links(forward: Collection[Edge], backward: Collection[Edge]) -> str:
    """?from ?relation ?backward ?to: the direct triples that leave from or arrive at things."""
    return _both_ways(forward, "?from ?relation ?to .", backward, "?to ?relation ?from .")


def links_by(date: str, forward: Collection[Edge], backward: Collection[Edge]) -> str:
    """The same, but only what a positive, actual claim dates on or before a day: its event's date, or else its article's."""
    dated = f"""; rdf:predicate ?relation ; ckg:polarity ckg:positive ; ckg:realis ckg:actual ; ckg:inArticle ?article .
      OPTIONAL {{ ?claim ckg:eventDate ?event }} OPTIONAL {{ ?article schema:datePublished ?published }}
      {by(date, "COALESCE(?event, ?published)")}"""
    return _both_ways(
        forward, f"?claim rdf:subject ?from ; rdf:object ?to {dated}", backward, f"?claim rdf:object ?from ; rdf:subject ?to {dated}"
    )


def _both_ways(forward: Collection[Edge], there: str, backward: Collection[Edge], back: str) -> str:
    ways = (forward, there, "false"), (backward, back, "true")
    branches = [f"{{ {_edges(edges)} {pattern} BIND({is_back} AS ?backward) }}" for edges, pattern, is_back in ways if edges]
    return f"SELECT DISTINCT ?from ?relation ?backward ?to {{ {' UNION '.join(branches)} }}"


def named(names: Iterable[str]) -> str:
    """?wanted ?iri ?alias: what bears a name, whatever the case of its letters, and whether only as an alias."""
    wanted = f"VALUES ?wanted {{ {' '.join(str(Literal(name)) for name in names)} }}"
    same = "FILTER(LCASE(STR(?name)) = LCASE(?wanted))"
    return f"""SELECT DISTINCT ?wanted ?iri ?alias {{
      {{ {wanted} ?iri rdfs:label ?name {same} BIND(false AS ?alias) }} UNION
      {{ {wanted} ?iri skos:altLabel ?name {same} BIND(true AS ?alias) }} }}"""


def claims(scope: Scope, iris: Iterable[str], wanted: ClaimFilter) -> str:
    """?scope ?claim ?date ?confidence: the claims of each entity or article, or all."""
    start = ""
    if scope is not Scope.ALL:
        start = f"{_values('?scope', iris)} {scope.value}"
    elif wanted.speakers is not None:
        # Said first where nothing else narrows the search: Oxigraph does not look into FILTER for where to begin.
        start = f"{_values('?speaker', wanted.speakers)} ?claim ckg:statedBy ?speaker ."
    return f"""SELECT DISTINCT ?scope ?claim ?date ?confidence {{ {start}
      ?claim a ckg:Claim ; ckg:confidence ?confidence .
      OPTIONAL {{ ?claim ckg:eventDate ?date }} OPTIONAL {{ ?claim ckg:eventEnd ?until }}
      {" ".join(wanted.patterns())} }}"""


def statements(scope: Scope, iris: Iterable[str]) -> str:
    """?scope ?statement ?article ?published ?start: the statements of each speaker or article, or all."""
    pattern = {Scope.ALL: "", Scope.ENTITY: "?statement ckg:statedBy ?scope .", Scope.ARTICLE: "?statement ckg:inArticle ?scope ."}
    return f"""SELECT DISTINCT ?scope ?statement ?article ?published ?start {{
      {_values("?scope", iris) if scope is not Scope.ALL else ""} {pattern[scope]}
      ?statement a ckg:Statement ; ckg:inArticle ?article ; prov:wasDerivedFrom/oa:hasSelector/oa:start ?start .
      OPTIONAL {{ ?article schema:datePublished ?published }} }}"""


def articles() -> str:
    """?article ?published."""
    return "SELECT DISTINCT ?article ?published { ?article a ckg:Article . OPTIONAL { ?article schema:datePublished ?published } }"


def article(identifier: str) -> str:
    """?article: those that were handed in under this id."""
    return f"SELECT DISTINCT ?article {{ ?article a ckg:Article ; dcterms:identifier {Literal(identifier)} }} ORDER BY ?article"


def entities(classes: Iterable[str]) -> str:
    """?iri ?name: the entities of any of these classes, by every label that they have."""
    kinds = ", ".join(str(NamedNode(iri)) for iri in classes)
    return f"SELECT DISTINCT ?iri ?name {{ ?iri a ?class . FILTER(?class IN ({kinds})) OPTIONAL {{ ?iri rdfs:label ?name }} }}"
