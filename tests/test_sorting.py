"""Sorting more lines than fit into memory."""

import random

import pytest

from kg.sorting import sorted_lines


@pytest.mark.parametrize("in_memory", [1, 100, 5_000, 1_000_000])
def test_lines_are_sorted_and_distinct_whatever_fits_into_memory(in_memory: int) -> None:
    lines = [f"{number}\n".encode() for number in range(1_000)] * 2
    random.Random(1).shuffle(lines)
    assert list(sorted_lines(lines, in_memory)) == sorted(set(lines))


def test_nothing_sorted_is_nothing() -> None:
    assert list(sorted_lines([])) == []
