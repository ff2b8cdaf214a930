"""The GraphQL schema of an ontology."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from kg.ontology import Ontology, load_ontology
from schema.counts import count_type
from schema.entities import add_entity_fields
from schema.error_codes import give_codes
from schema.evidence import add_evidence_fields
from schema.kinds import Kinds
from schema.limits import Limits, limiting
from schema.lists import Lists
from schema.mutation import mutations
from schema.root import root
from schema.scalars import SCALARS
from schema.subscription import subscriptions


class OwnReader(SchemaExtension):
    """Lets each operation read the graph by itself: all that come over one WebSocket are given the same context."""

    def on_operation(self) -> Iterator[None]:
        """Before anything is resolved."""
        given = self.execution_context.context
        self.execution_context.context = replace(given, reader=given.reader.anew())
        yield


class GraphSchema(strawberry.Schema):
    """A schema whose errors have codes, and tell clients nothing of the server's insides."""

    async def execute(self, *args: Any, **named: Any) -> ExecutionResult:
        """Answer a request at once, which a subscription cannot be: InvalidOperationTypeError."""
        named["allowed_operation_types"] = set(named.get("allowed_operation_types") or OperationType) - {OperationType.SUBSCRIPTION}
        return await super().execute(*args, **named)

    async def stream(self, *args: Any, **named: Any) -> AsyncGenerator[Any, None]:
        """Answer a request piece by piece; what a limit refuses is told like any other error."""
        return self._told(await super().stream(*args, **named))

    async def _told(self, results: AsyncGenerator[Any, None]) -> AsyncGenerator[Any, None]:
        try:
            async with aclosing(results):
                async for result in results:
                    yield result
        except GraphQLError as error:
            give_codes([error], executed=False)
            yield PreExecutionError(data=None, errors=[error])

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Give the errors of a request their codes."""
        give_codes(errors, executed=execution_context is not None and execution_context.result is not None)


def build_schema(ontology: Ontology | None = None, limits: Limits | None = None) -> strawberry.Schema:
    """The GraphQL schema of an ontology (None: ours) with limits (None: the usual); its context value is a schema.kinds.Context."""
    limits = limits or Limits()
    kinds = Kinds(ontology or load_ontology())
    kinds.add(kinds.node, "id", lambda self: self.resource.iri, strawberry.ID, "Its IRI.")
    lists = Lists.of(kinds)
    count = count_type(kinds)
    add_entity_fields(kinds, lists, count)
    add_evidence_fields(kinds, lists, count)
    query = root(kinds, lists, count)
    mutation, subscription = mutations(kinds), subscriptions(kinds, lists)
    types = kinds.declare()
    described = strawberry.type(query, description="What can be asked of the graph.")
    config = StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=not limits.introspection)
    changes = strawberry.type(mutation, description="What can be done to the graph, by those who may.")
    told = strawberry.type(subscription, description="What can be listened to.")
    return GraphSchema(
        query=described, mutation=changes, subscription=told, types=types, config=config, extensions=[OwnReader, *limiting(limits)]
    )
