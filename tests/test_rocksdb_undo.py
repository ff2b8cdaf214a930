"""A change is undone after the process that made it has been killed."""

import subprocess
import sys
from pathlib import Path

import pytest
from graph_sample import BASE, fall, fill

from kg.rocksdb_folder import logs_of
from kg.rocksdb_undo import Savepoint
from kg.store import open_store

CHANGE = """
import os, sys
from pathlib import Path
from kg.oxigraph_open import open_folder
store = open_folder(Path(sys.argv[1]), "http://example.org/", read_only=False)
print("open", flush=True)
sys.stdin.readline()
store.on_commit = lambda: (FLUSH and store.flush(), os.kill(os.getpid(), 9))
store.update("ADD DEFAULT TO <http://example.org/copy>")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graph with one article."""
    with open_store(str(tmp_path), base=BASE) as store:
        fill(store, fall())
    return tmp_path


def killed_in_a_change(folder: Path, *, flush: bool) -> Savepoint:
    """The folder as it was before a change that stands in it and whose process was killed then."""
    command = [sys.executable, "-c", CHANGE.replace("FLUSH", str(flush)), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as process:
        assert process.stdout
        assert process.stdout.readline()
        before = Savepoint(folder)
        process.communicate("\n")
    assert process.returncode == -9
    assert (folder / "UNSETTLED").exists()
    return before


def graphs(folder: Path) -> list[str]:
    with open_store(str(folder), base=BASE) as store:
        return [graph.value for graph in store.graphs()]


def test_the_graph_is_as_it_was_and_nobody_goes_through_the_change_again(folder: Path) -> None:
    with open_store(str(folder), base=BASE, read_only=True) as store:
        known = set(store.quads())
    before = killed_in_a_change(folder, flush=False)
    long = sum(logs_of(folder).values())
    assert before.restore()
    assert sum(logs_of(folder).values()) < long
    assert not (folder / "UNSETTLED").exists()
    with open_store(str(folder), base=BASE) as store:
        assert set(store.quads()) == known
    assert not before.restore()


def test_what_stands_in_other_files_already_is_not_undone(folder: Path) -> None:
    assert not killed_in_a_change(folder, flush=True).restore()
    assert "http://example.org/copy" in graphs(folder)


def test_what_another_process_has_taken_up_is_not_undone(folder: Path) -> None:
    before = killed_in_a_change(folder, flush=False)
    assert "http://example.org/copy" in graphs(folder)
    assert not before.restore()
