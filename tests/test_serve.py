"""`kg serve` and other servers, each as a process of its own."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from select import select
from urllib.parse import urlsplit

import httpx
import pytest
from command import KG
from graph_sample import BASE, fall, fill
from kg_server import kg_serve, server

from kg.cli.serve import listen
from kg.store import open_store

BODY = b'{"query": "{ articles { totalCount } }"}'
JSON = {"Content-Type": "application/json"}
ANSWER = {"data": {"articles": {"totalCount": 1}}}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served") / "graph"
    with open_store(str(folder), base=BASE) as store:
        fill(store, fall())
    return folder


@contextmanager
def asking(url: str) -> Iterator[socket.socket]:
    """A connection whose request the server has begun to answer: it has said that it waits for the body."""
    where = urlsplit(url)
    with socket.create_connection((where.hostname, where.port), timeout=30) as connection:
        head = f"POST /graphql HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: application/json\r\nContent-Length: {len(BODY)}\r\n"
        connection.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode())
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
        yield connection


def wait_until_closed(url: str) -> None:
    """Wait until nobody listens any more."""
    where = urlsplit(url)
    with suppress(ConnectionError):
        while True:
            socket.create_connection((where.hostname, where.port), timeout=30).close()


def test_a_request_that_has_begun_is_answered_before_the_server_ends(graph: Path) -> None:
    with kg_serve(graph, "--base", BASE) as served:
        with asking(served.url) as connection:
            served.process.send_signal(signal.SIGTERM)
            wait_until_closed(served.url)
            connection.sendall(BODY)
            answer = b"".join(iter(lambda: connection.recv(10_000), b""))
        assert answer.startswith(b"HTTP/1.1 200 ")
        assert answer.endswith(b'{"data":{"articles":{"totalCount":1}}}')
        assert (served.process.communicate()[0], served.process.returncode) == ("", -signal.SIGTERM)


def test_a_request_that_does_not_end_is_given_up_after_the_grace(graph: Path) -> None:
    with kg_serve(graph, "--base", BASE, "--grace", "0") as served, asking(served.url):
        served.end(signal.SIGTERM)
        assert served.process.returncode == -signal.SIGTERM


def test_several_processes_answer_and_add_up_their_numbers(graph: Path) -> None:
    with kg_serve(graph, "--base", BASE, "--workers", "2") as served:
        for _ in range(20):
            # Each on a connection of its own, which either process may take.
            answer = httpx.post(f"{served.url}graphql", content=BODY, headers=JSON, trust_env=False)
            assert answer.json() == ANSWER
        text = httpx.get(f"{served.url}metrics", trust_env=False).text
        assert 'kg_http_requests_total{method="POST",route="/graphql",status="200"} 20.0\n' in text
        assert served.end(signal.SIGTERM) == ""
        assert served.process.returncode == 0


def test_several_processes_need_a_graph_that_they_can_share() -> None:
    done = subprocess.run([KG, "serve", "--workers", "2", "--graph", "memory:"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "memory: is a graph of one process" in done.stderr


def test_a_graph_in_a_folder_is_changed_by_one_process(graph: Path) -> None:
    command = [KG, "serve", "--workers", "2", "--allow-update", "--graph", graph]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "leave out --workers or --allow-update" in done.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_settings_that_cannot_be_understood_are_told_in_one_line(graph: Path, workers: str) -> None:
    command = [KG, "serve", "--graph", graph, "--workers", workers, "--root-path", "kg"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, "kg: KG_ROOT_PATH is 'kg'; give a path such as /kg\n")


def test_the_options_reach_the_application(graph: Path) -> None:
    options = ["--root-path", "/kg", "--cors", "https://a.example", "--cors", "https://b.example", "--access-log", "--no-introspection"]
    with kg_serve(graph, "--base", BASE, *options, KG_MAX_DEPTH="1") as served:
        assert served.url.endswith("/kg/")
        answer = httpx.post(f"{served.url}graphql", content=BODY, headers={**JSON, "Origin": "https://b.example"}, trust_env=False)
        assert answer.json()["errors"][0]["extensions"] == {"code": "TOO_DEEP"}
        assert answer.headers["access-control-allow-origin"] == "https://b.example"
        assert "server" not in answer.headers
        closed = httpx.get(f"{served.url}graphql", params={"query": "{ __schema { __typename } }"}, trust_env=False)
        assert closed.json()["errors"][0]["extensions"] == {"code": "INTROSPECTION_DISABLED"}
        log = served.end()
    assert [re.search(r'"path": "([^"]+)", "status": (\d+)', line).groups() for line in log.splitlines()] == [  # type: ignore[union-attr]
        ("/kg/graphql", "200"),
        ("/kg/graphql", "200"),
    ]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


SERVERS = {
    "uvicorn": "uvicorn --factory api.app:create_app --no-proxy-headers --workers 2",
    "granian": "granian --interface asgi --factory api.app:create_app --workers 2",
}


@pytest.mark.parametrize("name", SERVERS)
def test_other_servers_run_the_application(graph: Path, name: str) -> None:
    program, *arguments = SERVERS[name].split()
    port = free_port()
    command = [Path(sys.executable).with_name(program), *arguments, "--port", str(port)]
    ready = {"uvicorn": "Application startup complete", "granian": "Started worker-"}[name]
    with server(command, ready, KG_GRAPH=str(graph), KG_BASE=BASE) as (process, _):
        for path in ("livez", "healthz"):
            assert httpx.get(f"http://127.0.0.1:{port}/{path}", trust_env=False, timeout=30).json() == {"status": "ok"}
        answer = httpx.post(f"http://127.0.0.1:{port}/kg/graphql", content=BODY, headers={**JSON, "X-Forwarded-Prefix": "/kg"})
        assert answer.json() == ANSWER
        process.send_signal(signal.SIGTERM)
        process.communicate()
        assert process.returncode == 0


def test_the_docs_name_these_commands() -> None:
    page = (Path(__file__).parent.parent / "docs" / "serving.md").read_text(encoding="utf-8")
    assert [command for command in SERVERS.values() if command not in page] == []


def test_an_answer_is_sent_at_once_on_a_connection_that_stays_open() -> None:
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()) as client:
        client.sendall(b"GET / HTTP/1.1")
        taken, _ = listening.accept()
        with taken:
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux alone can hold connections back")
def test_a_connection_is_no_work_before_its_request_comes() -> None:
    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()) as client:
        assert select([listening], [], [], 0)[0] == []
        client.sendall(b"GET / HTTP/1.1")
        assert select([listening], [], [], 30)[0] == [listening]
