"""Mend nouns that open a sentence, and so have a capital, where the tagger takes them for names: "*Fighters* of the Front raided …"."""

from spacy.tokens import Doc, Token

from kg.lexicon import Lexicon

_NAMES = frozenset({"NNP", "NNPS"})


def mend_openings(doc: Doc, lexicon: Lexicon) -> None:
    """Give the nouns of the lexicon that open a sentence their tags and lemmas, unless they belong to a name."""
    for sentence in doc.sents:
        first = next((token for token in sentence if token.is_alpha), None)
        if first is None or first.tag_ not in _NAMES or first.ent_type_ or _goes_on(first):
            continue
        word = first.lower_
        singular = next((form for form in _singulars(word) if form in lexicon.heads), None)
        if singular is not None:
            first.tag_, first.lemma_ = ("NN" if singular == word else "NNS"), singular
            first.pos_ = "NOUN"


def _goes_on(word: Token) -> bool:
    """Whether a name goes on with the next word: "Police Academy"."""
    return word.i + 1 < len(word.doc) and word.nbor().pos_ == "PROPN"


def _singulars(word: str) -> tuple[str, ...]:
    return word, word.removesuffix("s"), word.removesuffix("men") + "man"
