"""Mend the dictionary forms of nouns that the lemmatizer gets wrong: "bases" that are no basis, "regiments" taken for a singular."""

from spacy.tokens import Doc

from kg.lexicon import Lexicon


def mend_plurals(doc: Doc, lexicon: Lexicon) -> None:
    """Give the plurals in a parsed article that are of a noun in the lexicon its form."""
    for token in doc:
        word = token.lower_
        if token.pos_ == "NOUN" and word.endswith(("s", "men")) and lexicon.heads.keys().isdisjoint({token.lemma_.lower(), word}):
            one = word.removesuffix("men") + "man" if word.endswith("men") else word.removesuffix("s")
            if one in lexicon.heads:
                token.lemma_, token.tag_ = one, "NNS"
