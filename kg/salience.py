"""What a reader has in mind at a point of the text: the entities mentioned before it, by recency and prominence."""

from bisect import bisect_left
from collections.abc import Callable

from spacy.tokens import Token

from kg.clusters import GROUPS, Cluster
from kg.entities import Cast

WINDOW = 4
"""How many sentences a definite phrase or pronoun looks back."""

EVERYWHERE = 10_000
"""As many sentences as an article may have: what is called by its name, or by what it is, stays so all through it."""

FALLING = 2.2
"""Prominence that a mention may lose with each sentence: a subject is taken up before what is none in the sentence behind it."""
_TOPICAL = 0.3  # prominence for each time that the article names somebody
_OFTEN = 6  # times that count for it
_OWNER = 2.5  # the prominence of the group that owns a subject; "he" is the subject himself


class History:
    """The mentions of one article in the order of the text, the named ones from the start, descriptions as they are resolved."""

    def __init__(self, cast: Cast, quoted: frozenset[int]) -> None:
        self._quoted = quoted
        self._doc = cast.doc
        self._sentences = [s.start for s in cast.doc.sents]
        self._entries = [(m.head.i, self._sentence(m.head), prominence(m.head, m.last), cast.of(k)) for k, m in enumerate(cast.mentions)]
        self._positions = [entry[0] for entry in self._entries]

    def _sentence(self, token: Token) -> int:
        return bisect_left(self._sentences, token.i + 1) - 1

    def quoted(self, token: Token) -> bool:
        """Whether a token stands inside quotation marks."""
        return token.i in self._quoted

    def _plural(self, position: int) -> bool:
        """Whether a mention speaks of several: "fighters"."""
        return self._doc[position].tag_ == "NNS"

    def add(self, token: Token, cluster: Cluster) -> None:
        """Note that a token's phrase means a cluster."""
        at = bisect_left(self._positions, token.i)
        if at == len(self._positions) or self._positions[at] != token.i:
            self._positions.insert(at, token.i)
            self._entries.insert(at, (token.i, self._sentence(token), prominence(token), cluster))

    def together(self, token: Token, fits: Callable[[Cluster], bool], window: int = WINDOW) -> list[Cluster]:
        """The fitting entities mentioned last before a token, from as many whole sentences as it takes to have two."""
        here = self._sentence(token)
        found: dict[Cluster, None] = {}
        last = here
        for k in range(bisect_left(self._positions, token.i) - 1, -1, -1):
            place, cluster = self._entries[k][1], self._entries[k][3]
            if here - place > window or (place < last and len(found) > 1):
                break
            last = place
            if fits(cluster):
                found[cluster] = None
        return list(reversed(found))

    def latest(
        self,
        token: Token,
        fits: Callable[[Cluster], bool],
        window: int = WINDOW,
        *,
        pronoun: bool = False,
        least: int = -1,
        falling: float = 0,
        plural: bool | None = None,
        told_in_quotes: bool = False,
    ) -> Cluster | None:
        """
        The fitting entity mentioned last before a token; subjects before others of the same sentence.

        A pronoun takes up no modifier of a noun, and what lies inside another phrase after all others; `least` is the prominence
        that a mention needs; where it is `falling` by so much with each sentence, the subject of the one before may come before others, and
        what the article names often before what it names once; a pronoun means nobody whom only a quotation tells of, but "the factory" may
        be `told_in_quotes`.
        """
        sentence = self._sentence(token)
        best: tuple[float, float, int] | None = None
        found: Cluster | None = None
        for k in range(bisect_left(self._positions, token.i) - 1, -1, -1):
            position, place, weight, cluster = self._entries[k]
            if plural is not None and plural != self._plural(position):
                continue
            if not told_in_quotes and position in self._quoted and token.i not in self._quoted:
                continue  # who is only spoken of inside a quotation is not who "he" outside it is
            if sentence - place > window or (best is not None and not falling and place < best[0]):
                break
            if weight == _OWNER and cluster.class_name not in GROUPS:
                weight = -1
            if weight >= (0 if pronoun else least) and fits(cluster):
                prominent = weight if pronoun or weight else 1
                topical = _TOPICAL * min(sum(cluster.names.values()), _OFTEN)
                score = (prominent + topical - falling * (sentence - place), place, position) if falling else (place, prominent, position)
                if best is None or score > best:
                    best, found = score, cluster
        return found


def prominence(token: Token, last: int | None = None) -> float:
    """
    How likely a mention is taken up again: main subjects 4, subjects 3, objects 2, others 1, what lies inside another phrase 0.

    After centering theory (Grosz et al. 1995). `last` is the token behind the mention, where it does not end with its head.
    """
    behind = token.i + 1 if last is None else last
    if token.dep_ == "nmod:poss" and token.head.dep_.startswith("nsubj"):
        return _OWNER  # "the *cartel*'s founder was captured"
    if token.dep_ in {"compound", "amod", "nmod:poss"} or (behind < len(token.doc) and token.doc[behind].text == "-"):
        return -1  # "Myanmar" in "the Myanmar army", "Moscow" in "Moscow-backed"
    node = token
    while node.dep_ == "conj" and node.head != node:
        node = node.head
    if node.dep_.startswith("nsubj"):
        return 4 if node.head.dep_ == "ROOT" else 3
    if node.dep_ in {"obj", "iobj"} and node.head.lemma_ == "tell":
        return -1  # "told *the agency* that its men had fled": not the agency's
    return 2 if node.dep_ == "obj" else 0 if node.dep_ == "nmod" else 1


def sentences_back(token: Token, count: int) -> int:
    """Where the sentence begins that stands so many before a token's own."""
    start = token.sent.start
    for _ in range(count):
        start = token.doc[start - 1].sent.start if start else 0
    return start
