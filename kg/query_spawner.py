"""
A process from which those of kg.query_worker are forked, so that a new one is there in milliseconds.

Run as `python -m kg.query_spawner FD BASE MEMORY SECONDS`: a connected Unix socket, and what kg.query_worker wants. A message of
eight zero bytes with a socket asks for a process that answers on that socket; the answer is its number. Any other number asks
that this process, which has been killed, be forgotten. It ends when the socket is closed.
"""

import os
import signal
import socket
import struct
import subprocess
import sys
from contextlib import suppress
from math import ceil
from multiprocessing.connection import Connection
from threading import Lock

from kg.errors import OverloadError
from kg.query_worker import answer_requests

_NUMBER = struct.Struct("!Q")
_NEW = 0


class Spawner:
    """Starts processes that answer requests; any number of threads may ask it."""

    def __init__(self, base: str, megabytes: int, seconds: float) -> None:
        self._arguments = (base, str(megabytes), str(ceil(seconds)))
        self._lock = Lock()
        self._start()

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", "-m", "kg.query_spawner", str(theirs.fileno()), *self._arguments],
                pass_fds=[theirs.fileno()],
                stderr=subprocess.DEVNULL,
            )

    def spawn(self) -> tuple[int, Connection]:
        """A new process: its number, and the connection to it; OverloadError where none can be started."""
        ours, theirs = socket.socketpair()
        with ours, theirs:
            for _ in range(2):
                with self._lock, suppress(ConnectionError):
                    socket.send_fds(self._control, [_NUMBER.pack(_NEW)], [theirs.fileno()])
                    if answer := self._control.recv(_NUMBER.size):
                        return _NUMBER.unpack(answer)[0], Connection(ours.detach())
                with self._lock:
                    self._end()
                    self._start()
        raise OverloadError("no process can be started for the query; try again later")

    def forget(self, number: int) -> None:
        """A process has been killed: its number may be used again."""
        # Without the lock: whoever ends a process must not wait for one that is being started.
        with suppress(OSError):
            self._control.send(_NUMBER.pack(number))

    def close(self) -> None:
        """End it; the processes that it started end when their connections are closed."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        self._control.close()
        self._process.kill()
        self._process.wait()


def main(descriptor: str, base: str, megabytes: str, seconds: str) -> None:
    """Start processes until the socket is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with socket.socket(fileno=int(descriptor)) as control:
        while True:
            message, descriptors, *_ = socket.recv_fds(control, _NUMBER.size, 1)
            if not message:
                return
            if (number := _NUMBER.unpack(message)[0]) != _NEW:
                # One that an earlier process of this kind started is not ours to wait for.
                with suppress(ChildProcessError):
                    os.waitpid(number, 0)
            elif child := os.fork():
                os.close(descriptors[0])
                control.send(_NUMBER.pack(child))
            else:
                control.close()
                try:
                    answer_requests(Connection(descriptors[0]), base, int(megabytes), int(seconds))
                finally:
                    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
