"""What an article has said about time so far decides how its next expression is read."""

import pytest

from kg.clock import Clock, Reading
from kg.moments import Moment

PUBLISHED = Moment(2024, 12, 5)


@pytest.mark.parametrize(
    ("month", "day", "value", "future"),
    [(11, 27, "2024-11-27", False), (12, 5, "2024-12-05", False), (12, 20, "2024-12-20", True), (3, 1, "2024-03-01", False)],
)
def test_a_day_without_a_year_is_the_last_one_unless_the_next_is_near(month: int, day: int, value: str, future: bool) -> None:
    reading = Clock(PUBLISHED).undated(month, day)
    assert reading is not None
    assert (str(reading.start), reading.future) == (value, future)


def test_a_day_by_a_verb_in_the_future_tense_is_the_next_one() -> None:
    assert Clock(PUBLISHED, ahead=True).undated(3, 1) == Reading(Moment(2025, 3, 1), future=True)


def test_a_day_that_no_year_has_is_not_read() -> None:
    assert Clock(PUBLISHED).undated(6, 31) is None


def test_without_publication_a_day_has_no_year_until_one_is_named() -> None:
    clock = Clock(None)
    assert clock.undated(3, 1) is None
    clock.note(Reading(Moment(2019, 2)))
    assert clock.undated(3, 1) == Reading(Moment(2019, 3, 1))


def test_january_after_december_is_of_the_next_year() -> None:
    clock = Clock(None)
    clock.note(Reading(Moment(2019, 12, 30)))
    assert clock.undated(1, 2) == Reading(Moment(2020, 1, 2))


def test_december_behind_january_is_of_the_year_before() -> None:
    clock = Clock(None)
    clock.note(Reading(Moment(2019, 1, 7)))
    assert clock.undated(12, 31) == Reading(Moment(2018, 12, 31))


def test_an_unpublished_article_comes_back_to_its_story_with_each_paragraph() -> None:
    clock = Clock(None)
    clock.note(Reading(Moment(2008, 12, 30)))
    clock.note(Reading(Moment(2009, 1, 2)))
    clock.note(Reading(Moment(2001, 5), year_given=True))  # what it tells of earlier times
    clock.new_paragraph()
    assert clock.undated(1, 9) == Reading(Moment(2009, 1, 9))
    clock.note(Reading(Moment(2009, 3)))
    clock.new_paragraph()
    assert clock.context == Moment(2009, 3)


def test_days_before_the_year_of_the_article_are_not_its_story() -> None:
    clock = Clock(None, 2014)
    clock.note(Reading(Moment(1999, 5, 3), year_given=True))
    clock.new_paragraph()
    assert clock.undated(6, 1) == Reading(Moment(2014, 6, 1))


def test_a_named_year_is_kept_to_in_its_paragraph_only() -> None:
    clock = Clock(PUBLISHED)
    clock.note(Reading(Moment(2016, 8, 3), year_given=True))
    assert clock.undated(9, 1) == Reading(Moment(2016, 9, 1))
    clock.new_paragraph()
    assert clock.undated(9, 1) == Reading(Moment(2024, 9, 1))


def test_the_present_perfect_leaves_the_named_year() -> None:
    clock = Clock(PUBLISHED, perfect=True)
    clock.note(Reading(Moment(2016, 8, 3), year_given=True))
    assert clock.undated(9, 1) == Reading(Moment(2024, 9, 1))


def test_a_bare_year_dates_what_follows_only_where_it_opens_a_sentence() -> None:
    inside, opening = Clock(None), Clock(None, opening=True)
    for clock in (inside, opening):
        clock.note(Reading(Moment(1985)))
    assert (inside.context, opening.context) == (None, Moment(1985))
    assert inside.named == Moment(1985)


@pytest.mark.parametrize("kind", ["future", "aside"])
def test_what_lies_ahead_and_asides_date_nothing(kind: str) -> None:
    clock = Clock(PUBLISHED)
    clock.note(Reading(Moment(2025, 3), **{kind: True}))
    assert (clock.named, clock.context) == (None, None)


def test_a_paragraph_begins_in_the_year_of_the_article() -> None:
    clock = Clock(None, year=2012)
    clock.new_paragraph()
    assert clock.undated(3, 1) == Reading(Moment(2012, 3, 1))


@pytest.mark.parametrize(("ahead", "value"), [(False, "2024-12-05"), (True, "2024-12-12")])
def test_a_weekday_is_the_last_one_or_by_a_future_tense_the_next(ahead: bool, value: str) -> None:
    assert str(Clock(PUBLISHED, ahead=ahead).weekday(3)) == value


def test_without_publication_a_weekday_is_no_day() -> None:
    assert Clock(None).weekday(3) is None
