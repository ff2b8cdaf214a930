"""The GraphQL schema of an ontology."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from kg.ontology import Ontology, load_ontology
from schema.counts import count_type
from schema.entities import add_entity_fields
from schema.evidence import add_evidence_fields
from schema.graph_schema import GraphSchema
from schema.kinds import Kinds
from schema.limits import Limits
from schema.lists import Lists
from schema.mutation import mutations
from schema.root import root
from schema.scalars import SCALARS
from schema.subscription import subscriptions


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
    return GraphSchema(query=described, mutation=changes, subscription=told, types=types, config=config, limits=limits)
