"""Answers to requests that went wrong: one problem document (RFC 9457), one line, never a traceback."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import DeadlineError, ExcessError, InputError, KgError, QueryError, StoreError

_STATUSES = {
    DeadlineError: HTTPStatus.GATEWAY_TIMEOUT,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    InputError: HTTPStatus.BAD_REQUEST,
    QueryError: HTTPStatus.BAD_REQUEST,
}
_LONGEST = 1000


class Problem(HTTPException):
    """A request that cannot be answered: a status, what was wrong and what to do."""


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The problem document for a status."""
    text = " ".join(detail.split())
    if len(text) > _LONGEST:
        # What was sent is quoted, which may have any length: what is wrong stands before it, what to do behind.
        text = f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"
    document = {"title": HTTPStatus(status).phrase, "status": status, "detail": text}
    return Response(json.dumps(document, ensure_ascii=False) + "\n", status, headers, "application/problem+json")


async def on_http_error(_: Request, error: Exception) -> Response:
    """What Starlette or we refuse."""
    if not isinstance(error, HTTPException):
        raise error
    return problem(error.status_code, error.detail, error.headers)


async def on_kg_error(_: Request, error: Exception) -> Response:
    """What the library refuses, and what nobody expected."""
    if not isinstance(error, KgError):
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "the server's log says what went wrong")
    status = next((status for known, status in _STATUSES.items() if isinstance(error, known)), HTTPStatus.INTERNAL_SERVER_ERROR)
    again = status == HTTPStatus.SERVICE_UNAVAILABLE and not isinstance(error, ExcessError)
    return problem(status, str(error), {"Retry-After": "5"} if again else None)


async def on_departure(_: Request, __: Exception) -> Response:
    """To a client that left before it had sent all of its request: for those who count answers, as nobody reads it."""
    return problem(HTTPStatus.BAD_REQUEST, "the request came to no end")
