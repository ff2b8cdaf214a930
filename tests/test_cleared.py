"""What a place is cleared of."""

from docs_by_hand import tree

from kg.cleared import mend_cleared
from kg.lexicon import load_lexicon


def cleared(*people: str) -> str:
    doc = tree("Seleka NNP 1 nsubj", "cleared/clear VBD 1 ROOT", "the DT 3 det", "city NN 1 obj", "of IN 5 case", *people)
    mend_cleared(doc, load_lexicon())
    return doc[5].head.text


def test_those_whom_a_city_is_cleared_of_hang_on_the_verb() -> None:
    assert cleared("rebels/rebel NNS 3 nmod") == "cleared"


def test_what_the_city_is_called_stays_with_it() -> None:
    assert cleared("Bria NNP 3 nmod B-LOC") == "city"
