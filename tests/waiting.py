"""Wait for what another process does."""

import time
from collections.abc import Callable
from pathlib import Path

from kg.errors import StoreError
from kg.store import open_store


def eventually(holds: Callable[[], bool]) -> None:
    """Wait for something to hold, for a while."""
    for _ in range(400):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it never held")


def can_be_written(folder: Path) -> bool:
    """Whether a graph can be opened to be written: no other process does it."""
    try:
        open_store(str(folder)).close()
    except StoreError:
        return False
    return True
