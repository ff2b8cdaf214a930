"""Many articles out of our few: the samples' paragraphs dealt out anew, the same on every run."""

import json
import random
from collections.abc import Iterator
from importlib.resources import files


def recombined(seed: int) -> Iterator[str]:
    """As many articles as there are samples, as JSON Lines; each paragraph of the samples stands in one of them."""
    samples = (files("kg") / "samples" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    paragraphs = [paragraph for line in samples for paragraph in json.loads(line)["text"].split("\n")]
    random.Random(seed).shuffle(paragraphs)
    for count in range(len(samples)):
        text = "\n".join(paragraphs[count :: len(samples)])
        article = {"id": f"{seed}-{count}", "title": f"Report {count} of {seed}", "published": f"2031-{count + 1:02}-15", "text": text}
        yield json.dumps(article) + "\n"
