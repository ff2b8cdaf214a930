"""Many articles out of our few: each takes a choice of the samples' paragraphs in another order, the same on every run."""

import json
import random
from collections.abc import Iterator
from importlib.resources import files


def recombined(number: int) -> Iterator[str]:
    """That many articles, as JSON Lines."""
    lines = (files("kg") / "samples" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    paragraphs = [paragraph for line in lines for paragraph in json.loads(line)["text"].split("\n")]
    chance = random.Random(5)
    for count in range(number):
        text = "\n".join(chance.sample(paragraphs, 6))
        article = {"id": f"recombined-{count}", "title": f"Report {count}", "published": f"2031-{count % 12 + 1:02}-15", "text": text}
        yield json.dumps(article) + "\n"
