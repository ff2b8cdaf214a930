"""What comes into a graph is told in order, once, and to those who can keep up."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from typing import Any

import pytest
from graph_sample import BASE, aftermath, fall, fill, filled, raids

from kg.errors import OverloadError, StoreError
from kg.graph import article_quads
from kg.iris import Run, article_iri, claim_iri
from schema.news import News

RUN = Run("conflict-kg 0.1.0", "en_test 1")
Heard = AsyncGenerator[Sequence[str], None]


def listening(news: News, number: int, then: Callable[..., Coroutine[Any, Any, None]]) -> None:
    """Run something with that many listeners that are heard already."""

    async def run() -> None:
        heard = [news.listen() for _ in range(number)]
        await news.begin()
        try:
            await then(*heard)
        finally:
            news.close()
            for one in heard:
                await one.aclose()

    asyncio.run(run())


async def hear(heard: Heard, number: int) -> list[str]:
    """The next claims, at least that many."""
    claims: list[str] = []
    while len(claims) < number:
        claims += await anext(heard)
    return claims


def iris(extraction: Any) -> list[str]:
    ordered = sorted(extraction.claims, key=lambda claim: (claim.start, claim_iri(claim, extraction.article, BASE).value))
    return [claim_iri(claim, extraction.article, BASE).value for claim in ordered]


def test_claims_that_come_in_together_are_told_by_day_article_and_place_in_the_text() -> None:
    store = filled()

    async def then(heard: Heard) -> None:
        first = asyncio.create_task(hear(heard, 312))
        await asyncio.sleep(0)
        fill(store, raids(100), aftermath(), fall())
        assert await first == [*iris(fall()), *iris(aftermath()), *iris(raids(100))]

    listening(News(store), 1, then)


def test_a_claim_is_told_when_it_is_whole_and_not_again_when_it_was_gone() -> None:
    store = filled(fall())
    graph = article_iri(aftermath().article, BASE)
    quads = article_quads(aftermath(), base=BASE, run=RUN)

    async def then(heard: Heard) -> None:
        first = asyncio.create_task(hear(heard, 6))
        await asyncio.sleep(0)
        store.replace(graph, [quad for quad in quads if "exact" not in quad.predicate.value])
        await asyncio.sleep(1)
        store.replace(graph, quads)
        assert await first == iris(aftermath())
        store.remove(graph)
        second = asyncio.create_task(hear(heard, 1))
        await asyncio.sleep(1)
        fill(store, aftermath(), raids(1))
        assert await second == iris(raids(1))

    listening(News(store), 1, then)


def test_who_does_not_take_what_is_told_is_given_up_and_the_others_miss_nothing() -> None:
    store = filled()

    async def then(slow: Heard, quick: Heard) -> None:
        begun = [asyncio.create_task(hear(one, 1)) for one in (slow, quick)]
        await asyncio.sleep(0)
        fill(store, raids(300))
        heard = await begun[1]
        heard += await hear(quick, 900 - len(heard))
        assert heard == iris(raids(300))
        assert await begun[0] == heard[:100]
        with pytest.raises(OverloadError, match="faster than they were taken"):
            await anext(slow)

    listening(News(store, held=200, patience=0.2), 2, then)


def test_who_is_slow_but_goes_on_misses_nothing() -> None:
    store = filled()

    async def then(slow: Heard, quick: Heard) -> None:
        async def slowly() -> list[str]:
            claims: list[str] = []
            async for batch in slow:
                claims += batch
                await asyncio.sleep(0.01)
                if len(claims) == 900:
                    break
            return claims

        both = [asyncio.create_task(slowly()), asyncio.create_task(hear(quick, 900))]
        await asyncio.sleep(0)
        fill(store, raids(300))
        assert [await one for one in both] == [iris(raids(300))] * 2

    listening(News(store, held=100), 2, then)


def test_a_graph_that_cannot_be_read_is_told_to_who_wants_to_listen() -> None:
    store = filled(fall())
    store.close()

    async def run() -> None:
        with pytest.raises(StoreError, match="has been closed"):
            await anext(News(store).listen())

    asyncio.run(run())


def test_listeners_come_to_their_end_when_the_news_do() -> None:
    async def run() -> None:
        news = News(filled())
        heard = asyncio.create_task(_all(news.listen()))
        await news.begin()
        news.close()
        assert await heard == []
        assert await _all(news.listen()) == []

    async def _all(heard: Heard) -> list[Sequence[str]]:
        return [batch async for batch in heard]

    asyncio.run(run())
