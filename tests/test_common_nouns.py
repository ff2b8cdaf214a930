"""Nouns that open a sentence and were taken for names, on trees given by hand."""

import pytest
from docs_by_hand import tree

from kg.common_nouns import mend_openings
from kg.lexicon import load_lexicon


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("Fighters NNPS 1 nsubj", ("NOUN", "NNS", "fighter")),
        ("Policemen NNPS 1 nsubj", ("NOUN", "NNS", "policeman")),
        ("Troops NNP 1 nsubj", ("NOUN", "NNS", "troop")),
        ("Fighters NNPS 1 nsubj B-MIL", ("PROPN", "NNPS", "Fighters")),
        ("Bria NNP 1 nsubj", ("PROPN", "NNP", "Bria")),
    ],
)
def test_a_noun_of_the_lexicon_is_no_name_because_of_its_capital(opening: str, expected: tuple[str, str, str]) -> None:
    doc = tree(opening, "fled/flee VBD 1 ROOT", ". . 1 punct")
    mend_openings(doc, load_lexicon())
    assert (doc[0].pos_, doc[0].tag_, doc[0].lemma_) == expected


def test_a_name_that_begins_with_such_a_noun_stays_one() -> None:
    doc = tree("Police NNP 1 compound", "Academy NNP 2 nsubj", "opened/open VBD 2 ROOT", ". . 2 punct")
    mend_openings(doc, load_lexicon())
    assert doc[0].pos_ == "PROPN"
