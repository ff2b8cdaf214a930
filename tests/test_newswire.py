"""What an agency puts around a report."""

import pytest

from kg.newswire import dateline_end, is_credit
from kg.parse import paragraphs


@pytest.mark.parametrize(
    "dateline",
    [
        "BRIA - ",
        "BRIA, Nov 3 - ",
        "PORT BRIA, Kenya — ",
        "Bria (Kenya), 3 November – ",
        "Bria/Obo (AGY) - ",
        "BRIA, Kenya, Nov. 3, 2021 (AGY) -- ",
        "Bria, Kenya – ",
        "Bria - ",
        "Bria, Tuesday. ",
        "Port Bria, May 3. ",
        "BRIA: ",
        "(Agency) - ",
        "BRIA, Nov. 3 /Agency/ -- ",
    ],
)
def test_the_report_begins_behind_the_dateline(dateline: str) -> None:
    assert dateline_end(dateline + "Rebels fled.") == len(dateline)


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels took Bria - a market town - on Friday.",
        "Bria — Rebels call it home — fell.",
        "M23 - the rebels - fled.",
        "The Task Force – South said nothing.",
        "Bria: a town in ruins.",
        "Obo, a town of 3,000 - Rebels took it - was quiet.",
    ],
)
def test_a_dash_in_a_sentence_ends_no_dateline(sentence: str) -> None:
    assert dateline_end(sentence) == 0


@pytest.mark.parametrize(
    "credit",
    [
        "(Reporting by Ann Sow in Bria; Editing by Tom Otim)",
        "Additional reporting by Ann Sow",
        "Agency writer Ann Sow in Bria contributed to this report.",
        "abc-de/fgh",
        "By Ann Sow in Bria",
        "By Ann Sow and Tom Otim, Correspondents",
        "From our own correspondent",
    ],
)
def test_credits_are_told_from_paragraphs(credit: str) -> None:
    assert is_credit(credit)


@pytest.mark.parametrize(
    "line",
    ["Al-Bab", "Rebels contributed to this.", "The army was reporting by radio.", "By Friday Obo fell.", "From our village we saw it."],
)
def test_other_lines_are_no_credits(line: str) -> None:
    assert not is_credit(line)


def test_neither_dateline_nor_credit_is_parsed_and_offsets_stay_those_of_the_text() -> None:
    text = "BRIA, Nov 3 - Rebels fled.\n\n(Reporting by Ann Sow)"
    assert list(paragraphs(text)) == [(text.index("Rebels"), "Rebels fled.")]


def test_a_bullet_is_not_parsed() -> None:
    assert list(paragraphs("• Rebels fled.")) == [(2, "Rebels fled.")]


def test_a_text_of_nothing_but_credits_is_kept() -> None:
    assert list(paragraphs("(Reporting by Ann Sow)")) == [(0, "(Reporting by Ann Sow)")]
