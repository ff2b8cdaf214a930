"""`kg build --cluster` on a real cluster of two processes: the same N-Quads as here, though a worker dies."""

import gzip
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from benchmarks.recombined_articles import recombined
from command import KG, MESSAGES, kg

from kg.article import read
from kg.errors import InputError
from kg.extraction import Article
from kg.partitions import partition_pieces, partitions

distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")


def record(article: Article, **more: str) -> str:
    published = article.published.isoformat() if article.published else None
    return json.dumps({"id": article.id, "title": article.title, "published": published, "text": article.text} | more) + "\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory) -> Path:
    """A folder with a file too large for one partition, a packed one, texts, a near duplicate, a text that comes twice, and bad lines."""
    folder = tmp_path_factory.mktemp("archive")
    made = list(recombined(14))
    pad = " " * 150_000
    (folder / "a.jsonl").write_text("".join(record(article, url=f"https://news.example/{pad}") for article in made[:8]))
    (folder / "b.jsonl.gz").write_bytes(gzip.compress(("".join(map(record, made[8:11])) + record(made[0], title="Again") + "{\n").encode()))
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "c.txt").write_text(made[11].text)
    (folder / "deep" / "d.txt").write_text(f"{made[9].text}\nPrinted by us.")
    (folder / "z.txt").write_text(made[12].text)
    (folder / "empty.txt").touch()
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "e.txt").write_text(made[13].text)
    return folder


def named(url: str) -> str:
    return url.replace("file://", "")


def test_partitions_hold_what_reading_here_gives(archive):
    for source in (str(archive), f"file://{archive}"):
        refused: list[InputError] = []
        here = list(read([str(archive)], published=date(2031, 3, 5), refuse=refused.append))
        cut = list(partitions([source]))
        pieces = [piece for partition in cut for piece in partition_pieces(partition, date(2031, 3, 5))]
        assert len(cut) > 1
        assert [piece for piece in pieces if isinstance(piece, Article)] == here
        assert [named(str(piece)) for piece in pieces if isinstance(piece, InputError)] == list(map(str, refused))


def test_a_glob_takes_the_files_that_it_names(archive):
    names = [Path(block.url).name for partition in partitions([f"{archive}/*.txt"]) for block in partition]
    assert names == ["empty.txt", "z.txt"]


def test_what_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match="no article there"):
        list(partitions([f"{tmp_path}/*.jsonl"]))
    with pytest.raises(InputError, match="cannot be read"):
        list(partitions([f"{tmp_path}/nothing.jsonl"]))


@pytest.fixture
def cluster() -> Iterator["distributed.LocalCluster"]:
    """A scheduler and two processes that work."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", scheduler_port=0) as started:
        yield started


def test_the_cluster_gives_the_same_as_one_process_though_a_worker_dies(archive, cluster, tmp_path):
    parts = tmp_path / "parts"
    arguments = [KG, "build", archive, "--cluster", cluster.scheduler_address, "--parts", parts]
    with subprocess.Popen(arguments, stderr=subprocess.PIPE, text=True, env=os.environ | MESSAGES) as running:
        while not any(parts.glob("*.tmp")):
            assert running.poll() is None
            time.sleep(0.02)
        with distributed.Client(cluster) as client:
            victim = next(iter(client.run(os.getpid).values()))
            os.kill(victim, signal.SIGKILL)
        message = running.stderr.read()
    assert running.returncode == 1
    assert "kg: 14 articles: " in message
    lines = sorted(line for part in parts.glob("part-*.nq.gz") for line in gzip.decompress(part.read_bytes()).splitlines())
    assert kg("build", archive, "--graph", tmp_path / "graph").returncode == 1
    here = kg("export", "--graph", tmp_path / "graph").stdout.encode()
    assert sorted(here.splitlines()) == lines
    assert b"nearDuplicateOf" in here

    again = kg(*map(str, arguments[1:]))
    assert "not read again" in again.stderr
    assert "kg: 0 articles: " in again.stderr


def test_what_changed_is_made_again_and_old_parts_go(cluster, tmp_path):
    source, parts = tmp_path / "a.txt", tmp_path / "parts"
    for text in ("The army captured the town of Dunreka.", "The rebels captured the town of Dunreka."):
        source.write_text(text)
        assert kg("build", source, "--cluster", cluster.scheduler_address, "--parts", parts).returncode == 0
    (left,) = parts.iterdir()
    assert b"rebels" in gzip.decompress(left.read_bytes())


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--cluster", "tcp://127.0.0.1:9"], 2, "--cluster and --parts go together"),
        (["--cluster", "nowhere", "--parts", "parts"], 3, "no Dask cluster answers there"),
    ],
)
def test_wrong_addresses_are_told_in_one_line(archive, tmp_path, options, code, message):
    done = kg("build", archive, *options, cwd=tmp_path)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
