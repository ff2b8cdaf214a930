from dataclasses import replace

import pytest
from graph_sample import BASE, aftermath, fall, filled
from graphql_request import ask

from kg.linking import link_near_duplicates
from schema.holdings import Effect, Report, holdings

BEGINS, GOES_ON, ENDS = Effect


def told(*reports: tuple[str, str, Effect] | tuple[str, str, Effect, bool]) -> list[tuple[str, str | None, str | None, bool]]:
    """The holdings of Torvin by (holder, date, effect, denied) as (holder, from, to, disputed)."""
    made = [Report(f"claim {n}", "Torvin", who, when, effect, *denied or [False]) for n, (who, when, effect, *denied) in enumerate(reports)]
    return [(holding.holder, holding.begin, holding.end, holding.disputed) for holding in holdings(made)]


def test_who_comes_to_hold_a_place_ends_what_others_held() -> None:
    assert told(("Guard", "2031-01", BEGINS), ("Front", "2031-03-04", BEGINS)) == [
        ("Guard", "2031-01", "2031-03-04", False),
        ("Front", "2031-03-04", None, False),
    ]


def test_a_loss_ends_a_holding_that_may_have_begun_unseen() -> None:
    assert told(("Guard", "2031-03-04", ENDS)) == [("Guard", None, "2031-03-04", False)]
    assert told(("Guard", "2031-01", GOES_ON), ("Guard", "2031-02", GOES_ON), ("Guard", "2031-03", ENDS)) == [
        ("Guard", "2031-01", "2031-03", False)
    ]


def test_two_who_are_said_to_hold_it_at_once_dispute_it() -> None:
    assert told(("Guard", "2031-01", GOES_ON), ("Front", "2031-02", GOES_ON)) == [
        ("Guard", "2031-01", None, True),
        ("Front", "2031-02", None, True),
    ]
    assert [disputed for *_, disputed in told(("Guard", "2031-03-04", BEGINS), ("Front", "2031-03-04", BEGINS))] == [True, True]


def test_a_denial_disputes_what_it_is_about_and_nothing_else() -> None:
    assert told(("Front", "2031-03", BEGINS), ("Front", "2031-03-05", BEGINS, True)) == [("Front", "2031-03", None, True)]
    assert told(("Front", "2031-03", BEGINS), ("Guard", "2031-03-05", BEGINS, True)) == [("Front", "2031-03", None, False)]


@pytest.mark.parametrize(
    ("span", "holders"),
    [
        ("", ["Orvan Guard", "Marsh Front"]),
        (', to: "2031-02"', ["Orvan Guard"]),
        (', from: "2031-03-05"', ["Marsh Front"]),
        (', from: "2031-03", to: "2031-03"', ["Orvan Guard", "Marsh Front"]),
    ],
)
def test_the_timeline_tells_who_held_a_place_by_whom(span: str, holders: list[str]) -> None:
    store = filled(fall(), aftermath())
    query = f'{{ timeline(place: "torvin"{span}) {{ holder {{ name }} }} }}'
    assert [holding["holder"]["name"] for holding in ask(store, query)["timeline"]] == holders


def test_a_holding_has_its_evidence() -> None:
    query = f"""{{ timeline(place: "{BASE}entity/torvin") {{ place {{ name }} holder {{ name }} from to disputed
                   statedBy {{ name }} evidence {{ quote statedBy {{ name }} }} }} }}"""
    guard, front = ask(filled(fall(), aftermath()), query)["timeline"]
    assert guard == {
        "place": {"name": "Torvin"},
        "holder": {"name": "Orvan Guard"},
        "from": None,
        "to": "2031-03-04",
        "disputed": False,
        "statedBy": [{"name": "Orvan Guard"}],
        "evidence": [{"quote": "it had left Torvin", "statedBy": {"name": "Orvan Guard"}}],
    }
    assert (front["from"], front["to"], front["statedBy"]) == ("2031-03", None, [{"name": "Marsh Front"}])
    assert [claim["quote"] for claim in front["evidence"]] == ["under the control of the Marsh Front", "it had taken Torvin on Tuesday"]


def test_what_near_duplicates_repeat_counts_once() -> None:
    story, copy = fall(), replace(fall(), article=replace(fall().article, text=f"{fall().article.text}\nPrinted by us.", id="copy"))
    query = '{ timeline(place: "torvin") { holder { name } from to disputed evidence { quote article { identifier } } } }'
    alone, twice = filled(story, aftermath()), filled(copy, story, aftermath())
    before = [len(holding["evidence"]) for holding in ask(twice, query)["timeline"]]
    link_near_duplicates(twice)
    assert ask(twice, query) == ask(alone, query)
    assert sum(before) == sum(len(holding["evidence"]) for holding in ask(alone, query)["timeline"]) + 2
