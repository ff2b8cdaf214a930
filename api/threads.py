"""Ask the store without keeping the event loop waiting, and turn away what would wait too long."""

from collections.abc import Callable
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import HTTPConnection

from kg.errors import OverloadError
from kg.sparql_query import SparqlAnswer, SparqlQuery
from kg.stoppable_store import StoppableStore
from kg.store import GraphStore

Result = TypeVar("Result")

THREADS = 128
"""So many requests wait for the store at a time; their deadline runs from when they have a thread, so none waits for that."""


async def in_thread(request: HTTPConnection, function: Callable[..., Result], *arguments: object) -> Result:
    """Call a function in a thread; OverloadError where all are taken."""
    threads: CapacityLimiter = request.app.state.threads
    if threads.available_tokens < 1:
        raise OverloadError("too many requests came at once; try again later")
    return await anyio.to_thread.run_sync(function, *arguments, limiter=threads)


async def answered(request: HTTPConnection, question: SparqlQuery) -> SparqlAnswer:
    """The store's answer to a query; errors as of GraphStore.answer, and OverloadError where too many wait."""
    store: GraphStore = request.app.state.store
    return await store.answer_soon(question) if isinstance(store, StoppableStore) else await in_thread(request, store.answer, question)
