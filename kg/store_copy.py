"""Keep an Oxigraph store at hand as it is now, whatever is written into it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from pyoxigraph import Store

from kg.rocksdb_folder import snapshot


@contextmanager
def as_it_is(store: Store, folder: Path | None) -> Iterator[Store]:
    """A copy of a store in memory, or a snapshot of the folder of one on disk."""
    if folder is None:
        copy = Store()
        copy.extend(store)
        yield copy
    else:
        with closing(snapshot(folder)) as read:
            yield read.open()
