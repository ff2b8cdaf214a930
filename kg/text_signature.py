"""
The signature of a text: what tells how much it has in common with another one.

MinHash, by Broder, On the resemblance and containment of documents (1997); of each hash, 8 bits are kept: Li and König, b-Bit minwise
hashing (2010).
"""

import re
from base64 import b64encode

from rensa import RMinHash

HASHES = 128
"""How many bytes a signature has. The share of them that are equal in two is the share of runs in common, 0.04 off as a rule."""

_WORDS = 3
_SEED = 1


def signature(text: str) -> str:
    """The signature of a text, in Base64: of its runs of three words, without case and punctuation."""
    words = re.findall(r"\w+", text.lower())
    runs = {" ".join(words[i : i + _WORDS]) for i in range(max(len(words) - _WORDS + 1, 1))}
    minima = RMinHash(num_perm=HASHES, seed=_SEED)
    minima.update(sorted(runs))
    return b64encode(bytes(number & 255 for number in minima.digest())).decode()
