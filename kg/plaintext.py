"""Plain text as an article: what counts as text, and the words that refuse what does not."""

import re

from kg.errors import InputError
from kg.extraction import Article

LIMIT = 10_000_000
"""The most that is read for one article, in bytes: a page with all its markup, a line of JSON."""

LONGEST = 1_000_000
"""The longest text of one article, in characters: a book's; what is longer is many articles in one."""

_SPLIT = "split it into its articles, one a file or one a line of JSON Lines"
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


def text_article(data: bytes, where: str, name: str = "") -> Article:
    """
    The article in a file of text, unchanged but for a byte order mark at its beginning, which is dropped and not counted.

    `where` names the input in messages; `name` is the article's id, the key of its text where it is empty. Raises InputError.
    """
    return identified(Article(name, checked(decode(within_limit(data, where), where), where)))


def within_limit(data: bytes, where: str) -> bytes:
    """The data itself; raises InputError where it is more than one article may hold."""
    if len(data) > LIMIT:
        raise InputError(
            f"{where}: more than {LIMIT // 1_000_000} MB in one article; split it into its articles, one a file or one a line of JSON Lines"
        )
    return data


def decode(data: bytes, where: str) -> str:
    """The text of UTF-8 bytes; raises InputError where they are binary or in another encoding."""
    if b"\0" in data:
        raise InputError(f"{where}: binary, not text (NUL at byte {data.index(0) + 1}); give text in UTF-8, HTML or JSON Lines")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}: not UTF-8 (at byte {error.start + 1}); if it is text, convert it, as with: iconv -f WINDOWS-1252 -t UTF-8"
        ) from error


def checked(text: str, where: str) -> str:
    """The text itself; raises InputError where it is empty, too long, or holds what is no character."""
    if not text.strip():
        raise InputError(f"{where}: empty; expected an article's text")
    if len(text) > LONGEST:
        raise InputError(f"{where}: an article of {len(text):,} characters, more than {LONGEST:,}; {_SPLIT}")
    if _NO_CHARACTER.search(text):
        raise InputError(f"{where}: the text holds NUL or half a surrogate pair, which are no characters; remove it")
    return text


def identified(article: Article) -> Article:
    """The article, with the key of its text for an id where it has none."""
    return article if article.id else Article(article.key, article.text, article.title, article.published, article.url, article.source)
