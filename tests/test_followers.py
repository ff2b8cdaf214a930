"""Where the deputies and ministers of somebody belong, from trees given by hand."""

from docs_by_hand import told, tree


def leads() -> list[str]:
    return ["Sesay NNP 1 nsubj B-PER", "leads/lead VBZ 1 ROOT", "Seleka NNP 1 obj B-MIL", ". . 1 punct"]


def his(noun: str) -> list[str]:
    return ["His PRP$ 1 nmod:poss", f"{noun} NN 4 nsubj", ", , 3 punct", "Turay NNP 1 appos B-PER", "fled/flee VBD 4 ROOT", ". . 4 punct"]


def test_a_deputy_belongs_to_what_the_other_leads() -> None:
    assert "Turay memberOf Seleka" in told(tree(*leads()), tree(*his("deputy")))


def test_a_successor_leads_what_the_other_led() -> None:
    assert "Turay leaderOf Seleka" in told(tree(*leads()), tree(*his("successor")))


def test_a_lawyer_need_not_belong_to_it() -> None:
    assert "Turay memberOf Seleka" not in told(tree(*leads()), tree(*his("lawyer")))
