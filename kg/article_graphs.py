"""From articles to the quads of their graphs, batch by batch: what `kg build` does with them, in this process or in others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Self

from pyoxigraph import NamedNode, RdfFormat, serialize

from kg.errors import InputError
from kg.extraction import Article, Extraction
from kg.graph import article_quads
from kg.iris import DEFAULT_BASE, Run, article_iri
from kg.processes import Lost, Processes

if TYPE_CHECKING:
    from spacy.language import Language

_ARTICLES = 32
_CHARACTERS = 100_000
"""How much one batch holds at most, unless it is one article."""

# What the rules raise when they fail on an article: any mistake of theirs; the article is reported and the rest goes on.
_FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError)


@dataclass(frozen=True)
class Task:
    """How articles become graphs: the pipeline (None: ours), what IRIs start with, and how certain a claim must be."""

    pipeline: str | None = None
    base: str = DEFAULT_BASE
    min_confidence: float = 0.0


@dataclass(frozen=True)
class Summary:
    """How much an article gave, and how much was set aside, by reason."""

    facts: int
    others: int
    statements: int
    entities: int
    dropped: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ArticleGraph:
    """The named graph of one article: its name, and its N-Quads, sorted, as bytes."""

    name: NamedNode
    nquads: bytes
    triples: int
    summary: Summary


Outcome = ArticleGraph | InputError
"""What an article became, or the reason why it became nothing."""


def run_of(nlp: "Language", min_confidence: float = 0.0) -> Run:
    """What the graph says of its making: this version of ours, and the pipeline with its version."""
    from kg.pipeline import pipeline_version

    return Run(f"conflict-kg {version('conflict-kg')}", pipeline_version(nlp), min_confidence)


def summary(extraction: Extraction) -> Summary:
    """How much an extraction holds."""
    facts = sum(claim.asserted for claim in extraction.claims)
    others = len(extraction.claims) - facts
    return Summary(facts, others, len(extraction.statements), len(extraction.entities), extraction.dropped)


def certain(extraction: Extraction, least: float) -> Extraction:
    """The extraction without the claims that are less certain than asked for; they are counted among those set aside."""
    kept = tuple(claim for claim in extraction.claims if claim.confidence >= least)
    left = len(extraction.claims) - len(kept)
    return replace(extraction, claims=kept, dropped=(*extraction.dropped, ("less certain than asked for", left))) if left else extraction


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in their order, a few at a time."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and (len(batch) == _ARTICLES or size + len(article.text) > _CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield batch


def graphs_of(articles: Sequence[Article], task: Task) -> list[Outcome]:
    """What each article of a batch becomes; one on which the rules fail is named in an InputError, and the others are done."""
    from kg.extract import extract

    nlp = _loaded(task.pipeline)
    try:
        return [_graph(certain(found, task.min_confidence), task, task_run(task)) for found in extract(articles, nlp)]
    except _FAILURES as error:
        if len(articles) == 1:
            reason = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
            return [
                InputError(f"article {articles[0].id}: the rules failed on it ({reason}); it is left out: please report it with its text")
            ]
        return [outcome for article in articles for outcome in graphs_of([article], task)]


def _graph(extraction: Extraction, task: Task, run: Run) -> ArticleGraph:
    quads = article_quads(extraction, base=task.base, run=run)
    nquads = serialize(quads, format=RdfFormat.N_QUADS)
    assert nquads is not None, "without an output, it is returned"  # noqa: S101
    return ArticleGraph(article_iri(extraction.article, task.base), nquads, len(quads), summary(extraction))


class Reader:
    """Reads articles in this process, or in several others where `workers` is more than 1; a context manager that ends those."""

    def __init__(self, task: Task, workers: int = 1) -> None:
        self._task = task
        self._processes = Processes(partial(graphs_of, task=task), workers) if workers > 1 else None

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """End its processes."""
        if self._processes:
            self._processes.__exit__(*error)

    def run(self) -> Run:
        """What reads the articles; PipelineError where the pipeline cannot be used."""
        ask = partial(task_run, self._task)
        return self._processes.call(ask) if self._processes else ask()

    def read(self, articles: Iterable[Article]) -> Iterator[Outcome]:
        """What each article becomes, in their order."""
        if not self._processes:
            for batch in batches(articles):
                yield from graphs_of(batch, self._task)
            return
        for outcome in self._processes.results(batches(articles)):
            if isinstance(outcome, Lost):
                yield InputError(f"article {outcome.item.id}: the process that read it died, perhaps out of memory; it is left out")
            else:
                yield outcome


def task_run(task: Task) -> Run:
    """What does a task; PipelineError where its pipeline cannot be used."""
    return run_of(_loaded(task.pipeline), task.min_confidence)


@cache
def _loaded(pipeline: str | None) -> "Language":
    from kg.pipeline import load_pipeline

    return load_pipeline(pipeline)
