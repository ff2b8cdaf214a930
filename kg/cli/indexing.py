"""What a command writes into a graph in a folder can be read fast: the folder is flushed, and its side index kept up."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from pyoxigraph import NamedNode

from kg.errors import StoreError
from kg.side_index import is_fresh, refresh
from kg.store import GraphStore, open_store

_MANY = 1000
"""For more articles than that, a side index takes so long that a graph which has none yet gets it when it is served."""


@contextmanager
def writing(graph: str, base: str) -> Iterator[tuple[GraphStore, list[NamedNode]]]:
    """
    The graph, opened to be written, and a list that takes the names of the articles that are.

    In the end the graph is flushed, however it comes to that, and these articles are brought into the side index; where there is
    none yet and they are many, that is left to `kg serve`.
    """
    known = is_folder(graph) and is_fresh(Path(graph))
    changed: list[NamedNode] = []
    with open_store(graph, base=base) as store:
        try:
            yield store, changed
        finally:
            store.flush()
    if changed and (known or len(changed) <= _MANY):
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
