"""Bad input, to the real command: one line that says what and what to do, the documented exit code, and the good input stored."""

import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from command import kg

from kg.store import open_store

GOOD = "The River Brigade captured the town of Dunreka on Tuesday, the colonel said."
JSON_LINES = f'{{"id": "before", "text": "{GOOD}"}}\n{{"id": "broken", "text": "The\n{{"id": "after", "text": "{GOOD} It rained."}}\n'


def obey_rights() -> None:
    """Let root, too, be bound by the rights of files: drop from this process what lifts them (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)."""
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Iterator[Path]:
    """A folder with one of each kind of bad input, and good input among it."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"\x7fELF\x02\x01\x01\x00\x00\x00")
    (folder / "broken.jsonl").write_text(JSON_LINES)
    (folder / "date.jsonl").write_text(f'{{"text": "{GOOD}", "published": "2024-02-30"}}\n')
    (folder / "large.txt").write_text(f"{GOOD}\n" * (5_000_000 // len(GOOD) + 1))
    (folder / "good.txt").write_text(f"{GOOD} It snowed.")
    closed = folder / "closed"
    closed.mkdir()
    (closed / "unseen.txt").write_text(GOOD)
    closed.chmod(0)
    yield folder
    closed.chmod(0o700)


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("graph") / "graph"


@pytest.fixture(scope="module")
def built(sources, graph) -> CompletedProcess[str]:
    """All of it read into one graph, at once."""
    if sys.platform != "linux" and os.geteuid() == 0:
        pytest.skip("root reads folders without rights, and only on Linux can a process give that up")
    return kg("build", sources, "http://127.0.0.1:9/article", "--graph", graph, preexec_fn=obey_rights if os.geteuid() == 0 else None)


@pytest.mark.parametrize(
    ("name", "what", "advice"),
    [
        ("empty.txt", "empty", "expected an article's text"),
        ("binary.txt", "binary, not text", "give text in UTF-8"),
        ("broken.jsonl:2", "broken JSON", "mend or delete it"),
        ("date.jsonl:1", "'2024-02-30' is not a date", "expected YYYY-MM-DD"),
        ("large.txt", "characters, more than 1,000,000", "split it into its articles"),
        ("closed", "cannot be read (Permission denied)", "check its name and its rights"),
        ("http://127.0.0.1:9/article", "cannot be reached", "check the address and the network"),
    ],
)
def test_each_bad_input_is_named_in_one_line(built, sources, name, what, advice):
    where = name if name.startswith("http") else str(sources / name)
    (line,) = [line for line in built.stderr.splitlines() if line.startswith(f"kg: {where}: ")]
    assert what in line
    assert advice in line


def test_nothing_else_is_complained_of(built):
    assert len(built.stderr.splitlines()) <= 7 + 3, built.stderr
    assert "Traceback" not in built.stderr
    assert "kg: refused: 7 inputs, named above" in built.stderr


def test_some_refused_is_exit_code_1(built):
    assert (built.returncode, built.stdout) == (1, "")


def test_good_input_is_stored(built, graph):
    assert built.stderr
    answer = kg("query", "SELECT ?id { ?article dcterms:identifier ?id } ORDER BY ?id", "--format", "csv", "--graph", graph)
    assert answer.stdout.split() == ["id", "after", "before", "good"]


def test_nothing_but_bad_input_is_exit_code_3(sources, tmp_path):
    done = kg("extract", sources / "empty.txt", "-o", tmp_path / "out.jsonl")
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith("kg: none of the sources gave an article")
    assert not list(tmp_path.iterdir())


def test_date_that_is_none_is_wrong_usage():
    done = kg("build", "a.txt", "--published", "30 February")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].endswith("'30 February' is not a date; expected YYYY-MM-DD, as in 2024-12-05")


def test_locked_graph_is_named(tmp_path):
    with open_store(str(tmp_path / "graph")):
        done = kg("build", "-", "--graph", tmp_path / "graph", stdin=GOOD)
    assert done.returncode == 3
    assert done.stderr == (
        f"kg: {tmp_path / 'graph'}: another process is writing to this graph; wait until it is done, or name another with --graph\n"
    )


def test_graph_that_is_not_there_is_named(tmp_path):
    done = kg("query", "ASK {}", "--graph", tmp_path / "nowhere")
    assert done.returncode == 3
    assert done.stderr.startswith(f"kg: {tmp_path / 'nowhere'}: there is no graph yet; make one with `kg build`")


def test_malformed_sparql_says_where():
    done = kg("query", "SELECT ?a { ?a", "--graph", "memory:")
    assert (done.returncode, done.stdout) == (3, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("kg: SPARQL, line 1, column 15: syntax error")


@pytest.mark.parametrize(("query", "reason"), [("no-such.rq", "No such file or directory"), ("latin.rq", "not UTF-8")])
def test_query_that_cannot_be_read_is_named(tmp_path, query, reason):
    (tmp_path / "latin.rq").write_bytes(b"# caf\xe9")
    done = kg("query", tmp_path / query, "--graph", "memory:")
    assert done.returncode == 3
    assert done.stderr.startswith(f"kg: {tmp_path / query}: {reason}")


def test_pipeline_that_is_not_there_is_named():
    done = kg("extract", "-", "--pipeline", "no-such-pipeline", stdin=GOOD)
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith("kg: pipeline 'no-such-pipeline': cannot be loaded")


def test_output_that_cannot_be_written_is_named(tmp_path):
    done = kg("query", "ASK {}", "--graph", "memory:", "-o", tmp_path / "no-folder" / "answer.csv")
    assert done.returncode == 3
    assert (
        done.stderr
        == f"kg: {tmp_path}/no-folder/answer.csv: cannot be written (No such file or directory); check the path and the rights\n"
    )
