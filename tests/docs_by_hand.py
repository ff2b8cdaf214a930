"""Documents with trees, tags and names given by hand, for tests that need no trained pipeline."""

from datetime import date

import spacy
from spacy.tokens import Doc

from kg.extract import extraction
from kg.extraction import Article, Claim, Polarity, Realis
from kg.knowledge import Knowledge
from kg.parse import Parsed, join

_VOCAB = spacy.blank("en").vocab
_NO_SPACE_BEFORE = frozenset([",", ".", ":", ";", ")", "”", "'s", "?", "-"])
_NO_SPACE_BEHIND = frozenset(["(", "“", "-"])
# The coarse class of each tag; where it is another one, the row says so: "AUX:VBD".
_POS = {
    **dict.fromkeys(["NN", "NNS"], "NOUN"),
    **dict.fromkeys(["NNP", "NNPS"], "PROPN"),
    **dict.fromkeys(["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"], "VERB"),
    **dict.fromkeys(["JJ", "JJR", "JJS"], "ADJ"),
    **dict.fromkeys(["PRP", "PRP$", "WP", "WP$", "WDT", "EX"], "PRON"),
    **dict.fromkeys([".", ",", "``", "''", "-LRB-", "-RRB-", "HYPH"], "PUNCT"),
    "DT": "DET",
    "IN": "ADP",
    "CC": "CCONJ",
    "CD": "NUM",
    "RB": "ADV",
    "RP": "ADP",
    "TO": "PART",
    "POS": "PART",
    "MD": "AUX",
}


def tree(*rows: str) -> Doc:
    """
    One sentence; each row is `word/lemma tag head dependency [entity]`.

    The lemma may be left out where it is the word itself; heads count from 0; the entity is "B-LOC", "I-LOC" and so on.
    """
    cells = [row.split() for row in rows]
    written = [cell[0].rpartition("/") if "/" in cell[0] else (cell[0], "/", cell[0]) for cell in cells]
    words = [word for word, _, _ in written]
    tags = [cell[1].rpartition(":")[2] for cell in cells]
    return Doc(
        _VOCAB,
        words=words,
        spaces=[
            word not in _NO_SPACE_BEHIND and following not in _NO_SPACE_BEFORE
            for word, following in zip(words, [*words[1:], "."], strict=True)
        ],
        lemmas=[lemma for _, _, lemma in written],
        tags=tags,
        pos=[cell[1].rpartition(":")[0] or _POS[tag] for cell, tag in zip(cells, tags, strict=True)],
        heads=[int(cell[2]) for cell in cells],
        deps=[cell[3] for cell in cells],
        ents=[cell[4] if len(cell) > 4 else "O" for cell in cells],
    )


def parsed(*docs: Doc, published: date | None = None) -> Parsed:
    """An article of one or more sentences, each a paragraph."""
    text = "\n".join(doc.text for doc in docs)
    starts = [sum(len(doc.text) + 1 for doc in docs[:k]) for k in range(len(docs))]
    return join(Article("by-hand", text, published=published), list(docs), starts)


def told(*docs: Doc, published: date | None = None) -> list[str]:
    """The claims of an article as "subject relation object", with who says so, when, and "(negative)" or the realis where it is no fact."""
    return [_shown(claim) for claim in extraction(parsed(*docs, published=published), Knowledge.default()).claims]


def _shown(claim: Claim) -> str:
    parts = [claim.subject.name, claim.relation, claim.object.name]
    if claim.stated_by is not None:
        parts.append(f"says {claim.stated_by.name}")
    if claim.date is not None:
        parts.append(f"on {claim.date.value}")
    if claim.polarity is Polarity.NEGATIVE:
        parts.append("(negative)")
    if claim.realis is not Realis.ACTUAL:
        parts.append(f"({claim.realis})")
    return " ".join(parts)
