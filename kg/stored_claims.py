"""Read claims back from the graph, each with its quote: for all that shows evidence without the article's text."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import cast
from urllib.parse import unquote

from pyoxigraph import NamedNode, QuerySolution, QuerySolutions

from kg.errors import QueryError
from kg.extraction import Claim, Entity, EventDate, Polarity, Realis
from kg.ontology import CKG
from kg.store import GraphStore

_CLAIMS = """
SELECT ?article ?claim ?node ?subject ?relation ?object ?speaker ?cue ?polarity ?realis ?date ?until ?time ?confidence ?rule
  ?start ?end ?quote {
  GRAPH ?article {
    ?claim a ckg:Claim ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; ckg:polarity ?polarity ;
      ckg:realis ?realis ; ckg:confidence ?confidence ; ckg:rule ?rule ; prov:wasDerivedFrom/oa:hasSelector ?position , ?quotation .
    ?position oa:start ?start ; oa:end ?end .
    ?quotation oa:exact ?quote .
    OPTIONAL { ?claim ckg:statedBy ?speaker }
    OPTIONAL { ?claim ckg:cue ?cue }
    OPTIONAL { ?claim ckg:eventDate ?date ; ckg:timeText ?time }
    OPTIONAL { ?claim ckg:eventEnd ?until }
  }
  BIND(STR(?claim) AS ?node)
} ORDER BY ?start ?end ?node
"""
_ENTITIES = """
SELECT DISTINCT ?article ?claim ?entity ?property ?value {
  GRAPH ?article {
    ?claim a ckg:Claim ; rdf:subject|rdf:object|ckg:statedBy|ckg:reportedBy ?entity .
    ?entity ?property ?value
    VALUES ?property { rdf:type rdfs:label skos:altLabel }
  }
} ORDER BY ?value
"""
_REPORTERS = """
SELECT ?article ?claim ?reporter {
  GRAPH ?article { ?claim a ckg:Claim ; ckg:reportedBy ?reporter }
} ORDER BY ?reporter
"""


def stored_claims(store: GraphStore, iri: str) -> Iterator[tuple[Claim, str]]:
    """
    The claim of that IRI, or all claims of the article of that IRI, each with its quote, in the order of the text.

    Those by whose account a speaker said it come in the order of their IRIs, for the graph keeps no other.
    Raises QueryError where the graph knows neither.
    """
    try:
        node = NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri}: no IRI ({error}); copy that of a claim or an article from the graph") from error
    role = "claim" if "/claim/" in iri else "article"
    rows = list(_select(store, _CLAIMS, {role: node}))
    if not rows and not store.contains(node):
        raise QueryError(f"{iri}: no such claim or article in {store.location}; `kg query` finds those that there are")
    entities = _entities(_select(store, _ENTITIES, {role: node}))
    reporters: dict[str, list[Entity]] = defaultdict(list)
    for row in _select(store, _REPORTERS, {role: node}):
        reporters[row["claim"].value].append(entities[row["reporter"].value])
    for row in rows:
        yield _claim(row, entities, tuple(reporters[row["node"].value])), row["quote"].value


def _select(store: GraphStore, query: str, known: dict[str, NamedNode]) -> QuerySolutions:
    return cast("QuerySolutions", store.query(query, known))


def _entities(rows: QuerySolutions) -> dict[str, Entity]:
    values: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        values[row["entity"].value][row["property"].value.rpartition("#")[2]][row["value"].value.removeprefix(CKG)] = None
    return {
        iri: Entity(unquote(iri.rpartition("/")[2]), next(iter(known["label"])), tuple(known["type"]), tuple(known["altLabel"]))
        for iri, known in values.items()
    }


def _claim(row: QuerySolution, entities: dict[str, Entity], reported_by: tuple[Entity, ...]) -> Claim:
    def text(name: str) -> str | None:
        term = row[name]
        return term.value.removeprefix(CKG) if term else None

    speaker, date = text("speaker"), text("date")
    return Claim(
        subject=entities[row["subject"].value],
        relation=row["relation"].value.removeprefix(CKG),
        object=entities[row["object"].value],
        start=int(row["start"].value),
        end=int(row["end"].value),
        rule=row["rule"].value,
        confidence=Decimal(row["confidence"].value),
        stated_by=entities[speaker] if speaker else None,
        cue=text("cue"),
        polarity=Polarity(text("polarity") or ""),
        realis=Realis(text("realis") or ""),
        date=EventDate(date, text("time") or "", text("until")) if date else None,
        reported_by=reported_by,
    )
