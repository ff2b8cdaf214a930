"""What a reader has in mind at a point of the text: the entities mentioned before it, by recency and prominence."""

from bisect import bisect_left
from collections.abc import Callable

from spacy.tokens import Token

from kg.clusters import Cluster
from kg.entities import Cast

WINDOW = 4
"""How many sentences a definite phrase or pronoun looks back."""


class History:
    """The mentions of one article in the order of the text, the named ones from the start, descriptions as they are resolved."""

    def __init__(self, cast: Cast, quoted: frozenset[int]) -> None:
        self._quoted = quoted
        self._sentences = [s.start for s in cast.mentions[0].head.doc.sents] if cast.mentions else []
        self._entries = [(m.head.i, self._sentence(m.head), prominence(m.head), cast.of(k)) for k, m in enumerate(cast.mentions)]
        self._positions = [entry[0] for entry in self._entries]

    def _sentence(self, token: Token) -> int:
        return bisect_left(self._sentences, token.i + 1) - 1

    def add(self, token: Token, cluster: Cluster) -> None:
        """Note that a token's phrase means a cluster."""
        at = bisect_left(self._positions, token.i)
        if at == len(self._positions) or self._positions[at] != token.i:
            self._positions.insert(at, token.i)
            self._entries.insert(at, (token.i, self._sentence(token), prominence(token), cluster))

    def latest(self, token: Token, fits: Callable[[Cluster], bool], window: int = WINDOW, least: int = -1) -> Cluster | None:
        """The fitting entity mentioned last before a token, of at least that prominence; subjects before others of the same sentence."""
        sentence = self._sentence(token)
        best: tuple[int, int, int] | None = None
        found: Cluster | None = None
        for k in range(bisect_left(self._positions, token.i) - 1, -1, -1):
            position, place, weight, cluster = self._entries[k]
            if position in self._quoted and token.i not in self._quoted:
                continue  # who is only spoken of inside a quotation is not who "he" outside it is
            if sentence - place > window or (best is not None and place < best[0]):
                break
            if weight >= least and fits(cluster):
                score = (place, weight, position)
                if best is None or score > best:
                    best, found = score, cluster
        return found


def prominence(token: Token) -> int:
    """How likely a mention is taken up again: main subjects 3, subjects 2, objects 1, others 0 (centering theory, Grosz et al. 1995)."""
    if token.dep_ in {"compound", "amod", "nmod:poss"} or (token.i + 1 < len(token.doc) and token.nbor(1).text == "-"):
        return -1  # "Myanmar" in "the Myanmar army", "Moscow" in "Moscow-backed"
    node = token
    while node.dep_ == "conj" and node.head != node:
        node = node.head
    if node.dep_.startswith("nsubj"):
        return 3 if node.head.dep_ == "ROOT" else 2
    return 1 if node.dep_ == "obj" else 0
