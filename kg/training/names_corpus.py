"""Put the training, development and held-out sets for names together."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from kg.training.annotated import Annotated, read_columns, read_inline, read_jsonl
from kg.training.relabel import general, read_re3d
from kg.training.swap import read_names, swapped

HERE = Path(__file__).parent

# The articles on Nagorno-Karabakh, the Sahel, Yemen and the Philippines: whole conflicts that training never sees.
HELD_OUT = (
    "wikipedia-frontlines-exp-",
    "wikipedia-frontlines-d47c420635",
    "wikinews-vanatteveldt-8a77f2ccf1",
    "wikinews-vanatteveldt-8d57601ea7",
    "wikinews-vanatteveldt-e71485b2c9",
)


def conflict(data: Path, part: str) -> Iterator[Annotated]:
    """Annotated paragraphs of conflict articles: "train", "dev", or "held-out", whose conflicts are in neither of the others."""
    if part == "dev":
        yield from read_jsonl(data / "conflict" / "dev.jsonl")
        return
    for annotated in read_jsonl(data / "conflict" / "train.jsonl"):
        if annotated.id.startswith(HELD_OUT) == (part == "held-out"):
            yield annotated


def general_sets(data: Path) -> Iterator[Annotated]:
    """The general name sets under our labels: UniversalNER's EWT, wikigold, re3d."""
    yield from general(read_columns(data / "UNER_EWT" / "en_ewt-ud-train.iob2", token=1, tag=2, separator="\t"))
    yield from general(read_columns(data / "wikigold" / "wikigold.conll.txt", token=0, tag=1))
    yield from read_re3d(data / "re3d")


def names_corpus(data: Path, seed: int = 0) -> list[Annotated]:
    """
    The training set for names.

    Conflict texts and our own sentences come as they are and several times with other names; of the general sets'
    sentences without any name only a quarter is kept.
    """
    rng = Random(seed)
    articles, own = list(conflict(data, "train")), list(read_inline(HERE / "own_sentences.txt"))
    names = read_names(HERE / "names.txt", [*articles, *own])
    texts = [*articles, *swapped(articles, names, 4, rng), *own, *swapped(own, names, 6, rng)]
    texts += [annotated for annotated in general_sets(data) if annotated.marks or rng.random() < 0.25]
    return rng.sample(texts, len(texts))
