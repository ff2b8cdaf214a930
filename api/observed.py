"""Each request as those see it who run the server: the access log and the metrics."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send


@dataclass(frozen=True)
class Exchange:
    """A request and its answer. `route` is the pattern that the path fits; `size` is the bytes of the answer's body as they were sent."""

    method: str
    path: str
    route: str
    client: str
    agent: str
    status: int
    size: int
    seconds: float


Observer = Callable[[Exchange], None]


class Observed:
    """Tells observers of each request when its answer has been sent, or has failed."""

    def __init__(self, app: ASGIApp, observers: Sequence[Observer]) -> None:
        self._app = app
        self._observers = observers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request and watch its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status, size = time.perf_counter(), 500, 0

        async def watched(message: Message) -> None:
            nonlocal status, size
            status = message.get("status", status)
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            exchange = Exchange(
                method=scope["method"],
                path=scope["path"],
                route=getattr(scope.get("route"), "path", ""),
                client=scope["client"][0] if scope.get("client") else "",
                agent=Headers(scope=scope).get("user-agent", ""),
                status=status,
                size=size,
                seconds=time.perf_counter() - start,
            )
            for observer in self._observers:
                observer(exchange)
