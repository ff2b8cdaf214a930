"""Places that changed hands with whoever took the one before, on trees given by hand."""

from docs_by_hand import told, tree
from spacy.tokens import Doc

TAKEN = tree("Seleka NNP 1 nsubj B-MIL", "captured/capture VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct")
QUIET = tree("It/it PRP 1 nsubj", "rained/rain VBD 1 ROOT", ". . 1 punct")


def overrun(*agent: str) -> Doc:
    return tree("Obo NNP 2 nsubj:pass B-LOC", "was/be AUX:VBD 2 aux:pass", "overrun VBN 2 ROOT", *agent, f". . {2} punct")


FOLLOWED = tree("Obo NNP 1 nsubj B-LOC", "followed/follow VBD 1 ROOT", ". . 1 punct")


def test_a_place_that_followed_was_taken_by_the_same() -> None:
    assert told(TAKEN, FOLLOWED) == ["Seleka captured Bria", "Seleka captured Obo"]


def test_a_passive_without_agent_is_by_whoever_took_the_place_before() -> None:
    assert told(TAKEN, overrun()) == ["Seleka captured Bria", "Seleka captured Obo"]


def test_a_passive_with_an_agent_is_by_that_one() -> None:
    by = overrun("by IN 4 case", "Balaka NNP 2 obl:agent B-MIL")
    assert told(TAKEN, by) == ["Seleka captured Bria", "Balaka captured Obo"]


def test_what_was_told_long_before_is_not_understood() -> None:
    assert told(TAKEN, QUIET, QUIET, QUIET, FOLLOWED) == ["Seleka captured Bria"]


def test_who_follows_somebody_takes_nothing() -> None:
    followed = tree("Obo NNP 1 nsubj B-LOC", "followed/follow VBD 1 ROOT", "him/he PRP 1 obj", ". . 1 punct")
    assert told(TAKEN, followed) == ["Seleka captured Bria"]
