"""Read Universal Dependencies treebanks and turn their paragraphs into spaCy documents."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass(frozen=True)
class Word:
    """One syntactic word; `head` is the index of its head in the sentence (its own index for the root), `space` whether a blank follows."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool = True


@dataclass(frozen=True)
class Sentence:
    """A tree and the number of the paragraph of the file that it stands in."""

    words: tuple[Word, ...]
    paragraph: int = 0


def read_conllu(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file; enhanced (empty) nodes are left out, the parts of a multiword token spell its surface."""
    paragraph = 0
    with path.open(encoding="utf-8") as lines:
        for blank, block in groupby(lines, key=lambda line: not line.strip()):
            if blank:
                continue
            rows = [line.rstrip("\n") for line in block]
            paragraph += any(row.startswith(("# newpar", "# newdoc")) for row in rows)
            yield Sentence(_words([row.split("\t") for row in rows if not row.startswith("#")]), paragraph)


def _words(rows: list[list[str]]) -> tuple[Word, ...]:
    tokens = {int(row[0]): row for row in rows if row[0].isdigit()}
    forms = {i: row[1] for i, row in tokens.items()}
    spaces = {i: "SpaceAfter=No" not in row[9] for i, row in tokens.items()}
    for row in rows:
        first, dash, last = row[0].partition("-")
        if dash:
            ids = range(int(first), int(last) + 1)
            forms |= dict(zip(ids, _split(row[1], [forms[i] for i in ids]), strict=True))
            spaces |= {i: i == int(last) and "SpaceAfter=No" not in row[9] for i in ids}
    return tuple(
        Word(
            form=forms[i].replace(" ", "\u00a0"),
            lemma=row[2],
            upos=row[3],
            xpos=row[4],
            feats="" if row[5] == "_" else row[5],
            head=int(row[6]) - 1 if row[6] != "0" else i - 1,
            deprel="ROOT" if row[6] == "0" else row[7],
            space=spaces[i],
        )
        for i, row in tokens.items()
    )


def _split(surface: str, parts: Sequence[str]) -> list[str]:
    """Cut the surface form of a multiword token into as many pieces as it has parts, by their lengths."""
    if "".join(parts) == surface:
        return list(parts)
    pieces = []
    for left, part in zip(range(len(parts) - 1, 0, -1), parts[:-1], strict=True):
        length = max(1, min(len(part), len(surface) - left))
        pieces.append(surface[:length])
        surface = surface[length:]
    return [*pieces, surface or "_"]


def by_paragraph(sentences: Iterable[Sentence], longest: int = 10) -> Iterator[list[Sentence]]:
    """The sentences in groups that belong to one paragraph, at most `longest` in each."""
    for _, group in groupby(sentences, key=lambda sentence: sentence.paragraph):
        members = list(group)
        for start in range(0, len(members), longest):
            yield members[start : start + longest]


def to_doc(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """The sentences as one gold document: tags, parts of speech, features, lemmas and trees."""
    words = [
        replace(word, head=word.head + offset)
        for sentence, offset in zip(sentences, _offsets(sentences), strict=True)
        for word in sentence.words
    ]
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        tags=[word.xpos for word in words],
        pos=[word.upos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=[word.head for word in words],
        deps=[word.deprel for word in words],
    )


def _offsets(sentences: Sequence[Sentence]) -> Iterator[int]:
    total = 0
    for sentence in sentences:
        yield total
        total += len(sentence.words)
