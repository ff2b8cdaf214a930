"""The encoder of kg.encoder as PyTorch trains it, beginning with MiniLM (Wang et al. 2020)."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from spacy.tokens import Doc
from thinc.api import ArgsKwargs, Model, Optimizer, PyTorchShim
from torch import Tensor, nn
from torch.nn import functional

from kg.encoder import Batch, batch, by_doc
from kg.transformer import Floats, layers
from kg.word_pieces import Case, WordPieces

_WEIGHT_DECAY = 0.01
_LONGEST_STEP = 1.0
_PARTS = {
    "out": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "last_norm": "output.LayerNorm",
}


def torch_encoder(minilm: str, heads: int, dropout: float, share: float) -> Model[Sequence[Doc], list[Floats]]:
    """
    A layer of a spaCy pipeline in training.

    `minilm` is a folder with `model.safetensors` and `vocab.txt`; its weights move by `share` of the learning rate of all others.
    """
    vocabulary = WordPieces(Path(minilm, "vocab.txt").read_text(encoding="utf-8").split("\n"))
    transformer = TorchTransformer(bert_arrays(load_file(Path(minilm, "model.safetensors"))), heads, dropout)
    return Model("ckg_encoder", partial(_forward, vocabulary), shims=[_OwnOptimizer(transformer, share)], dims={"nO": transformer.width})


class TorchTransformer(nn.Module):
    """What kg.transformer computes, from the same arrays under the same names."""

    def __init__(self, arrays: Mapping[str, Tensor], heads: int, dropout: float) -> None:
        super().__init__()
        self.width = len(arrays["norm"])
        self._dropout = dropout
        self._heads = heads
        self._layers = layers(arrays)
        self.weights = nn.ParameterDict(arrays)
        # There are more words in the vocabulary than the training texts could teach.
        self.weights["words"].requires_grad = False

    def forward(self, batch: Batch) -> Tensor:
        """A row for each token."""
        weights = self.weights
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            places = torch.cat([torch.arange(length) for length in batch.lengths])
            x = (
                weights["words"][torch.from_numpy(batch.pieces)]
                + weights["places"][places]
                + weights["cases"][torch.from_numpy(batch.cases)]
            )
            x = self._drop(self._normed(x, "norm"))
            for layer in range(self._layers):
                x = self._through(x, f"{layer}/", batch.lengths)
        words = torch.from_numpy(np.repeat(np.arange(len(batch.counts)), batch.counts))
        sums = torch.zeros(len(batch.counts), self.width).index_add(0, words, x.float())
        return (sums / torch.from_numpy(batch.counts)[:, None])[torch.from_numpy(batch.tokens)]

    def _through(self, x: Tensor, layer: str, lengths: Sequence[int]) -> Tensor:
        attended = torch.cat([self._attended(row) for row in torch.split(self._linear(x, f"{layer}attention"), list(lengths))])
        x = self._normed(x + self._linear(attended, f"{layer}out"), f"{layer}norm")
        inner = self._linear(functional.gelu(self._linear(x, f"{layer}up"), approximate="tanh"), f"{layer}down")
        return self._normed(x + self._drop(inner), f"{layer}last_norm")

    def _attended(self, row: Tensor) -> Tensor:
        queries, keys, values = row.view(len(row), 3, self._heads, -1).permute(1, 2, 0, 3)
        weights = torch.softmax(queries @ keys.transpose(1, 2) * queries.shape[-1] ** -0.5, -1)
        return (weights.to(values.dtype) @ values).transpose(0, 1).reshape(len(row), self.width)

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return functional.linear(x, self.weights[name], self.weights[f"{name}_bias"])

    def _normed(self, x: Tensor, name: str) -> Tensor:
        return functional.layer_norm(x, (self.width,), self.weights[name], self.weights[f"{name}_bias"], 1e-12)

    def _drop(self, x: Tensor) -> Tensor:
        return functional.dropout(x, self._dropout, self.training)


def bert_arrays(bert: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights of a BERT under the names of kg.transformer, and those for the case of words, which begin as nothing."""
    state = {name.removeprefix("bert."): tensor.float() for name, tensor in bert.items()}
    words = state["embeddings.word_embeddings.weight"]
    arrays = {
        "words": words,
        # All tokens are of the first type.
        "places": state["embeddings.position_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0],
        "cases": torch.zeros(len(Case), words.shape[1]),
        "norm": state["embeddings.LayerNorm.weight"],
        "norm_bias": state["embeddings.LayerNorm.bias"],
    }
    for layer in range(len({name.split(".")[2] for name in state if name.startswith("encoder.layer.")})):
        for part, ending in (("weight", ""), ("bias", "_bias")):
            theirs = f"encoder.layer.{layer}."
            attention = [state[f"{theirs}attention.self.{each}.{part}"] for each in ("query", "key", "value")]
            arrays[f"{layer}/attention{ending}"] = torch.cat(attention)
            arrays |= {f"{layer}/{ours}{ending}": state[f"{theirs}{name}.{part}"] for ours, name in _PARTS.items()}
    return arrays


class _OwnOptimizer(PyTorchShim):
    """Moves what is trained already in smaller steps than what begins at random."""

    def __init__(self, transformer: TorchTransformer, share: float) -> None:
        super().__init__(transformer)
        self._share = share
        trained = [weight for weight in transformer.parameters() if weight.requires_grad]
        groups = [
            {"params": [weight for weight in trained if weight.ndim > 1], "weight_decay": _WEIGHT_DECAY},
            {"params": [weight for weight in trained if weight.ndim == 1], "weight_decay": 0.0},
        ]
        self._adam = torch.optim.AdamW(groups)

    def finish_update(self, optimizer: Optimizer) -> None:
        for group in self._adam.param_groups:
            group["lr"] = optimizer.learn_rate * self._share
        nn.utils.clip_grad_norm_(self._model.parameters(), _LONGEST_STEP)
        self._adam.step()
        self._adam.zero_grad()


def _forward(
    vocabulary: WordPieces, model: Model[Sequence[Doc], list[Floats]], docs: Sequence[Doc], is_train: bool
) -> tuple[list[Floats], Callable[[list[Floats]], Sequence[Doc]]]:
    if not any(map(len, docs)):
        return by_doc(np.zeros((0, model.get_dim("nO")), dtype=np.float32), docs), lambda _: docs
    found, backprop = model.shims[0](ArgsKwargs((batch(docs, vocabulary),), {}), is_train)

    def back(gradients: list[Floats]) -> Sequence[Doc]:
        backprop(ArgsKwargs(((found,),), {"grad_tensors": (torch.from_numpy(np.concatenate(gradients)),)}))
        return docs

    return by_doc(found.detach().numpy(), docs), back
