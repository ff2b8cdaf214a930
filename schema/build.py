"""The GraphQL schema of an ontology."""

import logging
from collections.abc import Callable, Iterable

import strawberry
from graphql import GraphQLError
from strawberry.extensions import (
    AddValidationRules,
    MaskErrors,
    MaxAliasesLimiter,
    MaxTokensLimiter,
    ParserCache,
    QueryDepthLimiter,
    SchemaExtension,
    ValidationCache,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from kg.errors import KgError
from kg.ontology import Ontology, load_ontology
from schema.counts import count_type
from schema.entities import add_entity_fields
from schema.evidence import add_evidence_fields
from schema.kinds import Kinds
from schema.lists import Lists
from schema.root import root
from schema.scalars import SCALARS

MAX_DEPTH = 15
MAX_ALIASES = 30
MAX_TOKENS = 2000

_log = logging.getLogger(__name__)


class GraphSchema(strawberry.Schema):
    """A schema that logs what is wrong with itself, and not what is wrong with a request."""

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:  # noqa: ARG002
        """Log errors that are no fault of the request."""
        for error in errors:
            if _is_ours(error):
                _log.error("%s", error, exc_info=error.original_error)


def build_schema(ontology: Ontology | None = None) -> strawberry.Schema:
    """The GraphQL schema of an ontology (None: ours); its context value is a schema.kinds.Context."""
    kinds = Kinds(ontology or load_ontology())
    kinds.add(kinds.node, "id", lambda self: self.resource.iri, strawberry.ID, "Its IRI.")
    lists = Lists.of(kinds)
    count = count_type(kinds)
    add_entity_fields(kinds, lists, count)
    add_evidence_fields(kinds, lists, count)
    query = root(kinds, lists, count)
    types = kinds.declare()
    described = strawberry.type(query, description="What can be asked of the graph.")
    return GraphSchema(query=described, types=types, config=StrawberryConfig(scalar_map=SCALARS), extensions=list(_extensions()))


def _extensions() -> Iterable[Callable[[], SchemaExtension]]:
    # Their rules are made once, not for each request: documents that were validated by the same rules are not validated again.
    rules = [rule for limit in (QueryDepthLimiter(max_depth=MAX_DEPTH), MaxAliasesLimiter(MAX_ALIASES)) for rule in limit.validation_rules]
    yield lambda: AddValidationRules(rules)
    yield lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS)
    yield ParserCache
    yield ValidationCache
    yield lambda: MaskErrors(should_mask_error=_is_ours, error_message="Something went wrong in the server; its log says what.")


def _is_ours(error: GraphQLError) -> bool:
    return error.original_error is not None and not isinstance(error.original_error, KgError | GraphQLError)
