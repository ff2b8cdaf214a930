"""Small parsed articles with a tree of their own, for the tests of times and dates."""

from collections.abc import Sequence
from datetime import date

import spacy
from spacy.tokens import Doc

from kg.extraction import Article
from kg.parse import Parsed, join, paragraphs

THURSDAY = date(2024, 12, 5)
_BLANK = spacy.blank("en")


def flat(text: str, published: date | None = THURSDAY, title: str | None = None) -> Parsed:
    """An article whose sentences end at full stops and whose words all hang on the first word of theirs."""
    article = Article("a", text, title, published)
    docs, starts = [], []
    for offset, line in paragraphs(text):
        words = _BLANK(line)
        firsts = [i for i in range(len(words)) if i == 0 or words[i - 1].text == "."]
        heads = [max(first for first in firsts if first <= i) for i in range(len(words))]
        spaces = [bool(token.whitespace_) for token in words]
        deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
        pos = ["VERB" if token.text in {"built", "left", "fell", "attacked"} else "X" for token in words]
        docs.append(Doc(_BLANK.vocab, [token.text for token in words], spaces, heads=heads, deps=deps, pos=pos))
        starts.append(offset)
    return join(article, docs, starts)


def tree(rows: Sequence[str], published: date | None = THURSDAY) -> Parsed:
    """An article from rows of "word head-word relation tag", one word of each kind; a root names itself."""
    fields = [row.split() for row in rows]
    words = [field[0] for field in fields]
    heads = [words.index(field[1]) for field in fields]
    lemmas = {"said": "say", "captured": "capture", "announced": "announce", "began": "begin"}
    doc = Doc(
        _BLANK.vocab,
        words,
        heads=heads,
        deps=[field[2] for field in fields],
        tags=[field[3] for field in fields],
        pos=[{"V": "VERB", "N": "NOUN"}.get(field[3][0], "X") for field in fields],
        lemmas=[lemmas.get(word, word.lower()) for word in words],
    )
    return join(Article("a", doc.text, None, published), [doc], [0])
