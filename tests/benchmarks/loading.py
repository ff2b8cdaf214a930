"""
Load graphs of millions of triples with `kg import`, with Oxigraph's own loader and with rdflib: time, memory, disk.

`kg import` writes each triple into the default graph too, the union of all graphs; Oxigraph's loader does so where it is given
that union.
"""

import csv
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from generated_graph import RUN, World
from pyoxigraph import RdfFormat, serialize

from kg.graph import article_quads

MILLION = 1_000_000
TRIPLES_A_CLAIM = 35
RDFLIB = "import sys, rdflib; rdflib.Dataset().parse(sys.argv[1], format='nquads')"
TABLE = Path(__file__).with_name("loading.tsv")


def main() -> None:
    """Measure with as many million triples as each argument says, 1, 5 and 10 if there is none; print, and write the table for the plot."""
    sizes = [float(argument) for argument in sys.argv[1:]] or [1, 5, 10]
    rows = []
    with TemporaryDirectory() as folder:
        for size in sizes:
            file = Path(folder, "graph.nq")
            triples = generate(file, int(size * MILLION))
            print(f"{triples:,} triples, {file.stat().st_size / 1e6:,.0f} MB of N-Quads")
            for name, command in loaders(file, Path(folder, "graph"), size):
                shutil.rmtree(Path(folder, "graph"), ignore_errors=True)
                seconds, work, memory = run(command)
                disk = sum(each.stat().st_size for each in Path(folder, "graph").glob("*")) / 1e6
                rows.append((name, f"{triples / MILLION:.2f}", f"{seconds:.1f}", f"{work:.1f}", f"{memory:.0f}", f"{disk:.0f}"))

                speed = f"{triples / seconds:>12,.0f} triples/s"
                print(f"  {name:<20}{seconds:>8.1f} s{work:>8.1f} s of processors{speed}{memory:>8,.0f} MB memory{disk:>8,.0f} MB disk")

    with TABLE.open("w", newline="") as table:
        writer = csv.writer(table, delimiter="\t", lineterminator="\n")
        writer.writerow(("loader", "million triples", "seconds", "processor seconds", "memory MB", "disk MB"))
        writer.writerows(rows)


def generate(file: Path, triples: int) -> int:
    """Write synthetic articles with about that many triples, and beside the file all these triples without graphs; gives how many."""
    claims = triples // TRIPLES_A_CLAIM
    number = 0
    with file.open("wb") as stream, file.with_suffix(".nt").open("wb") as union:
        for extraction in World(claims).articles(claims):
            quads = article_quads(extraction, run=RUN)
            number += len(quads)
            stream.write(serialize(quads, format=RdfFormat.N_QUADS) or b"")
            union.write(serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"")
    return number


def loaders(file: Path, graph: Path, millions: float) -> list[tuple[str, Sequence[str | Path]]]:
    """The commands that load the file; rdflib, which holds all in memory, only up to a million triples."""
    beside = Path(sys.executable).parent
    load = [beside / "oxigraph", "load", "--location", graph, "--file", file]
    known: list[tuple[str, Sequence[str | Path]]] = [
        ("oxigraph load", load),
        ("kg import", [beside / "kg", "import", file, "--graph", graph]),
    ]
    if millions <= 5:
        known.append(("oxigraph, union too", [*load, "--file", file.with_suffix(".nt")]))
    if millions <= 1:
        known.append(("rdflib", [sys.executable, "-c", RDFLIB, file]))
    return known


def run(command: Sequence[str | Path]) -> tuple[float, float, float]:
    """The seconds that a command takes, those that it keeps processors busy, and the most memory that it had, in MB."""
    start = time.perf_counter()
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); "
    script += "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", script, *map(str, command)], check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    work, memory = map(float, done.stdout.split())
    return seconds, work, memory / 1e3


if __name__ == "__main__":
    main()
