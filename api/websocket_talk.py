"""GraphQL over a WebSocket: strawberry's graphql-transport-ws, among others who ask, and with clients that send anything or go away."""

import asyncio
from collections.abc import AsyncGenerator, Mapping

from starlette.websockets import WebSocketDisconnect, WebSocketDisconnected
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected as ClientGone
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.subscriptions.protocols.graphql_transport_ws.types import Message, SubscribeMessage

from api.metrics import count_errors
from schema.error_codes import Code
from schema.kinds import Context

OPERATIONS = 20
"""How many operations one WebSocket may have at work."""

_NO_MESSAGE = 4400
_LONGEST_REASON = 123
"""Bytes that a close frame has room for (RFC 6455, 5.5)."""


class FairSocket(ASGIWebSocketAdapter):
    """The messages of one client, after each of which others have their turn."""

    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        """Messages; a crowd of them may have come at once, and would all be worked on before anybody else is answered."""
        async for message in super().iter_json(ignore_parsing_errors=ignore_parsing_errors):
            yield message
            await asyncio.sleep(0)

    async def send_json(self, message: Mapping[str, object]) -> None:
        """Send a message; ClientGone where nobody is there to take it."""
        try:
            await super().send_json(message)
        except WebSocketDisconnected as error:
            raise ClientGone from error

    async def close(self, code: int, reason: str) -> None:
        """Close the connection, where it is not closed already, for a reason that is cut where it is too long."""
        try:
            await super().close(code, reason.encode(errors="replace")[:_LONGEST_REASON].decode(errors="ignore"))
        except (WebSocketDisconnect, WebSocketDisconnected) as error:
            raise ClientGone from error


class Talk(BaseGraphQLTransportWSHandler[Context, None]):
    """What is said over one WebSocket."""

    async def handle_message(self, message: Message) -> None:
        """Do what a message asks for; one that the protocol does not know closes the connection."""
        if told := _wrong(message):
            await self.handle_invalid_message(told)
        else:
            await super().handle_message(message)

    async def handle_invalid_message(self, error_message: str) -> None:
        """Close the connection as the protocol says."""
        await self.websocket.close(_NO_MESSAGE, error_message)

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        """Begin an operation, unless too many are at work."""
        if self.connection_acknowledged and len(self.operations) >= OPERATIONS and message["id"] not in self.operations:
            told = f"{OPERATIONS} operations are at work on this connection, which is all that it takes; let one end first"
            count_errors([Code.OVERLOADED.name])
            await self.send_message({"id": message["id"], "type": "error", "payload": [Code.OVERLOADED.error(told).formatted]})
        else:
            await super().handle_subscribe(message)

    async def handle_task_exception(self, error: Exception) -> None:
        """Log what went wrong; that a client left before it had its answer did not."""
        if not isinstance(error, ClientGone):
            await super().handle_task_exception(error)


def _wrong(message: object) -> str | None:
    """What is wrong with a message as far as its type goes; None where nothing is."""
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return "a message is a JSON object with a type"
    if message["type"] in ("subscribe", "complete") and not isinstance(message.get("id"), str):
        return f"{message['type']} has an id, which is a string"
    return _wrong_payload(message.get("payload")) if message["type"] == "subscribe" else None


def _wrong_payload(payload: object) -> str | None:
    if not isinstance(payload, dict) or not isinstance(payload.get("query"), str):
        return "the payload of subscribe is an object with a query, which is a string"
    if not isinstance(payload.get("variables") or {}, dict):
        return "variables are an object"
    return None if isinstance(payload.get("operationName") or "", str) else "operationName is a string"
