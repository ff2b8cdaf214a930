"""The side index of a graph in a folder, kept up with what a command does to the graph."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.side_index import is_fresh, refresh
from kg.store import open_store

_MANY = 1000
"""For so many articles it takes long enough to say so."""


@contextmanager
def keeping_index(graph: str, base: str) -> Iterator[list[NamedNode]]:
    """While the graph is written; takes the names of the articles that are, and brings them into the side index in the end."""
    known = is_folder(graph) and is_fresh(Path(graph))
    changed: list[NamedNode] = []
    yield changed
    if changed:
        bring_up(graph, base, changed if known else None)


def bring_up(graph: str, base: str, changed: list[NamedNode] | None = None) -> None:
    """Make the side index anew, or of these articles; where it cannot be written, say so: nothing but speed depends on it."""
    if not is_folder(graph):
        return
    try:
        with open_store(graph, read_only=True, base=base) as store:
            if changed is None and (number := len(store.graphs())) > _MANY:
                click.echo(f"kg: making the side index of {number:,} articles", err=True)
            refresh(store, Path(graph), changed)
    except StoreError as error:
        click.echo(f"kg: {error}", err=True)


def is_folder(graph: str) -> bool:
    """Whether a graph is a folder that is there."""
    return "://" not in graph and graph != "memory:" and Path(graph).is_dir()
