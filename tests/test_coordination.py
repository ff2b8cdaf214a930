"""What is coordinated with a noun, on trees given by hand."""

from docs_by_hand import tree

from kg.coordination import coordinated


def test_but_not_leaves_a_name_out() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "took/take VBD 1 ROOT",
        "Kauda NNP 1 obj B-LOC",
        "but CC 5 cc",
        "not PART:RB 5 advmod",
        "Talodi NNP 2 conj B-LOC",
    )
    assert [token.text for token in coordinated(doc[2])] == ["Kauda"]


def listed(*closing: str) -> list[str]:
    """The objects of "Rebels took the school, the mosque and the clinic", with the mosque read as an apposition."""
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "took/take VBD 1 ROOT",
        "school NN 1 obj",
        ", , 4 punct",
        "mosque NN 2 appos",
        *closing,
    )
    return [token.text for token in coordinated(doc[2])]


def test_the_middle_of_a_list_is_no_apposition() -> None:
    assert listed("and CC 6 cc", "clinic NN 2 conj") == ["school", "mosque", "clinic"]


def test_an_apposition_closed_by_a_comma_is_one() -> None:
    assert listed(", , 7 punct", "and CC 7 cc", "clinic NN 2 conj") == ["school", "clinic"]
