"""Train the components that a configuration file describes."""

import sys
from pathlib import Path

from spacy import util
from spacy.language import Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as spacy_train

from kg.pipeline import use_fast_ops

HERE = Path(__file__).parent


def train(config: str, out: Path, train: Path, dev: Path, vectors: Path, seed: int) -> Language:
    """Train as kg/training/<config> says; the best checkpoint on `dev` is returned and kept in `out`/model-best."""
    use_fast_ops()
    overrides = {
        "paths.train": str(train),
        "paths.dev": str(dev),
        "paths.vectors": str(vectors),
        "training.seed": seed,
        "system.seed": seed,
    }
    short = util.load_config(HERE / config, overrides=overrides, interpolate=False)
    nlp = init_nlp(util.load_model_from_config(short, auto_fill=True).config)
    out.mkdir(parents=True, exist_ok=True)
    spacy_train(nlp, out, stdout=sys.stderr, stderr=sys.stderr)
    return util.load_model(out / "model-best")
