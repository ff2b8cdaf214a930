"""Texts with marked names: how they are read, and how they become spaCy documents."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

Mark = tuple[int, int, str]
"""First character, end (exclusive) and label."""

UNKNOWN = "?"
"""The label of a stretch whose label the source leaves open: the model may say there what it likes."""

_INLINE = re.compile(r"\[\[([A-Z]+) ([^\]]+)\]\]")


@dataclass(frozen=True)
class Annotated:
    """A sentence or paragraph and its marks in the order of the text; `id` names the document that it comes from."""

    text: str
    marks: tuple[Mark, ...]
    id: str = ""


def read_jsonl(path: Path) -> Iterator[Annotated]:
    """Paragraphs from JSON Lines with `id`, `text` and `entities` as [start, end, label]."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Annotated(record["text"], tuple(sorted((start, end, label) for start, end, label in record["entities"])), record["id"])


def parse_inline(line: str) -> Annotated:
    """A line in which names are marked as in "rebels took [[LOC Goma]]"."""
    text, marks, done = "", [], 0
    for match in _INLINE.finditer(line):
        text += line[done : match.start()]
        marks.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        done = match.end()
    return Annotated(text + line[done:], tuple(marks))


def read_inline(path: Path) -> Iterator[Annotated]:
    """The sentences of a file with one a line; lines that begin with # are comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield parse_inline(line.strip())


def read_columns(path: Path, token: int, tag: int, separator: str | None = None) -> Iterator[Annotated]:
    """Sentences from columns, a token a line with its I- or B- tag; a line "# text = …" gives the original spelling."""
    with path.open(encoding="utf-8") as lines:
        for blank, block in groupby(lines, key=lambda line: not line.strip()):
            if blank:
                continue
            rows = [line.rstrip("\n") for line in block]
            cells = [row.split(separator) for row in rows if not row.startswith("# ")]
            tokens = [cell[token] for cell in cells]
            spelled = next((row.removeprefix("# text = ") for row in rows if row.startswith("# text = ")), None)
            text, places = _locate(tokens, spelled)
            yield Annotated(text, tuple(_spans(places, [cell[tag] for cell in cells])))


def _locate(tokens: list[str], spelled: str | None) -> tuple[str, list[tuple[int, int]]]:
    """The text and each token's place in it; without an original spelling, or where that differs, blanks are guessed."""
    if spelled is not None:
        places, position = [], 0
        for token in tokens:
            position = spelled.find(token, position)
            if position < 0:
                break
            places.append((position, position + len(token)))
            position += len(token)
        else:
            return spelled, places
    text, places = "", []
    for token in tokens:
        tight = not text or text[-1] in "(“" or re.fullmatch(r"[.,;:?!)”%]|'s|n't|'", token)
        text += token if tight else f" {token}"
        places.append((len(text) - len(token), len(text)))
    return text, places


def _spans(places: list[tuple[int, int]], tags: list[str]) -> Iterator[Mark]:
    start = end = 0
    current = ""
    for (first, last), tag in zip([*places, (0, 0)], [*tags, "O"], strict=True):
        label = tag[2:]
        if current and (label != current or tag.startswith("B-")):
            yield start, end, current
            current = ""
        if label and not current:
            start, current = first, label
        end = last


def to_docs(texts: Iterable[Annotated], nlp: Language) -> Iterator[Doc]:
    """Gold documents with our labels; marks that cut a token grow to its borders, unknown stretches are left open."""
    for annotated in texts:
        doc = nlp.make_doc(annotated.text)
        spans = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in annotated.marks]
        kept = filter_spans([span for span in spans if span is not None])
        doc.set_ents(
            [span for span in kept if span.label_ != UNKNOWN],
            missing=[span for span in kept if span.label_ == UNKNOWN],
        )
        yield doc
