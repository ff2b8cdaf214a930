"""Resolvers called without what strawberry does for inputs and extensions of fields, which this schema has none of."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import strawberry
from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, get_named_type, is_leaf_type
from strawberry.types.field import StrawberryField


def call_plainly(schema: GraphQLSchema) -> None:
    """Let graphql-core call resolvers by itself where all arguments are scalars and enums, or lists of these: nothing is converted."""
    for kind in schema.type_map.values():
        for field in kind.fields.values() if isinstance(kind, GraphQLObjectType) else ():
            known = next((one for one in field.extensions.values() if isinstance(one, StrawberryField)), None)
            if known and not known.is_subscription and not known.extensions and _takes_leaves(field):
                field.resolve = _plain(known, field) or field.resolve


def _takes_leaves(field: GraphQLField) -> bool:
    return all(is_leaf_type(get_named_type(argument.type)) for argument in field.args.values())


def _plain(known: StrawberryField, field: GraphQLField) -> Callable[..., Any] | None:
    resolver = known.base_resolver
    if not resolver or resolver.parent_parameter or resolver.root_parameter:
        return None
    resolve = cast("Callable[..., Any]", resolver.wrapped_func)
    if resolver.self_parameter and len(resolver.signature.parameters) == 1:
        return lambda source, _: resolve(source)
    names: Mapping[str, str] = {name: argument.python_name for name, argument in zip(field.args, known.arguments, strict=True)}
    asks = resolver.info_parameter.name if resolver.info_parameter else None
    owner = bool(resolver.self_parameter)

    def call(source: Any, info: Any, /, **given: Any) -> Any:
        arguments = {names[name]: value for name, value in given.items()}
        if asks:
            arguments[asks] = strawberry.Info(_raw_info=info, _field=known)
        return resolve(source, **arguments) if owner else resolve(**arguments)

    return call
