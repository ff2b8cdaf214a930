"""What the server counts, for Prometheus."""

import os
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.requests import Request
from starlette.responses import Response

from api.observed import Exchange

SEVERAL_PROCESSES = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which processes that serve together add up their numbers."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

_requests = Counter("kg_http_requests", "HTTP requests that were answered.", ["method", "route", "status"])
_seconds = Histogram("kg_http_request_seconds", "Seconds from an HTTP request to the end of its answer.", ["route"], buckets=_SECONDS)
_bytes = Counter("kg_http_response_bytes", "Bytes of the bodies that were sent.", ["route"])
_repeated = Counter("kg_http_repeated", "Requests that got an answer which was known from before.")
_errors = Counter("kg_graphql_errors", "Errors in answers to GraphQL requests, by their code.", ["code"])
_build = Gauge("kg_build_info", "Always 1; the label is the version that runs.", ["version"], multiprocess_mode="max")


def count(exchange: Exchange) -> None:
    """Count a request; its labels are few, whatever clients send."""
    method = exchange.method if exchange.method in _METHODS else "other"
    requests, seconds, size = _counters(method, exchange.route or "other", exchange.status)
    requests.inc()
    seconds.observe(exchange.seconds)
    size.inc(exchange.size)


@cache
def _counters(method: str, route: str, status: int) -> tuple[Counter, Histogram, Counter]:
    return _requests.labels(method, route, str(status)), _seconds.labels(route), _bytes.labels(route)


def count_repeated() -> None:
    """Count a request whose answer was known."""
    _repeated.inc()


def count_errors(codes: Iterable[str]) -> None:
    """Count the errors of an answer to a GraphQL request."""
    for code in codes:
        _errors.labels(code).inc()


async def metrics(request: Request) -> Response:
    """All numbers, in Prometheus' text format or in OpenMetrics."""
    _build.labels(version("conflict-kg")).set(1)
    registry = REGISTRY
    if SEVERAL_PROCESSES in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(registry), media_type=media_type)
