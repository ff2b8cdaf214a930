"""The access log: one JSON object a line on standard error."""

import json
import logging
from datetime import UTC, datetime

from api.observed import Exchange

_log = logging.getLogger("kg.access")


def open_access_log() -> None:
    """Write the log from now on."""
    _log.handlers = [logging.StreamHandler()]
    _log.setLevel(logging.INFO)
    _log.propagate = False


def log_access(exchange: Exchange) -> None:
    """Write a line. What was asked stays out of it: questions tell who investigates whom."""
    line = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "client": exchange.client,
        "method": exchange.method,
        "path": exchange.path,
        "status": exchange.status,
        "bytes": exchange.size,
        "seconds": round(exchange.seconds, 4),
        "agent": exchange.agent,
    }
    _log.info("%s", json.dumps(line))
