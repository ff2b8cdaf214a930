"""Who leads by a fixed expression, from trees given by hand."""

from docs_by_hand import told, tree


def test_who_is_at_the_head_of_a_group_leads_it() -> None:
    doc = tree(
        "Sesay NNP 4 nsubj B-PER",
        "is/be VBZ 4 cop",
        "at IN 4 case",
        "the DT 4 det",
        "head NN 4 ROOT",
        "of IN 6 case",
        "Seleka NNP 4 nmod B-MIL",
        ". . 4 punct",
    )
    assert told(doc) == ["Sesay leaderOf Seleka"]


def test_who_stands_at_its_head_may_be_named_behind_the_verb() -> None:
    doc = tree(
        "At IN 2 case",
        "the DT 2 det",
        "head NN 5 obl",
        "of IN 4 case",
        "Seleka NNP 2 nmod B-MIL",
        "stands/stand VBZ 5 ROOT",
        "Sesay NNP 5 obj B-PER",
        ". . 5 punct",
    )
    assert told(doc) == ["Sesay leaderOf Seleka"]


def test_a_group_acts_under_the_command_in_front_of_its_clause() -> None:
    doc = tree(
        "Under IN 2 case",
        "the DT 2 det",
        "command NN 7 obl",
        "of IN 4 case",
        "Sesay NNP 2 nmod B-PER",
        ", , 7 punct",
        "Seleka NNP 7 nsubj B-MIL",
        "rested/rest VBD 7 ROOT",
        ". . 7 punct",
    )
    assert told(doc) == ["Sesay leaderOf Seleka"]
