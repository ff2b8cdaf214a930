"""Word vectors from a text file."""

from pathlib import Path

import spacy

from kg.training.vectors import vectors_pipeline


def test_a_pipeline_holds_the_first_vectors_of_a_file_only(tmp_path: Path) -> None:
    source = tmp_path / "vectors.txt"
    source.write_text("3 2\ntown 1.0 0.0\nrebel 0.0 1.0\nrare 1.0 1.0\n", encoding="utf-8")
    vectors_pipeline(tmp_path / "deep" / "vectors", source, most=2)
    nlp = spacy.load(tmp_path / "deep" / "vectors")
    assert [token.has_vector for token in nlp("town rebel rare")] == [True, True, False]
    assert nlp("rebel")[0].vector.tolist() == [0.0, 1.0]
