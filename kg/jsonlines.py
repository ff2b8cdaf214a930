"""JSON Lines as articles: one object a line, only its "text" required."""

import json
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from gzip import GzipFile
from typing import IO

from kg.errors import InputError
from kg.extraction import Article
from kg.plaintext import LIMIT, checked, decode, identified, within_limit

FIELDS = ("id", "title", "published", "url", "source", "text")


def json_lines(stream: IO[bytes] | GzipFile, where: str, first: bytes | None = None) -> Iterator[Article | InputError]:
    """
    The articles of a stream, one a line, or why a line gave none; empty lines are passed over, broken ones do not end the reading.

    `first` is a line that was read from the stream already.
    """
    empty = True
    for number, line in _numbered(stream, where, first):
        if isinstance(line, InputError):
            yield line
        elif line.strip():
            try:
                yield json_article(line, f"{where}:{number}")
            except InputError as error:
                yield error
        else:
            continue
        empty = False
    if empty:
        yield InputError(f"{where}: empty; expected one JSON object a line")


def json_article(line: bytes, where: str) -> Article:
    """The article of one line; raises InputError, with `where` in front, for anything that is none."""
    text = decode(within_limit(line, where), where)
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where}: broken JSON ({error.msg}, character {error.pos + 1}); expected one whole object a line: mend or delete it"
        ) from error
    except (RecursionError, ValueError) as error:
        raise InputError(f"{where}: JSON nested too deeply, or a number too long; expected one flat object a line") from error
    if not isinstance(record, dict) or record.get("text") is None:
        raise InputError(f'{where}: no "text" in it; expected an object with {", ".join(FIELDS)}, of which only "text" is required')
    fields = {name: _string(record.get(name), name, where) for name in FIELDS}
    return identified(
        Article(
            id=fields["id"] or fields["url"],
            text=checked(fields["text"], where),
            title=fields["title"] or None,
            published=_published(fields["published"], where),
            url=fields["url"] or None,
            source=fields["source"] or None,
        )
    )


def parse_date(value: str) -> date:
    """The day of an ISO date (`2024-12-05`) or date and time (`2024-12-05T08:30:00Z`); raises InputError for anything else."""
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError as error:
        raise InputError(f"{value!r} is not a date; expected YYYY-MM-DD, as in 2024-12-05") from error


def _numbered(stream: IO[bytes] | GzipFile, where: str, first: bytes | None) -> Iterator[tuple[int, bytes | InputError]]:
    """The lines with their numbers, from 1; of one over the limit, only what shows that it is."""
    number = 0
    try:
        while line := first if number == 0 and first is not None else stream.readline(LIMIT + 1):
            number += 1
            yield number, line
            while len(line) > LIMIT and not line.endswith(b"\n"):
                line = stream.readline(LIMIT + 1)
    except (OSError, EOFError, zlib.error) as error:
        yield number + 1, InputError(f"{where}:{number + 1}: cannot be read on ({error}); the file is cut short or damaged: fetch it again")


def _string(value: object, name: str, where: str) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    if name == "id" and type(value) is int:
        return str(value)
    raise InputError(f'{where}: "{name}" is {json.dumps(value)[:40]}; expected a string')


def _published(value: str, where: str) -> date | None:
    try:
        return parse_date(value) if value else None
    except InputError as error:
        raise InputError(f'{where}: "published" {error}') from error
