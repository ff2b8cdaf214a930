"""Which actor a description of a group means, told by the claims of small articles."""

import pytest
from docs_by_hand import parsed, told, tree
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract import extract, extraction
from kg.extraction import Article
from kg.knowledge import Knowledge


def entered(*phrase: str) -> Doc:
    """Somebody entered Bria; the last row of the phrase is its head."""
    verb = len(phrase)
    head = phrase[-1].split()
    rows = [*phrase[:-1], " ".join([head[0], head[1], str(verb), "nsubj"])]
    return tree(*rows, f"entered/enter VBD {verb} ROOT", f"Bria NNP {verb} obj B-LOC", f". . {verb} punct")


def who(*docs: Doc) -> list[str]:
    """Who entered Bria."""
    return [claim.split(" entered ")[0] for claim in told(*docs) if claim.endswith(" entered Bria")]


def side(*docs: Doc) -> list[str]:
    """The keys of those who entered Bria: the same for a state's side, whatever the article calls it."""
    found = extraction(parsed(*docs), Knowledge.default())
    return [claim.subject.key for claim in found.claims if (claim.relation, claim.object.name) == ("entered", "Bria")]


RESTED = tree("Seleka NNP 1 nsubj B-MIL", "rested/rest VBD 1 ROOT", ". . 1 punct")


@pytest.mark.parametrize("noun", ["fighters/fighter", "troops/troop", "militants/militant", "tanks/tank"])
def test_those_of_a_named_group_are_the_group(noun: str) -> None:
    assert who(entered("Seleka NNP 1 compound B-MIL", f"{noun} NNS")) == ["Seleka"]


def test_the_army_that_a_state_possesses_is_its_side() -> None:
    assert side(entered("Kenya NNP 2 nmod:poss B-LOC", "'s POS 0 case", "army NN")) == ["kenya"]


@pytest.mark.parametrize("noun", ["troops/troop", "soldiers/soldier", "warplanes/warplane", "authorities/authority"])
def test_those_of_a_nationality_are_the_side_of_its_state(noun: str) -> None:
    assert side(entered("Kenyan JJ 1 amod", f"{noun} NNS")) == ["kenya"]


@pytest.mark.parametrize("words", [("Kenyan JJ 1 amod",), ("Kenyan-backed JJ 1 amod",)])
def test_rebels_of_a_nationality_or_backed_by_a_state_are_not_the_state(words: tuple[str, ...]) -> None:
    assert who(entered(*words, "rebels/rebel NNS")) == [f"{words[0].split()[0]} rebels"]


def test_the_soldiers_of_a_state_by_preposition_are_its_side() -> None:
    doc = tree(
        "Soldiers/soldier NNS 3 nsubj",
        "of IN 2 case",
        "Kenya NNP 0 nmod B-LOC",
        "entered/enter VBD 3 ROOT",
        "Bria NNP 3 obj B-LOC",
        ". . 3 punct",
    )
    assert side(doc) == ["kenya"]


def test_fighters_from_a_town_are_not_the_town() -> None:
    doc = tree(
        "Fighters/fighter NNS 3 nsubj",
        "from IN 2 case",
        "Birao NNP 0 nmod B-LOC",
        "entered/enter VBD 3 ROOT",
        "Bria NNP 3 obj B-LOC",
        ". . 3 punct",
    )
    assert "Birao" not in who(doc)


OTIM = tree(
    "Seleka NNP 1 compound B-MIL",
    "commander NN 2 nmod:desc",
    "Otim NNP 3 nsubj B-PER",
    "rested/rest VBD 3 ROOT",
    ". . 3 punct",
)


@pytest.mark.parametrize("owner", [("Otim NNP 2 nmod:poss B-PER", "'s POS 0 case"), ("His/his PRP$ 1 nmod:poss",)])
def test_a_commanders_troops_are_those_whom_he_leads(owner: tuple[str, ...]) -> None:
    assert who(OTIM, entered(*owner, "troops/troop NNS")) == ["Seleka"]


def test_the_troops_of_somebody_who_leads_nobody_known_are_a_group_of_their_own() -> None:
    assert who(entered("Otim NNP 2 nmod:poss B-PER", "'s POS 0 case", "troops/troop NNS")) == ["Otim's troops"]


def test_forces_under_somebody_are_a_group_of_their_own() -> None:
    doc = tree(
        "Forces/force NNS 3 nsubj",
        "under IN 2 case",
        "Otim NNP 0 nmod B-PER",
        "entered/enter VBD 3 ROOT",
        "Bria NNP 3 obj B-LOC",
        ". . 3 punct",
    )
    assert who(RESTED, doc) == ["Forces under Otim"]


def test_a_group_under_somebody_is_not_called_by_half_a_relative_clause() -> None:
    doc = tree(
        "Forces/force NNS 6 nsubj",
        "under IN 3 case",
        "a DT 3 det",
        "general NN 0 nmod",
        "who PRON:WP 5 nsubj",
        "fled/flee VBD 3 acl:relcl",
        "entered/enter VBD 6 ROOT",
        "Bria NNP 6 obj B-LOC",
        ". . 6 punct",
    )
    assert who(doc) == ["Forces under a general"]


def test_rebel_forces_are_the_rebels() -> None:
    first = entered("Rebels/rebel NNS")
    second = tree("Rebel/rebel NN 1 compound", "forces/force NNS 2 nsubj", "left/leave VBD 2 ROOT", "Birao NNP 2 obj B-LOC", ". . 2 punct")
    subjects = {claim.split()[0].lower() for claim in told(first, second)}
    assert subjects == {"rebels"}


def test_government_forces_are_the_government_where_nobody_is_called_so() -> None:
    assert who(entered("The/the DT 2 det", "government NN 2 compound", "forces/force NNS")) == ["government"]


@pytest.mark.parametrize("noun", ["militants/militant", "fighters/fighter", "insurgents/insurgent"])
def test_the_militants_are_the_group_named_before(noun: str) -> None:
    assert who(RESTED, entered("The/the DT 1 det", f"{noun} NNS")) == ["Seleka"]


def test_the_same_group_is_the_group_named_before() -> None:
    assert who(RESTED, entered("the DT 2 det", "same JJ 2 amod", "group NN")) == ["Seleka"]


def test_what_is_called_a_coalition_is_only_what_was_called_one_before() -> None:
    named = tree("Kotto NNP 1 compound B-MIL", "Coalition NNP 2 nsubj I-MIL", "rested/rest VBD 2 ROOT", ". . 2 punct")
    coalition = entered("The/the DT 1 det", "coalition NN")
    assert who(named, RESTED, coalition) == ["Kotto Coalition"]
    assert who(RESTED, coalition) == ["coalition"]


def test_militants_with_an_adjective_are_not_those_named_before() -> None:
    assert who(RESTED, entered("The/the DT 2 det", "armed JJ 2 amod", "militants/militant NNS")) == ["armed militants"]


def test_a_group_is_the_name_set_off_behind_it() -> None:
    rows = ["The/the DT 2 det", "rebel NN 2 compound", "group NN 6 nsubj", ", , 4 punct", "Kotto NNP 2 appos B-MIL", ", , 2 punct"]
    assert who(tree(*rows, "entered/enter VBD 6 ROOT", "Bria NNP 6 obj B-LOC"))[0] == "Kotto"


def test_troops_in_what_a_side_says_are_its_own() -> None:
    doc = tree(
        "Troops/troop NNS 1 nsubj",
        "entered/enter VBD 5 ccomp",
        "Bria NNP 1 obj B-LOC",
        ", , 5 punct",
        "Seleka NNP 5 nsubj B-MIL",
        "said/say VBD 5 ROOT",
        ". . 5 punct",
    )
    assert told(doc) == ["Seleka entered Bria says Seleka"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Sahel Guard rested in Birao. On Monday the group captured Bria.", "sahel-guard"),
        ("Kenyan soldiers captured Bria.", "kenya"),
        ("The Sahel Guard rested in Birao. Sahel Guard fighters captured Bria.", "sahel-guard"),
        ("RSF fighters captured Bria.", "rapid-support-forces"),
        (
            "Sahel Guard fighters captured Bria.",
            "sahel-guard",
        ),
    ],
)
def test_groups_in_sentences_that_the_pipeline_reads(nlp: Language, text: str, key: str) -> None:
    (found,) = extract([Article("a", text)], nlp)
    assert [claim.subject.key for claim in found.claims if claim.relation == "captured"] == [key]


def test_forces_loyal_to_somebody_are_told_by_him() -> None:
    doc = tree(
        "Forces/force NNS 4 nsubj",
        "loyal JJ 0 amod",
        "to IN 3 case",
        "Toumba NNP 1 obl B-PER",
        "entered/enter VBD 4 ROOT",
        "Bria NNP 4 obj B-LOC",
    )
    assert who(doc) == ["Forces loyal to Toumba"]
