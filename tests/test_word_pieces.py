"""Words in pieces of a vocabulary made for the purpose."""

import pytest

from kg.word_pieces import LONGEST, Case, WordPieces, case_of

VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", "rebel", "##s", "the", "with", "##drew", "-", "'", "siauliai", "4", "##0"]


@pytest.fixture
def pieces() -> WordPieces:
    return WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Rebels", ["rebel", "##s"]),
        ("withdrew", ["with", "##drew"]),
        ("the-rebel", ["the", "-", "rebel"]),
        ("’s", ["'", "[UNK]"]),
        ("Šiauliai", ["siauliai"]),
        ("40", ["4", "##0"]),
        ("rebelx", ["[UNK]"]),
        ("\n", ["[UNK]"]),
        ("the" * 30, ["[UNK]"]),
    ],
)
def test_a_word_is_cut_into_its_longest_known_pieces(pieces, word, expected):
    assert [VOCABULARY[number] for number in pieces.word(word).pieces] == expected


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("town", Case.LOWER),
        ("Town", Case.TITLE),
        ("A", Case.TITLE),
        ("M23", Case.TITLE),
        ("SDF", Case.UPPER),
        ("al-Bab", Case.MIXED),
        ("McCain", Case.MIXED),
        ("2,000", Case.NUMBER),
        ("“", Case.NO_LETTERS),
    ],
)
def test_how_a_word_is_written_is_kept(word, case):
    assert case_of(word) == case


def test_each_text_is_a_row_between_marks(pieces):
    first, last = pieces.ends
    rows = list(pieces.rows([["the", "rebels"], [], ["with"]]))
    assert rows == [[first, pieces.word("the"), pieces.word("rebels"), last], [first, pieces.word("with"), last]]


def test_a_long_text_is_read_in_parts_and_no_word_is_cut(pieces):
    rows = list(pieces.rows([["rebels"] * LONGEST]))
    assert [len(row) for row in rows] == [LONGEST // 2 + 2, LONGEST // 2 + 2]
