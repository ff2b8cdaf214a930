"""The installed command `kg serve`, and other servers, running for the time of a test."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from command import KG, MESSAGES


@dataclass(frozen=True)
class Served:
    """A running server: where it answers, ending in a slash, and its process."""

    url: str
    process: subprocess.Popen[str]

    def end(self, sent: signal.Signals = signal.SIGINT) -> str:
        """End the server; gives what it wrote since it was ready."""
        self.process.send_signal(sent)
        return self.process.communicate()[0]


@contextmanager
def server(command: Sequence[str | Path], ready: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server, from the line of its messages that holds `ready` until the block ends; gives its process and that line."""
    known = os.environ | MESSAGES | environment
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=known) as process:
        try:
            assert process.stdout
            read = [""]
            while ready not in read[-1]:
                read.append(process.stdout.readline())
                assert read[-1], "".join(read)
            yield process, read[-1]
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.communicate()


@contextmanager
def kg_serve(graph: Path, *options: str, **environment: str) -> Iterator[Served]:
    """`kg serve` on a graph, at a free port of this machine, until the block ends."""
    command = [KG, "serve", "--graph", graph, "--port", "0", *options]
    with server(command, "kg: serving", **environment) as (process, line):
        found = re.search(r" at (http://\S+)", line)
        assert found
        yield Served(found[1], process)
