"""Titles that clauses tell, from trees given by hand."""

from docs_by_hand import told, tree


def test_what_somebody_is_said_to_be_by_a_pronoun_is_told_of_the_name_before() -> None:
    first = tree("Sesay NNP 1 nsubj B-PER", "spoke/speak VBD 1 ROOT", ". . 1 punct")
    second = tree(
        "He PRP 3 nsubj", "is/be VBZ 3 cop", "the DT 3 det", "commander NN 3 ROOT", "of IN 5 case", "Seleka NNP 3 nmod B-MIL", ". . 3 punct"
    )
    assert told(first, second) == ["Sesay leaderOf Seleka"]


def test_a_group_that_serves_as_a_wing_of_another_is_part_of_it() -> None:
    doc = tree(
        "Anteka NNP 1 nsubj B-MIL",
        "served/serve VBD 1 ROOT",
        "as IN 4 case",
        "a DT 4 det",
        "wing NN 1 obl",
        "of IN 6 case",
        "Seleka NNP 4 nmod B-MIL",
        ". . 1 punct",
    )
    assert told(doc) == ["Anteka memberOf Seleka"]
