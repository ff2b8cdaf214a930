"""Read articles from files, folders, URLs and standard input: what cannot be used is reported, and the rest goes on."""

import gzip
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import IO

from kg.errors import InputError
from kg.extraction import Article
from kg.jsonlines import json_lines
from kg.plaintext import LIMIT, text_article
from kg.webpage import fetched_article, html_article

SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".jsonl.gz")
"""How the names of files end that are read, alone or in a folder."""

Piece = Article | InputError
"""What an input gives: an article, or the reason why there is none."""


def refuse_all(error: InputError) -> None:
    """Raise the error: the first input that cannot be used ends the reading."""
    raise error


def read(sources: Iterable[str], *, published: date | None = None, refuse: Callable[[InputError], None] = refuse_all) -> Iterator[Article]:
    """
    The articles of all sources in order; a source is a file, a folder, a URL, or `-` for standard input.

    `published` is the date of articles that carry none. `refuse` is called with the reason for each input that cannot be used,
    an empty file or one broken line among good ones; what follows it is read.
    """
    for source in sources:
        for piece in pieces(source):
            if isinstance(piece, InputError):
                refuse(piece)
            else:
                yield replace(piece, published=piece.published or published)


def pieces(source: str) -> Iterator[Piece]:
    """What one source gives, in order."""
    path = Path(source)
    try:
        if source == "-":
            yield from _stdin(sys.stdin.buffer)
        elif source.lower().startswith(("http://", "https://")):
            yield _attempt(lambda: fetched_article(source))
        elif path.is_dir():
            yield from _folder(path)
        else:
            yield from _file(path, Path(path.name))
    except OSError as error:
        yield _unreadable(source, error)


def _stdin(stream: IO[bytes]) -> Iterator[Piece]:
    """JSON Lines if the first line opens an object, HTML if it opens a page, plain text if not."""
    first = stream.readline(LIMIT + 1)
    opening = first.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower()
    if opening.startswith(b"{"):
        yield from json_lines(stream, "stdin", first)
    elif opening.startswith((b"<!doctype html", b"<html")):
        yield _attempt(lambda: html_article(first + stream.read(LIMIT + 1), "stdin"))
    else:
        yield _attempt(lambda: text_article(first + stream.read(LIMIT + 1), "stdin"))


def _folder(folder: Path) -> Iterator[Piece]:
    """The files of a folder and of the folders in it, by name; hidden ones are left out."""
    closed: list[OSError] = []
    found = False
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                found = True
                path = Path(parent, name)
                yield from _file(path, path.relative_to(folder))
    for error in closed:
        yield _unreadable(str(error.filename), error)
    if not found and not closed:
        yield InputError(f"{folder}: no article in this folder; expected files that end in {', '.join(SUFFIXES)}")


def _file(path: Path, name: Path) -> Iterator[Piece]:
    """The articles of a file, as the ending of its name has it; the id of a lone one is `name` without the ending."""
    try:
        with path.open("rb") as stream:
            yield from articles_in(stream, str(path), name)
    except OSError as error:
        yield _unreadable(str(path), error)


def articles_in(stream: IO[bytes], where: str, name: PurePath) -> Iterator[Piece]:
    """
    The articles of a stream, in the format that the ending of `name` tells; the id of a lone one is `name` without the ending.

    `where` names the stream in messages. OSError where it cannot be read.
    """
    ending = name.name.lower()
    if ending.endswith(".jsonl.gz"):
        with gzip.open(stream) as packed:
            yield from json_lines(packed, where)
    elif ending.endswith(".jsonl"):
        yield from json_lines(stream, where)
    elif ending.endswith((".html", ".htm")):
        yield _attempt(lambda: html_article(stream.read(LIMIT + 1), where, _stem(name)))
    elif ending.endswith(".txt"):
        yield _attempt(lambda: text_article(stream.read(LIMIT + 1), where, _stem(name)))
    else:
        yield InputError(f"{where}: an unknown kind of file; expected {', '.join(SUFFIXES)}: rename it, or pipe it in as `-`")


def _attempt(make: Callable[[], Article]) -> Piece:
    try:
        return make()
    except InputError as error:
        return error


def _stem(name: PurePath) -> str:
    return name.with_suffix("").as_posix()


def _unreadable(where: str, error: OSError) -> InputError:
    return InputError(f"{where}: cannot be read ({error.strerror or error}); check its name and its rights, or leave it out")
