"""Requests are worked on when they have come: clients that send slowly take nobody's place."""

from collections import deque

from starlette.types import ASGIApp, Message, Receive, Scope, Send

WHOLE = 1 << 20
"""Bytes of a body that are waited for; of a longer one, the rest is read by those who answer."""
_ROOM = 256 << 20
"""Bytes of all bodies that are held; where there are more, requests are handed on as they are."""


class BodyFirst:
    """Hands on a request when its body is there."""

    def __init__(self, app: ASGIApp, whole: int = WHOLE, room: int = _ROOM) -> None:
        self._app = app
        self._whole = whole
        self._room = room
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait for the body of a request and hand it on, unless the client goes away."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD"}:
            await self._app(scope, receive, send)
            return
        come: deque[Message] = deque()
        size, more = 0, True

        async def received() -> Message:
            return come.popleft() if come else await receive()

        try:
            while more and size < self._whole and self._held < self._room:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return
                come.append(message)
                size += (length := len(message.get("body", b"")))
                self._held += length
                more = message.get("more_body", False)
            await self._app(scope, received, send)
        finally:
            self._held -= size
