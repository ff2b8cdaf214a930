"""The application behind a real server on a free port of this machine."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette


@contextmanager
def serving(app: Starlette, **settings: Any) -> Iterator[httpx.Client]:
    """A client of the application, until the block ends; its first request waits for the server to be ready."""
    server = uvicorn.Server(uvicorn.Config(app, **{"ws": "none", "log_level": "critical"} | settings))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", trust_env=False, timeout=30) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()
