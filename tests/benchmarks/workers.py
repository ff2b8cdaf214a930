"""Words per second of `kg build` with one and two processes beside the bare pipeline, and what writing takes of it."""

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from recombined_articles import recombined, write_articles

from kg.article_graphs import ArticleGraph, Task, batches, graphs_of
from kg.build import write
from kg.parse import paragraphs
from kg.pipeline import load_pipeline
from kg.store import open_store

WRITTEN = 400


def main() -> None:
    """Measure with as many articles as the argument says, 1,000 if it says nothing, and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    words = sum(len(article.text.split()) for article in recombined(number))
    print(f"{number:,} articles, {words:,} words; at rest, with {os.cpu_count()} cores")
    bare = bare_pipeline(WRITTEN)
    print(f"{'pipeline alone, one process:':<40}{bare:>10,.0f} words/s")
    with TemporaryDirectory() as folder:
        source = Path(folder, "articles.jsonl")
        speeds, peaks = {}, {}
        for workers in (1, 2):
            write_articles(source, 7)
            start, _ = build(source, Path(folder, f"start-{workers}"), workers)
            write_articles(source, number)
            seconds, peaks[workers] = build(source, Path(folder, f"graph-{workers}"), workers)
            speeds[workers] = words / (seconds - start)
            print(f"{f'kg build --workers {workers}:':<40}{speeds[workers]:>10,.0f} words/s, {speeds[workers] / bare:.2f} of the pipeline")
        print(f"{'two processes beside one:':<40}{speeds[2] / speeds[1]:>10.2f} (at least 1.70 wanted)")
        print(f"{'memory of all, two processes:':<40}{peaks[2] / 1e6:>10,.0f} MB (less than 2,000 wanted)")
        made, triples, rate = writing(Path(folder, "written"))
        print(f"{'triples a word:':<40}{triples / made:>10.2f}")
        print(f"{'writing, graphs in hand:':<40}{rate:>10,.0f} triples/s")
        print(f"{'beside what two processes feed it:':<40}{rate / (speeds[2] * triples / made):>10.1f} (at least 10 wanted)")


def bare_pipeline(number: int) -> float:
    """Words per second of the spaCy pipeline by itself."""
    nlp = load_pipeline()
    texts = [text for article in recombined(number) for _, text in paragraphs(article.text)]
    list(nlp.pipe(texts[:50]))
    start = time.perf_counter()
    list(nlp.pipe(texts, batch_size=64))
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - start)


def build(source: Path, graph: Path, workers: int) -> tuple[float, int]:
    """The seconds that a build takes, and the most memory that its processes had together, in bytes."""
    start = time.perf_counter()
    command = [Path(sys.executable).with_name("kg"), "build", source, "--graph", graph, "--workers", str(workers)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        peak = 0
        while running.poll() is None:
            peak = max(peak, sum(map(resident, family(running.pid))))
            time.sleep(0.2)
    return time.perf_counter() - start, peak


def family(process: int) -> list[int]:
    """A process and its children, by Linux's account."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        children = []
    return [process, *map(int, children)]


def resident(process: int) -> int:
    """The memory that a process has in RAM, in bytes; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def writing(folder: Path) -> tuple[int, int, float]:
    """Words, triples, and triples per second into a folder."""
    articles = list(recombined(WRITTEN))
    graphs = [graph for batch in batches(articles) for graph in graphs_of(batch, Task()) if isinstance(graph, ArticleGraph)]
    triples = sum(graph.triples for graph in graphs)
    start = time.perf_counter()
    with open_store(str(folder)) as store:
        for _ in write(graphs, store):
            pass
    return sum(len(article.text.split()) for article in articles), triples, triples / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
