"""Keep the side index of a graph right while a server writes to it."""

from contextlib import suppress
from functools import partial
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import StoreError
from kg.ground_update import ground
from kg.oxigraph_store import OxigraphStore
from kg.query_messages import Change
from kg.rocksdb_folder import folder_version
from kg.side_index import is_fresh, is_shared, refresh

_FEW = 1000
"""Of that many articles an index is made anew where it is not known which of them an update changed, or what goes with them."""


class IndexUpkeep:
    """
    Notes what one process changes in the graph of a folder, from before it opens the folder until it lets go of it.

    It is the only one that writes meanwhile, so an index that did fit can be brought up by what was noted.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fits = is_fresh(folder)
        self._changed: set[NamedNode] | None = set()

    def note(self, change: Change, store: OxigraphStore) -> None:
        """A change that is going to be made."""
        touched = _touched(change, store)
        self._changed = None if touched is None or self._changed is None else self._changed | touched

    def bring_up(self, store: OxigraphStore) -> None:
        """
        Close the store, and bring the index up to what was noted.

        Where that cannot be done the index is not used, and SPARQL answers alone.
        """
        many = self._fits and (self._changed is None or is_shared(self._folder)) and len(store.graphs()) > _FEW
        if self._fits and not many and self._changed != set():
            store.flush()
            with suppress(StoreError):
                refresh(
                    store, self._folder, None if self._changed is None else sorted(self._changed, key=str), partial(self._closed, store)
                )
        store.close()

    def _closed(self, store: OxigraphStore) -> str:
        # When it closes, RocksDB puts its files in order: the index belongs to what is there then.
        store.close()
        return folder_version(self._folder)


def _touched(change: Change, store: OxigraphStore) -> set[NamedNode] | None:
    """The named graphs that a change may touch; None where that is not known."""
    if change.method != "update":
        return {graph for graph in change.arguments[:1] if isinstance(graph, NamedNode)}
    text, base_iri = change.arguments
    known = ground(str(text), store.prefixes, str(base_iri) if base_iri else None)
    if known is None or any(quad.graph_name == DefaultGraph() for quad in known.quads):
        return None
    return set(known.graphs)
