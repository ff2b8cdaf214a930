"""Request bodies no longer than they may be."""

from starlette.types import Message, Receive


class BodyTooLarge(Exception):  # noqa: N818
    """A request's body has more bytes than are allowed."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"the body has {size} bytes, {most} are allowed; send less")


def limited(receive: Receive, most: int) -> Receive:
    """
    Receive a body of at most `most` bytes; BodyTooLarge when a longer one has come to its end.

    What is too much is read and dropped: clients take no answer before they have sent it all.
    """
    size = 0

    async def receive_within() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        while size > most:
            if message["type"] == "http.disconnect" or not message.get("more_body"):
                raise BodyTooLarge(size, most)
            message = await receive()
            size += len(message.get("body", b""))
        return message

    return receive_within
