"""A vector for each token, of what it means where it stands: what all other components of our pipeline read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import cast

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import Model, Shim

from kg.transformer import Arrays, Floats, Transformer, read_arrays, write_arrays
from kg.word_pieces import WordPieces

Docs = Sequence[Doc]
EncoderModel = Model[Docs, list[Floats]]

VOCABULARY = "vocabulary"


def encoder(width: int, heads: int) -> EncoderModel:
    """The encoder, whose weights come with those of the pipeline; it is not to be trained (the one of kg.training is)."""
    return Model("ckg_encoder", _forward, shims=[Encoder(heads)], dims={"nO": width})


@dataclass(frozen=True)
class Batch:
    """
    The pieces of some texts, one behind the other: their numbers, the cases of their words, and how many there are in each row that is
    read by itself; of each word, how many pieces it has and whether it is a token of the text, not one of the marks at the ends of a row.
    """

    pieces: npt.NDArray[np.intp]
    cases: npt.NDArray[np.intp]
    lengths: list[int]
    counts: npt.NDArray[np.intp]
    tokens: npt.NDArray[np.bool_]


def batch(docs: Docs, vocabulary: WordPieces) -> Batch:
    """The pieces of the texts' tokens."""
    rows = list(vocabulary.rows([token.text for token in doc] for doc in docs))
    words = list(chain.from_iterable(rows))
    counts = np.array([len(word.pieces) for word in words], dtype=np.intp)
    return Batch(
        np.fromiter(chain.from_iterable(word.pieces for word in words), dtype=np.intp),
        np.repeat(np.array([word.case for word in words], dtype=np.intp), counts),
        [sum(len(word.pieces) for word in row) for row in rows],
        counts,
        np.array([word not in vocabulary.ends for word in words], dtype=np.bool_),
    )


def by_doc(rows: Floats, docs: Docs) -> list[Floats]:
    """The rows of all tokens as those of each text."""
    return np.split(rows, np.cumsum([len(doc) for doc in docs])[:-1])


class Encoder(Shim):
    """A transformer with its vocabulary, as thinc stores what is not its own."""

    def __init__(self, heads: int) -> None:
        super().__init__(None)
        self._heads = heads
        self._arrays: Arrays = {}
        self._pieces: WordPieces | None = None

    def from_bytes(self, data: bytes) -> "Encoder":
        """Take the arrays of a transformer, and its vocabulary: the array `vocabulary`, pieces in UTF-8 with line breaks between them."""
        self._arrays = read_arrays(data)
        self._pieces = WordPieces(self._arrays[VOCABULARY].tobytes().decode().split("\n"))
        self._model = Transformer(self._arrays, self._heads)
        return self

    def to_bytes(self) -> bytes:
        """What `from_bytes` was given."""
        return write_arrays(self._arrays)

    def vectors(self, docs: Docs) -> list[Floats]:
        """A row for each token of each text: the mean of its pieces."""
        if self._pieces is None:
            raise ValueError("the encoder has no weights; load the pipeline that it belongs to")
        if not any(map(len, docs)):
            return by_doc(np.zeros((0, self._model.width), dtype=np.float32), docs)
        found = batch(docs, self._pieces)
        vectors = self._model.vectors(found.pieces, found.cases, found.lengths)
        sums: Floats = np.add.reduceat(vectors, np.cumsum(found.counts) - found.counts)
        sums /= found.counts[:, None]
        return by_doc(sums[found.tokens], docs)


def _forward(model: EncoderModel, docs: Docs, is_train: bool) -> tuple[list[Floats], Callable[[list[Floats]], Docs]]:
    if is_train:
        raise NotImplementedError("this encoder is not to be trained; kg.training has one that is")
    return cast(Encoder, model.shims[0]).vectors(docs), lambda _: docs


registry.architectures("ckg.Encoder.v1", func=encoder)
