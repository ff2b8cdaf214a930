"""Paragraphs of an article, and the place of every token in its text."""

from spacy.language import Language

from kg.extraction import Article
from kg.parse import paragraphs, parse

TEXT = "\n  Rebels took Bria.\u2028The army fled. It rained.\r\n\n \t \nNobody slept  well. \n"


def test_the_lines_of_a_text_are_its_paragraphs_without_the_space_around_them() -> None:
    assert [line for _, line in paragraphs(TEXT)] == ["Rebels took Bria.", "The army fled. It rained.", "Nobody slept  well."]


def test_every_paragraph_knows_where_it_stands_in_the_text() -> None:
    assert all(TEXT[offset : offset + len(line)] == line for offset, line in paragraphs(TEXT))


def test_a_blank_text_has_no_paragraph() -> None:
    assert list(paragraphs(" \n\t\r\n ")) == []


def test_every_token_knows_its_characters_in_the_text(nlp: Language) -> None:
    (parsed,) = parse([Article("a", TEXT)], nlp)
    assert [TEXT[parsed.start(token) : parsed.end(token)] for token in parsed.doc] == [token.text for token in parsed.doc]


def test_tokens_belong_to_paragraphs(nlp: Language) -> None:
    (parsed,) = parse([Article("a", TEXT)], nlp)
    spans = list(parsed.paragraph_spans())
    assert [TEXT[slice(*parsed.span(span.start, span.end))] for span in spans] == [line for _, line in paragraphs(TEXT)]
    assert [{parsed.paragraph(token) for token in span} for span in spans] == [{0}, {1}, {2}]


def test_a_sentence_does_not_cross_paragraphs(nlp: Language) -> None:
    (parsed,) = parse([Article("a", "Rebels near the\ntown of Bria slept.")], nlp)
    assert all(parsed.paragraph(sentence[0]) == parsed.paragraph(sentence[-1]) for sentence in parsed.doc.sents)


def test_trees_are_mended_on_the_way(nlp: Language) -> None:
    text = "The M23 surrounded Sake."
    (parsed,) = parse([Article("a", text)], nlp)
    assert [sentence.root.text for sentence in parsed.doc.sents] == ["surrounded"]


def test_articles_of_one_stream_are_kept_apart(nlp: Language) -> None:
    articles = [Article("a", "Rebels took Bria."), Article("b", "Rebels took Bria."), Article("c", TEXT)]
    assert [(parsed.article.id, len(parsed.paragraphs)) for parsed in parse(articles, nlp, batch_size=2)] == [("a", 1), ("b", 1), ("c", 3)]
