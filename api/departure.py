"""Clients that go away before they have their answer: what they asked for is not worked on any longer."""

import asyncio
from contextlib import suppress
from threading import Event

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.wanted import wanted_until


class Departure:
    """Listens, from when all of a request has come in, whether its client goes away."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request, wanted as long as its client is there."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given_up = Event()
        listening: asyncio.Task[Message] | None = None
        # Nobody reads a body where there is none.
        first = await receive() if scope["method"] in {"GET", "HEAD"} else None

        async def listen() -> Message:
            message = await receive()
            given_up.set()
            return message

        def ends_request(message: Message) -> bool:
            return message["type"] == "http.disconnect" or not message.get("more_body", False)

        async def received() -> Message:
            nonlocal first, listening
            if first is None and listening is not None:
                return await asyncio.shield(listening)
            message, first = first or await receive(), None
            if ends_request(message) and listening is None:
                listening = asyncio.create_task(listen())
            return message

        if first is not None and ends_request(first):
            listening = asyncio.create_task(listen())
        try:
            with wanted_until(given_up):
                await self._app(scope, received, send)
        finally:
            if listening is not None:
                listening.cancel()
                with suppress(asyncio.CancelledError):
                    await listening
