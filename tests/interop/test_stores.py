"""Other stores hold and answer the same as ours, loaded by their own loader and by `kg push`."""

import sys
from pathlib import Path

import pytest
from interop.graphs import assert_same, assert_same_graphql, make
from interop.pages import Page, fetched, page, run, started
from spacy.language import Language

from kg.remote_store import RemoteStore
from kg.store import open_store

WAYS = ["Load a dump", "Push"]
STORES = ["fuseki", "rdf4j", "virtuoso"]
needs_oxigraph = pytest.mark.skipif(
    not Path(sys.executable).with_name("oxigraph").exists(), reason="oxigraph is not installed (pip install oxigraph)"
)


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> Path:
    """A graph of more than 50,000 triples."""
    folder = tmp_path_factory.mktemp("large") / "graph"
    make(folder, nlp, 16)
    with open_store(str(folder), read_only=True) as store:
        assert len(store) > 50_000
    return folder


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, nlp: Language) -> Path:
    """A graph that is made in seconds."""
    folder = tmp_path_factory.mktemp("small") / "graph"
    make(folder, nlp, 1)
    return folder


@needs_oxigraph
@pytest.mark.parametrize("way", WAYS)
def test_the_oxigraph_server_holds_the_same(way: str, small: Path, tmp_path: Path) -> None:
    load_and_compare(page("oxigraph"), way, small, tmp_path)


@pytest.mark.interop
@needs_oxigraph
@pytest.mark.parametrize("way", WAYS)
def test_the_oxigraph_server_holds_the_same_of_a_large_graph(way: str, large: Path, tmp_path: Path) -> None:
    load_and_compare(page("oxigraph"), way, large, tmp_path)


@pytest.mark.interop
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", STORES)
def test_another_store_holds_the_same(name: str, way: str, large: Path, tmp_path: Path) -> None:
    store = page(name)
    for file in fetched(name, store.blocks["Get it"]).iterdir():
        (tmp_path / file.name).symlink_to(file)
    load_and_compare(store, way, large, tmp_path)


def load_and_compare(store: Page, way: str, graph: Path, folder: Path) -> None:
    """Run the page's commands in their order, loading the one way or the other, and compare."""
    wanted = [heading for heading in store.blocks if heading not in {"Get it", "Ask", *WAYS} or heading == way]
    before, after = wanted[: wanted.index("Start it")], wanted[wanted.index("Start it") + 1 :]
    for heading in before:
        succeed(store, heading, graph, folder)
    with started(store, folder, graph):
        for heading in after:
            succeed(store, heading, graph, folder)
        assert succeed(store, "Ask", graph, folder).count("\n") > 10
        with open_store(str(graph), read_only=True) as here, RemoteStore(store.url, here.prefixes["ent"].removesuffix("entity/")) as there:
            assert_same(here, there)
            if way == "Push":
                # The graph is the same after either way: once is enough for what takes long.
                assert_same_graphql(here, there)


def succeed(store: Page, heading: str, graph: Path, folder: Path) -> str:
    done = run(store.blocks[heading], folder, graph)
    assert done.returncode == 0, f"{store.name}, {heading}: {done.stdout}{done.stderr}"
    return done.stdout
