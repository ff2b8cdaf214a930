"""Find articles that repeat one another nearly word for word, such as wire copy, by their signatures."""

from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.text_signature import HASHES

_EQUAL = 90
"""
From how many equal bytes on an article is a near duplicate: seven tenths of all runs of three words are then in both texts.

Only those are compared that agree in four bytes in a row; this misses one in 7,000 that have just seven tenths in
common, and fewer of the others.
"""

Signatures = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Signed:
    """An article by its IRI, with its day of publication (ISO 8601, empty where it is not known) and the signature of its text."""

    iri: str
    published: str
    signature: str


def originals(articles: Iterable[Signed]) -> dict[str, str]:
    """
    The IRI of each article that nearly repeats another one → the IRI of that one, which repeats none itself.

    The article that came out first is the original, by day of publication and then by IRI; those without a day come last. Of several
    originals that are near enough, it is the nearest, and of these the first. So the order in which articles come does not matter.
    """
    ordered = sorted(articles, key=lambda article: (not article.published, article.published, article.iri))
    signatures = np.frombuffer(b"".join(b64decode(article.signature) for article in ordered) or bytes(HASHES), np.uint8)
    signatures = signatures.reshape(-1, HASHES)
    found: dict[str, str] = {}
    originals_of: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, bands in _alike(signatures):
        candidates = sorted({original for band in bands for original in originals_of[band]})
        equal = (signatures[candidates] == signatures[row]).sum(axis=1)
        if candidates and equal.max() >= _EQUAL:
            found[ordered[row].iri] = ordered[candidates[equal.argmax()]].iri
        else:
            for band in bands:
                originals_of[band].append(row)
    return found


def _alike(signatures: Signatures) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """The rows that agree with another one in some band, each with these bands: their numbers and what they hold."""
    held = signatures.view(np.uint32)
    shared = np.zeros(held.shape, np.bool_)
    for band in range(held.shape[1]):
        values, counts = np.unique(held[:, band], return_counts=True)
        shared[:, band] = np.isin(held[:, band], values[counts > 1])
    for row in np.flatnonzero(shared.any(axis=1)).tolist():
        yield row, [(band, int(held[row, band])) for band in np.flatnonzero(shared[row]).tolist()]
