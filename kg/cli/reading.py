"""From sources to extractions, as `kg build` and `kg extract` both go: progress on a terminal, a count of all that came and went."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from typing import TypeVar

import click
from spacy.language import Language

from kg.article import read
from kg.cli.progress import count, on_terminal
from kg.errors import InputError
from kg.extract import extract
from kg.extraction import Extraction
from kg.graph import Run
from kg.pipeline import pipeline_version

Found = TypeVar("Found", bound=Extraction)


class Tally:
    """How much was read, found, set aside and refused so far."""

    def __init__(self) -> None:
        self.refused = 0
        self.found: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()

    def refuse(self, error: InputError) -> None:
        """Name an input that cannot be used, and count it."""
        self.refused += 1
        click.echo(f"kg: {error}", err=True)

    def watch(self, extractions: Iterable[Found], *, bar: bool = True) -> Iterator[Found]:
        """Count what passes; with `bar`, show on a terminal how far it is. Raises InputError where nothing came."""
        with on_terminal(shown=bar) as progress:
            task = progress.add_task("reading", total=None)
            for extraction in extractions:
                facts = sum(claim.asserted for claim in extraction.claims)
                self.found.update(articles=1, facts=facts, others=len(extraction.claims) - facts)
                self.found.update(statements=len(extraction.statements), entities=len(extraction.entities))
                self.dropped.update(dict(extraction.dropped))
                progress.update(task, description=f"{count(self.found['articles'], 'article')}, {count(self.found['facts'], 'fact')}")
                yield extraction
        if not self.found["articles"]:
            raise InputError("none of the sources gave an article; mend what is named above, or name other sources")

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
        if self.refused:
            click.echo(f"kg: refused: {count(self.refused, 'input')}, named above", err=True)

    @property
    def exit_code(self) -> int:
        """0 where all was read, 1 where some was refused."""
        return 1 if self.refused else 0


def extractions(sources: Iterable[str], nlp: Language, tally: Tally, published: date | None, min_confidence: float) -> Iterator[Extraction]:
    """What the articles of all sources say, without the claims that are less certain than asked for."""
    for extraction in extract(read(sources, published=published, refuse=tally.refuse), nlp):
        kept = tuple(claim for claim in extraction.claims if claim.confidence >= min_confidence)
        left = len(extraction.claims) - len(kept)
        yield replace(extraction, claims=kept, dropped=(*extraction.dropped, ("less certain than asked for", left))) if left else extraction


def run_of(nlp: Language) -> Run:
    """What the graph says of its making: this version of ours, and the pipeline with its version."""
    return Run(f"conflict-kg {version('conflict-kg')}", pipeline_version(nlp))
