"""Reading a graph in a folder while another process writes it."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from graph_sample import BASE, fall, fill, raids

from kg.errors import StoreError
from kg.rocksdb_folder import READERS, folder_version, snapshot
from kg.store import open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A graph with one article."""
    with open_store(str(tmp_path), base=BASE) as store:
        fill(store, fall())
        store.flush()
    return tmp_path


def test_a_snapshot_stays_as_it_was_though_the_graph_is_written_and_compacted(folder: Path) -> None:
    with open_store(str(folder), base=BASE, read_only=True) as before, closing(snapshot(folder)) as unopened:
        known = set(before.quads())
        with open_store(str(folder), base=BASE) as store:
            fill(store, raids(3))
            store.remove(min(store.graphs(), key=str))
            store.flush()
            store.dataset().store._inner.optimize()
        assert set(before.quads()) == known
        assert len(list(unopened.open().quads_for_pattern(None, None, None))) == 2 * len(known)
        assert before.version == unopened.version != folder_version(folder)


def test_a_snapshot_goes_when_it_is_closed_and_when_nobody_has_it_any_more(folder: Path) -> None:
    def there() -> list[str]:
        return sorted(path.name for path in (folder / READERS).iterdir() if path.is_dir())

    with open_store(str(folder), base=BASE, read_only=True):
        assert len(there()) == 1
    taken = snapshot(folder)
    assert there() == [taken.path.name]
    del taken
    assert there() == []


def test_what_a_process_left_that_was_killed_goes_with_the_next_snapshot(folder: Path) -> None:
    code = "import os, sys, kg.rocksdb_folder as f, pathlib; s = f.snapshot(pathlib.Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    assert subprocess.run([sys.executable, "-c", code, str(folder)], cwd=Path(__file__).parents[1]).returncode == -9
    left = [path for path in (folder / READERS).iterdir() if path.is_dir()]
    with closing(snapshot(folder)) as mine, closing(snapshot(folder)) as another:
        assert [path.exists() for path in (*left, mine.path, another.path)] == [False, True, True]


def test_a_folder_in_which_no_links_can_be_made_is_read_in_place(folder: Path) -> None:
    (folder / READERS).write_text("in the way", encoding="utf-8")
    taken = snapshot(folder)
    assert taken.path == folder
    assert len(taken.open()) > 100
    taken.close()
    assert folder.is_dir()


def test_a_folder_that_lacks_a_file_is_refused_with_its_name(folder: Path) -> None:
    missing = next(folder.glob("*.sst"))
    missing.unlink()
    with pytest.raises(StoreError, match=missing.name):
        open_store(str(folder), base=BASE, read_only=True)
