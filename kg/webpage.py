"""Web pages as articles: fetch a URL, find the article's text, title and date in HTML."""

from dataclasses import replace
from datetime import date

import httpx
import trafilatura
from trafilatura.settings import Document

from kg.errors import FetchError, InputError
from kg.extraction import Article
from kg.plaintext import LIMIT, checked, identified, text_article, within_limit

_TIMEOUT = httpx.Timeout(20.0)
_HEADERS = {"User-Agent": "conflict-kg (+https://w3id.org/conflict-kg)", "Accept": "text/html, text/plain;q=0.8"}
# The page's own date of publication: no guess from copyright lines or from dates in the text.
_DATES = {"original_date": True, "extensive_search": False}


def html_article(data: bytes, where: str, name: str = "", url: str | None = None) -> Article:
    """
    The article in a page of HTML; offsets count in the text that was found in it, one paragraph a line.

    Title, date and site are the page's own, as is the address where `url` is not given. Raises InputError where there is no article in it.
    """
    if not within_limit(data, where).strip():
        raise InputError(f"{where}: empty; expected a page of HTML")
    page = trafilatura.bare_extraction(
        data, url=url, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=_DATES
    )
    if not isinstance(page, Document) or not page.text:
        raise InputError(f"{where}: no article text found in the HTML; save the article's text as .txt and give that")
    address = url or page.url
    return identified(
        Article(
            id=name or address or "",
            text=checked(page.text, where),
            title=page.title,
            published=date.fromisoformat(page.date) if page.date else None,
            url=address,
            source=page.sitename,
        )
    )


def fetched_article(url: str) -> Article:
    """The article at a URL, a page of HTML or plain text; its id is the URL. Raises FetchError and InputError."""
    data, kind = fetch(url)
    if "html" in kind:
        return html_article(data, url, url, url)
    if kind == "text/plain":
        return replace(text_article(data, url, url), url=url)
    raise InputError(f"{url}: holds {kind}; expected HTML or plain text: save the article as .txt or .jsonl and give the file")


def fetch(url: str) -> tuple[bytes, str]:
    """The body of a URL and its media type; raises FetchError where it cannot be had, or is more than one article may hold."""
    body = bytearray()
    try:
        with httpx.stream("GET", url, headers=_HEADERS, timeout=_TIMEOUT, follow_redirects=True) as response:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > LIMIT:
                    raise FetchError(f"{url}: more than {LIMIT // 1_000_000} MB; save the article's text and give the file")
    except httpx.HTTPStatusError as error:
        raise FetchError(
            f"{url}: the server answers {error.response.status_code}; check the address, or save the page and give the file"
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise FetchError(
            f"{url}: cannot be reached ({reason}); check the address and the network, or save the page and give the file"
        ) from error
    return bytes(body), response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
