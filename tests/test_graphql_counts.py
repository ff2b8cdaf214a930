import pytest
from graph_sample import aftermath, fall, filled
from graphql_request import ask, complaint

from kg.store import GraphStore


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return filled(fall(), aftermath())


def counts(store: GraphStore, arguments: str) -> list[tuple[str, int]]:
    query = f"{{ claimCounts({arguments}) {{ count of {{ name }} ofRelation inMonth }} }}"
    return [
        (row["of"]["name"] if row["of"] else row["ofRelation"] or row["inMonth"], row["count"]) for row in ask(store, query)["claimCounts"]
    ]


def test_claims_are_counted_by_relation(store: GraphStore) -> None:
    assert counts(store, "by: RELATION, most: 3") == [("ATTACKED", 2), ("CONTROLS", 2), ("ALLIED_WITH", 1)]


def test_a_claim_counts_for_both_its_ends(store: GraphStore) -> None:
    assert counts(store, "by: ACTOR, relation: [CLASHED_WITH, ALLIED_WITH]") == [("Orvan Guard", 2), ("Kestria", 1), ("Marsh Front", 1)]
    assert counts(store, "by: LOCATION, most: 2, relation: [CAPTURED, CONTROLS]") == [("Torvin", 2), ("Torvin Airfield", 2)]


def test_claims_are_counted_by_speaker_and_month_and_filtered(store: GraphStore) -> None:
    assert counts(store, "by: SPEAKER") == [("Orvan Guard", 2), ("Marsh Front", 1)]
    assert counts(store, "by: SPEAKER, polarity: NEGATIVE") == [("Orvan Guard", 1)]
    assert counts(store, "by: MONTH") == [("2031-03", 4), ("2030", 1)]
    assert counts(store, 'by: MONTH, text: "fought"') == [("2030", 1)]


def test_entities_and_articles_count_their_own(store: GraphStore) -> None:
    query = """{ place(name: "Torvin") { claimCounts(by: ACTOR) { count of { name } } }
                 article(id: "fall") { claimCounts(by: MONTH) { count } } }"""
    assert ask(store, query) == {
        "place": {
            "claimCounts": [
                {"count": 2, "of": {"name": "Marsh Front"}},
                {"count": 1, "of": {"name": "Kestria"}},
                {"count": 1, "of": {"name": "Orvan Guard"}},
            ]
        },
        "article": {"claimCounts": [{"count": 2}]},
    }


@pytest.mark.parametrize("most", [0, 101])
def test_too_many_groups_are_refused(store: GraphStore, most: int) -> None:
    assert f"most is {most}" in complaint(store, f"{{ claimCounts(by: RELATION, most: {most}) {{ count }} }}")
