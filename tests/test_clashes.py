"""Claims about two sides at once, on trees given by hand."""

import pytest
from docs_by_hand import told, tree


@pytest.mark.parametrize(("verb", "objects"), [("clashed/clash", ()), ("exchanged/exchange", ("fire NN 3 obj",))])
def test_two_subjects_that_do_something_to_one_another_clash(verb: str, objects: tuple[str, ...]) -> None:
    doc = tree("Seleka NNP 3 nsubj B-MIL", "and CC 2 cc", "Balaka NNP 0 conj B-MIL", f"{verb} VBD 3 ROOT", *objects, ". . 3 punct")
    assert told(doc) == ["Seleka clashedWith Balaka"]


def test_two_who_fight_a_third_do_not_clash_with_one_another() -> None:
    doc = tree(
        "Seleka NNP 3 nsubj B-MIL",
        "and CC 2 cc",
        "Balaka NNP 0 conj B-MIL",
        "clashed/clash VBD 3 ROOT",
        "with IN 5 case",
        "Fulani NNP 3 obl B-MIL",
        ". . 3 punct",
    )
    assert told(doc) == ["Seleka clashedWith Fulani", "Balaka clashedWith Fulani"]


def test_clashes_between_two_are_read_where_the_event_noun_is_taken_for_a_verb() -> None:
    doc = tree(
        "Clashes/clash VBZ 0 ROOT",
        "between IN 2 case",
        "Seleka NNP 0 obl B-MIL",
        "and CC 5 cc",
        "Balaka NNP 5 nsubj B-MIL",
        "continued/continue VBD 0 conj",
        ". . 0 punct",
    )
    assert told(doc) == ["Seleka clashedWith Balaka"]


def test_who_fights_alone_clashes_with_nobody() -> None:
    assert told(tree("Seleka NNP 1 nsubj B-MIL", "clashed/clash VBD 1 ROOT", ". . 1 punct")) == []
