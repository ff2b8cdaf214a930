"""The GraphQL schema of an ontology."""

import strawberry
from graphql import GraphQLError
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from kg.ontology import Ontology, load_ontology
from schema.counts import count_type
from schema.entities import add_entity_fields
from schema.error_codes import give_codes
from schema.evidence import add_evidence_fields
from schema.kinds import Kinds
from schema.limits import Limits, limiting
from schema.lists import Lists
from schema.root import root
from schema.scalars import SCALARS


class GraphSchema(strawberry.Schema):
    """A schema whose errors have codes, and tell clients nothing of the server's insides."""

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
    types = kinds.declare()
    described = strawberry.type(query, description="What can be asked of the graph.")
    config = StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=not limits.introspection)
    return GraphSchema(query=described, types=types, config=config, extensions=limiting(limits))
