"""Put names from all over the world into gold trees, where the treebanks mostly know American ones."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from kg.training.conllu import Sentence, Word
from kg.training.swap import Names


def renamed(sentence: Sentence, names: Names, rng: Random) -> Sentence | None:
    """
    The same tree with other people and places in it; None if it names nobody and no place.

    A person is a proper noun with one other proper noun as its `flat` part; a place is a bare one behind a preposition of place.
    """
    words = list(sentence.words)
    for i, word in enumerate(sentence.words):
        if not _name(word):
            continue
        parts = [j for j, other in enumerate(sentence.words) if other.head == i and j != i]
        if [sentence.words[j].deprel for j in parts if j > i][:1] == ["flat"] and _name(sentence.words[i + 1]) and parts.count(i + 1):
            words[i] = _as(word, rng.choice(_single(names.given)))
            words[i + 1] = _as(sentence.words[i + 1], rng.choice(_single(names.family)))
        elif word.deprel in {"obl", "nmod"} and [sentence.words[j].form.lower() for j in parts] in (
            [["in"], ["near"], ["from"], ["to"], ["at"]]
        ):
            words[i] = _as(word, rng.choice(_single(names.place)))
    return Sentence(tuple(words), sentence.paragraph) if tuple(words) != sentence.words else None


def _name(word: Word) -> bool:
    return word.xpos == "NNP" and word.upos == "PROPN" and word.form[:1].isupper() and word.form.isalpha() and len(word.form) > 1


def _as(word: Word, form: str) -> Word:
    return replace(word, form=form, lemma=form)


def _single(forms: Sequence[str]) -> list[str]:
    """The names that are one token."""
    return [form for form in forms if form.isalpha()]
