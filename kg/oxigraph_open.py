"""Open graphs in Oxigraph: an empty one in memory, one from a copy, one in a folder."""

from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from kg.errors import OverloadError, StoreError
from kg.oxigraph_store import MEMORY, NAMES, OxigraphStore
from kg.rocksdb_folder import snapshot
from kg.rocksdb_undo import UNSETTLED
from kg.union_graph import settle_all


def open_memory(base: str) -> OxigraphStore:
    """An empty store in memory."""
    return OxigraphStore(MEMORY, Store(), base)


def open_copy(path: Path, base: str) -> OxigraphStore:
    """A store in memory with what `OxigraphStore.copy` wrote."""
    store = Store()
    store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    # Quads do not tell of a graph that is empty.
    for name in path.with_suffix(NAMES).read_text(encoding="utf-8").split():
        store.add_graph(NamedNode(name))
    return OxigraphStore(MEMORY, store, base)


def open_folder(folder: Path, base: str, *, read_only: bool) -> OxigraphStore:
    """The store in a folder, made where there is none yet unless `read_only`; StoreError where that cannot be."""
    try:
        _check(folder, read_only=read_only)
        if read_only:
            read = snapshot(folder)
            return OxigraphStore(str(folder), read.open(), base, read)
        folder.mkdir(parents=True, exist_ok=True)
        store = Store(str(folder))
        if (folder / UNSETTLED).exists():
            settle_all(store, None)
            (folder / UNSETTLED).unlink()
        return OxigraphStore(str(folder), store, base)
    except StoreError:
        raise
    except (OSError, RuntimeError) as error:
        if "lock" in str(error).lower():
            raise OverloadError(
                f"{folder}: another process is writing to this graph; wait until it is done, or name another with --graph"
            ) from error
        raise StoreError(f"{folder}: the graph cannot be opened ({error}); check the path and the rights") from error


def _check(folder: Path, *, read_only: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: a graph is a folder, this is a file; name another place with --graph")
    files = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if not files and read_only:
        raise StoreError(f"{folder}: there is no graph yet; make one with `kg build`, or name another with --graph")
    if files and "CURRENT" not in files:
        raise StoreError(f"{folder}: no graph, the folder holds other files such as {files[0]}; name an empty or a new folder with --graph")
