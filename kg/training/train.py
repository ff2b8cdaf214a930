"""Train the pipeline that the configuration file describes."""

import sys
from pathlib import Path

from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train
from thinc.api import Config

from kg.pipeline import use_fast_ops

CONFIG = Path(__file__).with_name("pipeline.cfg")


def train(out: Path, train: Path, dev: Path, minilm: Path, seed: int) -> None:
    """Train as kg/training/pipeline.cfg says, from the encoder in the folder `minilm`; the best checkpoint on `dev` is `out`/model-best."""
    use_fast_ops()
    config = Config().from_disk(CONFIG, interpolate=False)
    config["paths"] = {"train": str(train), "dev": str(dev), "minilm": str(minilm)}
    config["system"]["seed"] = seed
    nlp = init_nlp(util.load_model_from_config(config, auto_fill=True).config)
    out.mkdir(parents=True, exist_ok=True)
    spacy_train(nlp, out, stdout=sys.stderr, stderr=sys.stderr)
