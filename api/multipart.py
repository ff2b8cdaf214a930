"""Take a body apart that holds several documents (multipart/form-data, RFC 7578)."""

import re
from binascii import Error, a2b_base64, a2b_qp
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from http import HTTPStatus
from itertools import islice, pairwise

from api.problem import Problem

_MOST = 1000
_LONGEST_HEAD = 1 << 13
# The tests of the W3C end lines with a line feed alone.
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_DECODERS: Mapping[str, Callable[[bytes], bytes]] = {"base64": a2b_base64, "quoted-printable": a2b_qp}


@dataclass(frozen=True)
class Part:
    """One document, and the media type that it says it has."""

    media_type: str
    data: bytes


def parts_of(body: bytes, content_type: str) -> list[Part]:
    """The parts of a body, at most a thousand; parts of parts are not looked for. A Problem where it cannot be taken apart."""
    header = Message()
    header["Content-Type"] = content_type
    boundary = header.get_boundary() or "-"
    mark = re.compile(rb"\r?\n--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(?P<end>--|[ \t]*(?=\r?\n))")
    body = b"\r\n" + body
    marks = list(islice(mark.finditer(body), _MOST + 2))
    last = next((place for place, found in enumerate(marks) if found["end"] == b"--"), 0)
    if not last and len(marks) > _MOST + 1:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the body has more than {_MOST} parts; send less at once")
    if not last:
        raise Problem(HTTPStatus.BAD_REQUEST, "the body has no parts, or no end; send each RDF document as one, with its Content-Type")
    return [_part(body[before.end() : after.start()]) for before, after in pairwise(marks[: last + 1])]


def _part(piece: bytes) -> Part:
    found = _EMPTY_LINE.search(piece, 0, _LONGEST_HEAD)
    if not found:
        raise Problem(HTTPStatus.BAD_REQUEST, "a part of the body does not begin with its headers and an empty line; mend it there")
    headers = BytesHeaderParser().parsebytes(piece[: found.start()].strip() + b"\r\n\r\n")
    data = piece[found.end() :]
    decode = _DECODERS.get(str(headers.get("Content-Transfer-Encoding", "")).strip().lower())
    try:
        return Part(headers.get_content_type(), decode(data) if decode else data)
    except Error as error:
        raise Problem(HTTPStatus.BAD_REQUEST, f"a part of the body is not encoded as it says: {error}; send it as it is") from error
