"""HTTP/1.1 as uvicorn speaks it, to clients who may not mean well: none holds a connection without using it."""

import asyncio
import re
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LONGEST_HEAD = 1 << 17
"""Bytes of a request's first line and headers that are taken."""
MOST_HEADERS = 500
PERIOD = 5.0
"""Seconds after which each connection is looked at, and again."""
SLOWEST = 240
"""Bytes a second that come of a request which is not complete; what ASP.NET Core's Kestrel asks for, too."""
_STANDSTILLS = 6
"""After so many periods in which a client has taken nothing of its answer, the connection ends."""

# RFC 9110, 7.2, and RFC 3986, 3.2.2.
_HOST = re.compile(rb"[\w.~:\[\]%!$&'()*+,;=-]*", re.ASCII)


class HttpProtocol(HttpToolsProtocol):
    """
    A connection that ends where its request has too long a head (431), no proper Host (400), or comes too slowly (408).

    It ends, too, where the client takes nothing of its answer for half a minute.
    """

    _owes = True
    """Whether the client has to send something."""
    _head = _came = _left = _standstills = 0
    _in_head = _owed = False
    _look: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to watch a new connection."""
        super().connection_made(transport)
        self._look = self.loop.call_later(PERIOD, self._watch)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch no more."""
        self._end_watch()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        """Leave the connection to the protocol of WebSockets, which watches over it by pings."""
        self._end_watch()
        super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        """Take what has come."""
        super().data_received(data)
        self._came += len(data)
        if self._in_head:
            self._head += len(data)
            if self._head > LONGEST_HEAD:
                self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """A request begins."""
        self._owes = self._in_head = True
        super().on_message_begin()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; what is raised here is answered with 400."""
        super().on_header(name, value)
        if len(self.headers) > MOST_HEADERS:
            raise ValueError("too many headers")

    def on_headers_complete(self) -> None:
        """Begin to answer; what is raised here is answered with 400."""
        self._in_head, self._head = False, 0
        hosts = [value for name, value in self.headers if name == b"host"]
        if len(hosts) > 1 or (not hosts and self.parser.get_http_version() == "1.1") or not all(map(_HOST.fullmatch, hosts)):
            raise ValueError("no host, or several")
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """All of a request is there."""
        self._owes = False
        super().on_message_complete()

    def _watch(self) -> None:
        self._look = None
        if self.transport.is_closing():
            return
        owes = self._owes and not self.flow.read_paused
        if owes and self._owed and self._came < SLOWEST * PERIOD:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)
            return
        left = self.transport.get_write_buffer_size()
        self._standstills = self._standstills + 1 if 0 < left == self._left else 0
        if self._standstills >= _STANDSTILLS:
            self.transport.abort()
            return
        self._owed, self._came, self._left = owes, 0, left
        self._look = self.loop.call_later(PERIOD, self._watch)

    def _end_watch(self) -> None:
        if self._look:
            self._look.cancel()
        self._look = None

    def _refuse(self, status: HTTPStatus) -> None:
        if self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete:
            self.transport.abort()
            return
        head = f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        self.transport.write(head.encode())
        self.transport.close()
