"""How requests to the schema are executed: within limits, with a reader of their own, with errors that have codes."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from contextlib import aclosing
from dataclasses import dataclass
from functools import partial
from typing import Any

import strawberry
from graphql import DocumentNode, GraphQLError, MiddlewareManager, get_operation_ast
from strawberry.extensions import SchemaExtension
from strawberry.extensions.runner import SchemaExtensionsRunner
from strawberry.types import ExecutionContext, ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType

from schema.error_codes import give_codes
from schema.introspection import asks_schema_alone
from schema.kinds import Context, Plans
from schema.limits import Limits, Line, cost_within, in_time, limiting
from schema.plain_resolvers import call_plainly

_REMEMBERED = 128
"""So many documents that were found right are kept."""
_NO_MIDDLEWARE = MiddlewareManager()


class OwnReader(SchemaExtension):
    """Lets each operation read the graph by itself: all that come over one WebSocket are given the same context."""

    def on_operation(self) -> Iterator[None]:
        """Before anything is resolved."""
        self.execution_context.context = own_reader(self.execution_context.context)
        yield


def own_reader(context: Context, plans: Plans | None = None) -> Context:
    """The same context with a reader for one operation, and what is known of the needs of its document."""
    return Context(context.reader.anew(), context.news, context.add, {} if plans is None else plans)


@dataclass(frozen=True)
class FoundRight:
    """A document that has been parsed and validated, what it costs (None where that depends on variables), and what its fields need."""

    document: DocumentNode
    kind: OperationType
    cost: int | None
    plans: Plans


class GraphSchema(strawberry.Schema):
    """
    A schema with limits, whose errors have codes, and tell clients nothing of the server's insides.

    A document that has been parsed, validated and found within the limits goes straight to its execution the next time.
    """

    def __init__(self, *args: Any, limits: Limits, **named: Any) -> None:
        self._limits = limits
        self._line = Line()
        self._one_reads_schema = asyncio.Lock()
        self._found_right: dict[tuple[str, str | None], FoundRight] = {}
        named["extensions"] = [OwnReader, *limiting(limits, self._line, self._remember)]
        super().__init__(*args, **named)
        call_plainly(self._schema)

    def _remember(self, context: ExecutionContext, cost: int) -> None:
        document, name = context.graphql_document, context._provided_operation_name
        kind = context.operation_type
        if document and kind is not OperationType.SUBSCRIPTION and (operation := get_operation_ast(document, name)):
            known = FoundRight(document, kind, None if operation.variable_definitions else cost, context.context.plans)
            self._found_right[context.query or "", name] = known
            if len(self._found_right) > _REMEMBERED:
                del self._found_right[next(iter(self._found_right))]

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any = None,
        root_value: Any = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Answer a request at once, which a subscription cannot be: InvalidOperationTypeError."""
        known = self._found_right.get((query or "", operation_name))
        if known and (allowed_operation_types is None or known.kind in allowed_operation_types):
            own, kinds = own_reader(context_value, known.plans), (known.kind,)
            context = self._create_execution_context(query, kinds, variable_values, own, root_value, operation_name, operation_extensions)
            context.graphql_document = known.document
            return await self._execute_again(context, known)
        allowed = set(allowed_operation_types or OperationType) - {OperationType.SUBSCRIPTION}
        return await super().execute(query, variable_values, context_value, root_value, operation_name, allowed, operation_extensions)

    async def _execute_again(self, context: ExecutionContext, known: FoundRight) -> ExecutionResult:
        named = self._get_custom_context_kwargs(context.operation_extensions)
        try:
            cost = known.cost
            if cost is None:
                name, variables = context._provided_operation_name, context.variables or {}
                cost = cost_within(self._limits, self._schema, known.document, name, variables)
            async with in_time(self._limits, self._line, cost):
                result = await self._execute_operation(
                    context, SchemaExtensionsRunner(context), _NO_MIDDLEWARE, self._get_execute_function(), named
                )
        except GraphQLError as error:
            self._process_errors([error], context)
            return PreExecutionError(data=None, errors=[error])
        # Only the incremental delivery that is not switched on gives anything else.
        return ExecutionResult(result.data, result.errors)

    async def _execute_operation(
        self,
        context: ExecutionContext,
        runner: SchemaExtensionsRunner,
        middleware: MiddlewareManager,
        execute: Callable[..., Any],
        named: dict[str, Any],
    ) -> Any:
        document, name = context.graphql_document, context._provided_operation_name
        if not document or not asks_schema_alone(get_operation_ast(document, name)):
            return await super()._execute_operation(context, runner, middleware, execute, named)
        # All of it takes long, and no store is waited for: in a thread it keeps others waiting least, and several at a time more.
        async with self._one_reads_schema:
            return await super()._execute_operation(context, runner, middleware, partial(asyncio.to_thread, execute), named)

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
