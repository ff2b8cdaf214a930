"""Answers that were given once, given again as long as the graph is as it was."""

from collections import OrderedDict
from dataclasses import dataclass
from http import HTTPStatus

from starlette.datastructures import State
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.metrics import count_repeated
from api.versions import entity_tag
from kg.store import GraphStore

_CHOOSING = (b"host", b"accept", b"accept-encoding")
"""The headers of a request on which its answer may depend."""
_VARYING = {b"accept", b"accept-encoding"}
_OTHERWISE = {b"cache-control", b"pragma", b"if-none-match", b"authorization", b"range", b"content-length", b"transfer-encoding"}
"""Headers of those who want an answer made for them (RFC 9111, 5.2.1), or none where they have it already, and of a body."""
_SHARE = 16
"""An answer takes at most this part of the room."""

_ENTRY = 2000
"""Bytes that Python takes for an answer beside its text and that of the request, about."""

_Key = tuple[str | bytes, ...]


@dataclass(frozen=True)
class _Answer:
    route: object
    start: Message
    body: bytes
    size: int


class ResponseCache:
    """
    Keeps answers to GET that bear the version of the graph as their entity tag, the latest asked for, up to `room` bytes.

    When the graph changes, all are dropped. A request with `Cache-Control: no-cache` is always answered anew. Without room, the
    application is asked each time; so it is where the store cannot tell its version at once.
    """

    def __init__(self, app: ASGIApp, room: int) -> None:
        self._app = app
        self._room = room
        self._answers: OrderedDict[_Key, _Answer] = OrderedDict()
        self._version: str | None = None
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request from what is known, or hand it on and keep its answer."""
        key = _key(scope) if scope["type"] == "http" and scope["method"] == "GET" and self._room else None
        if key is None:
            await self._app(scope, receive, send)
        elif (answer := self._known(key, scope["app"].state)) is not None:
            count_repeated()
            scope["route"] = answer.route
            await send(answer.start)
            await send({"type": "http.response.body", "body": answer.body})
        else:
            await self._answered(key, scope, receive, send)

    def _known(self, key: _Key, state: State) -> _Answer | None:
        answer = self._answers.get(key) if self._now(state) is not None else None
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def _now(self, state: State) -> str | None:
        """The version of the graph, if it can be told at once; what was kept of another one is dropped."""
        store: GraphStore = state.store
        if (version := store.version_at_once) is not None and version != self._version:
            self._answers.clear()
            self._version, self._size = version, 0
        return version

    async def _answered(self, key: _Key, scope: Scope, receive: Receive, send: Send) -> None:
        start: Message | None = None
        body = bytearray()

        async def watched(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message if self._lasts(message, scope["app"].state) else None
            elif start is not None:
                body.extend(message.get("body", b""))
                if len(body) > self._room // _SHARE:
                    start = None
                    body.clear()
                elif not message.get("more_body", False) and self._lasts(start, scope["app"].state):
                    self._keep(key, _Answer(scope.get("route"), start, bytes(body), _ENTRY + len(body) + sum(map(len, key))))
            await send(message)

        await self._app(scope, receive, watched)

    def _lasts(self, start: Message, state: State) -> bool:
        """Whether an answer that starts like this holds for all who ask for the same, and for the graph as it is known here."""
        version, headers = self._now(state), dict(start["headers"])
        varying = {name.strip().lower() for name in headers.get(b"vary", b"").split(b",")}
        if start["status"] != HTTPStatus.OK or version is None or not varying <= _VARYING:
            return False
        return bool(headers.get(b"etag") == entity_tag(version).encode())

    def _keep(self, key: _Key, answer: _Answer) -> None:
        if (before := self._answers.pop(key, None)) is not None:
            self._size -= before.size
        self._answers[key] = answer
        self._size += answer.size
        while self._size > self._room:
            self._size -= self._answers.popitem(last=False)[1].size


def _key(scope: Scope) -> _Key | None:
    """All of a request that its answer may depend on; None where it is to be made for this one request."""
    headers: list[bytes] = []
    for name, value in scope["headers"]:
        if name in _CHOOSING:
            headers += name, value
        elif name in _OTHERWISE:
            return None
    path = scope.get("raw_path") or scope["path"]
    return scope["scheme"], scope.get("root_path", ""), path, scope["query_string"], *headers
