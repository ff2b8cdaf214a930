"""The names of well-known actors; long ones are one name wherever they stand: "Islamic State of Iraq and the Levant fighters"."""

from collections.abc import Mapping

from spacy.tokens import Doc

from kg.spelling import normalise

_LEAST = 4  # words that a name must have, for shorter ones are seldom cut
_LINKS = frozenset({"of", "and"})


class KnownNames:
    """Normalised names with their classes; finds those of armed groups in a document that NER may cut."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        self.classes = classes
        split = {name: name.split() for name, class_name in classes.items() if class_name == "ArmedGroup"}
        self._long = {name: words for name, words in split.items() if len(words) >= _LEAST and not _LINKS.isdisjoint(words)}
        self._openings = frozenset(words[0] for words in self._long.values())
        self._longest = max(map(len, self._long.values()), default=0) + 2  # hyphens and apostrophes are tokens

    def end(self, doc: Doc, first: int) -> int:
        """Where the longest of them ends that begins at a token (exclusive); the token itself where none does."""
        if not doc[first].text[:1].isupper() or doc[first].lower_ not in self._openings:
            return first
        for last in range(min(len(doc), first + self._longest), first + _LEAST - 1, -1):
            if doc[last - 1].is_alpha and normalise(doc[first:last].text) in self._long:
                return last
        return first
