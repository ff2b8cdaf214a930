"""Units as parts of forces, from trees given by hand."""

from docs_by_hand import told, tree


def test_a_unit_that_a_force_possesses_is_part_of_it() -> None:
    doc = tree(
        "Seleka NNP 5 nmod:poss B-MIL",
        "'s POS 0 case",
        "veteran JJ 5 amod",
        "4th JJ 5 amod B-MIL",
        "Desert NNP 5 compound I-MIL",
        "Brigade NNP 6 nsubj I-MIL",
        "rested/rest VBD 6 ROOT",
        ". . 6 punct",
    )
    assert told(doc) == ["4th Desert Brigade memberOf Seleka"]


def test_a_unit_of_a_force_is_part_of_it() -> None:
    doc = tree(
        "Desert NNP 1 compound B-MIL",
        "Brigade NNP 4 nsubj I-MIL",
        "of IN 3 case",
        "Seleka NNP 1 nmod B-MIL",
        "rested/rest VBD 4 ROOT",
        ". . 4 punct",
    )
    assert told(doc) == ["Desert Brigade memberOf Seleka"]


def test_a_group_told_to_be_a_wing_of_another_is_part_of_it() -> None:
    doc = tree(
        "Anteka NNP 6 nsubj B-MIL",
        ", , 3 punct",
        "a DT 3 det",
        "wing NN 0 appos",
        "of IN 5 case",
        "Seleka NNP 3 nmod B-MIL",
        "rested/rest VBD 6 ROOT",
        ". . 6 punct",
    )
    assert told(doc) == ["Anteka memberOf Seleka"]


def test_a_state_that_possesses_its_army_has_no_part_of_its_own() -> None:
    doc = tree(
        "Kenya NNP 2 nmod:poss B-LOC",
        "'s POS 0 case",
        "army NN 3 nsubj",
        "rested/rest VBD 3 ROOT",
        ". . 3 punct",
    )
    assert told(doc) == []


def test_a_unit_of_a_force_without_a_name_is_part_of_its_state() -> None:
    doc = tree(
        "Desert NNP 1 compound B-MIL",
        "Group NNP 6 nsubj I-MIL",
        "of IN 5 case",
        "the DT 5 det",
        "Kenyan JJ 5 amod",
        "army NN 1 nmod",
        "rested/rest VBD 6 ROOT",
        ". . 6 punct",
    )
    assert told(doc) == ["Desert Group memberOf Kenyan army"]


def test_what_a_wing_is_called_is_part_of_whoever_owns_the_wing() -> None:
    front = tree("Seleka NNP 1 nsubj B-MIL", "rested/rest VBD 1 ROOT", ". . 1 punct")
    doc = tree(
        "Its/its PRP$ 2 nmod:poss",
        "armed JJ 2 amod",
        "wing NN 6 nsubj",
        ", , 5 punct",
        "the DT 5 det",
        "Anteka NNP 2 appos B-MIL",
        "rested/rest VBD 6 ROOT",
        ". . 6 punct",
    )
    assert told(front, doc) == ["Anteka memberOf Seleka"]


def test_a_wing_that_a_group_owns_is_not_the_group() -> None:
    front = tree("Seleka NNP 1 nsubj B-MIL", "rested/rest VBD 1 ROOT", ". . 1 punct")
    doc = tree(
        "Its/its PRP$ 2 nmod:poss",
        "armed JJ 2 amod",
        "wing NN 3 nsubj",
        "shelled/shell VBD 3 ROOT",
        "Bria NNP 3 obj B-LOC",
        ". . 3 punct",
    )
    assert told(front, doc) == ["armed wing attacked Bria"]
