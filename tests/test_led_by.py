"""Which group "led by" is told of, from trees given by hand."""

from docs_by_hand import told, tree

SESAY = ["Sesay leaderOf Desert Front"]


def test_the_members_of_what_is_led_are_not_what_is_led() -> None:
    doc = tree(
        "Desert NNP 1 compound B-MIL",
        "Front NNP 11 nsubj I-MIL",
        ", , 4 punct",
        "a DT 4 det",
        "coalition NN 1 appos",
        "of IN 6 case",
        "rebels/rebel NNS 4 nmod",
        "headed/head VBN 6 acl",
        "by IN 9 case",
        "Sesay NNP 7 obl:agent B-PER",
        ", , 1 punct",
        "slept/sleep VBD 11 ROOT",
        ". . 11 punct",
    )
    assert told(doc) == SESAY


def test_a_group_set_beside_a_name_is_that_name_though_the_tree_sets_it_beside_its_fighters() -> None:
    doc = tree(
        "Gunmen/gunman NNS 10 nsubj",
        "of IN 3 case",
        "Desert NNP 3 compound B-MIL",
        "Front NNP 0 nmod I-MIL",
        ", , 6 punct",
        "a DT 6 det",
        "group NN 0 appos",
        "led/lead VBN 6 acl",
        "by IN 9 case",
        "Sesay NNP 7 obl:agent B-PER",
        "slept/sleep VBD 10 ROOT",
        ". . 10 punct",
    )
    assert told(doc) == SESAY


def test_which_is_led_is_the_group_right_in_front_of_it() -> None:
    doc = tree(
        "Okon NNP 13 nsubj B-PER",
        ", , 3 punct",
        "a DT 3 det",
        "spokesman NN 0 appos",
        "for IN 6 case",
        "Desert NNP 6 compound B-MIL",
        "Front NNP 3 nmod I-MIL",
        ", , 10 punct",
        "which WDT 10 nsubj:pass",
        "is/be VBZ 10 aux:pass",
        "led/lead VBN 0 acl:relcl",
        "by IN 12 case",
        "Sesay NNP 10 obl:agent B-PER",
        "slept/sleep VBD 13 ROOT",
        ". . 13 punct",
    )
    assert "Sesay leaderOf Desert Front" in told(doc)
    assert "Sesay leaderOf Okon" not in told(doc)


def test_where_a_group_is_is_not_what_is_led() -> None:
    doc = tree(
        "Desert NNP 1 compound B-MIL",
        "Front NNP 10 nsubj I-MIL",
        ", , 4 punct",
        "a DT 4 det",
        "group NN 1 appos",
        "in IN 6 case",
        "Anteka NNP 4 nmod B-ORG",
        "led/lead VBN 4 acl",
        "by IN 9 case",
        "Sesay NNP 7 obl:agent B-PER",
        "slept/sleep VBD 10 ROOT",
        ". . 10 punct",
    )
    assert told(doc) == SESAY
