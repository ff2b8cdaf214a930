"""Let Ctrl-C end the reading of articles, not the work on those that were read."""

import threading
from collections.abc import Iterable, Iterator
from signal import SIGINT, default_int_handler, signal
from typing import Self, TypeVar

Item = TypeVar("Item")


class Interruption:
    """
    While it is entered, Ctrl-C ends the items that come through `until`, and what is under way is finished.

    A second Ctrl-C raises KeyboardInterrupt at once. Where another thread than the main one enters it, nothing changes.
    """

    def __init__(self) -> None:
        self.came = False
        self._waiting = False

    def __enter__(self) -> Self:
        """From here on."""
        if threading.current_thread() is threading.main_thread():
            signal(SIGINT, self._interrupt)
        return self

    def __exit__(self, *_: object) -> None:
        """Up to here."""
        if threading.current_thread() is threading.main_thread():
            signal(SIGINT, default_int_handler)

    def until(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, up to where Ctrl-C came."""
        source = iter(items)
        while not self.came:
            try:
                self._waiting = True
                item = next(source)
                self._waiting = False
            except StopIteration:
                self._waiting = False
                return
            except KeyboardInterrupt:
                return
            yield item

    def _interrupt(self, *_: object) -> None:
        if self.came or self._waiting:
            self.came, self._waiting = True, False
            raise KeyboardInterrupt
        self.came = True
