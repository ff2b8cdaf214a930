"""Wire copy is found, and linked to what came out first, whatever came in first."""

import random
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from benchmarks.recombined_articles import recombined
from graph_sample import BASE, fall, fill
from pyoxigraph import QuerySolutions

from kg.extraction import Article, Extraction
from kg.finished import finished
from kg.iris import Run, article_iri
from kg.linking import link_near_duplicates
from kg.near_duplicates import Signed, originals
from kg.shapes import validate
from kg.store import GraphStore, open_store
from kg.text_signature import signature

STORY = next(recombined(1)).text
LEAD = "By our own correspondent. The fighting went on."
DOCS = Path(__file__).parent.parent / "docs"


def signed(*texts: str, days: tuple[str, ...] = ()) -> list[Signed]:
    return [Signed(f"a{n}", days[n] if days else "2031-03-05", signature(text)) for n, text in enumerate(texts)]


def test_the_signature_of_a_text_does_not_change():
    # It stands in graphs: another one would make all articles of old graphs strangers to new ones.
    assert signature("The army left Hama.").startswith("38mjRk7OeoTUyq58qxcyXql8PYaAWnNK")
    assert signature("the ARMY left, Hama") == signature("The army left Hama.")


def test_copies_with_small_changes_are_near_duplicates_of_the_first():
    cut, led = STORY.rpartition("\n")[0], f"{LEAD}\n{STORY}"
    assert originals(signed(STORY, cut, led, "\n".join(reversed(STORY.split("\n"))))) == {"a1": "a0", "a2": "a0", "a3": "a0"}


def test_other_stories_are_not():
    assert originals(signed(*(article.text.rpartition("\n")[0] for article in list(recombined(7))))) == {}
    assert originals(signed("Rain.", "Snow.", "It rained on Hama.")) == {}
    assert originals([]) == {}


def test_the_first_to_come_out_is_the_original():
    days = ("", "2031-03-07", "2031-03-06", "2031-03-06")
    assert originals(signed(*[STORY] * 4, days=days)) == {"a0": "a2", "a1": "a2", "a3": "a2"}


def test_the_order_in_which_articles_come_does_not_matter():
    words = STORY.split(" ")
    chance = random.Random(7)
    changed = [" ".join(word if chance.random() > share else "changed" for word in words) for share in (0, 0.05, 0.1, 0.15, 0.1, 0.02)]
    articles = signed(*changed)
    assert len({tuple(sorted(originals(order).items())) for order in permutations(articles)}) == 1
    assert originals(articles)


def wire_copies(number: int) -> list[Extraction]:
    """A story and copies of it, each with a line more at its end, a day later each."""
    made = [fall()]
    for n in range(1, number):
        article = Article(f"copy-{n}", f"{fall().article.text}\nPrinted in edition {n}.", "Torvin falls", date(2031, 3, 5 + n))
        made.append(replace(fall(), article=article))
    return made


@pytest.fixture
def store() -> GraphStore:
    return open_store("memory:", base=BASE)


def copies_in(store: GraphStore) -> set[tuple[str, str]]:
    rows = store.query("SELECT ?copy ?original { ?copy ckg:nearDuplicateOf ?original }")
    return {(row["copy"].value, row["original"].value) for row in rows}


def test_links_are_kept_up_with_the_articles(store):
    first, *copies = wire_copies(4)
    fill(store, *copies)
    assert link_near_duplicates(store)[0] == 2
    earliest = article_iri(copies[0].article, BASE).value
    assert {original for _, original in copies_in(store)} == {earliest}
    fill(store, first)
    assert link_near_duplicates(store)[0] == 3
    name = article_iri(first.article, BASE).value
    assert copies_in(store) == {(article_iri(copy.article, BASE).value, name) for copy in copies}
    assert validate(store) == []
    store.remove(article_iri(first.article, BASE))
    assert link_near_duplicates(store)[0] == 2
    assert {original for _, original in copies_in(store)} == {earliest}


def test_a_link_does_not_make_an_article_unread(store):
    fill(store, *wire_copies(2))
    link_near_duplicates(store)
    assert finished(wire_copies(2)[1].article, store, Run("conflict-kg 0.1.0", "en_test 1"), BASE)


def test_one_source_repeated_ten_times_counts_once(store):
    fill(store, *wire_copies(10))
    query = (DOCS / "scale.md").read_text(encoding="utf-8").partition("```sparql\n")[2].partition("```")[0]

    def counts() -> set[int]:
        rows = store.query(query)
        assert isinstance(rows, QuerySolutions)
        return {int(row["sources"].value) for row in rows}

    assert counts() == {10}
    link_near_duplicates(store)
    assert counts() == {1}
