"""What a GraphQL request may ask for: enough for any real question, too little to keep the server busy."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from types import TracebackType

from graphql import DocumentNode, GraphQLSchema, get_operation_ast
from strawberry.extensions import DisableIntrospection, MaxTokensLimiter, ParserCache, SchemaExtension, ValidationCache
from strawberry.types import ExecutionContext
from strawberry.types.graphql import OperationType

from schema.error_codes import Code
from schema.measure import measure
from schema.variables import refuse_variables


@dataclass(frozen=True)
class Limits:
    """The limits of one request; each has an error code of its own."""

    body: int = 1_000_000
    """bytes of the HTTP request"""
    document: int = 20_000
    """characters of the query's text"""
    tokens: int = 1_000
    """words and signs of the query's text, and the same number of values in its variables"""
    depth: int = 15
    aliases: int = 30
    cost: int = 20_000
    """values that the answer may hold, by `schema.measure`"""
    deadline: float = 30.0
    """seconds until an operation is given up"""
    introspection: bool = True


LARGE = 500
"""An operation that costs more waits until fewer than LARGE_AT_ONCE of its kind are at work; smaller ones never wait for it."""
LARGE_AT_ONCE = 4
LARGE_WAITING = 64


def limiting(limits: Limits, line: "Line", found_right: Callable[[ExecutionContext, int], None]) -> list[Callable[[], SchemaExtension]]:
    """The extensions that hold requests to limits, each made anew for a request; `found_right` is told of those that keep to them."""
    extensions: list[Callable[[], SchemaExtension]] = [
        lambda: DocumentLimit(limits.document),
        lambda: MaxTokensLimiter(max_token_count=limits.tokens),
        ParserCache,
        lambda: OperationLimits(limits, line, found_right),
        ValidationCache,
    ]
    return extensions if limits.introspection else [*extensions, DisableIntrospection]


def cost_within(limits: Limits, schema: GraphQLSchema, document: DocumentNode, name: str | None, variables: Mapping[str, object]) -> int:
    """What the operation of that name may cost; a GraphQL error where it is too deep, too wide or too costly, or so are its variables."""
    refuse_variables(variables, limits.tokens)
    operation = get_operation_ast(document, name)
    if not operation:
        raise Code.OPERATION_RESOLUTION_FAILURE.error("the document has several operations; say which with operationName")
    try:
        found = measure(schema, document, operation, variables)
    except RecursionError as error:
        raise Code.TOO_DEEP.error("fragments are nested too deeply; ask for less at a time") from error
    called = operation.name.value if operation.name else "the operation"
    if found.depth > limits.depth:
        raise Code.TOO_DEEP.error(f"{called} is {found.depth} fields deep, {limits.depth} are allowed; ask for less at a time")
    if found.aliases > limits.aliases:
        raise Code.TOO_MANY_ALIASES.error(f"{called} has {found.aliases} aliases, {limits.aliases} are allowed; ask in several requests")
    if found.cost > limits.cost:
        raise Code.TOO_COSTLY.error(
            f"{called} may give {found.cost} values, {limits.cost} are allowed; ask for smaller pages with first, or for fewer fields"
        )
    return found.cost


def in_time(limits: Limits, line: "Line", cost: int) -> AbstractAsyncContextManager[None]:
    """Let an operation run until the deadline, a large one when it is its turn; a GraphQL error when that has passed."""
    return Deadline(limits.deadline) if cost <= LARGE else _in_turn(limits, line)


@asynccontextmanager
async def _in_turn(limits: Limits, line: "Line") -> AsyncIterator[None]:
    async with Deadline(limits.deadline), line.turn():
        yield


class Deadline:
    """Gives up what takes more than some seconds, with a GraphQL error. Every request has one: a generator would cost it as much again."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._timeout = asyncio.timeout(seconds)

    async def __aenter__(self) -> None:  # noqa: D105
        await self._timeout.__aenter__()

    async def __aexit__(  # noqa: D105
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            await self._timeout.__aexit__(kind, error, trace)
        except TimeoutError as late:
            told = f"the answer took more than {self._seconds:g} seconds; ask for less at a time"
            raise Code.DEADLINE_EXCEEDED.error(told) from late


class Line:
    """Where large operations wait for their turn, those of all requests in one."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(LARGE_AT_ONCE)
        self._waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait, unless too many do already."""
        if self._waiting >= LARGE_WAITING:
            raise Code.OVERLOADED.error("too many large requests came at once; try again later, or ask for less at a time")
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._turns.release()


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
    """Refuses operations that are too deep, too wide or too costly before they are validated, and gives up those that take too long."""

    def __init__(self, limits: Limits, line: Line, found_right: Callable[[ExecutionContext, int], None]) -> None:
        self._limits = limits
        self._line = line
        self._found_right = found_right
        self._cost = 0

    def on_validate(self) -> Iterator[None]:
        """Measure the operation that is asked for."""
        context = self.execution_context
        if document := context.graphql_document:
            name = context._provided_operation_name
            self._cost = cost_within(self._limits, context.schema._schema, document, name, context.variables or {})
        yield

    async def on_execute(self) -> AsyncIterator[None]:
        """Let it run until the deadline, large ones when it is their turn; subscriptions may last."""
        self._found_right(self.execution_context, self._cost)
        if self.execution_context.operation_type is OperationType.SUBSCRIPTION:
            yield
            return
        async with in_time(self._limits, self._line, self._cost):
            yield
