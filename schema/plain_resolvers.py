"""Fields that read one thing and take no argument, called without what strawberry does for all the others."""

from collections.abc import Callable
from typing import Any, cast

from graphql import GraphQLObjectType, GraphQLSchema
from strawberry.types.field import StrawberryField


def call_plainly(schema: GraphQLSchema) -> None:
    """Let graphql-core call the resolvers that want nothing but their object directly: most of an answer is made of these."""
    for kind in schema.type_map.values():
        for field in kind.fields.values() if isinstance(kind, GraphQLObjectType) else ():
            known = next((one for one in field.extensions.values() if isinstance(one, StrawberryField)), None)
            resolver = known.base_resolver if known else None
            if known and resolver and resolver.self_parameter and len(resolver.signature.parameters) == 1 and not known.is_async:
                field.resolve = _plain(cast("Callable[..., Any]", resolver.wrapped_func))


def _plain(resolve: Callable[..., Any]) -> Callable[[Any, Any], Any]:
    return lambda source, _: resolve(source)
