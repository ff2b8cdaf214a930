"""Names of several parts of which NER takes the first alone."""

import pytest
from docs_by_hand import tree

from kg.lexicon import load_lexicon
from kg.long_names import with_feature, with_of, with_purpose

OF_THE_RIVER = ("of IN 4 case", "the DT 4 det", "River NNP 1 nmod B-LOC", "fled/flee VBD 5 ROOT")


@pytest.mark.parametrize("label", ["MIL", None])
def test_a_company_of_something_is_called_after_it(label: str | None) -> None:
    doc = tree("The DT 1 det", "Sons NNPS 5 nsubj", *OF_THE_RIVER)
    assert with_of(doc, 1, 2, label, load_lexicon()) == (1, 5, "MIL")


@pytest.mark.parametrize("head", ["Kurds NNPS", "troops NNS"])
def test_other_names_do_not_go_on(head: str) -> None:
    doc = tree("The DT 1 det", f"{head} 5 nsubj", *OF_THE_RIVER)
    assert with_of(doc, 1, 2, "MIL", load_lexicon()) == (1, 2, "MIL")


def test_a_capital_at_the_start_of_a_sentence_tells_no_name() -> None:
    doc = tree("Soldiers NNS 4 nsubj", "of IN 2 case", "Bria NNP 0 nmod B-LOC", ", , 4 punct", "fled/flee VBD 4 ROOT")
    assert with_of(doc, 0, 1, None, load_lexicon()) == (0, 1, None)


@pytest.mark.parametrize(("noun", "end"), [("valley", 3), ("district", 3), ("city", 2), ("residents", 2)])
def test_a_valley_is_not_what_it_is_called_after(noun: str, end: int) -> None:
    doc = tree("the DT 2 det", "Rasha NNP 2 compound B-LOC", f"{noun} NN 3 nsubj", "fell/fall VBD 3 ROOT")
    assert with_feature(doc, 2, load_lexicon()) == end


@pytest.mark.parametrize(("body", "behind", "end"), [("Council", "Relations", 4), ("Council", "Monday", 2), ("Guard", "Relations", 2)])
def test_an_organisation_is_called_after_what_it_is_for(body: str, behind: str, end: int) -> None:
    doc = tree("the DT 1 det", f"{body} NNP 4 nsubj", "on IN 3 case", f"{behind} NNP 1 nmod", "met/meet VBD 4 ROOT")
    assert with_purpose(doc, 1, 2, "ORG", load_lexicon())[1] == end


def test_two_partners_are_one_company() -> None:
    doc = tree("Otim NNP 3 nsubj B-PER", "& CC 2 cc", "Sesay NNP 0 conj B-PER", "met/meet VBD 3 ROOT")
    assert with_purpose(doc, 0, 1, "PER", load_lexicon()) == (0, 3, "ORG")


def test_a_group_of_another_language_is_called_after_something() -> None:
    doc = tree(
        "the DT 1 det", "Jamaat NNP 5 nsubj B-MIL", "of IN 4 case", "the DT 4 det", "Lions NNPS 1 nmod B-MIL", "fled/flee VBD 5 ROOT"
    )
    assert with_of(doc, 1, 2, "MIL", load_lexicon()) == (1, 5, "MIL")
