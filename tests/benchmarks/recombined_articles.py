"""Any number of articles, recombined from the sentences of the samples: the same on every run."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from kg.article import read
from kg.extraction import Article

_PARAGRAPHS = 4
_SENTENCES = 2
_END = re.compile(r"(?<=[.”]) (?=[A-Z“])")


def recombined(number: int, seed: int = 20241205) -> Iterator[Article]:
    """That many articles of four paragraphs of two sentences each, in the frame of one sample article after the other."""
    chance = random.Random(seed)
    samples = list(read([str(files("kg") / "samples" / "articles.jsonl")]))
    sentences = [sentence for article in samples for paragraph in article.text.split("\n") for sentence in _END.split(paragraph)]
    for count in range(number):
        frame = samples[count % len(samples)]
        chosen = chance.sample(sentences, _PARAGRAPHS * _SENTENCES)
        paragraphs = (" ".join(chosen[i : i + _SENTENCES]) for i in range(0, len(chosen), _SENTENCES))
        text = "\n".join((*paragraphs, f"Report {count} on the war."))
        yield replace(frame, id=f"{frame.id}-{count}", text=text)


def write_articles(path: Path, number: int) -> None:
    """The same as JSON Lines in a file."""
    with path.open("w", encoding="utf-8") as file:
        for article in recombined(number):
            published = article.published.isoformat() if article.published else None
            record = {"id": article.id, "title": article.title, "published": published, "source": article.source, "text": article.text}
            file.write(json.dumps(record) + "\n")
