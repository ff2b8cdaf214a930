"""How far a command is, on a terminal, and numbers for its messages."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


@contextmanager
def on_terminal(*, shown: bool = True) -> Iterator[Progress]:
    """A line on standard error that tells what goes on, where that is a terminal; it is gone at the end."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    hidden = not (shown and sys.stderr.isatty())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False, disable=hidden) as progress:
        yield progress


def count(number: int, one: str, many: str = "") -> str:
    """A number with the word for what it counts: "1 article", "2,000 articles"."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
