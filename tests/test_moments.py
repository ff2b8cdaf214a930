"""Arithmetic of days, months and years."""

from datetime import date

import pytest

from kg.moments import Moment, common, following, latest

DAY = date(2024, 12, 5)


@pytest.mark.parametrize(("moment", "written"), [((2024,), "2024"), ((2024, 3), "2024-03"), ((2024, 3, 7), "2024-03-07"), ((987,), "0987")])
def test_a_moment_is_written_as_precisely_as_it_is_known(moment: tuple[int, ...], written: str) -> None:
    assert str(Moment(*moment)) == written


@pytest.mark.parametrize(
    ("moment", "exists"),
    [((2024, 2, 29), True), ((2023, 2, 29), False), ((2024, 6, 31), False), ((2024, 13), False), ((0,), False), ((10000,), False)],
)
def test_the_calendar_has_some_moments_and_not_others(moment: tuple[int, ...], exists: bool) -> None:
    assert Moment(*moment).exists is exists


@pytest.mark.parametrize(
    ("start", "count", "unit", "written"),
    [
        ("2024-12-05", -5, "day", "2024-11-30"),
        ("2024-12-05", 1, "week", "2024-12-12"),
        ("2024-12-05", -2, "month", "2024-10"),
        ("2024-12-05", -6, "month", "2024"),
        ("2024-12-05", -3, "year", "2021"),
        ("2024-12", -3, "day", "2024-11"),
        ("2024", 1, "month", "2024"),
        ("2024-01-31", 1, "month", "2024-02"),
    ],
)
def test_a_moment_is_shifted_to_no_more_precision_than_it_and_the_unit_have(start: str, count: int, unit: str, written: str) -> None:
    assert str(Moment(*map(int, start.split("-"))).shift(count, unit)) == written


@pytest.mark.parametrize("year", [1, 999, 9500])
def test_a_moment_near_the_end_of_the_calendar_stays(year: int) -> None:
    assert Moment(year).shift(-999, "year") == Moment(year)


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2024, 5, 2), date(2024, 5, 2), "2024-05-02"),
        (date(2024, 5, 2), date(2024, 5, 9), "2024-05"),
        (date(2024, 5, 2), date(2024, 6, 2), "2024"),
        (date(2023, 12, 30), date(2024, 1, 2), "2024"),
    ],
)
def test_two_days_have_in_common_what_holds_both(first: date, last: date, written: str) -> None:
    assert str(common(first, last)) == written


@pytest.mark.parametrize(
    ("month", "day", "last", "coming"),
    [
        (12, 5, "2024-12-05", "2025-12-05"),
        (12, 6, "2023-12-06", "2024-12-06"),
        (12, 0, "2024-12", "2025-12"),
        (2, 29, "2024-02-29", "2028-02-29"),
        (6, 31, "None", "None"),
    ],
)
def test_a_day_without_a_year_is_the_latest_one_or_the_following(month: int, day: int, last: str, coming: str) -> None:
    assert (str(latest(month, day, DAY)), str(following(month, day, DAY))) == (last, coming)
