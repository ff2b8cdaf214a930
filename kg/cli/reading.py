"""From sources to extractions, as `kg build` and `kg extract` both go: progress on a terminal, a count of all that came and went."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

import click
from spacy.language import Language

from kg.article import read
from kg.article_graphs import ArticleGraph, Outcome, Summary, certain, summary
from kg.cli.progress import count, on_terminal
from kg.errors import InputError
from kg.extract import extract
from kg.extraction import Article, Extraction

Found = TypeVar("Found", bound=Extraction | ArticleGraph)


class Tally:
    """How much was read, found, set aside and refused so far."""

    def __init__(self) -> None:
        self.refused = 0
        self.known = 0
        self.found: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()

    def refuse(self, error: InputError) -> None:
        """Name an input that cannot be used, and count it."""
        self.refused += 1
        click.echo(f"kg: {error}", err=True)

    def unknown(self, articles: Iterable[Article], known: Callable[[Article], bool]) -> Iterator[Article]:
        """The articles that are not known yet; the others are counted."""
        for article in articles:
            if known(article):
                self.known += 1
            else:
                yield article

    def accept(self, outcomes: Iterable[Outcome]) -> Iterator[ArticleGraph]:
        """The graphs among them; the articles that gave none are named and counted."""
        for outcome in outcomes:
            if isinstance(outcome, InputError):
                self.refuse(outcome)
            else:
                yield outcome

    def watch(self, articles: Iterable[Found], *, bar: bool = True, stopped: Callable[[], bool] = bool) -> Iterator[Found]:
        """
        Count what passes; with `bar`, show on a terminal how far it is.

        Raises InputError where nothing came, unless it was `stopped`.
        """
        with on_terminal(shown=bar) as progress:
            task = progress.add_task("reading", total=None)
            for article in articles:
                self.add([article.summary if isinstance(article, ArticleGraph) else summary(article)])
                progress.update(task, description=f"{count(self.found['articles'], 'article')}, {count(self.found['facts'], 'fact')}")
                yield article
        if not self.found["articles"] and not self.known and not stopped():
            raise InputError("none of the sources gave an article; mend what is named above, or name other sources")

    def add(self, articles: Iterable[Summary]) -> None:
        """Count what articles gave."""
        for gave in articles:
            self.found.update(articles=1, facts=gave.facts, others=gave.others, statements=gave.statements, entities=gave.entities)
            self.dropped.update(dict(gave.dropped))

    def report(self, ending: str = "") -> None:
        """Print what was found, what was set aside and why, and how much was refused; `ending` says where it went."""
        found = self.found
        click.echo(
            f"kg: {count(found['articles'], 'article')}: {count(found['facts'], 'fact')}, "
            f"{count(found['others'], 'claim')} denied, planned or possible, "
            f"{count(found['statements'], 'statement')}, {count(found['entities'], 'entity', 'entities')}{ending}",
            err=True,
        )
        if self.dropped:
            click.echo(f"kg: set aside: {', '.join(f'{count:,} {reason}' for reason, count in sorted(self.dropped.items()))}", err=True)
        if self.known:
            click.echo(f"kg: in the graph already: {count(self.known, 'article')}, not read again", err=True)
        if self.refused:
            click.echo(f"kg: refused: {count(self.refused, 'input')}, named above", err=True)

    @property
    def exit_code(self) -> int:
        """0 where all was read, 1 where some was refused."""
        return 1 if self.refused else 0


def extractions(sources: Iterable[str], nlp: Language, tally: Tally, published: date | None, min_confidence: float) -> Iterator[Extraction]:
    """What the articles of all sources say, without the claims that are less certain than asked for."""
    for extraction in extract(read(sources, published=published, refuse=tally.refuse), nlp):
        yield certain(extraction, min_confidence)
