"""The mutation addArticle, on `kg serve`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from graph_sample import BASE, fall, fill
from kg_server import Served, kg_serve

from kg.article_worker import is_public
from kg.store import open_store

TOKEN = "secret"  # noqa: S105
ADD = """mutation Add($text: String, $url: String, $title: String, $published: PartialDate, $source: String, $id: String) {
  addArticle(text: $text, url: $url, title: $title, published: $published, source: $source, id: $id) {
    id identifier title published source url claims { nodes { relation date quote subject { name } object { name } statedBy { name } } }
  }
}"""
ARTICLE = {
    "text": "The army withdrew from Hama on Thursday, a spokesman said.",
    "title": "Hama falls",
    "published": "2024-12-05",
    "source": "Our Post",
    "id": "one",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("added") / "graph"
    with open_store(str(folder), base=BASE) as store:
        fill(store, fall())
    return folder


@pytest.fixture(scope="module")
def served(graph: Path) -> Iterator[Served]:
    with kg_serve(graph, "--base", BASE, "--allow-update", KG_TOKEN=TOKEN) as served:
        yield served


def send(served: Served, variables: dict[str, Any], token: str | None = TOKEN) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = httpx.post(f"{served.url}graphql", json={"query": ADD, "variables": variables}, headers=headers, trust_env=False, timeout=60)
    found: dict[str, Any] = answer.json()
    return found


def error(found: dict[str, Any]) -> tuple[str, str]:
    (error,) = found["errors"]
    return error["extensions"]["code"], error["message"]


def test_a_text_becomes_an_article_with_its_claims_and_stays_one(served: Served) -> None:
    first, second = send(served, ARTICLE), send(served, ARTICLE)
    assert first == second
    article = first["data"]["addArticle"]
    assert [article[name] for name in ("identifier", "title", "published", "source", "url")] == [
        "one",
        "Hama falls",
        "2024-12-05",
        "Our Post",
        None,
    ]
    assert [(claim["relation"], claim["date"], claim["object"]["name"]) for claim in article["claims"]["nodes"]] == [
        ("WITHDREW_FROM", "2024-12-05", "Hama")
    ]
    counted = httpx.post(f"{served.url}graphql", json={"query": "{ articles { totalCount } }"}, trust_env=False, timeout=60)
    assert counted.json() == {"data": {"articles": {"totalCount": 2}}}


def test_the_process_that_serves_loads_no_spacy(served: Served) -> None:
    send(served, ARTICLE)
    mapped = Path(f"/proc/{served.process.pid}/maps")
    if not mapped.is_file():
        pytest.skip("what a process has loaded is told by Linux only")
    assert "/spacy/" not in mapped.read_text(encoding="utf-8")


@pytest.mark.parametrize("token", [None, "wrong"])
def test_without_the_token_nothing_is_added(served: Served, token: str | None) -> None:
    assert error(send(served, ARTICLE, token)) == (
        "UNAUTHENTICATED",
        "changes need the token that the server was started with (KG_TOKEN); send it as Authorization: Bearer …",
    )


def test_a_server_that_takes_no_updates_adds_nothing(graph: Path) -> None:
    with kg_serve(graph, "--base", BASE, KG_TOKEN=TOKEN) as served:
        code, message = error(send(served, ARTICLE))
    assert code == "FORBIDDEN"
    assert "read-only" in message


@pytest.mark.parametrize(
    ("variables", "part"),
    [
        ({}, "give its text, or the url"),
        ({"text": "  "}, "text: empty"),
        ({"text": "Rain fell.", "published": "2024-12"}, "expected YYYY-MM-DD"),
        ({"url": "file:///etc/passwd"}, "neither http:// nor https://"),
        ({"url": "ftp://example.org/"}, "neither http:// nor https://"),
        ({"url": "http://127.0.0.1:1/"}, "127.0.0.1 is no address of the public internet"),
        ({"url": "http://localhost:1/"}, "is no address of the public internet"),
        ({"url": "http://[::ffff:127.0.0.1]:1/"}, "is no address of the public internet"),
        ({"url": "http://0x7f000001/"}, "is no address of the public internet"),
        ({"url": "http://169.254.169.254/latest/meta-data"}, "169.254.169.254 is no address of the public internet"),
    ],
)
def test_what_cannot_be_added_is_told(served: Served, variables: dict[str, Any], part: str) -> None:
    code, message = error(send(served, variables))
    assert code == "BAD_USER_INPUT"
    assert part in message


def test_an_article_that_is_added_is_told_to_subscribers(graph: Path) -> None:
    text = {"text": "The rebels captured the town of Maskanah on Friday.", "published": "2024-12-06"}
    with kg_serve(graph, "--base", BASE, "--allow-update", "--load-pipeline") as served:
        query = {"query": "subscription { claimAdded { quote } }"}
        with httpx.stream(
            "POST", f"{served.url}graphql", json=query, headers={"Accept": "text/event-stream"}, trust_env=False, timeout=60
        ) as told:
            assert "errors" not in send(served, text, token=None)
            data = next(line for line in told.iter_lines() if line.startswith("data: "))
    assert "captured the town of Maskanah" in data


def test_a_pipeline_that_cannot_be_loaded_is_told_to_the_log_alone(graph: Path) -> None:
    with kg_serve(graph, "--base", BASE, "--allow-update", KG_PIPELINE="nowhere_to_be_found") as served:
        code, message = error(send(served, ARTICLE, token=None))
        log = served.end()
    assert (code, message) == ("INTERNAL_SERVER_ERROR", "something went wrong in the server; its log says what")
    assert "nowhere_to_be_found" in log


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::808:808", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:192.168.0.1", False),
        ("2002:a00:1::", False),
        ("64:ff9b::a00:1", False),
        ("/run/docker.sock", False),
    ],
)
def test_only_addresses_of_the_public_internet_are_fetched_from(host: str, public: bool) -> None:
    assert is_public(host) is public
