"""Take gold trees apart and put them together in another order, with heads, capitals and blanks mended."""

from collections.abc import Sequence
from dataclasses import replace

from kg.training.conllu import Word

Tree = tuple[Word, ...]
LONGEST = 45
"""Sentences with more words are not rewritten: their annotation is the least certain."""


def subtree(words: Sequence[Word], top: int) -> list[int]:
    """The indices of a word and of all that depends on it, in order."""
    inside = {top}
    while more := {i for i, word in enumerate(words) if word.head in inside} - inside:
        inside |= more
    return sorted(inside)


def arrange(words: Sequence[Word], order: Sequence[int]) -> Tree | None:
    """The chosen words in a new order with heads renumbered and blanks mended; None if a chosen word's head is not chosen."""
    place = {old: new for new, old in enumerate(order)}
    if any(words[i].head not in place for i in order):
        return None
    following = [*order[1:], None]
    return tuple(
        replace(words[old], head=place[words[old].head], space=(after != old + 1 or words[old].space) and _blank(words, old, after))
        for old, after in zip(order, following, strict=True)
    )


def cut(words: Sequence[Word], chosen: Sequence[int], top: int) -> Tree | None:
    """Part of a tree as a tree of its own with `top` as its root; None if it is not one piece of the tree."""
    freed = list(words)
    freed[top] = replace(words[top], head=top, deprel="ROOT")
    return arrange(freed, chosen)


def root(words: Sequence[Word]) -> int:
    """The index of the word that heads the sentence."""
    return next(i for i, word in enumerate(words) if word.head == i)


def children(words: Sequence[Word], head: int, *labels: str) -> list[int]:
    """The indices of a word's dependents with one of these labels."""
    return [i for i, word in enumerate(words) if word.head == head and i != head and word.deprel in labels]


def unstopped(words: Sequence[Word]) -> list[int]:
    """All indices but that of a final full stop."""
    return list(range(len(words) - (words[-1].form == ".")))


def quoted(words: Sequence[Word]) -> bool:
    """Whether the sentence quotes or asks, which rewriting would tangle."""
    return any(word.xpos in {"``", "''"} or word.form in {"?", ":"} for word in words)


def mark(form: str, xpos: str, head: int) -> Word:
    """A punctuation mark that hangs on `head`."""
    return Word(form, '"' if xpos in {"``", "''"} else form, "PUNCT", xpos, "", head, "punct")


def capitalised(word: Word) -> Word:
    """A word that now begins the sentence."""
    return replace(word, form=word.form[0].upper() + word.form[1:])


def lowered(word: Word) -> Word:
    """A word that no longer begins its sentence: small, unless it is a name, an abbreviation or "I"."""
    if word.upos == "PROPN" or word.xpos == "JJ" or word.form == "I" or any(letter.isupper() for letter in word.form[1:]):
        return word
    return replace(word, form=word.form[0].lower() + word.form[1:])


def _blank(words: Sequence[Word], left: int, right: int | None) -> bool:
    """Whether a blank stands between two words that have come to be neighbours."""
    return right is None or not (words[left].xpos == "``" or words[right].xpos == "''" or words[right].form in {",", ".", ":"})
