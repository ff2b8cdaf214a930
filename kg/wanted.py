"""Whether somebody still waits for an answer that is being worked out."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event

_given_up: ContextVar[Event | None] = ContextVar("given_up", default=None)


@contextmanager
def wanted_until(given_up: Event) -> Iterator[None]:
    """What is asked for here is wanted until the event is set."""
    token = _given_up.set(given_up)
    try:
        yield
    finally:
        _given_up.reset(token)


def is_wanted() -> bool:
    """Whether what is worked on in this context is wanted still."""
    given_up = _given_up.get()
    return given_up is None or not given_up.is_set()
