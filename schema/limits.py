"""What a GraphQL request may ask for: enough for any real question, too little to keep the server busy."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass

from graphql import GraphQLError, OperationDefinitionNode, get_operation_ast
from strawberry.extensions import DisableIntrospection, MaxTokensLimiter, ParserCache, SchemaExtension
from strawberry.types.graphql import OperationType

from schema.error_codes import Code
from schema.measure import measure


@dataclass(frozen=True)
class Limits:
    """The limits of one request; each has an error code of its own."""

    body: int = 1_000_000
    """bytes of the HTTP request"""
    document: int = 20_000
    """characters of the query's text"""
    tokens: int = 1_000
    depth: int = 15
    aliases: int = 30
    cost: int = 20_000
    """values that the answer may hold, by `schema.measure`"""
    deadline: float = 30.0
    """seconds until an operation is given up"""
    introspection: bool = True


def limiting(limits: Limits) -> list[Callable[[], SchemaExtension]]:
    """The extensions that hold requests to limits, each made anew for a request."""
    extensions: list[Callable[[], SchemaExtension]] = [
        lambda: DocumentLimit(limits.document),
        lambda: MaxTokensLimiter(max_token_count=limits.tokens),
        ParserCache,
        lambda: OperationLimits(limits),
        lambda: Deadline(limits.deadline),
    ]
    return extensions if limits.introspection else [*extensions, DisableIntrospection]


class DocumentLimit(SchemaExtension):
    """Refuses long documents before they are parsed."""

    def __init__(self, most: int) -> None:
        self._most = most

    def on_operation(self) -> Iterator[None]:
        """Measure the text."""
        length = len(self.execution_context.query or "")
        if length > self._most:
            raise Code.DOCUMENT_TOO_LARGE.error(
                f"the document has {length} characters, {self._most} are allowed; ask in several requests, and hand in values as variables"
            )
        yield


class OperationLimits(SchemaExtension):
    """Refuses operations that are too deep, too wide or too costly, before they are validated."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def on_validate(self) -> Iterator[None]:
        """Measure the operation that is asked for."""
        context, limits = self.execution_context, self._limits
        document = context.graphql_document
        operation = document and get_operation_ast(document, context._provided_operation_name)
        if not document or not operation:
            raise Code.OPERATION_RESOLUTION_FAILURE.error("the document has several operations; say which with operationName")
        try:
            found = measure(context.schema._schema, document, operation, context.variables or {})
        except RecursionError as error:
            raise Code.TOO_DEEP.error("fragments are nested too deeply; ask for less at a time") from error
        if found.depth > limits.depth:
            raise _too_much(Code.TOO_DEEP, f"is {found.depth} fields deep, {limits.depth} are allowed", operation)
        if found.aliases > limits.aliases:
            raise _too_much(Code.TOO_MANY_ALIASES, f"has {found.aliases} aliases, {limits.aliases} are allowed", operation)
        if found.cost > limits.cost:
            raise _too_much(
                Code.TOO_COSTLY, f"may give {found.cost} values, {limits.cost} are allowed; give smaller numbers in first", operation
            )
        yield


class Deadline(SchemaExtension):
    """Gives up operations that take too long; subscriptions may last."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds

    async def on_execute(self) -> AsyncIterator[None]:
        """Let it run, until the deadline."""
        if self.execution_context.operation_type is OperationType.SUBSCRIPTION:
            yield
            return
        try:
            async with asyncio.timeout(self._seconds):
                yield
        except TimeoutError as error:
            raise Code.DEADLINE_EXCEEDED.error(f"the answer took more than {self._seconds:g} seconds; ask for less at a time") from error


def _too_much(code: Code, what: str, operation: OperationDefinitionNode) -> GraphQLError:
    name = operation.name.value if operation.name else "the operation"
    return code.error(f"{name} {what}; ask for less at a time")
