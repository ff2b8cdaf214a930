"""Kill `kg build --workers 2` half-way through many articles, start it again, and compare with a build that was not killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from recombined_articles import write_articles

from kg.store import open_store

KG = Path(sys.executable).with_name("kg")


def main() -> None:
    """Try it with as many articles as the argument says, 1,000 if it says nothing; the exit code is 1 where the graphs differ."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "articles.jsonl"
        write_articles(source, number)
        start = time.perf_counter()
        building(source, folder / "whole").wait()
        seconds = time.perf_counter() - start
        print(f"{number:,} articles, two processes: {seconds:.0f} s", flush=True)

        broken = building(source, folder / "broken")
        time.sleep(seconds / 2)
        os.killpg(broken.pid, signal.SIGKILL)
        broken.wait()
        with open_store(str(folder / "broken"), read_only=True) as store:
            print(f"killed after {seconds / 2:.0f} s, with {len(store.graphs()):,} articles in the graph", flush=True)
        building(source, folder / "broken").wait()

        whole, again = (export(folder / graph, folder / f"{graph}.nq") for graph in ("whole", "broken"))
        print(f"started again: {'the same graph, byte for byte' if whole == again else 'ANOTHER GRAPH'} ({len(whole) / 1e6:,.0f} MB)")
        sys.exit(whole != again)


def building(source: Path, graph: Path) -> subprocess.Popen[bytes]:
    """`kg build` in a process group of its own, which can be killed as a whole."""
    command = [KG, "build", source, "--graph", graph, "--workers", "2"]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)


def export(graph: Path, file: Path) -> bytes:
    """What `kg export` writes of a graph."""
    subprocess.run([KG, "export", file, "--graph", graph], check=True, stderr=subprocess.DEVNULL)
    return file.read_bytes()


if __name__ == "__main__":
    main()
