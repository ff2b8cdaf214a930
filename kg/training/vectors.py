"""Word vectors for a pipeline, read from a word2vec text file."""

from pathlib import Path

import spacy
from spacy.training.initialize import convert_vectors


def vectors_pipeline(target: Path, source: Path, most: int) -> None:
    """Write a blank English pipeline that holds the first `most` vectors of a file; frequent words come first there."""
    nlp = spacy.blank("en")
    convert_vectors(nlp, source, truncate=most, prune=-1)
    target.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(target)
