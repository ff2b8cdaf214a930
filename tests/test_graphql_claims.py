from dataclasses import replace

import pytest
from graph_sample import BASE, GUARD, KESTRIA, aftermath, fall, filled, raids
from graphql_request import ask, complaint

from kg.store import GraphStore

CAPTURE = "it had taken Torvin on Tuesday"
WITHDRAWAL = "it had left Torvin"
LEADER = "who leads the Marsh Front"
AIRFIELD = "The Front took Torvin Airfield"
ENTRY = "the Front had entered Kestria"
PLAN = "The Front plans to attack Kestria"
CONTROL = "under the control of the Marsh Front"
HELD = "held the airfield from 1 to 3 March"
CLASH = "which fought the Marsh Front in 2030"


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return filled(fall(), aftermath())


def quotes(store: GraphStore, arguments: str, owner: str = "") -> list[str]:
    """The quotes of the claims that pass a filter, in the order of the list."""
    field = f"claims({arguments}) {{ edges {{ node {{ quote }} }} }}" if arguments else "claims { edges { node { quote } } }"
    data = ask(store, f"{{ {owner} {{ {field} }} }}" if owner else f"{{ {field} }}")
    (claims,) = next(iter(data.values())).values() if owner else data.values()
    return [edge["node"]["quote"] for edge in claims["edges"]]


def test_claims_and_statements_name_those_by_whose_account_the_speaker_said_it() -> None:
    told = fall()
    nested = replace(
        told,
        claims=(replace(told.claims[0], reported_by=(GUARD, KESTRIA)), told.claims[2]),
        statements=(replace(told.statements[0], reported_by=(GUARD,)),),
    )
    found = ask(
        filled(nested),
        """{ claims { edges { node { relation statedBy { name } reportedBy { __typename name } } } }
             statements { edges { node { speaker { name } reportedBy { name } } } } }""",
    )
    assert [edge["node"] for edge in found["claims"]["edges"]] == [
        {
            "relation": "CAPTURED",
            "statedBy": {"name": "Marsh Front"},
            "reportedBy": [{"__typename": "State", "name": "Kestria"}, {"__typename": "ArmedGroup", "name": "Orvan Guard"}],
        },
        {"relation": "LEADER_OF", "statedBy": None, "reportedBy": []},
    ]
    (statement,) = found["statements"]["edges"]
    assert statement["node"] == {"speaker": {"name": "Ana Dell"}, "reportedBy": [{"name": "Orvan Guard"}]}


def test_a_claim_carries_its_evidence(store: GraphStore) -> None:
    query = """{ claims(relation: [CAPTURED], dateFrom: "2031-03-04") { totalCount edges { node {
        relation subject { name } object { name } statedBy { name } cue polarity realis date endDate timeText confidence rule
        quote start end article { identifier title published url source claims { totalCount } } } } } }"""
    found = ask(store, query)["claims"]
    assert found["totalCount"] == 1
    claim = found["edges"][0]["node"]
    assert fall().article.text[claim["start"] : claim["end"]] == claim["quote"]
    assert claim == {
        "relation": "CAPTURED",
        "subject": {"name": "Marsh Front"},
        "object": {"name": "Torvin"},
        "statedBy": {"name": "Marsh Front"},
        "cue": "said",
        "polarity": "POSITIVE",
        "realis": "ACTUAL",
        "date": "2031-03-04",
        "endDate": None,
        "timeText": "Tuesday",
        "confidence": 0.9,
        "rule": "verb.test",
        "quote": CAPTURE,
        "start": 21,
        "end": 51,
        "article": {
            "identifier": "fall",
            "title": "Torvin falls",
            "published": "2031-03-05",
            "url": "https://news.example/fall",
            "source": "Orva Post",
            "claims": {"totalCount": 6},
        },
    }


def test_without_a_filter_denied_and_planned_claims_are_there_too(store: GraphStore) -> None:
    assert {ENTRY, PLAN} < set(quotes(store, ""))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("relation: [CAPTURED_FACILITY]", {AIRFIELD}),
        ("relation: [CAPTURED]", {CAPTURE, AIRFIELD}),
        ("relation: [CAPTURED, WITHDREW_FROM]", {CAPTURE, AIRFIELD, WITHDRAWAL}),
        ("relation: []", set()),
        ("polarity: NEGATIVE", {ENTRY}),
        ("realis: FUTURE", {PLAN}),
        ("polarity: POSITIVE, realis: ACTUAL, relation: [ENTERED, ATTACKED]", {"Kestria shelled Torvin Airfield"}),
        ('statedBy: "the guard"', {WITHDRAWAL, ENTRY}),
        (f'statedBy: "{BASE}entity/marsh-front"', {CAPTURE}),
        ('statedBy: "nobody at all"', set()),
        ('statedBy: ""', set()),
        ("relation: [CAPTURED], polarity: null, statedBy: null, dateFrom: null, minConfidence: null", {CAPTURE, AIRFIELD}),
        ("minConfidence: 0.9, relation: [LEADER_OF, CAPTURED]", {CAPTURE, AIRFIELD}),
        ("minConfidence: 0.75, relation: [LEADER_OF]", {LEADER}),
        ('dateFrom: "2031-03-04"', {CAPTURE, WITHDRAWAL, CONTROL}),
        ('dateFrom: "2031-03-03", dateTo: "2031-03-03"', {HELD, CONTROL}),
        ('dateTo: "2031-02"', {CLASH}),
        ('dateTo: "2030"', {CLASH}),
        ('dateFrom: "2030-07-01", dateTo: "2030-07-31"', {CLASH}),
        ('dateFrom: "2032"', set()),
        ('subject: "ana dell"', {LEADER}),
        (f'object: "{BASE}entity/torvin-airfield"', {AIRFIELD, "Kestria shelled Torvin Airfield", HELD}),
        ("subjectType: [PERSON]", {LEADER}),
        ("subjectType: [STATE, PERSON], relation: [LEADER_OF, ATTACKED]", {LEADER, "Kestria shelled Torvin Airfield"}),
        ("objectType: [FACILITY], relation: [CONTROLS, ATTACKED]", {"Kestria shelled Torvin Airfield", HELD}),
        ("objectType: []", set()),
        ('article: "fall", relation: [CAPTURED, CONTROLS]', {CAPTURE, AIRFIELD}),
        ('article: "none"', set()),
        ('text: "TAKEN torv"', {CAPTURE}),
        ('text: "orvin"', set()),
        ('text: "took.*|("', {AIRFIELD}),
        ('text: "?!"', set()),
    ],
)
def test_filters_keep_what_they_say(store: GraphStore, arguments: str, expected: set[str]) -> None:
    assert set(quotes(store, arguments)) == expected


def test_an_entity_lists_the_claims_in_which_it_is_subject_or_object(store: GraphStore) -> None:
    assert set(quotes(store, "", 'person(name: "Ana Dell")')) == {LEADER}
    assert set(quotes(store, "", 'place(name: "Torvin")')) == {CAPTURE, WITHDRAWAL, CONTROL, "Torvin, a town in Kestria"}
    assert set(quotes(store, "relation: [CONTROLS]", 'actor(name: "Marsh Front")')) == {CONTROL, HELD}


def test_the_newest_come_first_and_the_undated_last(store: GraphStore) -> None:
    wanted = "relation: [CAPTURED, CONTROLS, CLASHED_WITH]"
    assert quotes(store, wanted) == [CAPTURE, HELD, CONTROL, CLASH, AIRFIELD]
    assert quotes(store, wanted + ", orderBy: DATE_ASC") == [CLASH, CONTROL, HELD, CAPTURE, AIRFIELD]


def test_claims_can_be_ordered_by_confidence(store: GraphStore) -> None:
    assert quotes(store, "orderBy: CONFIDENCE_DESC")[-2:] == [LEADER, PLAN]


def test_two_sources_that_tell_the_same_are_both_kept(store: GraphStore) -> None:
    query = '{ place(name: "Torvin") { claims(relation: [CAPTURED, WITHDREW_FROM]) { edges { node { relation statedBy { name } } } } } }'
    edges = ask(store, query)["place"]["claims"]["edges"]
    assert {(edge["node"]["relation"], edge["node"]["statedBy"]["name"]) for edge in edges} == {
        ("CAPTURED", "Marsh Front"),
        ("WITHDREW_FROM", "Orvan Guard"),
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("first: 101", "first is 101; ask for 0 to 100"),
        ("first: -1", "first is -1"),
        ('after: "torvin"', "no cursor"),
        ('after: ""', "no cursor"),
        ('before: "torvin"', "no cursor"),
        ("first: 2, last: 2", "either first or last"),
        ("last: 101", "last is 101"),
        ('article: "https://example.org/ x"', "is no IRI"),
        ("minConfidence: 2", "from 0 to 1"),
        ('dateFrom: "2031-13"', "no date of the calendar"),
        ('dateTo: "yesterday"', "write YYYY-MM-DD"),
        ('dateTo: "２０３１"', "write YYYY-MM-DD"),
        ('statedBy: "https://example.org/ x"', "is no IRI"),
        ("relation: [FLEW_TO]", "FLEW_TO"),
        ('speaker: "Ana Dell"', "Unknown argument"),
    ],
)
def test_what_cannot_be_translated_is_refused(store: GraphStore, arguments: str, message: str) -> None:
    assert message in complaint(store, f"{{ claims({arguments}) {{ totalCount }} }}")


def test_pages_follow_one_another_without_gap_or_repetition() -> None:
    store = filled(fall(), aftermath(), raids(15))
    query = """query($after: String) { claims(first: 20, after: $after) { totalCount edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
    after, seen, pages = None, [], []
    while len(pages) < 4:
        found = ask(store, query, {"after": after})["claims"]
        assert found["totalCount"] == 57
        assert found["pageInfo"]["startCursor"] == found["edges"][0]["cursor"]
        pages.append((len(found["edges"]), found["pageInfo"]["hasPreviousPage"], found["pageInfo"]["hasNextPage"]))
        seen += [edge["node"]["id"] for edge in found["edges"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert pages == [(20, False, True), (20, True, True), (17, True, False)]
    assert len(set(seen)) == 57


def test_a_cursor_stays_right_while_the_graph_grows() -> None:
    small, large = filled(aftermath()), filled(aftermath(), fall())
    query = "query($after: String) { claims(orderBy: DATE_ASC, first: 2, after: $after) { edges { cursor node { quote } } } }"
    cursor = ask(small, query)["claims"]["edges"][1]["cursor"]
    following = [edge["node"]["quote"] for edge in ask(large, query, {"after": cursor})["claims"]["edges"]]
    assert following[0] == HELD
    assert set(following) < {HELD, CAPTURE, WITHDRAWAL}


def test_pages_lead_back_from_the_end(store: GraphStore) -> None:
    query = """query($before: String) { claims(last: 5, before: $before) { edges { node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor } } }"""
    before, seen, pages = None, [], []
    for _ in range(3):
        found = ask(store, query, {"before": before})["claims"]
        pages.append((len(found["edges"]), found["pageInfo"]["hasPreviousPage"], found["pageInfo"]["hasNextPage"]))
        seen = [edge["node"]["id"] for edge in found["edges"]] + seen
        before = found["pageInfo"]["startCursor"]
    assert pages == [(5, True, False), (5, True, True), (2, False, True)]
    assert seen == [edge["node"]["id"] for edge in ask(store, "{ claims { edges { node { id } } } }")["claims"]["edges"]]


def test_a_page_can_lie_between_two_cursors(store: GraphStore) -> None:
    edges = ask(store, "{ claims { edges { cursor node { quote } } } }")["claims"]["edges"]
    query = "query($after: String, $before: String) { claims(after: $after, before: $before) { nodes { quote } } }"
    found = ask(store, query, {"after": edges[2]["cursor"], "before": edges[6]["cursor"]})["claims"]["nodes"]
    assert [node["quote"] for node in found] == [edge["node"]["quote"] for edge in edges[3:6]]


@pytest.mark.parametrize("order", ["DATE_DESC", "DATE_ASC", "CONFIDENCE_DESC", "CONFIDENCE_ASC", "PUBLISHED_DESC"])
def test_every_order_gives_each_claim_on_one_page(store: GraphStore, order: str) -> None:
    query = f"query($after: String) {{ claims(orderBy: {order}, first: 5, after: $after) {{ nodes {{ id }} pageInfo {{ endCursor }} }} }}"
    after, seen = None, []
    for _ in range(3):
        found = ask(store, query, {"after": after})["claims"]
        seen += [node["id"] for node in found["nodes"]]
        after = found["pageInfo"]["endCursor"]
    whole = ask(store, f"{{ claims(orderBy: {order}) {{ nodes {{ id }} }} }}")["claims"]["nodes"]
    assert seen == [node["id"] for node in whole]
    assert len(set(seen)) == 12


def test_statements_and_articles_are_filtered(store: GraphStore) -> None:
    found = ask(
        store,
        """{ one: statements(speaker: "Dell", text: "airfield ours") { totalCount } none: statements(article: "aftermath") { totalCount }
             shells: articles(text: "shell") { nodes { identifier } } early: articles(dateTo: "2031-03-05") { nodes { identifier } }
             late: articles(dateFrom: "2031-03-06", dateTo: "2031") { nodes { identifier } } }""",
    )
    assert (found["one"]["totalCount"], found["none"]["totalCount"]) == (1, 0)
    assert [found[name]["nodes"] for name in ("shells", "early", "late")] == [
        [{"identifier": "aftermath"}],
        [{"identifier": "fall"}],
        [{"identifier": "aftermath"}],
    ]


def test_a_cursor_of_another_order_is_refused(store: GraphStore) -> None:
    cursor = ask(store, "{ claims(first: 1) { pageInfo { endCursor } } }")["claims"]["pageInfo"]["endCursor"]
    assert "no cursor of a list in the order DATE_ASC" in complaint(
        store, f'{{ claims(orderBy: DATE_ASC, after: "{cursor}") {{ totalCount }} }}'
    )


def test_an_empty_page_has_no_cursors(store: GraphStore) -> None:
    query = "{ claims(first: 0) { totalCount edges { cursor } pageInfo { hasNextPage startCursor endCursor } } }"
    assert ask(store, query)["claims"] == {
        "totalCount": 12,
        "edges": [],
        "pageInfo": {"hasNextPage": True, "startCursor": None, "endCursor": None},
    }


def test_statements_carry_speaker_cue_and_exact_words(store: GraphStore) -> None:
    fields = "totalCount edges { node { __typename speaker { name } cue quote start end article { identifier } } }"
    query = f"""{{ statements {{ {fields} }} person(name: "Dell") {{ statements {{ {fields} }} }}
        article(id: "fall") {{ statements {{ {fields} }} }} actor(name: "Orvan Guard") {{ statements {{ totalCount }} }} }}"""
    found = ask(store, query)
    assert found["statements"] == found["person"]["statements"] == found["article"]["statements"]
    assert found["actor"]["statements"]["totalCount"] == 0
    assert found["statements"]["totalCount"] == 1
    node = found["statements"]["edges"][0]["node"]
    assert fall().article.text[node["start"] : node["end"]] == node["quote"] == "The airfield is ours, too"
    assert (node["speaker"]["name"], node["cue"], node["article"]["identifier"]) == ("Ana Dell", "said", "fall")


def test_articles_come_newest_first_and_by_their_id(store: GraphStore) -> None:
    found = ask(store, '{ articles { totalCount edges { node { id identifier } } } article(id: "fall") { id title textSha256 } }')
    assert [edge["node"]["identifier"] for edge in found["articles"]["edges"]] == ["aftermath", "fall"]
    assert found["article"] == {
        "id": found["articles"]["edges"][1]["node"]["id"],
        "title": "Torvin falls",
        "textSha256": fall().article.text_sha256,
    }
    assert ask(store, '{ article(id: "none") { id } }') == {"article": None}


def test_node_finds_claims_statements_and_articles(store: GraphStore) -> None:
    lists = ask(store, "{ claims { edges { node { id } } } statements { edges { node { id } } } articles { edges { node { id } } } }")
    for name, kind in (("claims", "Claim"), ("statements", "Statement"), ("articles", "Article")):
        iri = lists[name]["edges"][0]["node"]["id"]
        assert ask(store, "query($id: ID!) { node(id: $id) { __typename id } }", {"id": iri}) == {"node": {"__typename": kind, "id": iri}}
