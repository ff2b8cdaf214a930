"""
A small transformer that NumPy runs: a vector for each piece of a text (Vaswani et al. 2017; layers as in BERT, Devlin et al. 2019).

To what BERT knows of a piece, how its word is written is added. Large weights are kept as whole numbers from -127 to 127 with a
scale for each row, which takes a quarter of the space.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.integer]
Arrays = Mapping[str, npt.NDArray[Any]]

_SCALE = ".scale"
_MOST = 127
_LARGE = 1 << 16
_NEAR_ZERO = 1e-12
_ROOT = np.float32(np.sqrt(2 / np.pi))


@dataclass(frozen=True)
class Layer:
    """Attention of all pieces to one another, then a network for each piece; weights are (inputs x outputs)."""

    attention: Floats
    attention_bias: Floats
    out: Floats
    out_bias: Floats
    norm: Floats
    norm_bias: Floats
    up: Floats
    up_bias: Floats
    down: Floats
    down_bias: Floats
    last_norm: Floats
    last_norm_bias: Floats


class Transformer:
    """Made of named arrays: `words`, `places`, `cases`, `norm`, `norm_bias`, and for each layer, from 0, `N/` and the names of Layer."""

    def __init__(self, arrays: Arrays, heads: int) -> None:
        self._arrays = arrays
        self._heads = heads
        self._layers = [Layer(*(_whole(arrays, f"{n}/{name}") for name in Layer.__annotations__)) for n in range(layers(arrays))]

    @property
    def width(self) -> int:
        """The length of a vector."""
        return len(self._arrays["norm"])

    def vectors(self, pieces: Numbers, cases: Numbers, lengths: Sequence[int]) -> Floats:
        """A vector for each piece; the pieces of texts of these lengths, one behind the other, know only those of their own text."""
        places = np.concatenate([np.arange(length) for length in lengths])
        x = _rows(self._arrays, "words", pieces) + _rows(self._arrays, "places", places) + _rows(self._arrays, "cases", cases)
        x = _normed(x, _whole(self._arrays, "norm"), _whole(self._arrays, "norm_bias"))
        for layer in self._layers:
            x = self._through(layer, x, lengths)
        return x

    def _through(self, layer: Layer, x: Floats, lengths: Sequence[int]) -> Floats:
        attended = self._attended(x @ layer.attention + layer.attention_bias, lengths)
        x = _normed(x + attended @ layer.out + layer.out_bias, layer.norm, layer.norm_bias)
        inner = _gelu(x @ layer.up + layer.up_bias)
        return _normed(x + inner @ layer.down + layer.down_bias, layer.last_norm, layer.last_norm_bias)

    def _attended(self, x: Floats, lengths: Sequence[int]) -> Floats:
        """What each piece takes over from those of its text, by each head; `x` holds queries, keys and values side by side."""
        width = x.shape[1] // 3
        depth = width // self._heads
        found = np.empty((len(x), width), dtype=np.float32)
        start = 0
        for length in lengths:
            end = start + length
            queries, keys, values = x[start:end].reshape(length, 3, self._heads, depth).transpose(1, 2, 0, 3)
            weights = queries @ keys.transpose(0, 2, 1)
            weights *= np.float32(depth**-0.5)
            weights -= weights.max(axis=-1, keepdims=True)
            np.exp(weights, out=weights)
            weights /= weights.sum(axis=-1, keepdims=True)
            found[start:end] = (weights @ values).transpose(1, 0, 2).reshape(length, width)
            start = end
        return found


def write_arrays(arrays: Arrays) -> bytes:
    """Named arrays as NumPy's .npz."""
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


def read_arrays(data: bytes) -> Arrays:
    """The arrays of `write_arrays`."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return dict(arrays)


def small(arrays: Mapping[str, Floats]) -> Arrays:
    """The same arrays with large matrices as whole numbers and a scale for each row."""
    found: dict[str, npt.NDArray[Any]] = {}
    for name, array in arrays.items():
        if array.size < _LARGE:
            found[name] = array
            continue
        scale = np.maximum(np.abs(array).max(axis=1), _NEAR_ZERO) / _MOST
        found[name] = np.round(array / scale[:, None]).astype(np.int8)
        found[name + _SCALE] = scale.astype(np.float32)
    return found


def layers(arrays: Iterable[str]) -> int:
    """How many layers arrays of these names make."""
    return len({name.partition("/")[0] for name in arrays if "/" in name})


def _whole(arrays: Arrays, name: str) -> Floats:
    """An array as it is multiplied with: of a matrix (outputs x inputs), inputs x outputs."""
    array = arrays[name]
    if array.ndim == 1:
        return array.astype(np.float32)
    return np.ascontiguousarray(_rows(arrays, name, np.arange(len(array))).T)


def _rows(arrays: Arrays, name: str, numbers: Numbers) -> Floats:
    rows: Floats = arrays[name][numbers].astype(np.float32)
    if (scale := arrays.get(name + _SCALE)) is not None:
        rows *= scale[numbers][:, None]
    return rows


def _normed(x: Floats, weight: Floats, bias: Floats) -> Floats:
    x = x - x.mean(axis=1, keepdims=True)
    spread = np.einsum("ij,ij->i", x, x) / x.shape[1]
    x *= (1 / np.sqrt(spread + _NEAR_ZERO))[:, None]
    x *= weight
    x += bias
    return x


def _gelu(x: Floats) -> Floats:
    """Hendrycks and Gimpel 2016, by tanh."""
    y = x * x
    y *= 0.044715 * _ROOT
    y += _ROOT
    y *= x
    np.tanh(y, out=y)
    y += 1
    y *= x
    y *= 0.5
    return y
