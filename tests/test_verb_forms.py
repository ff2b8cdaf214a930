"""The dictionary forms of verbs."""

import pytest
from docs_by_hand import tree

from kg.lexicon import load_lexicon
from kg.verb_forms import mend_infinitives


@pytest.mark.parametrize(
    ("form", "lemma", "mended"),
    [
        ("staged", "stag", "stage"),
        ("hoping", "hop", "hope"),
        ("wages", "wag", "wage"),
        ("cordoned", "cordone", "cordon"),
        ("reoccupied", "reoccupie", "reoccupy"),
        ("hopped", "hop", "hop"),
        ("stagged", "stag", "stag"),
        ("seized", "seize", "seize"),
        ("targeted", "target", "target"),
        ("hit", "hit", "hit"),
    ],
)
def test_a_verb_has_the_dictionary_form_that_its_spelling_tells(form: str, lemma: str, mended: str) -> None:
    doc = tree("Seleka NNP 1 nsubj", f"{form}/{lemma} VBD 1 ROOT", "Bria NNP 1 obj")
    mend_infinitives(doc, load_lexicon())
    assert doc[1].lemma_ == mended
