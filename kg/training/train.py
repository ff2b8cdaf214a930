"""Train the components that configuration files describe."""

import sys
from collections.abc import Sequence
from pathlib import Path

from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from thinc.api import Config

from kg.pipeline import use_fast_ops

HERE = Path(__file__).parent


def train(out: Path, configs: Sequence[str], train: Path, dev: Path, vectors: Path, seed: int, start: Path | None = None) -> None:
    """
    Train as the files of kg/training say, later ones over earlier ones; the best checkpoint on `dev` is `out`/model-best.

    With `start`, all components begin with the weights of that pipeline.
    """
    use_fast_ops()
    config = settings(configs)
    config["paths"] = {"train": str(train), "dev": str(dev), "vectors": str(start or vectors)}
    config["system"]["seed"] = seed
    filled = util.load_model_from_config(config, auto_fill=True).config
    if start is not None:
        filled["components"] = {name: {"source": str(start)} for name in config["nlp"]["pipeline"]}
    nlp = init_nlp(filled)
    out.mkdir(parents=True, exist_ok=True)
    spacy_train(nlp, out, stdout=sys.stderr, stderr=sys.stderr)


def settings(configs: Sequence[str]) -> Config:
    """The files' settings as one configuration, its variables not yet filled in."""
    first, *others = (Config().from_disk(HERE / name, interpolate=False) for name in configs)
    for other in others:
        first = first.merge(other)
    return first
