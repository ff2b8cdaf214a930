"""The encoder of our pipeline: what it knows of a word, and that it depends on nothing but the word's own text."""

import numpy as np
import pytest
from spacy.language import Language
from thinc.api import Model

from kg.encoder import Encoder, encoder
from kg.transformer import Transformer, read_arrays, small, write_arrays

TEXTS = [
    "The army withdrew from the bank of the river on Tuesday.",
    "The bank lent the ministry money.",
    "",
    "Rebels took the river bank.",
]


@pytest.fixture
def model(nlp: Language) -> Model:
    return nlp.get_pipe("tok2vec").model


@pytest.fixture
def vectors(nlp: Language):
    def found(model, *texts):
        return model.predict([nlp.make_doc(text) for text in texts])

    return found


def alike(first, second):
    return float(first @ second / np.linalg.norm(first) / np.linalg.norm(second))


def test_each_token_has_a_vector(model, nlp, vectors):
    assert [found.shape for found in vectors(model, *TEXTS)] == [(len(nlp.make_doc(text)), 384) for text in TEXTS]
    assert [found.shape for found in vectors(model, "", "")] == [(0, 384), (0, 384)]


def test_a_word_means_what_its_sentence_makes_of_it(model, vectors):
    first, second, _, third = vectors(model, *TEXTS)
    of_river, of_money, of_river_too = first[5], second[1], third[4]
    assert alike(of_river, of_river_too) > alike(of_river, of_money)


def test_capitals_count(model, vectors):
    (lower,), (title,) = vectors(model, "may", "May")
    assert not np.allclose(lower, title, atol=0.01)


def test_a_text_is_read_the_same_among_others(model, vectors):
    together = vectors(model, *TEXTS)
    alone = [vectors(model, text)[0] for text in TEXTS]
    for first, second in zip(together, alone, strict=True):
        np.testing.assert_allclose(first, second, atol=1e-4)


def test_weights_are_written_as_they_were_read(model, vectors):
    written = model.to_bytes()
    again = encoder(384, 12).from_bytes(written)
    assert again.to_bytes() == written
    for first, second in zip(vectors(model, *TEXTS), vectors(again, *TEXTS), strict=True):
        np.testing.assert_array_equal(first, second)


def test_it_is_not_to_be_trained_nor_used_without_weights(model, nlp):
    with pytest.raises(NotImplementedError, match="not to be trained"):
        model.begin_update([nlp.make_doc("War.")])
    with pytest.raises(ValueError, match="has no weights"):
        Encoder(12).vectors([nlp.make_doc("War.")])


def test_small_weights_are_near_the_large_ones():
    chance = np.random.default_rng(0)
    arrays = {"words": chance.normal(size=(300, 256)).astype(np.float32), "norm": np.ones(256, dtype=np.float32)}
    found = small(arrays)
    assert found["words"].dtype == np.int8
    assert found["norm"] is arrays["norm"]
    np.testing.assert_allclose(found["words"] * found["words.scale"][:, None], arrays["words"], atol=0.02)


def test_attention_stays_within_a_text():
    arrays = tiny()
    transformer = Transformer(arrays, heads=2)
    pieces, cases = np.array([1, 2, 3, 3, 2, 1]), np.zeros(6, dtype=int)
    together = transformer.vectors(pieces, cases, [3, 3])
    np.testing.assert_allclose(together[:3], transformer.vectors(pieces[:3], cases[:3], [3]), atol=1e-6)
    assert not np.allclose(together, transformer.vectors(pieces, cases, [6]), atol=1e-3)


def test_arrays_come_back_from_bytes():
    arrays = tiny()
    again = read_arrays(write_arrays(arrays))
    assert {name: array.tolist() for name, array in again.items()} == {name: array.tolist() for name, array in arrays.items()}


def tiny():
    """A transformer of one layer, with random weights: five pieces, four numbers a vector."""
    chance = np.random.default_rng(1)
    shapes = {"words": (5, 4), "places": (9, 4), "cases": (6, 4), "norm": (4,), "norm_bias": (4,)}
    shapes |= {"0/attention": (12, 4), "0/attention_bias": (12,), "0/out": (4, 4), "0/out_bias": (4,), "0/norm": (4,), "0/norm_bias": (4,)}
    shapes |= {"0/up": (8, 4), "0/up_bias": (8,), "0/down": (4, 8), "0/down_bias": (4,), "0/last_norm": (4,), "0/last_norm_bias": (4,)}
    return {name: chance.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
