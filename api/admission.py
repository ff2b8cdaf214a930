"""How many requests are answered at a time, and who goes first in a crowd."""

import asyncio
from collections import deque
from collections.abc import Collection
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problem import problem

WAITING = 100
"""So many requests wait for their answer to begin, whatever else is being sent: those that come after would all be late."""

_IN_A_TURN = 8
"""So many requests begin in one turn of the event loop: what comes in meanwhile is heard of in the next one."""


class Admission:
    """
    Turns requests away at once where `most` are being answered, or the answers of `waiting` have not begun.

    Of a crowd that comes at once, `waiting` stay in line, of whom the oldest and the newest go first by turns: nobody waits for ever,
    and who comes behind the crowd, for whom the oldest gives way, need not wait for all of it. The paths in `always` are for those
    who watch the server; those in `sparing` turn away themselves what would wait.
    """

    def __init__(
        self, app: ASGIApp, most: int, always: Collection[str] = (), sparing: Collection[str] = (), waiting: int = WAITING
    ) -> None:
        self._app = app
        self._most = most
        self._always = always
        self._sparing = sparing
        self._most_waiting = waiting
        self._now = self._waiting = self._begun = 0
        self._line: deque[asyncio.Future[bool]] = deque()
        # Made once: in a crowd, what a refusal costs is what the others wait for.
        self._full = problem(HTTPStatus.SERVICE_UNAVAILABLE, "too many requests came at once; try again in a second", {"Retry-After": "1"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request, or answer 503."""
        if scope["type"] != "http" or (path := scope["path"].removeprefix(scope.get("root_path", ""))) in self._always:
            await self._app(scope, receive, send)
            return
        if not await self._turn() or self._now >= self._most or (self._waiting >= self._most_waiting and path not in self._sparing):
            await self._full(scope, receive, send)
            return
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            if not begun:
                begun = True
                self._waiting -= 1
            await send(message)

        self._now += 1
        self._waiting += 1
        try:
            await self._app(scope, receive, watched)
        finally:
            self._now -= 1
            if not begun:
                self._waiting -= 1

    async def _turn(self) -> bool:
        """Wait in line; False for who has no place in it any more."""
        loop = asyncio.get_running_loop()
        if not self._begun:
            loop.call_soon(self._end_turn)
        self._begun += 1
        if self._begun <= _IN_A_TURN:
            return True
        if self._begun > _IN_A_TURN + self._most_waiting:
            # To let others go who came in the same turn would cost both of them time.
            return False
        if len(self._line) >= self._most_waiting:
            _call(self._line.popleft(), answer=False)
        place: asyncio.Future[bool] = loop.create_future()
        self._line.append(place)
        return await place

    def _end_turn(self) -> None:
        """Let the next ones begin, before any that come in later."""
        self._begun = min(len(self._line), _IN_A_TURN)
        for number in range(self._begun):
            _call(self._line.popleft() if number % 2 else self._line.pop(), answer=True)
        if self._begun:
            asyncio.get_running_loop().call_soon(self._end_turn)


def _call(place: asyncio.Future[bool], *, answer: bool) -> None:
    if not place.done():
        place.set_result(answer)
