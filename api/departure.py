"""Clients that go away before they have their answer: what they asked for is not worked on any longer."""

import asyncio
from contextlib import suppress
from threading import Event

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.wanted import wanted_until

_SHORT = 0.05
"""Seconds in which most requests are answered: whether their clients are still there is not worth knowing."""


class Departure:
    """Listens, a moment after all of a request has come in, whether its client goes away."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request, wanted as long as its client is there."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given_up = Event()
        listening: asyncio.Task[Message] | None = None
        timer: asyncio.TimerHandle | None = None
        # Nobody reads a body where there is none.
        first = await receive() if scope["method"] in {"GET", "HEAD"} else None

        async def listen() -> Message:
            message = await receive()
            given_up.set()
            return message

        def begin() -> asyncio.Task[Message]:
            nonlocal listening
            listening = listening or asyncio.create_task(listen())
            return listening

        def look(message: Message) -> None:
            nonlocal timer
            if message["type"] == "http.disconnect" or not message.get("more_body", False):
                timer = asyncio.get_running_loop().call_later(_SHORT, begin)

        async def received() -> Message:
            nonlocal first
            message, first = first, None
            if message is None:
                if timer is not None:
                    return await asyncio.shield(begin())
                message = await receive()
                look(message)
            return message

        if first is not None:
            look(first)
        try:
            with wanted_until(given_up):
                await self._app(scope, received, send)
        finally:
            if timer is not None:
                timer.cancel()
            if listening is not None:
                listening.cancel()
                with suppress(asyncio.CancelledError):
                    await listening
