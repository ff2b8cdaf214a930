"""Tells of the claims that come into a graph while somebody listens, whichever process writes them."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Collection, Sequence
from itertools import islice
from typing import cast

from pyoxigraph import QuerySolutions

from kg.errors import KgError, OverloadError
from kg.sparql_query import SparqlQuery
from kg.store import GraphStore

_log = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds between two looks at the version of the graph."""

SHARE = 10
"""After a look that took long, this many times as long passes before the next one."""

LINGER = 60.0
"""Seconds for which the graph is watched on when nobody listens, so that those who come back find it watched."""

BATCH = 100
_KNOWN_AT_ONCE = 1000

_ALL = "SELECT ?claim { ?claim a ckg:Claim }"
_WHOLE = """
SELECT ?claim ?published ?article ?start {{
  {{ SELECT ?claim {{ VALUES ?claim {{ {claims} }} }} }}
  ?claim ckg:inArticle ?article ; prov:wasDerivedFrom ?span .
  ?span oa:hasSelector ?position , ?quotation .
  ?position oa:start ?start .
  ?quotation oa:exact ?quote
  OPTIONAL {{ ?article schema:datePublished ?published }}
}}
"""


class _Listener:
    """Where somebody who listens has come to, counted in claims since the graph is watched."""

    def __init__(self, place: int) -> None:
        self.place = place
        self.lost = False


class News:
    """
    The claims that come into a graph, as IRIs, in the order in which they are found: those that come together by the day on which
    their articles were published, then by article and by their places in the text.

    A claim is told once, however often it is written. At most `most` may listen at a time. `held` claims are kept for the slowest
    of them; then the others wait for it, `patience` seconds for each batch.

    All methods belong to one event loop; the graph is read in threads.
    """

    def __init__(self, store: GraphStore, most: int = 100, *, held: int = 10_000, patience: float = 30.0) -> None:
        self._store = store
        self._most = most
        self._held = held
        self._patience = patience
        self._version: str | None = None
        self._known: set[bytes] = set()
        self._told: list[str] = []
        self._end = 0
        self._listeners: set[_Listener] = set()
        self._watch: asyncio.Task[None] | None = None
        self._begun = asyncio.Event()
        self._moved = asyncio.Event()
        self._wanted_until = 0.0
        self._closed = False

    async def begin(self) -> None:
        """Watch the graph: what comes in when this is done will be told. StoreError where it cannot be read."""
        self._wanted_until = time.monotonic() + LINGER
        if self._closed:
            return
        if self._watch is None or self._watch.done():
            self._begun = asyncio.Event()
            self._watch = asyncio.create_task(self._run())
        watch, begun = self._watch, asyncio.create_task(self._begun.wait())
        try:
            await asyncio.wait((watch, begun), return_when=asyncio.FIRST_COMPLETED)
        finally:
            begun.cancel()
        if watch.done() and not self._closed:
            watch.result()

    async def listen(self) -> AsyncGenerator[Sequence[str], None]:
        """
        Batches of claims that came in, until the server ends.

        OverloadError where too many listen, or where this listener takes so long that the others would have to wait.
        """
        await self.begin()
        if len(self._listeners) >= self._most:
            raise OverloadError(f"{self._most} subscriptions are being served, which is all that this server takes; try again later")
        me = _Listener(self._end)
        self._listeners.add(me)
        try:
            while not self._closed:
                if me.lost:
                    raise OverloadError("claims came in faster than they were taken; subscribe again, and ask `claims` for what was missed")
                if me.place < self._end:
                    first = len(self._told) - (self._end - me.place)
                    batch = self._told[first : first + BATCH]
                    yield batch
                    me.place += len(batch)
                    self._wake()
                elif self._watch is not None and self._watch.done():
                    self._watch.result()
                else:
                    await self._moved.wait()
        finally:
            self._listeners.discard(me)
            self._wanted_until = time.monotonic() + LINGER
            self._wake()

    def close(self) -> None:
        """Let all listeners come to their end."""
        self._closed = True
        if self._watch is not None:
            self._watch.cancel()
        self._wake()

    def _wake(self) -> None:
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    async def _run(self) -> None:
        self._told = []
        for behind in self._listeners:
            behind.lost = True
        self._listeners.clear()
        try:
            self._known = await asyncio.to_thread(self._first)
            self._begun.set()
            took = 0.0
            while self._listeners or time.monotonic() < self._wanted_until:
                await asyncio.sleep(max(PAUSE, SHARE * took))
                start = time.monotonic()
                try:
                    await self._tell(await asyncio.to_thread(self._new))
                except KgError as error:
                    _log.warning("the graph could not be watched, which will be tried again: %s", error)
                took = time.monotonic() - start
        finally:
            self._wake()

    async def _tell(self, claims: Sequence[str]) -> None:
        """Hand claims to the listeners, no more at a time than may be held."""
        for start in range(0, len(claims), BATCH):
            while self._listeners and (slowest := min(self._listeners, key=lambda one: one.place)).place + self._held <= self._end:
                await self._wait_for(slowest)
            batch = claims[start : start + BATCH]
            self._told.extend(batch)
            self._end += len(batch)
            needed = self._end - min((one.place for one in self._listeners), default=self._end)
            del self._told[: len(self._told) - needed]
            self._wake()

    async def _wait_for(self, slowest: _Listener) -> None:
        """Wait until a listener has gone on or away; one that does neither is given up."""
        place = slowest.place
        try:
            async with asyncio.timeout(self._patience):
                while slowest.place == place and slowest in self._listeners:
                    await self._moved.wait()
        except TimeoutError:
            slowest.lost = True
            self._listeners.discard(slowest)

    def _first(self) -> set[bytes]:
        self._store.look()
        self._version = self._store.version
        return self._all()

    def _new(self) -> list[str]:
        """The claims that came in since the last look."""
        version = self._store.version
        if version is not None and version == self._version:
            return []
        fresh = self._all() - self._known
        # A reader may have found more than this version has. Asked from now on, each finds at least as much.
        if not self._store.look():
            return []
        ordered = sorted(row for claims in _parts(sorted(fresh)) for row in self._whole(claims))
        found = list(dict.fromkeys(claim for *_, claim in ordered))
        self._known.update(f"<{claim}>".encode() for claim in found)
        self._version = version
        return found

    def _all(self) -> set[bytes]:
        """All claims, as terms: a set of bytes, for they may be a million."""
        answer = self._store.answer(SparqlQuery(_ALL, table="tsv"))
        with answer.body:
            return set(islice((line.strip() for line in answer.body), 1, None))

    def _whole(self, claims: Collection[bytes]) -> list[tuple[str, str, int, str]]:
        """Of these claims those that are written to their end, each with what it is sorted by."""
        terms = " ".join(claim.decode() for claim in claims)
        rows = cast("QuerySolutions", self._store.query(_WHOLE.format(claims=terms)))
        return [
            (row["published"].value if row["published"] else "", row["article"].value, int(row["start"].value), row["claim"].value)
            for row in rows
        ]


def _parts(claims: Sequence[bytes]) -> list[Sequence[bytes]]:
    return [claims[start : start + _KNOWN_AT_ONCE] for start in range(0, len(claims), _KNOWN_AT_ONCE)]
