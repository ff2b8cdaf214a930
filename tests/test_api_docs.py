"""The queries in the docs can be asked as they stand."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from graph_sample import aftermath, fall, filled
from graphql import build_ast_schema, parse, validate
from http_server import serving

from api.app import create_app
from api.authority import Authority

DOCS = Path(__file__).parent.parent / "docs"


def examples(name: str, language: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(create_app(filled(fall(), aftermath()), authority=Authority(allowed=True))) as client:
        yield client


@pytest.mark.parametrize("query", [query for query in examples("graphql.md", "graphql") if not query.startswith("subscription")])
def test_the_graphql_examples_are_valid(client: httpx.Client, query: str) -> None:
    answer = client.post("/graphql", json={"query": query}).json()
    assert "errors" not in answer
    assert answer["data"]


def test_the_examples_of_subscriptions_are_valid() -> None:
    subscriptions = [query for query in examples("graphql.md", "graphql") if query.startswith("subscription")]
    assert subscriptions
    schema = build_ast_schema(parse((DOCS / "schema.graphql").read_text(encoding="utf-8")))
    assert [validate(schema, parse(query)) for query in subscriptions] == [[]] * len(subscriptions)


@pytest.mark.parametrize("query", examples("sparql.md", "sparql"))
def test_the_sparql_examples_find_something(client: httpx.Client, query: str) -> None:
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": "text/csv, text/turtle"})
    assert answer.status_code == 200
    assert len(answer.text.splitlines()) > 1
