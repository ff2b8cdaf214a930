"""
From the raw data to the finished pipeline in one command:

    OMP_NUM_THREADS=1 python -m kg.training.build DATA OUT

DATA holds EWT, GUM, UNER_EWT, wikigold, re3d, conflict and minilm as docs/pipeline.md lists them; OUT gets the pipeline.
Corpora and checkpoints go to a work folder, and what is there already is not made again: delete a folder to redo its step.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from random import Random
from shutil import copyfile

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from kg.pipeline import load_pipeline, pipeline_version
from kg.training.annotated import to_docs
from kg.training.assemble import assemble
from kg.training.corpora import syntax_corpus
from kg.training.evaluate import report
from kg.training.names_corpus import HERE, conflict, names_corpus
from kg.training.train import train


def build(data: Path, out: Path, work: Path, seed: int) -> Language:
    """Make every step that is not yet in the work folder and write the pipeline to `out`."""
    blank = spacy.blank("en")
    corpora: dict[str, Callable[[], Iterable[Doc]]] = {
        "train": lambda: _mixed([*syntax_corpus(data, "train", blank.vocab), *to_docs(names_corpus(data), blank)]),
        "dev": lambda: [*syntax_corpus(data, "dev", blank.vocab), *to_docs(conflict(data, "dev"), blank)],
    }
    paths = {name: _step(work / f"{name}.spacy", partial(_write, docs)) for name, docs in corpora.items()}
    minilm = data / "minilm"
    trained = _step(work / "trained", partial(train, train=paths["train"], dev=paths["dev"], minilm=minilm, seed=seed))
    nlp = assemble(spacy.load(trained / "model-best"), minilm / "vocab.txt")
    out.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(out)
    card = (
        (HERE / "card.md").read_text(encoding="utf-8").format(version=pipeline_version(nlp), scores=report(load_pipeline(str(out)), data))
    )
    (out / "README.md").write_text(card, encoding="utf-8")
    copyfile(HERE / "LICENSE", out / "LICENSE")
    return nlp


def _mixed(docs: list[Doc]) -> list[Doc]:
    return Random(0).sample(docs, len(docs))


def _write(docs: Callable[[], Iterable[Doc]], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs()).to_disk(path)


def _step(path: Path, make: Callable[[Path], object]) -> Path:
    """Make what is missing, and say so; what is broken off half-way keeps another name."""
    if path.exists():
        print(f"{path}: kept", file=sys.stderr)
    else:
        print(f"{path}: making", file=sys.stderr)
        partial_path = path.with_name(f"{path.name}.partial")
        make(partial_path)
        partial_path.rename(path)
    return path


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(prog="python -m kg.training.build", description="Train the English pipeline of conflict-kg.")
    parser.add_argument("data", type=Path, help="folder with the treebanks, name sets and MiniLM")
    parser.add_argument("out", type=Path, help="folder that the finished pipeline is written to")
    parser.add_argument("--work", type=Path, default=Path("corpus"), help="folder for corpora and checkpoints (default: corpus)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the training (default: 1)")
    args = parser.parse_args()
    nlp = build(args.data, args.out, args.work, args.seed)
    print(f"{args.out}: {pipeline_version(nlp)}", file=sys.stderr)


if __name__ == "__main__":
    main()
