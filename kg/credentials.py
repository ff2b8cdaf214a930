"""Who we are for a remote store: a name and a password, or a token."""

import os
from collections.abc import Generator

import httpx


def authentication(url: httpx.URL) -> httpx.Auth | None:
    """
    The bearer token in KG_STORE_TOKEN, or else name and password in the URL, or in KG_STORE_USER and KG_STORE_PASSWORD.

    None where there are none. KG_TOKEN, which clients of our own server must send, never goes to a store.

    They stand in the environment rather than in options, because other users of the machine can read a command's options.
    """
    if token := os.environ.get("KG_STORE_TOKEN"):
        return _Bearer(token)
    if url.userinfo:
        return _Password(url.username, url.password)
    user = os.environ.get("KG_STORE_USER")
    return _Password(user, os.environ.get("KG_STORE_PASSWORD", "")) if user else None


class _Bearer(httpx.Auth):
    """A token in each request (RFC 6750)."""

    def __init__(self, token: str) -> None:
        self._header = f"Bearer {token}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request with the token."""
        request.headers["Authorization"] = self._header
        yield request


class _Password(httpx.Auth):
    """Name and password: basic (RFC 7617), or digest (RFC 7616) from the first time that the store asks for that."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._asks_for_digest = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request with basic credentials, and, where they are not taken, with digest ones if those are asked for."""
        if not self._asks_for_digest:
            response = yield next(self._basic.auth_flow(request))
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            # Virtuoso names the scheme that it wants only to those who bring no credentials.
            del request.headers["Authorization"]
            response = yield request
            self._asks_for_digest = "digest" in response.headers.get("WWW-Authenticate", "").lower()
        if self._asks_for_digest:
            yield from self._digest.auth_flow(request)
