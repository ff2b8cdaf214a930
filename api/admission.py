"""How many requests are answered at a time."""

from collections.abc import Collection
from http import HTTPStatus

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problem import problem

WAITING = 100
"""So many requests wait for their answer to begin, whatever else is being sent: those that come after would all be late."""


class Admission:
    """
    Turns requests away at once where `most` are being answered, or the answers of `waiting` have not begun.

    The paths in `always` are for those who watch the server; those in `sparing` turn away themselves what would wait.
    """

    def __init__(
        self, app: ASGIApp, most: int, always: Collection[str] = (), sparing: Collection[str] = (), waiting: int = WAITING
    ) -> None:
        self._app = app
        self._most = most
        self._always = always
        self._sparing = sparing
        self._most_waiting = waiting
        self._now = self._waiting = 0
        # Made once: in a crowd, what a refusal costs is what the others wait for.
        self._full = problem(HTTPStatus.SERVICE_UNAVAILABLE, "too many requests came at once; try again in a second", {"Retry-After": "1"})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request, or answer 503."""
        if scope["type"] != "http" or (path := scope["path"].removeprefix(scope.get("root_path", ""))) in self._always:
            await self._app(scope, receive, send)
            return
        if self._now >= self._most or (self._waiting >= self._most_waiting and path not in self._sparing):
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
