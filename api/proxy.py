"""A server behind a proxy: what the proxy says of the client, and the path that the server is seen under."""

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from api.settings import PREFIX


class BehindProxy:
    """
    Lets the application know the client, the scheme and the path prefix.

    A proxy that is trusted tells the first two in X-Forwarded-For and X-Forwarded-Proto, and the prefix in X-Forwarded-Prefix;
    `root_path` goes before that. It does not matter whether the proxy takes the prefix off the path.
    """

    def __init__(self, app: ASGIApp, root_path: str = "", trusted: str = "127.0.0.1") -> None:
        self._root_path = root_path
        # uvicorn's types are its own, and more narrow than ASGI's.
        self._proxied = ProxyHeadersMiddleware(app, trusted)  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request whose path and root path say where it is."""
        if scope["type"] != "lifespan" and (prefix := self._root_path or self._forwarded(scope)):
            path = scope["path"]
            if path != prefix and not path.startswith(f"{prefix}/"):
                scope["path"] = prefix + path
                if raw_path := scope.get("raw_path"):
                    scope["raw_path"] = prefix.encode() + raw_path
            scope["root_path"] = prefix
        await self._proxied(scope, receive, send)  # type: ignore[arg-type]

    def _forwarded(self, scope: Scope) -> str:
        """The prefix that a trusted proxy tells of, and none where it is no path."""
        host = scope["client"][0] if scope.get("client") else None
        if host not in self._proxied.trusted_hosts:
            return ""
        told = next((value for name, value in scope["headers"] if name == b"x-forwarded-prefix"), b"")
        prefix = told.decode("latin-1").rstrip("/")
        return prefix if PREFIX.fullmatch(prefix) else ""
