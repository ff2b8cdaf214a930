"""Samples: our own articles are ones that the readers accept, on several conflicts, with what the documentation wants to show."""

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from kg.article import read
from kg.extraction import Article

SAMPLES = Path(str(files("kg"))) / "samples" / "articles.jsonl"


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return list(read([str(SAMPLES)]))


def test_the_samples_are_valid_articles_with_dates_and_titles(articles: list[Article]) -> None:
    assert len(articles) >= 6
    assert all(article.published and article.title and article.source == "conflict-kg samples" for article in articles)
    assert all(article.published < date(2026, 1, 1) for article in articles if article.published)


def test_the_samples_have_ids_of_their_own(articles: list[Article]) -> None:
    assert len({article.id for article in articles}) == len(articles)
    assert len({article.key for article in articles}) == len(articles)


def test_the_samples_cover_five_conflicts(articles: list[Article]) -> None:
    places = ("Hama", "Kherson", "Mosul", "Kunduz", "Timbuktu", "Wad Madani", "Goma")
    assert sum(any(place in (article.title or "") for article in articles) for place in places) >= 5


def test_the_samples_are_as_long_as_short_news(articles: list[Article]) -> None:
    assert all(200 <= len(article.text.split()) <= 350 for article in articles)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bsaid that\b",
        r"\bdenied\b",
        r"\bwill (?:meet|complete|need)\b",
        r"[a-z] \([A-Z]{2,6}[0-9]*\)",
        r"\b(?:airport|prison|bridge)\b",
        r"\bleader of\b",
        r"\bspokes(?:man|woman|person)\b",
        r"\bwas (?:captured|seized|recaptured) by\b",
        r"\bThey stormed\b",
    ],
)
def test_the_samples_show_what_extraction_must_cope_with(articles: list[Article], pattern: str) -> None:
    assert any(re.search(pattern, article.text) for article in articles)


def test_each_line_has_the_fields_of_an_article() -> None:
    for line in SAMPLES.read_text(encoding="utf-8").splitlines():
        assert set(json.loads(line)) == {"id", "title", "published", "url", "source", "text"}
