"""GraphQL over HTTP: strawberry's view with our context, our page and the media types of the specification."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse
from strawberry.http.base import BaseRequestProtocol

from api.negotiation import negotiate
from api.pages import GRAPHQL_PAGE
from kg.ontology import Ontology
from schema.build import build_schema
from schema.kinds import Context
from schema.reader import GraphReader

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"


class GraphQLEndpoint(GraphQL[Context, None]):
    """Answers GraphQL requests from the store in the application's state."""

    def __init__(self, ontology: Ontology) -> None:
        super().__init__(build_schema(ontology), subscription_protocols=())
        self._ontology = ontology

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:  # noqa: ARG002
        """A reader of its own for each request."""
        return Context(GraphReader(request.app.state.store, self._ontology))

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        """Remember the media type that the client prefers."""
        response = await super().get_sub_response(request)
        response.media_type = negotiate(request.headers.get("accept"), [JSON, GRAPHQL_JSON]) or JSON
        return response

    def create_response(self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response) -> Response:
        """In the newer media type, a request that could not be executed at all is 400 and carries no data."""
        newer = sub_response.media_type == GRAPHQL_JSON
        refused = newer and isinstance(response_data, dict) and _refused(response_data)
        if refused and isinstance(response_data, dict):
            del response_data["data"]
        response = super().create_response(response_data, sub_response)
        response.headers["Vary"] = "Accept"
        if newer:
            response.headers["Content-Type"] = GRAPHQL_JSON
        if refused:
            response.status_code = HTTPStatus.BAD_REQUEST
        return response

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        """Show the page to browsers that open it; a client that takes anything gets JSON."""
        asked = request.method == "GET" and request.query_params.get("query") is None
        return asked and negotiate(request.headers.get("accept"), [JSON, GRAPHQL_JSON, "text/html"]) == "text/html"

    async def render_graphql_ide(self, request: Request) -> Response:  # noqa: ARG002
        """Our own page, which loads nothing from anywhere."""
        return HTMLResponse(GRAPHQL_PAGE)


def _refused(answer: GraphQLHTTPResponse) -> bool:
    """Whether it failed before any field was asked for: errors of fields have a path."""
    errors = answer.get("errors") or ()
    return answer.get("data") is None and not any(isinstance(error, dict) and "path" in error for error in errors)
