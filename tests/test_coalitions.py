"""Members of coalitions and of alliances, from trees given by hand and read by the pipeline."""

from docs_by_hand import told, tree


def test_those_whom_a_coalition_is_made_of_are_its_members_wherever_the_list_is_hung() -> None:
    doc = tree(
        "Seleka NNP 14 nsubj B-MIL",
        ", , 3 punct",
        "a DT 3 det",
        "coalition NN 0 appos",
        "of IN 5 case",
        "Anteka NNP 3 nmod B-MIL",
        ", , 8 punct",
        "the DT 8 det",
        "Guard NNP 3 conj B-MIL",
        "and CC 11 cc",
        "the DT 11 det",
        "Legion NNP 3 conj B-MIL",
        ", , 0 punct",
        "has/have VBZ 14 aux",
        "rested/rest VBN 14 ROOT",
        ". . 14 punct",
    )
    assert told(doc) == ["Anteka memberOf Seleka", "Guard memberOf Seleka", "Legion memberOf Seleka"]


def test_an_alliance_of_one_tells_no_member() -> None:
    doc = tree(
        "Seleka NNP 3 nsubj B-MIL",
        "is/be VBZ 3 cop",
        "an DT 3 det",
        "ally NN 3 ROOT",
        "of IN 5 case",
        "Anteka NNP 3 nmod B-MIL",
        ". . 3 punct",
    )
    assert "Anteka memberOf Seleka" not in told(doc)
