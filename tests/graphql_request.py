"""Asking the schema without a server."""

import asyncio
from collections.abc import Mapping
from functools import cache
from typing import Any

from strawberry import Schema
from strawberry.types import ExecutionResult

from kg.ontology import Ontology, load_ontology
from kg.store import GraphStore
from schema.build import build_schema
from schema.kinds import Context
from schema.limits import Limits
from schema.reader import GraphReader

_schema = cache(build_schema)


def execute(
    store: GraphStore,
    query: str,
    variables: Mapping[str, object] | None = None,
    ontology: Ontology | None = None,
    limits: Limits | None = None,
) -> ExecutionResult:
    """The answer to a request, errors and all: the same when the schema knows the document already."""
    schema: Schema = build_schema(ontology, limits) if ontology or limits else _schema()
    context = Context(GraphReader(store, ontology or load_ontology()))
    first, second = (asyncio.run(schema.execute(query, variable_values=dict(variables or {}), context_value=context)) for _ in range(2))
    assert (first.data, told(first)) == (second.data, told(second))
    return first


def told(result: ExecutionResult) -> list[dict[str, Any]]:
    """The errors of an answer as clients get them."""
    return [dict(error.formatted) for error in result.errors or ()]


def ask(store: GraphStore, query: str, variables: Mapping[str, object] | None = None, ontology: Ontology | None = None) -> dict[str, Any]:
    """The data of an answer without errors."""
    result = execute(store, query, variables, ontology)
    assert not result.errors, result.errors
    assert result.data is not None
    return result.data


def complaint(store: GraphStore, query: str) -> str:
    """The one error of an answer."""
    (error,) = execute(store, query).errors or ()
    return error.message
