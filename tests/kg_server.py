"""The installed command `kg serve`, running for the time of a test."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
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
        """End the server; gives what it wrote to standard error since it was ready."""
        self.process.send_signal(sent)
        return self.process.communicate()[1]


@contextmanager
def kg_serve(graph: Path, *options: str, **environment: str) -> Iterator[Served]:
    """`kg serve` on a graph, at a free port of this machine, until the block ends."""
    command = [KG, "serve", "--graph", graph, "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | MESSAGES | environment) as process:
        try:
            assert process.stderr
            line = process.stderr.readline()
            found = re.search(r" at (http://\S+)", line)
            assert found, line + process.stderr.read()
            yield Served(found[1], process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.communicate()
