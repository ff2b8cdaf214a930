"""
From the raw data to the finished pipeline in one command:

    python -m kg.training.build DATA OUT

DATA holds EWT, GUM, UNER_EWT, wikigold, re3d, conflict and vectors as docs/pipeline.md lists them; OUT gets the pipeline.
Corpora and checkpoints go to a work folder, and what is there already is not made again: delete a folder to redo its step.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kg.training.annotated import to_docs
from kg.training.assemble import assemble
from kg.training.corpora import syntax_corpus
from kg.training.names_corpus import conflict, names_corpus
from kg.training.train import train
from kg.training.vectors import vectors_pipeline

MOST_VECTORS = 40_000


def build(data: Path, out: Path, work: Path, seed: int) -> Language:
    """Make every step that is not yet in the work folder and write the pipeline to `out`."""
    blank = spacy.blank("en")
    vectors = _step(work / "vectors", partial(vectors_pipeline, data / "vectors" / "svd96.vec", most=MOST_VECTORS))
    corpora: dict[str, Callable[[], Iterable[Doc]]] = {
        "syntax_train": lambda: syntax_corpus(data, "train", blank.vocab),
        "syntax_dev": lambda: syntax_corpus(data, "dev", blank.vocab),
        "ner_train": lambda: to_docs(names_corpus(data), blank),
        "ner_dev": lambda: to_docs(conflict(data, "dev"), blank),
    }
    paths = {name: _step(work / f"{name}.spacy", partial(_write, docs)) for name, docs in corpora.items()}
    for part in ("syntax", "ner"):
        run = partial(train, f"{part}.cfg", train=paths[f"{part}_train"], dev=paths[f"{part}_dev"], vectors=vectors, seed=seed)
        _step(work / part, run)
    nlp = assemble(spacy.load(work / "syntax" / "model-best"), spacy.load(work / "ner" / "model-best"))
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
    return nlp


def _write(docs: Callable[[], Iterable[Doc]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs()).to_disk(path)


def _step(path: Path, make: Callable[[Path], object]) -> Path:
    """Make what is missing, and say so."""
    if path.exists():
        print(f"{path}: kept", file=sys.stderr)
    else:
        print(f"{path}: making", file=sys.stderr)
        make(path)
    return path


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(prog="python -m kg.training.build", description="Train the English pipeline of conflict-kg.")
    parser.add_argument("data", type=Path, help="folder with the treebanks, name sets and vectors")
    parser.add_argument("out", type=Path, help="folder that the finished pipeline is written to")
    parser.add_argument("--work", type=Path, default=Path("corpus"), help="folder for corpora and checkpoints (default: corpus)")
    parser.add_argument("--seed", type=int, default=1, help="seed of both trainings (default: 1)")
    args = parser.parse_args()
    # The matrices are small: one thread for each is faster than sharing them out.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    nlp = build(args.data, args.out, args.work, args.seed)
    print(f"{args.out}: {nlp.meta['name']} {nlp.meta['version']}", file=sys.stderr)


if __name__ == "__main__":
    main()
