"""Who may change the graph over HTTP: by default nobody."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from api.problem import Problem
from kg.loopback import is_loopback


@dataclass(frozen=True)
class Authority:
    """
    Whether updates and writes to graphs are `allowed`, and the `token` that they need.

    Without a token, only requests to an address of this machine itself are taken, and none that a page of another site makes.
    """

    allowed: bool = False
    token: str | None = None

    def check(self, request: HTTPConnection) -> None:
        """A Problem where the request may not change the graph."""
        if not self.allowed:
            raise Problem(HTTPStatus.FORBIDDEN, "this server is read-only; kg serve --allow-update lets clients change the graph")
        if self.token:
            kind, _, value = request.headers.get("authorization", "").partition(" ")
            if kind.lower() != "bearer" or not secrets.compare_digest(value.strip().encode(), self.token.encode()):
                detail = "changes need the token that the server was started with (KG_TOKEN); send it as Authorization: Bearer …"
                raise Problem(HTTPStatus.UNAUTHORIZED, detail, {"WWW-Authenticate": "Bearer"})
            return
        address = (request.scope.get("server") or ("",))[0]
        if not (is_loopback(address) and is_loopback(request.url.hostname or "")):
            raise Problem(HTTPStatus.FORBIDDEN, "without a token, changes are taken from this machine only; start the server with KG_TOKEN")
        origin = request.headers.get("origin")
        if origin and urlsplit(origin).netloc != request.url.netloc:
            raise Problem(HTTPStatus.FORBIDDEN, f"a page of {origin} may not change the graph; start the server with KG_TOKEN")


def authority_of(environment: Mapping[str, str]) -> Authority:
    """What KG_ALLOW_UPDATE (1 or 0) and KG_TOKEN say."""
    return Authority(environment.get("KG_ALLOW_UPDATE", "").lower() in ("1", "true", "yes", "on"), environment.get("KG_TOKEN") or None)
