"""GraphQL requests as HTTP carries them: as parameters by GET, as JSON by POST."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import TypeVar

from cross_web import AsyncHTTPRequestAdapter
from strawberry.http import GraphQLRequestData, GraphQLRequestProtocol

from schema.error_codes import Code

JSON = "application/json"

Kind = TypeVar("Kind")


class NoGraphQLRequest(Exception):  # noqa: N818
    """An HTTP request that holds no GraphQL request: a status, what was wrong and what to do."""

    def __init__(self, message: str, status: HTTPStatus = HTTPStatus.BAD_REQUEST, code: Code = Code.BAD_REQUEST, allow: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = {"Allow": allow} if allow else {}


async def read_graphql(request: AsyncHTTPRequestAdapter, protocol: GraphQLRequestProtocol = "http") -> GraphQLRequestData:
    """The GraphQL request in an HTTP request; NoGraphQLRequest where there is none."""
    parameters = _from_url(request.query_params) if request.method == "GET" else _from_body(request.content_type, await request.get_body())
    query = _parameter(parameters, "query", str, "a string")
    if not query:
        raise NoGraphQLRequest("there is no query; send the text of a GraphQL document as query")
    return GraphQLRequestData(
        query=query,
        variables=_parameter(parameters, "variables", dict, "an object"),
        operation_name=_parameter(parameters, "operationName", str, "a string") or None,
        extensions=_parameter(parameters, "extensions", dict, "an object"),
        protocol=protocol,
    )


def _from_url(given: Mapping[str, str | None]) -> dict[str, object]:
    parameters: dict[str, object] = {name: given[name] for name in ("query", "operationName") if given.get(name)}
    for name in ("variables", "extensions"):
        if text := given.get(name):
            parameters[name] = _json(text, f"the parameter {name}")
    return parameters


def _from_body(media_type: str | None, body: bytes) -> dict[str, object]:
    kind, *options = (part.strip().lower() for part in (media_type or "").split(";"))
    charset = next((option.removeprefix("charset=").strip('"') for option in options if option.startswith("charset=")), "utf-8")
    if kind != JSON or charset not in ("utf-8", "utf8"):
        raise NoGraphQLRequest(f"the body is {kind or 'of no type'}; send {JSON}, in UTF-8", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    found = _json(body, "the body")
    if isinstance(found, list):
        raise NoGraphQLRequest("the body is a list; this server takes one request at a time, as a JSON object")
    if not isinstance(found, dict):
        raise NoGraphQLRequest("the body is no JSON object; send one with query, and variables where there are any")
    return found


def _json(text: str | bytes, where: str) -> object:
    try:
        found: object = json.loads(text if isinstance(text, str) else text.decode())
    except (ValueError, RecursionError) as error:
        what = "nested too deeply" if isinstance(error, RecursionError) else " ".join(str(error).split())
        raise NoGraphQLRequest(f"{where} is no JSON in UTF-8: {what}") from error
    return found


def _parameter(parameters: Mapping[str, object], name: str, kind: type[Kind], called: str) -> Kind | None:
    value = parameters.get(name)
    if value is not None and not isinstance(value, kind):
        raise NoGraphQLRequest(f"{name} is {json.dumps(value)[:80]}; send {called}, or leave it out")
    return value
