"""Tell two graphs apart, article by article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.dump import ArticleQuads


@dataclass(frozen=True)
class Difference:
    """An article that is not the same in both: the quads that only the old graph has, and those that only the new one has, sorted."""

    article: NamedNode
    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]
    kind: str
    """`added`, `removed` or `changed`: the article as a whole."""


def differences(old: Iterable[ArticleQuads], new: Iterable[ArticleQuads]) -> Iterator[Difference]:
    """The articles that differ, sorted by name; both graphs come sorted by name, and one article of each is in memory at a time."""
    olds, news = iter(old), iter(new)
    before, after = next(olds, None), next(news, None)
    while before or after:
        if after is None or (before and str(before[0]) < str(after[0])):
            assert before, "one of the two is there"  # noqa: S101
            yield Difference(before[0], tuple(before[1]), (), "removed")
            before = next(olds, None)
        elif before is None or str(after[0]) < str(before[0]):
            yield Difference(after[0], (), tuple(after[1]), "added")
            after = next(news, None)
        else:
            there, here = set(before[1]), set(after[1])
            if there != here:
                yield Difference(before[0], tuple(sorted(there - here, key=str)), tuple(sorted(here - there, key=str)), "changed")
            before, after = next(olds, None), next(news, None)
