"""How many requests are answered at a time."""

from collections.abc import Collection
from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from api.problem import problem


class Admission:
    """Turns requests away at once where `most` are being answered: waiting would only make all of them late."""

    def __init__(self, app: ASGIApp, most: int, always: Collection[str] = ()) -> None:
        self._app = app
        self._most = most
        self._always = always
        self._now = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request, or answer 503; the paths in `always` are for those who watch the server."""
        if scope["type"] != "http" or scope["path"].removeprefix(scope.get("root_path", "")) in self._always:
            await self._app(scope, receive, send)
            return
        if self._now >= self._most:
            full = problem(HTTPStatus.SERVICE_UNAVAILABLE, "too many requests came at once; try again in a second", {"Retry-After": "1"})
            await full(scope, receive, send)
            return
        self._now += 1
        try:
            await self._app(scope, receive, send)
        finally:
            self._now -= 1
