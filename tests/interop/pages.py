"""Run the commands of a store's page in the docs, as a reader would."""

import hashlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".interop"
"""Where downloads are kept."""


@dataclass(frozen=True)
class Page:
    """A page's commands by the heading that they stand under, in the page's order."""

    name: str
    blocks: Mapping[str, str]

    @property
    def url(self) -> str:
        """The URL that the page pushes to."""
        found = re.search(r"kg push (\S+)", self.blocks["Push"])
        assert found, f"{self.name} says where to push"
        return found[1]


def page(name: str) -> Page:
    """The page of that name in docs/stores."""
    text = (ROOT / "docs" / "stores" / f"{name}.md").read_text(encoding="utf-8")
    return Page(name, dict(re.findall(r"^## ([^\n]+)\n+```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)))


def environment(graph: Path) -> dict[str, str]:
    """What the commands see: `kg` of this checkout, on that graph."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    return kept | {"PATH": path, "KG_GRAPH": str(graph), "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}


def run(script: str, folder: Path, graph: Path) -> subprocess.CompletedProcess[str]:
    """What a block printed, and its exit code."""
    command = ["bash", "-e", "-c", script]
    return subprocess.run(command, cwd=folder, env=environment(graph), capture_output=True, text=True, check=False, timeout=900)


def fetched(name: str, script: str) -> Path:
    """The folder into which a block brought its files, once; the test is skipped where they cannot be had."""
    folder = CACHE / f"{name}-{hashlib.sha256(script.encode()).hexdigest()[:8]}"
    if not folder.exists():
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        done = run(script, part, part)
        if done.returncode:
            said = (done.stdout + done.stderr).strip().splitlines() or ["it said nothing"]
            pytest.skip(f"{name} cannot be had: {said[0]}")
        part.rename(folder)
    return folder


@contextmanager
def started(store: Page, folder: Path, graph: Path) -> Iterator[None]:
    """The store's server, until the block ends."""
    address = httpx.URL(store.url)
    with socket.socket() as probe:
        if probe.connect_ex((address.host, address.port or 80)) == 0:
            pytest.skip(f"port {address.port}, on which {store.name} would listen, is taken")
    with (folder / "server.log").open("wb") as log:
        command = ["bash", "-e", "-c", store.blocks["Start it"]]
        server = subprocess.Popen(command, cwd=folder, env=environment(graph), stdout=log, stderr=log, start_new_session=True)
        try:
            wait_for(f"http://{address.host}:{address.port}/", server, folder / "server.log")
            yield
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until the server answers anything; what it said where it ends before."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            httpx.get(url, timeout=5)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')[-2000:]}")
