"""Claims come back from the graph as they went in, with their quotes."""

from dataclasses import replace

import pytest
from graph_sample import BASE, GUARD, KESTRIA, aftermath, fall

from kg.build import build
from kg.errors import QueryError
from kg.iris import Run, article_iri, claim_iri
from kg.store import open_store
from kg.stored_claims import stored_claims


@pytest.fixture(scope="module")
def store():
    """Two articles in memory."""
    with open_store("memory:", base=BASE) as opened:
        assert len(list(build([fall(), aftermath()], opened, run=Run("us 1", "them 2"), base=BASE))) == 2
        yield opened


def bare(claim):
    """A claim without what the graph keeps apart from it: keys, links, the order of types and names."""
    entities = {role: getattr(claim, role) for role in ("subject", "object", "stated_by")}
    return replace(
        claim, **{role: entity and replace(entity, types=tuple(sorted(entity.types)), link=None) for role, entity in entities.items()}
    )


@pytest.mark.parametrize("extraction", [fall(), aftermath()], ids=lambda extraction: extraction.article.id)
def test_article_gives_its_claims_in_the_order_of_the_text(store, extraction):
    found = list(stored_claims(store, article_iri(extraction.article, BASE).value))
    assert sorted((bare(claim) for claim, _ in found), key=repr) == sorted(map(bare, extraction.claims), key=repr)
    assert [claim.start for claim, _ in found] == sorted(claim.start for claim in extraction.claims)
    assert all(quote == extraction.article.text[claim.start : claim.end] for claim, quote in found)


def test_claim_is_found_by_its_iri(store):
    first = fall().claims[0]
    ((claim, quote),) = stored_claims(store, claim_iri(first, fall().article, BASE).value)
    assert bare(claim) == bare(first)
    assert quote == "it had taken Torvin on Tuesday"


def test_who_passed_it_on_comes_back_in_the_order_of_the_iris():
    told = fall()
    nested = replace(told, claims=(replace(told.claims[0], reported_by=(GUARD, KESTRIA)), *told.claims[1:]))
    with open_store("memory:", base=BASE) as opened:
        list(build([nested], opened, run=Run("us 1", "them 2"), base=BASE))
        (first, _), (second, _), *_ = stored_claims(opened, article_iri(told.article, BASE).value)
    assert [reporter.name for reporter in first.reported_by] == ["Kestria", "Orvan Guard"]
    assert second.reported_by == ()


@pytest.mark.parametrize("kind", ["claim", "article"])
def test_unknown_iri_is_an_error(store, kind):
    with pytest.raises(QueryError, match=f"{kind}/0000: no such claim or article in memory:"):
        list(stored_claims(store, f"{BASE}{kind}/0000"))
