"""Quotation marks: which words stand between them, and which marks are none."""

import spacy

from kg.extraction import Article
from kg.parse import Parsed, join, paragraphs
from kg.quotes import around, quotations

_TOKENIZER = spacy.blank("en")


def parsed(text: str) -> Parsed:
    pieces = list(paragraphs(text))
    return join(Article("a", text), [_TOKENIZER(piece) for _, piece in pieces], [offset for offset, _ in pieces])


def quoted(text: str) -> list[str]:
    article = parsed(text)
    return [article.article.text[slice(*article.span(mark.first, mark.closing))] for mark in quotations(article)]


def test_straight_curly_and_angled_marks_hold_the_words_between_them() -> None:
    assert quoted('"We hold the bridge," he said.') == ["We hold the bridge,"]
    assert quoted("“We hold the bridge,” he said.") == ["We hold the bridge,"]
    assert quoted("«We hold the bridge», he said.") == ["We hold the bridge"]


def test_two_quotations_in_a_sentence_stay_two() -> None:
    assert quoted('"The bridge," he said, "is ours."') == ["The bridge,", "is ours."]


def test_single_marks_quote_and_apostrophes_do_not() -> None:
    assert quoted("‘The soldiers’ camp isn’t ours,’ she said.") == ["The soldiers’ camp isn’t ours,"]
    assert quoted("'The camp isn't ours,' she said.") == ["The camp isn't ours,"]
    assert quoted("The rebels' camp isn't ours, and the army's camp isn't theirs.") == []


def test_marks_inside_a_quotation_belong_to_it() -> None:
    assert quoted("“They called it ‘the valley of salt’ for years,” he said.") == ["They called it ‘the valley of salt’ for years,"]


def test_a_quotation_that_opens_each_paragraph_and_closes_once_is_one() -> None:
    text = "“We left at dawn.\n\n“The road was empty.\n\n“Nobody fired,” the driver said."
    assert quoted(text) == ["We left at dawn.\n\n“The road was empty.\n\n“Nobody fired,"]


def test_an_unclosed_mark_runs_to_the_end_of_a_paragraph_that_it_opens() -> None:
    assert quoted("“We left at dawn.\n\nThe road was empty.") == ["We left at dawn."]


def test_a_mark_with_nothing_after_it_quotes_nothing() -> None:
    assert quoted('The mayor said:\n\n"') == []


def test_an_unclosed_mark_within_a_paragraph_quotes_nothing() -> None:
    assert quoted('The pipe was 12" wide and the town lost water.') == []
    assert quoted("He spoke of “a long road ahead.\n\nThe road was empty.") == []


def test_around_finds_the_quotation_of_a_word() -> None:
    article = parsed('He said: "We hold the bridge." Then he left.')
    marks = quotations(article)
    words = [token.text for token in article.doc]
    assert around(marks, words.index("hold")) == marks[0]
    assert around(marks, words.index("left")) is None
