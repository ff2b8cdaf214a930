"""
Build on a Dask cluster: each partition of the sources becomes one file of N-Quads, which any store loads.

First the partitions are surveyed: texts are hashed and signed. That tells which article stands in two places, which nearly repeats which,
and how each part has to be named: by all that it is made of. So a part that is there is right, and what is missing is made.
"""

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from threading import Lock
from typing import IO, TYPE_CHECKING, cast
from uuid import uuid4

import fsspec
from distributed import KilledWorker, as_completed
from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

from kg.article_graphs import ArticleGraph, Summary, Task, batches, graphs_of, task_run
from kg.errors import InputError
from kg.extraction import Article
from kg.graph import NEAR_DUPLICATE_OF
from kg.iris import Run
from kg.near_duplicates import Signed, originals
from kg.partitions import Partition, partition_pieces
from kg.text_signature import signature

if TYPE_CHECKING:
    from distributed import Client

# A spaCy pipeline is for one thread at a time, and a Dask worker may have several.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Survey:
    """What a partition holds: its articles as (key, day, signature), why others are none, and a hash of all of it."""

    articles: tuple[tuple[str, str, str], ...]
    refused: tuple[str, ...]
    digest: str


@dataclass(frozen=True)
class Part:
    """A file of N-Quads that is there now; `summaries` is None where it was there before."""

    name: str
    articles: int
    triples: int = 0
    summaries: tuple[Summary, ...] | None = None
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Order:
    """What a worker has to do: make one part of a partition, of the articles by number, each with its original or None."""

    partition: Partition
    published: date | None
    task: Task
    articles: Mapping[int, str | None]
    folder: str
    name: str


def build_parts(
    cut: Sequence[Partition], client: "Client", folder: str, task: Task, published: date | None, refuse: Callable[[InputError], None]
) -> Iterator[Part]:
    """
    Make each partition a file `part-….nq.gz` in a folder, by path or URL, on the cluster; gives the parts as they are done.

    Together they hold what `kg build` would write into an empty graph. Parts of earlier builds that are no part of this one are
    removed in the end. `refuse` is told of each input that gave nothing. Raises PipelineError where the pipeline cannot be used.
    """
    surveys: list[Survey] = client.gather(client.map(survey, cut, [published] * len(cut), pure=False))
    for refused in (message for each in surveys for message in each.refused):
        refuse(InputError(refused))
    files, path = fsspec.core.url_to_fs(folder)
    files.makedirs(path, exist_ok=True)
    run = client.submit(task_run, task, pure=False).result()
    orders = {order.name: order for order in _orders(cut, surveys, task, run, published, folder)}
    there = {each.rpartition("/")[2] for each in files.ls(path, detail=False)}
    yield from (Part(name, len(order.articles)) for name, order in orders.items() if name in there)
    missing = [order for name, order in orders.items() if name not in there]
    for future in as_completed(client.map(make_part, missing, pure=False)):
        try:
            part: Part = future.result()
        except KilledWorker as error:
            refuse(InputError(f"a partition: each worker that read it died, perhaps out of memory; it is left out ({error.task})"))
            continue
        for message in part.refused:
            refuse(InputError(message))
        yield part
    for name in there - orders.keys():
        if name.startswith("part-"):
            files.rm_file(f"{path}/{name}")


def survey(partition: Partition, published: date | None) -> Survey:
    """What a partition holds."""
    articles, refused, digest = [], [], sha256()
    for piece in partition_pieces(partition, published):
        if isinstance(piece, InputError):
            refused.append(str(piece))
        else:
            digest.update(repr(piece).encode("utf-8", "surrogatepass"))
            articles.append((piece.key, piece.published.isoformat() if piece.published else "", signature(piece.text)))
    return Survey(tuple(articles), tuple(refused), digest.hexdigest())


def make_part(order: Order) -> Part:
    """Make a part, which appears whole or not at all."""
    files, path = fsspec.core.url_to_fs(order.folder)
    unfinished = f"{path}/{order.name}.{uuid4().hex}.tmp"
    with _ONE_AT_A_TIME, files.open(unfinished, "wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        part = _write(order, cast("IO[bytes]", packed))
    files.mv(unfinished, f"{path}/{order.name}")
    return part


def _write(order: Order, packed: IO[bytes]) -> Part:
    pieces = (piece for piece in partition_pieces(order.partition, order.published) if isinstance(piece, Article))
    wanted = ((article, order.articles[n]) for n, article in enumerate(pieces) if n in order.articles)
    links: dict[NamedNode, str | None] = {}

    def articles() -> Iterator[Article]:
        for article, original in wanted:
            links[NamedNode(f"{order.task.base}article/{article.key}")] = original
            yield article

    summaries, refused, triples = [], [], 0
    for batch in batches(articles()):
        for outcome in graphs_of(batch, order.task):
            if not isinstance(outcome, ArticleGraph):
                refused.append(str(outcome))
                continue
            link = _link(outcome.name, links[outcome.name])
            packed.write(outcome.nquads + link)
            triples += outcome.triples + bool(link)
            summaries.append(outcome.summary)
    return Part(order.name, len(summaries), triples, tuple(summaries), tuple(refused))


def _link(article: NamedNode, original: str | None) -> bytes:
    quads = [Quad(article, NEAR_DUPLICATE_OF, NamedNode(original), article)] if original else []
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


def _orders(
    cut: Sequence[Partition], surveys: Sequence[Survey], task: Task, run: Run, published: date | None, folder: str
) -> Iterator[Order]:
    """What has to be made: each article where it stands last, as in a graph where it would replace itself."""
    last = {key: (place, n) for place, each in enumerate(surveys) for n, (key, _, _) in enumerate(each.articles)}
    links = originals(_signed(surveys, last, task.base))
    for place, (partition, each) in enumerate(zip(cut, surveys, strict=True)):
        named = ((n, f"{task.base}article/{key}") for n, (key, _, _) in enumerate(each.articles) if last[key] == (place, n))
        articles = {n: links.get(iri) for n, iri in named}
        if articles:
            made_of = sha256(repr((each.digest, articles, task, run)).encode()).hexdigest()[:16]
            yield Order(partition, published, task, articles, folder, f"part-{place:05}-{made_of}.nq.gz")


def _signed(surveys: Iterable[Survey], last: Mapping[str, tuple[int, int]], base: str) -> Iterator[Signed]:
    for place, each in enumerate(surveys):
        for n, (key, day, signed) in enumerate(each.articles):
            if last[key] == (place, n):
                yield Signed(f"{base}article/{key}", day, signed)
