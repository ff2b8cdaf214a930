"""Reading articles: every kind of source, and what is refused while the rest goes on."""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner

from kg.article import read
from kg.errors import FetchError, InputError
from kg.extraction import Article
from kg.plaintext import LIMIT, LONGEST

PAGE = """<!DOCTYPE html><html><head><title>Militia leaves Dunreka</title>
<meta property="article:published_time" content="2023-04-17T09:00:00Z"><meta property="og:site_name" content="The Valley Post">
<link rel="canonical" href="https://valley.example/dunreka"></head><body><nav>Home</nav><article><h1>Militia leaves Dunreka</h1>
<p>The militia withdrew from Dunreka on Sunday, a day after its
commander was killed near the bridge, residents of the town said.</p>
<p>Shops &amp; schools opened again on Monday, and buses ran to the coast for the first time in weeks.</p></article></body></html>"""


def all_of(*sources: str | Path, published: date | None = None) -> tuple[list[Article], list[str]]:
    """What the sources give, and the messages about what they do not."""
    refused: list[InputError] = []
    articles = list(read(map(str, sources), published=published, refuse=refused.append))
    return articles, [str(error) for error in refused]


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a small web server that knows a page, a text, an image and a redirect."""
    answers = {
        "/page": (200, "text/html; charset=utf-8", PAGE.encode()),
        "/text": (200, "text/plain", b"The militia left."),
        "/image": (200, "image/png", b"\x89PNG"),
        "/large": (200, "text/plain", b"x" * (LIMIT + 1)),
        "/moved": (302, "text/html", b""),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, kind, body = answers.get(self.path, (404, "text/plain", b""))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Location", "/text")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Stay quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = Thread(target=partial(running.serve_forever, poll_interval=0.01))
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_text_stays_as_it_is(tmp_path):
    path = tmp_path / "dunreka.txt"
    path.write_bytes("  The first line.\r\n\r\nA cafe\u0301 in Dunreka.\n".encode())
    (article,), refused = all_of(path)
    assert article == Article("dunreka", "  The first line.\r\n\r\nA cafe\u0301 in Dunreka.\n")
    assert refused == []


def test_byte_order_mark_is_dropped(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfSo it is.")
    (tmp_path / "b.jsonl").write_bytes(b'\xef\xbb\xbf{"text": "So it is."}')
    assert [article.text for article in all_of(tmp_path)[0]] == ["So it is."] * 2


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_json_lines_carry_all_that_is_known(tmp_path, pack):
    full = {
        "id": 7,
        "title": "T",
        "published": "2023-04-17",
        "url": "https://valley.example/7",
        "source": "The Valley Post",
        "text": "One.",
    }
    lines = [full, {"text": "Two.", "published": "2023-04-18T23:30:00-05:00"}, {"text": "Three.", "url": "https://valley.example/3"}]
    path = tmp_path / ("a.jsonl" if pack is bytes else "a.jsonl.gz")
    path.write_bytes(pack("\n\n".join(map(json.dumps, lines)).encode()))
    (one, two, three), refused = all_of(path)
    assert one == Article("7", "One.", "T", date(2023, 4, 17), "https://valley.example/7", "The Valley Post")
    assert (two.id, two.published) == (two.key, date(2023, 4, 18))
    assert three.id == "https://valley.example/3"
    assert refused == []


def test_date_is_given_to_articles_that_have_none(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One.", "published": "2020-02-02"}\n{"text": "Two."}')
    assert [article.published for article in all_of(path, published=date(2023, 4, 17))[0]] == [date(2020, 2, 2), date(2023, 4, 17)]


def test_page_gives_its_text_title_date_site_and_address(tmp_path):
    (tmp_path / "saved.html").write_text(PAGE)
    (article,), refused = all_of(tmp_path / "saved.html")
    assert refused == []
    assert (article.id, article.title, article.published) == ("saved", "Militia leaves Dunreka", date(2023, 4, 17))
    assert (article.source, article.url) == ("The Valley Post", "https://valley.example/dunreka")
    assert "The militia withdrew from Dunreka on Sunday, a day after its commander was killed" in article.text
    assert "Shops & schools" in article.text
    assert "Home" not in article.text


def test_folder_is_read_by_name_and_below(tmp_path):
    for name in ("b.txt", "a.txt", "c/d.txt", "c/e.md", ".hidden/f.txt", ".g.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"This is {name}.")
    articles, refused = all_of(tmp_path)
    assert [article.id for article in articles] == ["a", "b", "c/d"]
    assert refused == []


@pytest.mark.parametrize(
    ("data", "text", "name"),
    [
        (b"The militia left.", "The militia left.", None),
        (b'{"id": "x", "text": "The militia left."}\n{"text": "Two."}', "The militia left.", "x"),
        (PAGE.encode(), "Militia leaves Dunreka", "https://valley.example/dunreka"),
    ],
)
def test_standard_input_is_text_json_lines_or_a_page(data, text, name):
    with CliRunner().isolation(data):
        articles, refused = all_of("-")
    assert articles[0].text.startswith(text)
    assert articles[0].id == (name or articles[0].key)
    assert refused == []


def test_url_is_fetched(server):
    articles, refused = all_of(f"{server}/page", f"{server}/text", f"{server}/moved")
    assert [article.id for article in articles] == [f"{server}/page", f"{server}/text", f"{server}/moved"]
    assert (articles[0].title, articles[0].url) == ("Militia leaves Dunreka", f"{server}/page")
    assert articles[2].text == "The militia left."
    assert refused == []


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/gone", "the server answers 404"), ("/image", "holds image/png"), ("/large", "more than 10 MB")],
)
def test_url_without_an_article_is_refused(server, path, reason):
    articles, (message,) = all_of(server + path)
    assert articles == []
    assert message.startswith(f"{server}{path}: {reason}")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "http://[::1/x", "https://nowhere.invalid/"])
def test_url_that_cannot_be_reached_is_a_fetch_error(url):
    with pytest.raises(FetchError, match=r"cannot be reached .*; check the address and the network"):
        list(read([url]))


def test_broken_lines_are_named_and_the_others_read(tmp_path):
    lines = [
        b'{"text": "First."}',
        b'{"text": "Broken',
        b'["no object"]',
        b'{"title": "no text"}',
        b'{"text": 3}',
        b'{"text": "x", "title": ["y"]}',
        b'{"text": "x", "published": "17 April"}',
        b'{"text": "half a pair \\ud800"}',
        b'{"text": " "}',
        b'{"text": "caf\xe9"}',
        b"[" * 100_000,
        b'{"id": ' + b"1" * 5000 + b', "text": "x"}',
        b'{"text": "' + b"x" * LIMIT + b'"}',
        b'{"text": "Last."}',
    ]
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(lines))
    articles, refused = all_of(path)
    assert [article.text for article in articles] == ["First.", "Last."]
    assert [message.removeprefix(f"{path}:").partition(": ")[0] for message in refused] == [str(number) for number in range(2, 14)]
    for message, word in zip(
        refused,
        [
            "broken JSON",
            'no "text"',
            'no "text"',
            '"text" is 3',
            '"title"',
            "'17 April' is not a date",
            "surrogate",
            "empty",
            "UTF-8",
            "nested",
            "number too long",
            "10 MB",
        ],
        strict=True,
    ):
        assert word in message
        assert "\n" not in message


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\n \n", "empty"),
        ("a.html", b"", "empty"),
        ("a.txt", b"\x7fELF\x00\x00", "binary, not text"),
        ("a.html", b"\x7fELF\x00\x00", "no article text"),
        ("a.txt", "The café".encode("latin-1"), "not UTF-8"),
        ("a.txt", "The café".encode("utf-16"), "binary, not text"),
        ("a.txt", b"x" * (LIMIT + 1), "more than 10 MB"),
        ("a.txt", b"x" * (LONGEST + 1), "an article of 1,000,001 characters"),
        ("a.jsonl", b'{"text": "' + b"x" * (LONGEST + 1) + b'"}', "an article of 1,000,001 characters"),
        ("a.jsonl.gz", b"no gzip", "cannot be read on"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}')[:-4], "cannot be read on"),
        ("a.pdf", b"%PDF-1.4", "an unknown kind of file"),
    ],
)
def test_file_that_holds_no_article_is_refused_and_the_next_read(tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("The militia left.")
    articles, (message,) = all_of(tmp_path / name, tmp_path / "good.txt")
    assert articles[-1].id == "good"
    assert message.startswith(str(tmp_path / name))
    assert reason in message


@pytest.mark.parametrize("name", ["nowhere.txt", "nowhere", "x" * 300])
def test_missing_file_is_named(tmp_path, name):
    articles, (message,) = all_of(tmp_path / name)
    assert articles == []
    assert message.startswith(f"{tmp_path / name}: cannot be read (")


def test_folder_without_articles_is_refused(tmp_path):
    (tmp_path / "notes.md").write_text("No article.")
    assert all_of(tmp_path)[1] == [
        f"{tmp_path}: no article in this folder; expected files that end in .txt, .html, .htm, .jsonl, .jsonl.gz"
    ]


def test_first_bad_input_raises_without_a_handler(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        list(read([str(tmp_path / "nowhere.txt")]))
