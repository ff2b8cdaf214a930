"""Pushing a graph into another store."""

import base64
import re
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from command import kg
from graph_sample import BASE, aftermath, fall, fill, filled, raids
from sparql_server import Refusal, sparql_server

from kg.dump import stored_articles
from kg.errors import StoreError
from kg.iris import article_iri
from kg.push import push
from kg.remote_store import RemoteStore
from kg.store import GraphStore, open_store

FALL, AFTERMATH, RAIDS = (article_iri(extraction.article, BASE) for extraction in (fall(), aftermath(), raids(1)))


def pushed(source: GraphStore, url: str) -> list[str]:
    """Push, and say which articles had to be sent."""
    with RemoteStore(url, BASE) as target:
        return [done.article.value for done in push(stored_articles(source), target) if done.sent]


def content(url: str) -> list[object]:
    with RemoteStore(url, BASE) as target:
        return list(stored_articles(target))


def test_the_store_holds_the_same_afterwards_and_a_second_push_sends_nothing() -> None:
    source = filled(fall(), aftermath())
    with sparql_server() as url:
        assert pushed(source, url) == sorted([FALL.value, AFTERMATH.value])
        assert content(url) == list(stored_articles(source))
        assert pushed(source, url) == []


def test_only_what_changed_is_sent_and_other_graphs_stay() -> None:
    with sparql_server() as url:
        pushed(filled(fall(), raids(1)), url)
        changed = filled(fall(), aftermath())
        changed.replace(FALL, list(changed.quads(FALL))[:-1])
        assert pushed(changed, url) == sorted([FALL.value, AFTERMATH.value])
        assert [name for name, _ in content(url)] == sorted([FALL, AFTERMATH, RAIDS], key=str)
        assert len(list(RemoteStore(url, BASE).quads(FALL))) == len(list(changed.quads(FALL)))


def test_an_article_too_large_for_one_update_goes_in_several() -> None:
    updates: list[int] = []

    def gate(request: BaseHTTPRequestHandler) -> None:
        if "update" in request.headers["Content-Type"]:
            updates.append(int(request.headers["Content-Length"]))

    source = filled(raids(60))
    assert len(source) > 2_000
    with sparql_server(gate) as url:
        pushed(source, url)
        assert content(url) == list(stored_articles(source))
    assert len(updates) >= 3


def test_after_a_break_the_same_again_sends_the_rest() -> None:
    updates: list[object] = []

    def gate(request: BaseHTTPRequestHandler) -> Refusal | None:
        if "update" not in request.headers["Content-Type"]:
            return None
        updates.append(request)
        return (503, {}) if len(updates) == 2 else None

    source = filled(fall(), aftermath(), raids(2))
    with sparql_server(gate) as url:
        with pytest.raises(StoreError, match="the store answered 503 Service Unavailable at /; check the URL and your rights"):
            pushed(source, url)
        assert len(content(url)) == 1
        assert len(pushed(source, url)) == 2
        assert content(url) == list(stored_articles(source))


def basic(request: BaseHTTPRequestHandler) -> Refusal | None:
    right = f"Basic {base64.b64encode(b'ana:secret').decode()}"
    return None if request.headers["Authorization"] == right else (401, {"WWW-Authenticate": "Basic realm=r"})


def digest(request: BaseHTTPRequestHandler) -> Refusal | None:
    """As Virtuoso does, the challenge comes only to those who bring no credentials."""
    found = request.headers["Authorization"] or ""
    if re.match(r'Digest username="ana", realm="r", nonce="n",', found):
        return None
    return (401, {} if found else {"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm="MD5"'})


def bearer(request: BaseHTTPRequestHandler) -> Refusal | None:
    return None if request.headers["Authorization"] == "Bearer t0ken" else (403, {})


@pytest.mark.parametrize(
    ("gate", "environment"),
    [
        (basic, {"KG_STORE_USER": "ana", "KG_STORE_PASSWORD": "secret"}),
        (digest, {"KG_STORE_USER": "ana", "KG_STORE_PASSWORD": "secret"}),
        (bearer, {"KG_STORE_TOKEN": "t0ken"}),
    ],
)
def test_those_who_may_write_are_let_in_and_others_are_told(gate, environment, monkeypatch: pytest.MonkeyPatch) -> None:
    with sparql_server(gate) as url:
        with pytest.raises(
            StoreError, match=r"the store answered 40[13] \w+ at /; set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"
        ):
            pushed(filled(fall()), url)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert pushed(filled(fall()), url) == [FALL.value]
        assert content(url) == list(stored_articles(filled(fall())))


def test_the_token_of_our_own_server_is_not_sent_to_a_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TOKEN", "t0ken")
    with sparql_server(bearer) as url, pytest.raises(StoreError, match="the store answered 403"):
        pushed(filled(fall()), url)


def test_name_and_password_may_stand_in_the_url() -> None:
    with sparql_server(basic) as url:
        assert pushed(filled(fall()), url.replace("//", "//ana:secret@")) == [FALL.value]


def test_the_command_says_how_much_it_sent(tmp_path: Path) -> None:
    graph = str(tmp_path / "graph")
    with sparql_server() as url:
        fill_folder(graph)
        first, second = (kg("push", url, "--graph", graph, "--base", BASE) for _ in range(2))
    assert (first.returncode, first.stdout) == (0, "")
    assert re.search(r": 1 article sent, 0 there already, \d+ triples in all$", first.stderr)
    assert re.search(r": 0 articles sent, 1 there already, \d+ triples in all$", second.stderr)


def fill_folder(folder: str) -> None:
    with open_store(folder, base=BASE) as store:
        fill(store, fall())


def test_the_command_explains_what_is_no_store(tmp_path: Path) -> None:
    graph = str(tmp_path / "graph")
    fill_folder(graph)
    assert kg("push", "graph", "--graph", graph).returncode == 2
    gone = kg("push", "http://127.0.0.1:1/", "--graph", graph)
    assert (gone.returncode, gone.stdout) == (3, "")
    assert gone.stderr.startswith("kg: http://127.0.0.1:1/: the store cannot be reached (")
    assert len(gone.stderr.splitlines()) == 1
