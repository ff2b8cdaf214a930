"""GraphQL over HTTP: strawberry's view, held to the specification, with our context, our errors and our page."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from json import JSONDecodeError
from typing import Any, cast

from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.base import BaseRequestProtocol
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult, SubscriptionExecutionResult
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UnsetType

from api.added_article import add_article
from api.body_limit import BodyTooLarge, limited
from api.graphql_request import JSON, NoGraphQLRequest, read_graphql
from api.metrics import count_errors
from api.negotiation import negotiate
from api.pages import GRAPHQL_PAGE
from api.websocket_talk import FairSocket, Talk
from kg.errors import KgError
from kg.ontology import Ontology
from schema.build import build_schema
from schema.error_codes import Code
from schema.kinds import Context
from schema.limits import Limits
from schema.reader import GraphReader

GRAPHQL_JSON = "application/graphql-response+json"
ANSWERS = (JSON, GRAPHQL_JSON)

_STATUS = {
    Code.DEADLINE_EXCEEDED.name: HTTPStatus.GATEWAY_TIMEOUT,
    Code.OVERLOADED.name: HTTPStatus.SERVICE_UNAVAILABLE,
    Code.STORE_UNAVAILABLE.name: HTTPStatus.SERVICE_UNAVAILABLE,
    Code.INTERNAL_SERVER_ERROR.name: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""Errors that are no fault of the request: the status tells of them in either media type."""

_VARYING = {"Vary": "Accept"}

EVENTS = "text/event-stream"

_FIRST_MESSAGE = timedelta(seconds=10)
_TRY_AGAIN_LATER = 1013


class GraphQLEndpoint(GraphQL[Context, None]):
    """Answers GraphQL requests from the store in the application's state."""

    websocket_adapter_class = FairSocket
    graphql_transport_ws_handler_class = Talk

    def __init__(self, ontology: Ontology, limits: Limits | None = None, *, sockets: int = 100, origins: Sequence[str] = ()) -> None:
        self._limits = limits or Limits()
        self._ontology = ontology
        self._sockets = sockets
        self._open = 0
        super().__init__(
            build_schema(ontology, self._limits),
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            connection_init_wait_timeout=_FIRST_MESSAGE,
            max_subscriptions_per_connection=None,  # Talk counts them, and refuses with a code
            allowed_origins=origins,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; what is no GraphQL request gets a GraphQL error, too."""
        if scope["type"] == "websocket":
            await self._talk(WebSocket(scope, receive, send))
            return
        # The server drops the body of what it answers to HEAD.
        asked = dict(scope, method="GET") if scope["method"] == "HEAD" else scope
        request = Request(asked, limited(receive, self._limits.body))
        try:
            response = await self.run(request)
        except NoGraphQLRequest as error:
            response = self._refusal(request, error)
        except BodyTooLarge as error:
            large = NoGraphQLRequest(str(error), HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Code.REQUEST_TOO_LARGE)
            response = self._refusal(request, large)
        await response(scope, receive, send)

    async def _talk(self, socket: WebSocket) -> None:
        if self._open >= self._sockets:
            await socket.accept(GRAPHQL_TRANSPORT_WS_PROTOCOL)
            await socket.close(_TRY_AGAIN_LATER, f"{self._sockets} connections are open, which is all that this server takes")
            return
        self._open += 1
        try:
            await self.run(socket)
        finally:
            self._open -= 1

    def decode_json(self, data: str | bytes) -> object:
        """What a message of a WebSocket holds; JSONDecodeError where it is no JSON, or none that can be read."""
        try:
            return super().decode_json(data)
        except (ValueError, RecursionError) as error:
            raise JSONDecodeError(str(error), "", 0) from error

    async def on_ws_connect(self, context: Context) -> UnsetType | dict[str, object] | None:
        """Acknowledge a connection when the graph is watched: what comes in from then on will be told."""
        await _begin(context)
        return await super().on_ws_connect(context)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:  # noqa: ARG002
        """A reader of its own for each request."""
        reader = GraphReader(request.app.state.store, self._ontology)
        return Context(reader, request.app.state.news, partial(add_article, request))

    def is_request_allowed(self, request: BaseRequestProtocol) -> bool:
        """GET and POST are."""
        if not super().is_request_allowed(request):
            raise NoGraphQLRequest(
                f"{request.method} is not for GraphQL; send queries by GET or POST", HTTPStatus.METHOD_NOT_ALLOWED, allow="GET, HEAD, POST"
            )
        return True

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData:
        """The GraphQL request, if the client takes an answer that can be given."""
        transport = self._get_stream_transport_from_headers(request.headers)
        accept = request.headers.get("accept")
        if transport is None and negotiate(accept, ANSWERS) is None:
            raise NoGraphQLRequest(f"{accept} cannot be given; accept {GRAPHQL_JSON} or {JSON}", HTTPStatus.NOT_ACCEPTABLE)
        return await read_graphql(request, transport.protocol if transport else "http")

    async def execute_operation(
        self,
        request: Request,
        request_adapter: AsyncHTTPRequestAdapter,
        request_data: GraphQLRequestData | list[GraphQLRequestData],
        context: Context,
        root_value: None,
        sub_response: Response,
    ) -> ExecutionResult | list[ExecutionResult] | SubscriptionExecutionResult:
        """Execute the operation; which one it is, and whether the method allows it, is told by our errors."""
        if isinstance(request_data, GraphQLRequestData) and request_data.protocol == "sse" and "subscription" in (request_data.query or ""):
            await _begin(context)
        try:
            return await super().execute_operation(request, request_adapter, request_data, context, root_value, sub_response)
        except HTTPException as error:
            if isinstance(error.__cause__, CannotGetOperationTypeError):
                name = error.__cause__.operation_name
                what = f"has no operation named {name}" if name else "has no operation, only fragments"
                return ExecutionResult(data=None, errors=[Code.OPERATION_RESOLUTION_FAILURE.error(f"the document {what}")])
            cause = error.__cause__
            if isinstance(cause, InvalidOperationTypeError) and cause.operation_type is OperationType.SUBSCRIPTION:
                told = f"a subscription is answered by a stream; accept {EVENTS}, or open a WebSocket for {GRAPHQL_TRANSPORT_WS_PROTOCOL}"
                raise NoGraphQLRequest(told, HTTPStatus.NOT_ACCEPTABLE) from error
            if request.method == "GET":
                raise NoGraphQLRequest(f"{error.reason}; send it by POST", HTTPStatus.METHOD_NOT_ALLOWED, allow="POST") from error
            raise NoGraphQLRequest(error.reason) from error

    def _handle_errors(self, errors: list[GraphQLError], response_data: GraphQLHTTPResponse) -> None:  # noqa: ARG002
        count_errors(error["extensions"]["code"] for error in cast("list[dict[str, Any]]", response_data["errors"]))

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        """Remember the media type that the client prefers."""
        response = await super().get_sub_response(request)
        response.media_type = negotiate(request.headers.get("accept"), ANSWERS) or JSON
        return response

    def create_response(self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response) -> Response:
        """Where nothing was executed the answer has no data; the newer media type says so in its status, too."""
        answer = cast("dict[str, Any]", response_data)
        status = HTTPStatus.OK
        if answer["data"] is None and all("path" not in error for error in answer["errors"]):
            del answer["data"]
            usual = HTTPStatus.BAD_REQUEST if sub_response.media_type == GRAPHQL_JSON else HTTPStatus.OK
            status = next((_STATUS[code] for error in answer["errors"] if (code := error["extensions"]["code"]) in _STATUS), usual)
        headers = _VARYING | ({"Retry-After": "1"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {})
        return Response(self.encode_json(answer), status, headers, sub_response.media_type)

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        """Show the page to browsers that open it; a client that takes anything gets JSON."""
        asked = request.method == "GET" and request.query_params.get("query") is None
        return asked and negotiate(request.headers.get("accept"), (*ANSWERS, "text/html")) == "text/html"

    async def render_graphql_ide(self, request: Request) -> Response:  # noqa: ARG002
        """Our own page, which loads nothing from anywhere."""
        return HTMLResponse(GRAPHQL_PAGE, headers=_VARYING)

    def _refusal(self, request: Request, error: NoGraphQLRequest) -> Response:
        answer = {"errors": [error.code.error(str(error)).formatted]}
        count_errors([error.code.name])
        media_type = negotiate(request.headers.get("accept"), ANSWERS) or JSON
        return Response(self.encode_json(answer), error.status, error.headers | _VARYING, media_type)


async def _begin(context: Context) -> None:
    """Watch the graph; where it cannot be read, the subscription will say so."""
    if context.news:
        with suppress(KgError):
            await context.news.begin()
