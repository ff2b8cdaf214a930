"""Dumps: an export read back is the same graph, and what differs between two is told."""

import gzip
from pathlib import Path

import pytest
from command import kg
from graph_sample import BASE, aftermath, fall, fill, filled, raids
from pyoxigraph import NamedNode, Quad

from kg.difference import differences
from kg.dump import dumped_articles, stored_articles
from kg.errors import InputError
from kg.export import export
from kg.iris import article_iri
from kg.side_index import is_fresh
from kg.store import open_store

FALL = article_iri(fall().article, BASE)
QUAD = b"<http://a/s> <http://a/p> <http://a/o> <http://a/g> .\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of three articles on disk."""
    path = tmp_path_factory.mktemp("graphs") / "graph"
    with open_store(str(path), base=BASE) as store:
        fill(store, fall(), aftermath(), raids(3))
    return path


@pytest.mark.parametrize("name", ["graph.nq", "graph.nq.gz", "graph.trig", "graph.jsonld", "graph.trig.gz"])
def test_import_of_an_export_restores_the_same_graph(folder: Path, tmp_path: Path, name: str) -> None:
    dump = tmp_path / name
    assert kg("export", dump, "--graph", folder, "--base", BASE).returncode == 0
    restored = kg("import", dump, "--graph", tmp_path / "new", "--base", BASE)
    assert (restored.returncode, restored.stdout) == (0, "")
    assert restored.stderr.startswith("kg: 3 articles, ")
    assert is_fresh(tmp_path / "new")
    again = tmp_path / f"again-{name}"
    kg("export", again, "--graph", tmp_path / "new", "--base", BASE)
    assert again.read_bytes() == dump.read_bytes()
    same = kg("diff", folder, dump)
    assert (same.returncode, same.stdout, same.stderr) == (0, "", "kg: articles: 0 added, 0 removed, 0 changed; 0 triples more, 0 fewer\n")


def test_a_dump_in_any_order_gives_whole_articles(tmp_path: Path) -> None:
    store = filled(fall(), aftermath())
    lines = sorted(f"{quad} .\n" for quad in store.quads())
    path = tmp_path / "mixed.nq"
    path.write_text("".join(lines[::2] + lines[1::2] + lines[:5]), encoding="utf-8")
    assert list(dumped_articles(path, pytest.fail)) == list(stored_articles(store))


def test_articles_that_are_not_in_the_dump_stay(tmp_path: Path) -> None:
    export(filled(fall()), tmp_path / "fall.nq")
    with open_store(str(tmp_path / "graph"), base=BASE) as store:
        fill(store, aftermath())
    kg("import", tmp_path / "fall.nq", "--graph", tmp_path / "graph")
    assert kg("export", "--graph", tmp_path / "graph").stdout.encode() == _bytes(filled(fall(), aftermath()), tmp_path)


def _bytes(store: object, folder: Path) -> bytes:
    export(store, folder / "expected.nq")  # type: ignore[arg-type]
    return (folder / "expected.nq").read_bytes()


def test_triples_without_a_graph_are_counted_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text("<http://a/s> <http://a/p> <http://a/o> .\n<http://a/s> <http://a/p> <http://a/o> <http://a/g> .\n")
    done = kg("import", tmp_path / "a.nq", "--graph", tmp_path / "graph")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"kg: {tmp_path}/a.nq: 1 triples stand in no named graph and were left out; each article has one of its own",
        f"kg: 1 article, 1 triple into {tmp_path}/graph",
    ]


def test_a_format_without_graphs_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("")
    done = kg("import", tmp_path / "a.ttl", "--graph", tmp_path / "graph")
    assert done.returncode == 3
    assert "this format has no named graphs, so articles cannot be told apart; import .nq, .trig or .jsonld" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.nq", QUAD + b"no quads\n", r"a\.nq, line 2: expected N-Quads: "),
        ("a.nq.gz", b"not packed", r"a\.nq\.gz: cannot be read \(Not a gzipped file"),
        (
            "b.nq.gz",
            gzip.compress(b"<http://a/s> <http://a/p> <http://a/o> <http://a/g> .\n" * 9)[:-9],
            r"b\.nq\.gz: cannot be read \(.*whole",
        ),
    ],
)
def test_a_broken_dump_is_named_with_the_place(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        list(dumped_articles(tmp_path / name, pytest.fail))


def test_diff_shows_added_removed_and_changed_articles(tmp_path: Path) -> None:
    old, new = filled(fall(), aftermath()), filled(fall(), raids(1))
    quads = list(new.quads(FALL))
    more = Quad(quads[0].subject, quads[0].predicate, NamedNode("https://example.org/new"), FALL)
    new.replace(FALL, [*quads[1:], more])
    found = {difference.article: difference for difference in differences(stored_articles(old), stored_articles(new))}
    assert {difference.kind for difference in found.values()} == {"added", "removed", "changed"}
    assert (found[FALL].removed, found[FALL].added) == ((quads[0],), (more,))
    export(old, tmp_path / "old.nq")
    export(new, tmp_path / "new.trig")
    done = kg("diff", tmp_path / "old.nq", tmp_path / "new.trig")
    assert done.returncode == 1
    assert f"+ {more} .\n" in done.stdout
    assert {line[:2] for line in done.stdout.splitlines()} == {"+ ", "- "}
    assert done.stderr.startswith("kg: articles: 1 added, 1 removed, 1 changed; ")
