"""Cut sources into partitions that can be read anywhere: folders, globs and single files, here or in object storage."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO

import fsspec
from fsspec.utils import read_block

from kg.article import SUFFIXES, Piece, articles_in
from kg.errors import InputError

_BYTES = 1_000_000
"""How much text a partition holds, about: 300 articles. What is packed is not cut."""


@dataclass(frozen=True)
class Block:
    """A file, or some bytes of a file of JSON Lines, from the line that begins in them on; `name` gives a lone article its id."""

    url: str
    name: str
    start: int = 0
    length: int | None = None


Partition = tuple[Block, ...]


def partitions(sources: Iterable[str]) -> Iterator[Partition]:
    """
    The sources as partitions of about a megabyte, in order; a source is a file, a folder or a glob, by path or by URL (fsspec).

    Raises InputError where a source cannot be looked at or has no files that hold articles.
    """
    held: list[Block] = []
    size = 0
    for source in sources:
        for block, length in _blocks(source):
            if held and size + length > _BYTES:
                yield tuple(held)
                held, size = [], 0
            held.append(block)
            size += length
    if held:
        yield tuple(held)


def partition_pieces(partition: Partition, published: date | None) -> Iterator[Piece]:
    """The articles of a partition, or why there are none, in order; `published` is the day of articles that carry none."""
    for block in partition:
        try:
            with fsspec.open(block.url, "rb") as file:
                for piece in _pieces(block, file):
                    yield piece if isinstance(piece, InputError) else replace(piece, published=piece.published or published)
        except OSError as error:
            yield InputError(f"{block.url}: cannot be read ({error.strerror or error}); check its name and its rights, or leave it out")


def _pieces(block: Block, file: IO[bytes]) -> Iterator[Piece]:
    if block.length is None:
        yield from articles_in(file, block.url, PurePosixPath(block.name))
        return
    lines = read_block(file, block.start, block.length, b"\n")
    if lines.strip():
        where = f"{block.url} from byte {block.start:,} on" if block.start else block.url
        yield from articles_in(BytesIO(lines), where, PurePosixPath(block.name))


def _blocks(source: str) -> Iterator[tuple[Block, int]]:
    files, path = fsspec.core.url_to_fs(source)
    try:
        if "*" in source:
            found = {each: PurePosixPath(each).name for each in sorted(files.glob(path))}
        elif files.isdir(path):
            folder = PurePosixPath(path)
            names = {each: PurePosixPath(each).relative_to(folder) for each in files.find(path)}
            seen = {each: name for each, name in names.items() if not any(part.startswith(".") for part in name.parts)}
            found = {each: str(seen[each]) for each in sorted(seen, key=lambda each: _place(seen[each])) if each.lower().endswith(SUFFIXES)}
        else:
            found = {path: PurePosixPath(path).name}
        sizes = {each: files.size(each) or 0 for each in found}
    except OSError as error:
        raise InputError(f"{source}: cannot be read ({error.strerror or error}); check its name and its rights") from error
    if not found:
        raise InputError(f"{source}: no article there; expected files that end in {', '.join(SUFFIXES)}")
    for each, name in found.items():
        url = files.unstrip_protocol(each)
        if each.lower().endswith(".jsonl") and sizes[each] > _BYTES:
            for start in range(0, sizes[each], _BYTES):
                yield Block(url, name, start, _BYTES), _BYTES
        else:
            yield Block(url, name), sizes[each]


def _place(name: PurePosixPath) -> tuple[tuple[bool, str], ...]:
    """Where a file of a folder comes: after the files of the folders that it lies in, by name."""
    return (*((True, part) for part in name.parts[:-1]), (False, name.name))
