"""Which of the formats on offer a client wants most, by its Accept header (RFC 9110, 12.5.1)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache


def negotiate(accept: str | None, offered: Iterable[str]) -> str | None:
    """The media type that a client prefers, the first on offer where it does not care, None where it takes none of them."""
    return _negotiated(accept or "", tuple(offered))


@lru_cache
def _negotiated(accept: str, offered: tuple[str, ...]) -> str | None:
    if not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best = max(offered, key=lambda media_type: _quality(media_type, ranges))
    return best if _quality(best, ranges) > 0 else None


def _range(text: str) -> tuple[str, float]:
    media_range, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = next((value for name, _, value in (parameter.partition("=") for parameter in parameters) if name.strip() == "q"), "1")
    try:
        return media_range, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return media_range, 0.0


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality that the most specific range which covers the media type gives it."""
    covering = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
    qualities = dict(reversed(ranges))
    return next((qualities[known] for known in covering if known in qualities), 0.0)
