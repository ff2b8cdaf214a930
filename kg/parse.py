"""Parse articles paragraph by paragraph and keep every token's place in the article's text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.extraction import Article
from kg.mending import mend
from kg.newswire import is_credit, report_start

_LINE = re.compile(r"[^\n\r\u2028\u2029]*\S[^\n\r\u2028\u2029]*")


@dataclass(frozen=True)
class Parsed:
    """
    An article and the one `Doc` that its paragraphs were joined into.

    `paragraphs` holds the first token's index of each paragraph, `offsets` how far the characters of that paragraph stand
    from their place in the article's text. A sentence never crosses paragraphs.
    """

    article: Article
    doc: Doc
    paragraphs: tuple[int, ...]
    offsets: tuple[int, ...]

    def paragraph(self, token: Token) -> int:
        """The number of the paragraph that the token stands in, from 0."""
        return bisect_right(self.paragraphs, token.i) - 1

    @cached_property
    def body(self) -> int:
        """The first token below the headline: 0 where the text has no line that is its title."""
        first = self.paragraphs[1] if len(self.paragraphs) > 1 else 0
        title = (self.article.title or "").strip()
        return first if title and self.doc[:first].text.strip() == title else 0

    def start(self, token: Token) -> int:
        """Where the token begins in the article's text."""
        return token.idx + self.offsets[self.paragraph(token)]

    def end(self, token: Token) -> int:
        """Where the token ends in the article's text (exclusive)."""
        return self.start(token) + len(token.text)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The article's characters from token `first` to before token `last`, as (start, end)."""
        return self.start(self.doc[first]), self.end(self.doc[last - 1])

    def paragraph_spans(self) -> Iterator[Span]:
        """The paragraphs in order, each as a span of the document."""
        ends = (*self.paragraphs[1:], len(self.doc))
        for start, end in zip(self.paragraphs, ends, strict=True):
            yield self.doc[start:end]


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """
    The non-empty lines of a text without surrounding space, each with its offset: line breaks inside wreck the trees.

    So do bullets, datelines and credits, which are left out; a text of nothing else is kept.
    """
    lines = [(match.start() + len(line) - len(line.lstrip()), line.strip()) for match in _LINE.finditer(text) for line in (match.group(),)]
    report = [(offset + end, line[end:]) for offset, line in lines if not is_credit(line) for end in (report_start(line),)]
    yield from report or lines


def parse(articles: Iterable[Article], nlp: Language, batch_size: int = 64) -> Iterator[Parsed]:
    """Parse a stream of articles, in order, in batches that cross article borders."""

    def pieces() -> Iterator[tuple[str, tuple[Article, int]]]:
        for article in articles:
            for offset, text in paragraphs(article.text):
                yield text, (article, offset)

    current: Article | None = None
    docs: list[Doc] = []
    starts: list[int] = []
    for doc, (article, offset) in nlp.pipe(pieces(), as_tuples=True, batch_size=batch_size):
        if current is not None and article is not current:
            yield join(current, docs, starts)
            docs, starts = [], []
        current = article
        docs.append(doc)
        starts.append(offset)
    if current is not None:
        yield join(current, docs, starts)


def join(article: Article, docs: list[Doc], starts: list[int]) -> Parsed:
    """Join the parsed paragraphs of one article; `starts` are their offsets in its text."""
    for part in docs:
        mend(part)
    doc = docs[0] if len(docs) == 1 else Doc.from_docs(docs)
    assert doc is not None, "spaCy joins an empty list to None; an article has a paragraph"  # noqa: S101
    firsts: list[int] = []
    count = 0
    for part in docs:
        firsts.append(count)
        count += len(part)
    offsets = tuple(start - doc[first].idx for start, first in zip(starts, firsts, strict=True))
    return Parsed(article, doc, tuple(firsts), offsets)
