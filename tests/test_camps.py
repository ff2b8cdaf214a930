"""Whether a group fights for a state, by the words that an article has for it."""

import pytest

from kg.camps import Camp, camp_of, camp_of_word
from kg.clusters import Cluster
from kg.lexicon import load_lexicon
from kg.places import load_gazetteer


def group(*names: str, described: str | None = None) -> Cluster:
    cluster = Cluster("ArmedGroup", 0, dict.fromkeys(names, 1))
    if described is not None:
        cluster.note(described, named=False)
    return cluster


def camp(cluster: Cluster) -> Camp | None:
    return camp_of(cluster, load_lexicon(), load_gazetteer())


@pytest.mark.parametrize("cluster", [group("Kenyan army"), group("7th Brigade"), group("Nimba Guard", described="army unit of soldiers")])
def test_armies_numbered_units_and_those_called_soldiers_are_regular(cluster: Cluster) -> None:
    assert camp(cluster) is Camp.REGULAR


def test_a_state_is_regular() -> None:
    assert camp(Cluster("State", 0, {"Kenya": 1}, state="Kenya")) is Camp.REGULAR


@pytest.mark.parametrize("cluster", [group("Lango Liberation Army"), group("Nimba Guard", described="separatist militia")])
def test_those_with_a_cause_or_called_a_militia_are_irregular(cluster: Cluster) -> None:
    assert camp(cluster) is Camp.IRREGULAR


def test_what_an_article_calls_its_gunmen_tells_too() -> None:
    cluster = group("Nimba Guard")
    cluster.kinds.add("gunman")
    assert camp(cluster) is Camp.IRREGULAR


def test_police_are_neither_soldiers_nor_militants() -> None:
    assert camp(group("Kenyan police")) is Camp.POLICE


@pytest.mark.parametrize("cluster", [group("Nimba Guard"), group("7th Brigade", described="rebels")])
def test_where_nothing_or_both_is_told_it_is_not_known(cluster: Cluster) -> None:
    assert camp(cluster) is None


@pytest.mark.parametrize(("noun", "expected"), [("soldier", Camp.REGULAR), ("insurgent", Camp.IRREGULAR), ("force", None)])
def test_a_noun_tells_the_camp(noun: str, expected: Camp | None) -> None:
    assert camp_of_word(noun, load_lexicon()) == expected
