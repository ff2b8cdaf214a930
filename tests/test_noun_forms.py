"""The dictionary forms of plurals."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.knowledge import Knowledge
from kg.noun_forms import mend_plurals


@pytest.mark.parametrize(
    ("word", "given", "mended"),
    [
        ("bases", "basis", "base"),
        ("regiments", "regiments", "regiment"),
        ("spokesmen", "spokesmen", "spokesman"),
        ("barracks", "barracks", "barracks"),
        ("axes", "axis", "axis"),
    ],
)
def test_a_plural_of_a_noun_in_the_lexicon_has_its_form(word: str, given: str, mended: str) -> None:
    doc = Doc(spacy.blank("en").vocab, ["the", word], pos=["DET", "NOUN"], lemmas=["the", given])
    mend_plurals(doc, Knowledge.default().lexicon)
    assert doc[1].lemma_ == mended
