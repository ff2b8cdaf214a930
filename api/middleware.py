"""What lies around the application, from the outside to the inside."""

from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from api.access_log import log_access, open_access_log
from api.admission import Admission
from api.body_first import BodyFirst
from api.departure import Departure
from api.metrics import count
from api.observed import Observed
from api.proxy import BehindProxy
from api.response_cache import ResponseCache
from api.settings import Settings

WATCHED = ("/livez", "/healthz", "/metrics")
"""Paths for those who watch the server, answered however busy it is."""
SPARING = ("/sparql", "/sparql/")
"""Paths that keep nobody waiting for long: queries that take longer than a moment wait for a process, and only so many do."""

_EXPOSED = ("Allow", "Content-Disposition", "ETag", "Link", "Location", "Retry-After")
_FROM_A_KILOBYTE = 1024
_LEVEL = 5


def middleware(settings: Settings) -> list[Middleware]:
    """The layers that a server with these settings has."""
    observers = [count]
    if settings.access_log:
        open_access_log()
        observers.append(log_access)
    cross_origin = Middleware(
        CORSMiddleware, allow_origins=settings.cors, allow_methods=["*"], allow_headers=["*"], expose_headers=_EXPOSED, max_age=86_400
    )
    return [
        Middleware(BehindProxy, root_path=settings.root_path, trusted=settings.trusted_proxies),
        Middleware(Observed, observers=observers),
        *([cross_origin] if settings.cors else []),
        Middleware(BodyFirst),
        Middleware(Admission, most=settings.concurrency, always=WATCHED, sparing=SPARING),
        Middleware(ResponseCache, room=settings.cache << 20),
        Middleware(Departure),
        Middleware(GZipMiddleware, minimum_size=_FROM_A_KILOBYTE, compresslevel=_LEVEL),
    ]
