import pytest
from graph_sample import aftermath, fall, filled, raids
from graphql_request import ask, complaint

from kg.store import GraphStore

FOUND = "__typename ... on Entity { name } ... on Article { title } ... on Claim { quote } ... on Statement { quote }"


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return filled(fall(), aftermath())


def found(store: GraphStore, arguments: str) -> list[tuple[str, str]]:
    """The type and the words of each hit, in order."""
    nodes = ask(store, f"{{ search({arguments}) {{ nodes {{ {FOUND} }} }} }}")["search"]["nodes"]
    return [(node.pop("__typename"), *node.values()) for node in nodes]


def test_entities_come_first_then_articles_then_findings(store: GraphStore) -> None:
    assert [kind for kind, _ in found(store, 'text: "airfield"')] == ["Facility", "Claim", "Claim", "Claim", "Statement"]
    assert found(store, 'text: "torvin", type: [ARTICLE]') == [("Article", "Shells on Torvin"), ("Article", "Torvin falls")]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("MARSH front", [("ArmedGroup", "Marsh Front")]),
        ("mf", [("ArmedGroup", "Marsh Front")]),
        ("arsh", []),
        ("front kestria", []),
        ("", []),
        ("…", []),
        ('to") } #', [("Place", "Torvin"), ("Facility", "Torvin Airfield")]),
    ],
)
def test_each_word_has_to_begin_a_word(store: GraphStore, text: str, hits: list[tuple[str, str]]) -> None:
    query = "query($text: String!) { search(text: $text, type: [ENTITY]) { nodes { __typename ... on Entity { name } } } }"
    nodes = ask(store, query, {"text": text})["search"]["nodes"]
    assert [(node["__typename"], node["name"]) for node in nodes] == hits


def test_hits_are_paged_and_counted() -> None:
    store = filled(raids(15))
    query = 'query($after: String) { search(text: "village", first: 20, after: $after) { totalCount pageInfo { endCursor } nodes { id } } }'
    after, seen = None, []
    for _ in range(3):
        hits = ask(store, query, {"after": after})["search"]
        assert hits["totalCount"] == 45
        seen += [node["id"] for node in hits["nodes"]]
        after = hits["pageInfo"]["endCursor"]
    assert len(seen) == len(set(seen)) == 45


def test_no_type_finds_nothing_and_an_unknown_one_is_refused(store: GraphStore) -> None:
    assert found(store, 'text: "torvin", type: []') == []
    assert "PARAGRAPH" in complaint(store, '{ search(text: "torvin", type: [PARAGRAPH]) { totalCount } }')
