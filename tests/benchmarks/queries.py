"""How fast GraphQL answers beside the same questions as plain SPARQL, on a generated graph of CLAIMS claims: `make bench`."""

import asyncio
import statistics
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from time import perf_counter

from generated_graph import prepared
from pyoxigraph import Store

from kg.iris import DEFAULT_BASE
from kg.ontology import load_ontology
from kg.oxigraph_store import OxigraphStore
from kg.side_index import NAME, refresh
from kg.store import GraphStore, open_store
from schema.build import build_schema
from schema.kinds import Context
from schema.reader import GraphReader

ROUNDS = 15
LEAST = 0.2
"""Seconds that the rounds together take at the least: some hundreds where one takes less than a millisecond."""
LONG = 0.5
"""Seconds that a round may take on average before there are no more."""

EVIDENCE = """?claim rdf:predicate ?relation ; rdf:subject ?s ; rdf:object ?o ; ckg:inArticle ?article ; prov:wasDerivedFrom ?span .
  ?s rdfs:label ?subject . ?o rdfs:label ?object . ?article schema:headline ?title ; schema:url ?url .
  ?span oa:hasSelector ?position , ?words . ?position oa:start ?start ; oa:end ?end . ?words oa:exact ?quote .
  OPTIONAL { ?claim ckg:statedBy ?sp . ?sp rdfs:label ?speaker }"""
NODE = "relation date subject { name } object { name } statedBy { name } quote start end article { title url }"


@dataclass(frozen=True)
class Pair:
    """A question in both languages, and how many times the time of SPARQL it may take."""

    name: str
    graphql: str
    sparql: str
    most: float | None


def pairs(town: int, often: int) -> tuple[Pair, ...]:
    """The questions, on a town with about 20 claims and on one that is in the news often."""
    iri = f"https://w3id.org/conflict-kg/id/entity/town-{town}"
    called = f'?place rdfs:label|skos:altLabel ?called FILTER(LCASE(STR(?called)) = "town {often}")'
    return (
        Pair(
            "lookup by IRI",
            f'{{ place(iri: "{iri}") {{ name latitude longitude }} }}',
            f"SELECT * {{ ent:town-{town} a ckg:Place ; rdfs:label ?name ; geo:lat ?lat ; geo:long ?long }}",
            2,
        ),
        Pair(
            "lookup by name or alias",
            f'{{ place(name: "old town {town}") {{ name latitude longitude }} }}',
            f"""SELECT * {{ ?place rdfs:label|skos:altLabel ?called FILTER(LCASE(STR(?called)) = "old town {town}")
                  ?place a ckg:Place ; rdfs:label ?name ; geo:lat ?lat ; geo:long ?long }}""",
            2,
        ),
        Pair(
            "place, 20 claims, evidence",
            f'{{ place(iri: "{iri}") {{ name claims(first: 20) {{ edges {{ node {{ {NODE} }} }} }} }} }}',
            f"""SELECT * {{ {{ SELECT ?claim ?date {{ ?claim rdf:object ent:town-{town} ; a ckg:Claim
                  OPTIONAL {{ ?claim ckg:eventDate ?date }} }}
                ORDER BY DESC(?date) ?claim LIMIT 20 }} {EVIDENCE} }} ORDER BY DESC(?date) ?claim""",
            2,
        ),
        Pair(
            "filtered and ordered page",
            f"""{{ claims(relation: [CAPTURED], polarity: POSITIVE, minConfidence: 0.7, dateFrom: "2017", dateTo: "2022", first: 20) {{
                  edges {{ node {{ {NODE} }} }} }} }}""",
            f"""SELECT * {{ {{ SELECT ?claim ?date {{ ?claim rdf:predicate ckg:captured ; ckg:polarity ckg:positive ; ckg:confidence ?sure ;
                  ckg:eventDate ?date FILTER(?sure >= 0.7 && STR(?date) >= "2017" && STR(?date) < "2023") }}
                ORDER BY DESC(?date) ?claim LIMIT 20 }} {EVIDENCE} }} ORDER BY DESC(?date) ?claim""",
            0.1,
        ),
        Pair(
            "search",
            f'{{ search(text: "town {often} round", type: [CLAIM], first: 20) {{ nodes {{ ... on Claim {{ quote }} }} }} }}',
            rf"""SELECT ?claim ?quote {{ ?claim a ckg:Claim ; ckg:inArticle/schema:datePublished ?published ;
                  prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote
                FILTER(REGEX(?quote, "\\btown", "i") && REGEX(?quote, "\\b{often}", "i") && REGEX(?quote, "\\bround", "i")) }}
                ORDER BY DESC(?published) ?claim LIMIT 20""",
            0.1,
        ),
        Pair(
            "timeline",
            f'{{ timeline(place: "Town {often}") {{ holder {{ name }} from to disputed evidence {{ quote }} }} }}',
            f"""SELECT * {{ {{ SELECT ?place {{ {called} }} }}
                 ?claim rdf:object ?place ; rdf:predicate ?relation ; rdf:subject ?s ; ckg:polarity ?polarity ; ckg:realis ckg:actual ;
                   ckg:inArticle/schema:datePublished ?published ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote .
                 ?s rdfs:label ?holder
                 FILTER(?relation IN (ckg:controls, ckg:captured, ckg:capturedFacility, ckg:lostControlOf, ckg:withdrewFrom))
                 OPTIONAL {{ ?claim ckg:eventDate ?date }} OPTIONAL {{ ?claim ckg:statedBy ?speaker }} }}
                 ORDER BY COALESCE(?date, ?published)""",
            None,
        ),
        Pair(
            "counts by relation",
            "{ claimCounts(by: RELATION) { count ofRelation } }",
            "SELECT ?relation (COUNT(?claim) AS ?n) { ?claim a ckg:Claim ; rdf:predicate ?relation } GROUP BY ?relation",
            None,
        ),
        Pair(
            "counts by actor",
            "{ claimCounts(by: ACTOR) { count of { name } } }",
            """SELECT ?name ?n { { SELECT ?actor (COUNT(?claim) AS ?n) { ?claim a ckg:Claim ; rdf:subject ?actor }
                 GROUP BY ?actor ORDER BY DESC(?n) LIMIT 20 } ?actor rdfs:label ?name }""",
            None,
        ),
    )


def main() -> None:
    """Make the graph (or take the one in the folder GRAPH), and print the medians of both, with and without the side index."""
    with prepared() as (graph, claims), OxigraphStore(str(graph), Store.read_only(str(graph)), DEFAULT_BASE) as plain:
        if not (graph / NAME).exists():
            start = perf_counter()
            refresh(plain, graph)
            print(f"side index made in {perf_counter() - start:.0f} s, {(graph / NAME).stat().st_size / 1e6:.0f} MB", flush=True)
        with open_store(str(graph), read_only=True) as indexed:
            compare(plain, indexed, pairs(2 * claims // 99, claims // 1300))


def compare(plain: GraphStore, indexed: GraphStore, asked: Iterable[Pair]) -> None:
    """Each question in turn: SPARQL, GraphQL with the side index, GraphQL without."""
    schema = build_schema()
    print("in one process, in turn; the graph on disk; medians")
    print(f"{'milliseconds':<28}{'SPARQL':>10}{'GraphQL':>10}{'ratio':>8}{'wanted':>9}{'no index':>10}{'ratio':>8}")

    async def ask(store: GraphStore, query: str) -> None:
        result = await schema.execute(query, context_value=Context(GraphReader(store, load_ontology())))
        if result.errors or not result.data:
            raise RuntimeError(str(result.errors))

    async def answer(query: str) -> None:
        list(map(tuple, plain.query(query)))

    with asyncio.Runner() as runner:
        for pair in asked:
            sparql, fast, slow = (
                runner.run(median(work))
                for work in (
                    lambda pair=pair: answer(pair.sparql),
                    lambda pair=pair: ask(indexed, pair.graphql),
                    lambda pair=pair: ask(plain, pair.graphql),
                )
            )
            wanted = f"≤ {pair.most:g}" if pair.most else ""
            print(
                f"{pair.name:<28}{sparql:>10.2f}{fast:>10.2f}{fast / sparql:>8.2f}{wanted:>9}{slow:>10.2f}{slow / sparql:>8.2f}", flush=True
            )


async def median(work: Callable[[], Awaitable[None]]) -> float:
    """The median of some rounds, in milliseconds, after one that is not counted; as in a server, in one event loop."""
    taken = []
    while sum(taken) < LEAST or (len(taken) <= ROUNDS and sum(taken) < ROUNDS * LONG):
        start = perf_counter()
        await work()
        taken.append(perf_counter() - start)
    return 1000 * statistics.median(taken[1:] or taken)


if __name__ == "__main__":
    main()
