"""The codes by which programs tell errors apart: `extensions.code` of each GraphQL error."""

import logging
import re
from collections.abc import Sequence
from enum import Enum

from graphql import GraphQLError, GraphQLSyntaxError
from strawberry.schema.exceptions import CannotGetOperationTypeError

from kg.errors import DeadlineError, ExcessError, KgError, OverloadError, PipelineError, StoreError

_log = logging.getLogger(__name__)


class Code(Enum):
    """What went wrong; names that Apollo Server made common, where there is one, and then our own."""

    BAD_REQUEST = "the HTTP request is no GraphQL request"
    GRAPHQL_PARSE_FAILED = "the document breaks the grammar of GraphQL"
    GRAPHQL_VALIDATION_FAILED = "the document does not fit the schema"
    OPERATION_RESOLUTION_FAILURE = "it is not clear which operation of the document is meant"
    BAD_USER_INPUT = "a variable or an argument has a value that cannot be used"
    INTERNAL_SERVER_ERROR = "the fault is the server's; its log says more"
    STORE_UNAVAILABLE = "the graph cannot be read at the moment"
    REQUEST_TOO_LARGE = "the body of the request has too many bytes"
    DOCUMENT_TOO_LARGE = "the document has too many characters"
    TOO_MANY_TOKENS = "the document has too many words and signs, or its variables hold too many values"
    TOO_DEEP = "fields are nested too deeply"
    TOO_MANY_ALIASES = "too many fields are given other names"
    TOO_COSTLY = "the answer may hold too many values, or takes too much memory"
    DEADLINE_EXCEEDED = "the answer took too long"
    OVERLOADED = "too much was asked at once, by all clients together"
    UNAUTHENTICATED = "the token is missing or wrong"
    FORBIDDEN = "the graph may not be changed, or not from there"
    INTROSPECTION_DISABLED = "this server does not show its schema"

    def error(self, message: str) -> GraphQLError:
        """A GraphQL error with this code."""
        return GraphQLError(message, extensions={"code": self.name})


MASKS = {
    Code.INTERNAL_SERVER_ERROR.name: "something went wrong in the server; its log says what",
    Code.STORE_UNAVAILABLE.name: "the graph cannot be read at the moment; try again later",
}
"""What clients are told of what is no fault of theirs."""

# graphql-core gives these no class of their own.
_KNOWN_BY_MESSAGE = {
    re.compile("contains more than .* tokens"): Code.TOO_MANY_TOKENS,
    re.compile("nested too deeply|introspection depth exceeded|^Validation aborted"): Code.TOO_DEEP,
    re.compile("introspection has been disabled"): Code.INTROSPECTION_DISABLED,
}


def give_codes(errors: Sequence[GraphQLError], *, executed: bool) -> None:
    """
    Give each error its code, in place; what those say that are no fault of the request goes to the log alone.

    `executed`: they arose after the document was found valid, as those of a field always do.
    """
    for error in errors:
        extensions = error.extensions = dict(error.extensions or {})
        code = extensions.setdefault("code", _code(error, executed=executed or error.path is not None).name)
        if code in MASKS and error.message != MASKS[code]:
            _log.error("%s", error, exc_info=error.original_error)
            error.message = MASKS[code]


def _code(error: GraphQLError, *, executed: bool) -> Code:
    if found := next((code for known, code in _KNOWN_BY_MESSAGE.items() if known.search(error.message)), None):
        return found
    cause = error.original_error
    if isinstance(cause, CannotGetOperationTypeError):
        return Code.OPERATION_RESOLUTION_FAILURE
    if isinstance(cause, DeadlineError):
        return Code.DEADLINE_EXCEEDED
    if isinstance(cause, ExcessError):
        return Code.TOO_COSTLY
    if isinstance(cause, OverloadError):
        return Code.OVERLOADED
    if isinstance(cause, StoreError):
        return Code.STORE_UNAVAILABLE
    if isinstance(cause, PipelineError) or (cause is not None and not isinstance(cause, KgError | GraphQLError)):
        return Code.INTERNAL_SERVER_ERROR
    if isinstance(error, GraphQLSyntaxError):
        return Code.GRAPHQL_PARSE_FAILED
    return Code.BAD_USER_INPUT if executed else Code.GRAPHQL_VALIDATION_FAILED
