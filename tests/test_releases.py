"""Where those were held whom somebody frees, where "from" does not tell."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def freed(text: str, nlp: Language) -> list[tuple[str, str]]:
    (found,) = extract([Article("a", text)], nlp)
    return [(c.subject.name, c.object.name) for c in found.claims if c.relation == "releasedPrisonersFrom" and c.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "The Seleka set free all the inmates of the district jail in Bria.",
        "The Seleka freed 51 people detained at the district jail.",
        "The Seleka stormed the district jail in Bria and freed 51 of their comrades.",
        "The Seleka overran the district jail. They let out 51 people.",
        "The Seleka freed dozens of detainees when they captured the district jail.",
        "Fifty prisoners held in the district jail were freed by the Seleka.",
    ],
)
def test_the_prison_is_told_in_many_ways(text: str, nlp: Language) -> None:
    ((subject, place),) = freed(text, nlp)
    assert subject == "Seleka"
    assert place.startswith("district jail")


@pytest.mark.parametrize(
    "text",
    [
        "The Seleka entered the town of Bria and freed a bridge.",
        "The Seleka took the mill and freed 51 people.",
        "The Seleka fought for Bria and freed 51 prisoners.",
    ],
)
def test_whom_nobody_is_said_to_hold_is_freed_from_nowhere(text: str, nlp: Language) -> None:
    assert freed(text, nlp) == []


def test_where_people_are_held_goes_before_where_that_lies() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "freed/free VBD 1 ROOT",
        "men/man NNS 1 obj",
        "held/hold VBN 2 acl",
        "in IN 6 case",
        "the DT 6 det",
        "jail NN 3 obl",
        "in IN 8 case",
        "Bria NNP 1 obl B-LOC",
        ". . 1 punct",
    )
    assert "Seleka releasedPrisonersFrom jail" in told(doc)
    assert "Seleka releasedPrisonersFrom Bria" not in told(doc)
