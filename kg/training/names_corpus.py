"""Put the training, development and held-out sets for names together."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from kg.places import every_place
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

# Towns in English-speaking countries read like words and surnames; those of the held-out conflicts' countries stay unseen.
_NO_TOWNS = frozenset("US GB CA AU NZ IE AM AZ ML NE TD BF YE PH MM".split())
_TOWNS = 4_000


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


def towns(rng: Random) -> list[str]:
    """Names of towns drawn from the gazetteer, of one or two words."""
    known = {place.name for place in every_place() if place.country not in _NO_TOWNS}
    return rng.sample(sorted(name for name in known if len(name.split()) <= 2 and name[:1].isupper()), _TOWNS)


def names_corpus(data: Path, seed: int = 0) -> list[Annotated]:
    """
    The training set for names.

    Conflict texts and our own sentences come as they are and several times with other names, towns of the whole world
    among them; of the general sets' sentences without any name only a quarter is kept.
    """
    rng = Random(seed)
    articles, own = list(conflict(data, "train")), list(read_inline(HERE / "own_sentences.txt"))
    listed = read_names(HERE / "names.txt", [*articles, *own])
    names = replace(listed, place=(*listed.place, *towns(Random(seed + 1))))
    texts = [*articles, *swapped(articles, names, 4, rng), *own, *swapped(own, names, 2, rng)]
    texts += [annotated for annotated in general_sets(data) if annotated.marks or rng.random() < 0.25]
    return rng.sample(texts, len(texts))
