"""Long names of well-known groups, which are one name wherever they stand: "Islamic State of Iraq and the Levant fighters"."""

from collections.abc import Callable, Iterable

from spacy.tokens import Doc

_LEAST = 4  # words that a name must have, for shorter ones are seldom cut
_LINKS = frozenset({"of", "and"})


class KnownNames:
    """Finds them in a document; `names` are normalised, as `normalise` does it."""

    def __init__(self, names: Iterable[str], normalise: Callable[[str], str]) -> None:
        self.normalise = normalise
        self.names = frozenset(name for name in names if len(name.split()) >= _LEAST and not _LINKS.isdisjoint(name.split()))
        self._openings = frozenset(name.split()[0] for name in self.names)
        self._longest = max((len(name.split()) for name in self.names), default=0) + 2  # hyphens and apostrophes are tokens

    def end(self, doc: Doc, first: int) -> int:
        """Where the longest of them ends that begins at a token (exclusive); the token itself where none does."""
        if not doc[first].text[:1].isupper() or doc[first].lower_ not in self._openings:
            return first
        for last in range(min(len(doc), first + self._longest), first + _LEAST - 1, -1):
            if doc[last - 1].is_alpha and self.normalise(doc[first:last].text) in self.names:
                return last
        return first
