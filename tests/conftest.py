"""What several test files share."""

import pytest
from spacy.language import Language

from kg.pipeline import load_pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pipeline that comes with kg."""
    return load_pipeline()
