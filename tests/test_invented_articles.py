"""The invented articles are what their README says: readable, and annotated with words of their own text."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from kg.extraction import Article
from kg.ontology import load_ontology
from tests.invented_articles import FOLDER, GoldArticle, articles, read, write_gold

ARTICLES = tuple(articles(FOLDER / "read")) + tuple(articles(FOLDER / "unread"))


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_all_that_is_annotated_stands_in_the_text(article: GoldArticle) -> None:
    quoted = [*(claim.evidence for claim in article.claims), *(statement.content for statement in article.statements)]
    assert [words for words in quoted if words not in article.text] == []
    named = {key for key, entity in article.entities.items() if any(name.lower() in article.text.lower() for name in entity.names)}
    assert set(article.entities) == named


def test_relations_and_classes_are_those_of_the_ontology() -> None:
    ontology = load_ontology()
    claims = {(claim.p, article.entities[claim.o].type) for article in ARTICLES for claim in article.claims}
    assert {relation for relation, _ in claims} <= set(ontology.relations)
    assert {kind for relation, kind in claims if relation == "capturedFacility"} == {"Facility"}
    assert {entity.type for article in ARTICLES for entity in article.entities.values()} <= set(ontology.classes)


def test_gold_files_hold_the_article_as_the_scorer_reads_it(tmp_path: Path) -> None:
    article = ARTICLES[0]
    write_gold(article, tmp_path)
    gold = json.loads((tmp_path / f"{article.id}.json").read_text(encoding="utf-8"))
    assert (tmp_path / gold["text"]).read_text(encoding="utf-8") == article.text
    assert gold["claims"] == [asdict(claim) for claim in article.claims]
    assert gold["statements"] == [asdict(statement) for statement in article.statements]
    assert Article(article.id, article.text).key


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("# T\npublished: -\nText.\n---\ne1 Place\n---\n---\n", encoding="utf-8")
    with pytest.raises(ValueError, match="cannot read 'e1 Place'"):
        read(path)
