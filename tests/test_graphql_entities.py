import pytest
from graph_sample import BASE, aftermath, fall, fill, filled
from graphql_request import ask, complaint, execute
from pyoxigraph import Literal, NamedNode, Quad
from sparql_server import sparql_server

from kg.store import GraphStore, open_store

ENTITY = BASE + "entity/"


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return filled(fall(), aftermath())


def names(entities: list[dict[str, str]]) -> list[str]:
    return [entity["name"] for entity in entities]


def test_a_place_is_found_by_name_with_its_coordinates_and_links(store: GraphStore) -> None:
    place = ask(store, '{ place(name: "Torvin") { id name aliases types latitude longitude countryCode exactMatch } }')["place"]
    assert place == {
        "id": ENTITY + "torvin",
        "name": "Torvin",
        "aliases": ["Old Torvin"],
        "types": ["PLACE"],
        "latitude": 50.25,
        "longitude": 20.125,
        "countryCode": "KE",
        "exactMatch": ["https://sws.geonames.org/2/"],
    }


@pytest.mark.parametrize("name", ["Torvin", "torvin", "TORVIN", "old torvin"])
def test_names_match_labels_and_aliases_in_any_case(store: GraphStore, name: str) -> None:
    assert ask(store, "query($name: String) { location(name: $name) { id } }", {"name": name}) == {"location": {"id": ENTITY + "torvin"}}


@pytest.mark.parametrize("name", ["Torv", "", 'Torvin" } UNION { ?iri ?p ?name . #', "Torvin\\", "{", "?iri"])
def test_a_name_is_matched_whole_and_never_read_as_a_query(store: GraphStore, name: str) -> None:
    found = ask(store, "query($name: String) { place(name: $name) { id } entities(name: $name) { totalCount } }", {"name": name})
    assert found == {"place": None, "entities": {"totalCount": 0}}


def test_half_a_character_is_refused(store: GraphStore) -> None:
    (error,) = execute(store, "query($name: String) { place(name: $name) { id } }", {"name": "Torvin\ud800"}).errors or ()
    assert "lone surrogate" in error.message


def test_a_remote_store_answers_the_same() -> None:
    query = """{ place(name: "torvin") { name capturedBy { name } controlledBy(at: "2031-04") { name }
                   claims(last: 3) { totalCount edges { cursor node { quote subject { name } } } }
                   claimCounts(by: ACTOR) { count of { name } } }
                 search(text: "torvin") { totalCount nodes { id } } timeline(place: "Torvin") { from to holder { name } } }"""
    with sparql_server() as url, open_store(url, base=BASE) as remote:
        fill(remote, fall(), aftermath())
        assert ask(remote, query) == ask(filled(fall(), aftermath()), query)


def test_a_name_of_another_type_finds_nothing(store: GraphStore) -> None:
    assert ask(store, '{ facility(name: "Torvin") { id } person(name: "Marsh Front") { id } }') == {"facility": None, "person": None}


def test_an_iri_finds_the_entity_and_the_node(store: GraphStore) -> None:
    query = "query($iri: ID!) { entity(iri: $iri) { name } node(id: $iri) { __typename id } }"
    assert ask(store, query, {"iri": ENTITY + "ana-dell"}) == {
        "entity": {"name": "Ana Dell"},
        "node": {"__typename": "Person", "id": ENTITY + "ana-dell"},
    }


def test_an_unknown_iri_is_null(store: GraphStore) -> None:
    assert ask(store, '{ entity(iri: "https://example.org/x") { name } node(id: "https://example.org/x") { id } }') == {
        "entity": None,
        "node": None,
    }


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{ entity { name } }", "give either iri or name"),
        ('{ entity(iri: "https://example.org/x", name: "x") { name } }', "give either iri or name"),
        ('{ entity(iri: "torvin") { name } }', "no absolute IRI"),
        ('{ entity(iri: "https://example.org/> ?s ?p") { name } }', "is no IRI"),
        ("{ article { title } }", "give either iri or id"),
        ('{ node(id: "https://example.org/ x") { id } }', "is no IRI"),
    ],
)
def test_a_lookup_that_says_too_little_or_too_much_is_refused(store: GraphStore, query: str, message: str) -> None:
    assert message in complaint(store, query)


def test_relations_lead_from_their_domain_and_back_from_their_range(store: GraphStore) -> None:
    found = ask(
        store,
        """{ armedGroup(name: "Orvan Guard") { withdrewFrom { name } clashedWith { name } alliedWith { name } }
             place(name: "Torvin") { withdrawnFromBy { __typename name } capturedBy { name } locatedIn { name } contains { name } }
             person(name: "Ana Dell") { leaderOf { name } } }""",
    )
    assert found == {
        "armedGroup": {"withdrewFrom": [{"name": "Torvin"}], "clashedWith": [{"name": "Marsh Front"}], "alliedWith": [{"name": "Kestria"}]},
        "place": {
            "withdrawnFromBy": [{"__typename": "ArmedGroup", "name": "Orvan Guard"}],
            "capturedBy": [{"name": "Marsh Front"}],
            "locatedIn": [{"name": "Kestria"}],
            "contains": [],
        },
        "person": {"leaderOf": [{"name": "Marsh Front"}]},
    }


def test_a_relation_includes_those_that_specialise_it(store: GraphStore) -> None:
    front = ask(store, '{ actor(name: "MF") { captured { name } capturedFacility { name } } }')["actor"]
    assert names(front["captured"]) == ["Torvin", "Torvin Airfield"]
    assert names(front["capturedFacility"]) == ["Torvin Airfield"]


def test_denied_and_planned_facts_are_no_relations(store: GraphStore) -> None:
    assert ask(store, '{ actor(name: "Marsh Front") { entered { name } attacked { name } } }') == {"actor": {"entered": [], "attacked": []}}


@pytest.mark.parametrize(
    ("at", "held"),
    [
        ("2031-02-28", []),
        ("2031-03-01", ["Torvin", "Torvin Airfield"]),
        ("2031-03", ["Torvin", "Torvin Airfield"]),
        ("2030", []),
    ],
)
def test_at_keeps_what_began_by_then(store: GraphStore, at: str, held: list[str]) -> None:
    query = 'query($at: PartialDate) { actor(name: "Marsh Front") { controls(at: $at) { name } } }'
    assert names(ask(store, query, {"at": at})["actor"]["controls"]) == held


@pytest.mark.parametrize(("at", "taken"), [("2031-03-04", []), ("2031-03-05", ["Marsh Front"])])
def test_at_takes_the_day_of_the_article_where_a_claim_has_no_date(store: GraphStore, at: str, taken: list[str]) -> None:
    query = 'query($at: PartialDate) { facility(name: "Torvin Airfield") { capturedBy(at: $at) { name } } }'
    assert names(ask(store, query, {"at": at})["facility"]["capturedBy"]) == taken


def test_a_state_that_is_a_place_too_is_seen_as_what_was_asked_for(store: GraphStore) -> None:
    found = ask(
        store,
        """{ entity(name: "Kestria") { __typename types asLocation { __typename } asActor { __typename } }
             place(name: "Kestria") { __typename contains { name } asActor { alliedWith { name } } }
             state(name: "Kestria") { __typename alliedWith { name } asLocation { latitude } }
             armedGroup(name: "Orvan Guard") { alliedWith { __typename } asLocation { id } } }""",
    )
    assert found == {
        "entity": {
            "__typename": "State",
            "types": ["STATE", "PLACE"],
            "asLocation": {"__typename": "Place"},
            "asActor": {"__typename": "State"},
        },
        "place": {"__typename": "Place", "contains": [{"name": "Torvin"}], "asActor": {"alliedWith": [{"name": "Orvan Guard"}]}},
        "state": {"__typename": "State", "alliedWith": [{"name": "Orvan Guard"}], "asLocation": {"latitude": 50.5}},
        "armedGroup": {"alliedWith": [{"__typename": "State"}], "asLocation": None},
    }


def test_a_claim_shows_its_ends_as_the_relation_has_them(store: GraphStore) -> None:
    query = """{ claims(relation: [ALLIED_WITH, LOCATED_IN, ATTACKED], polarity: POSITIVE, orderBy: DATE_ASC)
                 { edges { node { relation subject { __typename name } object { __typename name } } } } }"""
    claims = [edge["node"] for edge in ask(store, query)["claims"]["edges"]]
    ends = {
        (claim["relation"], claim["subject"]["__typename"], claim["object"]["__typename"]) for claim in claims if "Kestria" in str(claim)
    }
    assert ends == {
        ("ALLIED_WITH", "State", "ArmedGroup"),
        ("LOCATED_IN", "Place", "Place"),
        ("ATTACKED", "State", "Facility"),
        ("ATTACKED", "ArmedGroup", "State"),
    }


def test_entities_are_listed_by_name_and_type(store: GraphStore) -> None:
    found = ask(
        store,
        """{ all: entities { totalCount edges { node { name } } }
             places: entities(type: PLACE) { edges { node { __typename name } } }
             locations: entities(type: LOCATION) { edges { node { name } } }
             fronts: entities(name: "the front") { edges { node { name } } } }""",
    )
    assert found["all"]["totalCount"] == 6
    assert names([edge["node"] for edge in found["all"]["edges"]]) == [
        "Ana Dell",
        "Kestria",
        "Marsh Front",
        "Orvan Guard",
        "Torvin",
        "Torvin Airfield",
    ]
    assert names([edge["node"] for edge in found["places"]["edges"]]) == ["Kestria", "Torvin"]
    assert {edge["node"]["__typename"] for edge in found["places"]["edges"]} == {"Place"}
    assert names([edge["node"] for edge in found["locations"]["edges"]]) == ["Kestria", "Torvin", "Torvin Airfield"]
    assert names([edge["node"] for edge in found["fronts"]["edges"]]) == ["Marsh Front"]


def test_entities_are_found_by_a_part_of_a_name(store: GraphStore) -> None:
    found = ask(store, '{ entities(text: "torv", type: PLACE) { nodes { name } } alias: entities(text: "old") { nodes { name } } }')
    assert found == {"entities": {"nodes": [{"name": "Torvin"}]}, "alias": {"nodes": [{"name": "Torvin"}]}}


def test_a_name_in_another_language_falls_back_to_english() -> None:
    store = filled(fall())
    torvin = NamedNode(ENTITY + "torvin")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    other = NamedNode(BASE + "article/other")
    store.replace(other, [Quad(torvin, label, Literal("Торвін", language="uk-UA"), other)])
    found = ask(store, '{ place(name: "торвін") { name uk: name(language: "uk") de: name(language: "de") aliases } }')
    assert found == {"place": {"name": "Torvin", "uk": "Торвін", "de": "Torvin", "aliases": ["Old Torvin", "Торвін"]}}


def test_an_unknown_argument_is_an_error(store: GraphStore) -> None:
    assert execute(store, '{ place(name: "Torvin") { capturedBy(on: "2031") { name } } }').errors
