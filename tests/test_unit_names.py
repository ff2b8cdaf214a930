"""Names of units and of their forces, read apart, from trees given by hand."""

from docs_by_hand import told, tree


def test_a_numbered_unit_and_its_force_are_two_names() -> None:
    doc = tree(
        "The DT 2 det",
        "61st JJ 2 amod B-MIL",
        "Front NNP 6 nsubj I-MIL",
        "of IN 5 case I-MIL",
        "the DT 5 det I-MIL",
        "Seleka NNP 2 nmod I-MIL",
        "rested/rest VBD 6 ROOT",
        ". . 6 punct",
    )
    assert told(doc) == ["61st Front memberOf Seleka"]


def test_a_command_of_operations_stays_one_name() -> None:
    doc = tree(
        "Command NNP 5 nsubj B-MIL",
        "of IN 3 case I-MIL",
        "Military NNP 3 compound I-MIL",
        "Operations NNPS 0 nmod I-MIL",
        "has/have VBZ 5 aux",
        "captured/capture VBN 5 ROOT",
        "Bria NNP 5 obj B-LOC",
        ". . 5 punct",
    )
    assert told(doc) == ["Command of Military Operations captured Bria"]
