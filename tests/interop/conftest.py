"""A server that clients written by others talk to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from graph_sample import BASE, aftermath, fall, fill
from kg_server import kg_serve

from kg.store import open_store


@pytest.fixture(scope="session")
def sample_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph with two articles."""
    folder = tmp_path_factory.mktemp("served") / "graph"
    with open_store(str(folder), base=BASE) as store:
        fill(store, fall(), aftermath())
    return folder


@pytest.fixture(scope="session")
def url(sample_graph: Path) -> Iterator[str]:
    """Where `kg serve` answers, ending in a slash."""
    with kg_serve(sample_graph, "--base", BASE) as served:
        yield served.url
