"""Time expressions: found in the text and read against publication and what stands before."""

import pytest
from time_sample import flat, tree

from kg.expressions import TimeExpression, time_expressions
from kg.parse import Parsed


def values(parsed: Parsed) -> list[tuple[str, str | None]]:
    return [(each.text, each.value) for each in time_expressions(parsed)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They left on Thursday.", "2024-12-05"),
        ("They left on Friday.", "2024-11-29"),
        ("They left on Sunday night.", "2024-12-01"),
        ("They left last Monday.", "2024-12-02"),
        ("They left today.", "2024-12-05"),
        ("They left this evening.", "2024-12-05"),
        ("They left yesterday.", "2024-12-04"),
        ("They left last night.", "2024-12-04"),
        ("They left the day before yesterday.", "2024-12-03"),
        ("They left three days ago.", "2024-12-02"),
        ("They left two weeks ago.", "2024-11"),
        ("They left a fortnight ago.", "2024-11"),
        ("They left three months ago.", "2024-09"),
        ("They left ten months ago.", "2024-02"),
        ("They left a year ago.", "2023"),
        ("They left last month.", "2024-11"),
        ("They left last year.", "2023"),
        ("They left overnight.", "2024-12"),
        ("They left in the past 24 hours.", "2024-12"),
        ("They left last week.", "2024"),
        ("They left in March.", "2024-03"),
        ("They left last December.", "2023-12"),
        ("They left in early June 2014.", "2014-06"),
        ("They left on 18 May.", "2024-05-18"),
        ("They left on May 18th.", "2024-05-18"),
        ("They left on Feb. 28.", "2024-02-28"),
        ("They left on 18 May 2014.", "2014-05-18"),
        ("They left on May 18, 2014.", "2014-05-18"),
        ("They left on the 17th of February 2016.", "2016-02-17"),
        ("They left on 29 February.", "2024-02-29"),
        ("They left in May last year.", "2023-05"),
        ("They left in 2014.", "2014"),
        ("They left last summer.", "2024"),
        ("They left in the spring.", "2024"),
        ("They left in the winter.", "2024"),
        ("They left on 2014-05-18.", "2014-05-18"),
        ("They left on 31 June.", None),
    ],
)
def test_an_expression_is_read_against_the_day_of_publication(text: str, value: str | None) -> None:
    assert [each for _, each in values(flat(text))] == [value]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("between 3 and 5 May 2015", "2015-05-03", "2015-05-05"),
        ("from 26 to 30 April 2022", "2022-04-26", "2022-04-30"),
        ("From 6–8 June 2017", "2017-06-06", "2017-06-08"),
        ("May 30 to June 2, 2015", "2015-05-30", "2015-06-02"),
        ("from 28 December to 3 January 2016", "2015-12-28", "2016-01-03"),
        ("between 2011 and 2013", "2011", "2013"),
    ],
)
def test_a_span_of_time_has_an_end(text: str, start: str, end: str) -> None:
    (found,) = time_expressions(flat(f"They fought {text}."))
    assert (found.value, found.end) == (start, end)


def test_expressions_that_look_ahead_are_marked_as_future() -> None:
    found = time_expressions(flat("Talks are due next Monday and tomorrow. They left by 1 January."))
    assert [(each.value, each.future) for each in found] == [("2024-12-09", True), ("2024-12-06", True), ("2025-01-01", True)]


def test_a_weekday_by_a_verb_in_the_future_tense_is_the_next_one() -> None:
    parsed = tree(["They meet nsubj PRP", "will meet aux MD", "meet meet ROOT VB", "Thursday meet obl:tmod NNP"])
    assert [(each.value, each.future) for each in time_expressions(parsed)] == [("2024-12-12", True)]


def test_a_day_takes_its_year_from_the_text_before_it_where_there_is_no_publication_date() -> None:
    text = "On 2 March 2016 they attacked.\nThe base was built in 1985. On 5 March it fell."
    assert values(flat(text, None)) == [("2 March 2016", "2016-03-02"), ("1985", "1985"), ("5 March", "2016-03-05")]


def test_the_turn_of_the_year_is_noticed() -> None:
    assert values(flat("On 28 December 2012 they attacked. On 5 January it fell.", None))[1] == ("5 January", "2013-01-05")


@pytest.mark.parametrize(
    ("title", "text", "value"),
    [
        ("Battle of the bridge (2016)", "On 5 March it fell.", "2016-03-05"),
        (None, "On 5 March it fell.\nOn 9 March 2016 they left.", "2016-03-05"),
        ("Campaign (2016–2017)", "On 5 March it fell.\nThe last left in June 2021.", None),
        (None, "On 5 March it fell.", None),
        (None, "They left on Thursday.", None),
        (None, "They left yesterday.", None),
    ],
)
def test_without_a_publication_date_only_a_year_in_the_article_gives_a_value(title: str | None, text: str, value: str | None) -> None:
    assert values(flat(text, None, title))[0][1] == value


@pytest.mark.parametrize(
    ("later", "value"),
    [
        ("The next day", "2015-09-08"),
        ("The following morning", "2015-09-08"),
        ("That night", "2015-09-07"),
        ("On the same day", "2015-09-07"),
        ("Two days later", "2015-09-09"),
        ("A week later", "2015-09-14"),
        ("A fortnight later", "2015-09-21"),
        ("The previous August", "2015-08"),
        ("The previous November", "2014-11"),
        ("Three months later", "2015-12"),
        ("A year earlier", "2014"),
        ("The previous day", "2015-09-06"),
        ("That December", "2015-12"),
        ("In March of that year", "2015-03"),
        ("On the 9th of September", "2015-09-09"),
        ("That autumn", "2015"),
        ("The following spring", "2016"),
        ("Hours earlier", "2015-09-07"),
        ("At the end of the month", "2015-09"),
        ("By the end of the year", "2015"),
        ("Over the next two weeks", "2015-09"),
        ("Over the following two months", "2015-10"),
        ("In mid-2016", "2016"),
        ("The day after the battle", "2015-09-08"),
        ("Two weeks after the battle", "2015-09-21"),
        ("Eight months later", "2016-05"),
        ("Six months later", "2016"),
    ],
)
def test_a_later_expression_counts_from_the_date_before_it(later: str, value: str) -> None:
    assert values(flat(f"They attacked on 7 September 2015. {later} they fled."))[1][1] == value


@pytest.mark.parametrize(
    ("before", "value"),
    [
        ("a day after", "2024-12-03"),
        ("less than a week after", "2024-11"),
        ("barely 31 hours after", "2024-12-03"),
        ("five hours after", "2024-12-04"),
    ],
)
def test_what_a_day_is_counted_from_lies_before_it(before: str, value: str) -> None:
    assert values(flat(f"They left on Wednesday, {before} the others."))[1][1] == value


def test_how_long_something_lasted_is_no_date() -> None:
    assert values(flat("They left on Wednesday and fought for about an hour before they came."))[1:] == [("an hour before", None)]


def test_a_weekday_of_an_unpublished_chronicle_is_the_next_one() -> None:
    assert values(flat("They came on 3 March 1994. On Monday they left.", None))[1][1] == "1994-03-07"


def test_a_paragraph_about_a_year_that_it_names_keeps_to_it() -> None:
    text = "In August 2014 they came. In September they left.\nIn September they came back."
    assert [value for _, value in values(flat(text))] == ["2014-08", "2014-09", "2024-09"]


def test_what_only_looks_like_a_time_is_left_out() -> None:
    assert values(flat("He told Russia Today that 3,500 men and 2014-strong units may march at 1845 GMT.")) == []
    parsed = tree(["They hold nsubj PRP", "hold hold ROOT VBP", "2000 men nummod CD", "men hold obj NNS"])
    assert values(parsed) == []


@pytest.mark.parametrize("text", ["Rebels of the March 23 Movement (M23) fled.", "ZARAM, Dec 4 - Rebels fled."])
def test_dates_in_names_and_datelines_are_left_out(text: str) -> None:
    assert values(flat(text)) == []


def test_an_expression_knows_its_tokens() -> None:
    parsed = flat("They left.\nOn 18 May 2014 they came back.")
    assert time_expressions(parsed) == [TimeExpression(4, 7, "18 May 2014", "2014-05-18")]


@pytest.mark.parametrize(
    "hour", ["By noon", "Shortly after dawn", "Within hours", "Within an hour of it", "Hours later", "By mid-afternoon"]
)
def test_an_hour_lies_on_the_day_told_before_it(hour: str) -> None:
    assert values(flat(f"They attacked on 7 September 2015. {hour} they fled."))[1][1] == "2015-09-07"


def test_an_hour_in_a_later_paragraph_lies_on_the_day_of_the_news() -> None:
    assert values(flat("They attacked on Tuesday after raids on Sunday.\nBy nightfall they had left."))[-1] == (
        "By nightfall",
        "2024-12-03",
    )


def test_an_hour_whose_day_is_named_behind_it_does_not_lie_on_the_day_before() -> None:
    assert values(flat("They fled on Monday. They came before dawn on Tuesday."))[1:] == [("before dawn", None), ("Tuesday", "2024-12-03")]


def test_an_hour_before_any_day_has_no_date() -> None:
    assert values(flat("By noon they had left.")) == [("By noon", None)]


def test_a_day_of_the_month_alone_lies_in_the_month_told_of() -> None:
    assert values(flat("On 14 May 2016 they came. On the 23rd they left.", None)) == [("14 May 2016", "2016-05-14"), ("23rd", "2016-05-23")]
    assert values(flat("On the 23rd they left.", None)) == [("23rd", None)]


def test_an_ordinal_that_counts_a_unit_is_no_day() -> None:
    rows = ["They joined nsubj PRP", "joined joined ROOT VBD", "on Brigade case IN", "the Brigade det DT", "14th Brigade amod JJ"]
    assert values(tree([*rows, "Brigade joined obl NNP"])) == []


@pytest.mark.parametrize("dateline", ["ZARAM, June 11, 1993 –", "ZARAM, 11 June 1993 -"])
def test_a_report_without_a_date_is_read_against_its_dateline(dateline: str) -> None:
    assert values(flat(f"{dateline} They left on Thursday.", None))[-1] == ("Thursday", "1993-06-10")


def test_a_dateline_that_no_calendar_has_gives_no_date() -> None:
    assert values(flat("ZARAM, 31 June 1993 - They left on Thursday.", None))[-1] == ("Thursday", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They left last Thursday.", "2024-11-28"),
        ("They left on Christmas Eve last year.", "2023-12-24"),
        ("They left on New Year's Day 1995.", "1995-01-01"),
        ("They left earlier in the week.", "2024-12"),
        ("They left during the week.", "2024-12"),
    ],
)
def test_feasts_and_the_days_of_last_week_are_read_against_the_day_of_publication(text: str, value: str) -> None:
    assert [each for _, each in values(flat(text))] == [value]


@pytest.mark.parametrize(
    ("later", "value"),
    [
        ("Days later", "2015-03"),
        ("In the following weeks", "2015-03"),
        ("In the months that followed", "2015-05"),
        ("Weeks earlier", "2015-02"),
        ("The following July", "2015-07"),
        ("Within two days", "2015"),
        ("Within the day", "2015"),
        ("Two days previously", "2015-02-26"),
        ("On the first night", "2015-02-28"),
        ("At about four o'clock", "2015-02-28"),
        ("At three in the afternoon", "2015-02-28"),
    ],
)
def test_vague_expressions_count_from_the_date_before_them(later: str, value: str) -> None:
    assert values(flat(f"They attacked on 28 February 2015. {later} they fled.", None))[1][1] == value


def test_days_before_date_only_what_they_stand_by() -> None:
    text = "They attacked on 7 September 2015. The guards had left two days before. The next day they fled."
    assert [value for _, value in values(flat(text))] == ["2015-09-07", "2015-09-05", "2015-09-08"]


def test_a_month_before_the_story_does_not_date_what_follows_it() -> None:
    text = "They attacked on 7 September 2015. The town, taken the previous December, held out. On 9 September they fled."
    assert [value for _, value in values(flat(text, None))] == ["2015-09-07", "2014-12", "2015-09-09"]


def test_a_season_gives_the_year_of_an_article_that_names_no_other() -> None:
    assert values(flat("The battle was fought in the autumn of 1950. On 16 September they attacked.", None))[-1] == (
        "16 September",
        "1950-09-16",
    )


def test_within_some_days_of_a_month_is_in_that_month() -> None:
    assert values(flat("In October 2015 they attacked. Within two days they fled.", None))[1][1] == "2015-10"


def test_days_are_counted_from_a_day_of_the_news_where_their_paragraph_names_none() -> None:
    text = "They left on Tuesday. The war began in April.\nTwo days earlier the camp fell."
    assert values(flat(text))[-1] == ("Two days earlier", "2024-12-01")


def test_how_long_something_has_lasted_says_since_when() -> None:
    rows = ["They held nsubj PRP", "have held aux VBP", "held held ROOT VBN", "it held obj PRP", "for years case IN", "two years nummod CD"]
    (found,) = time_expressions(tree([*rows, "years held obl NNS"]))
    assert (found.value, found.end) == ("2022", "2024-12-05")
    assert values(tree(["They held nsubj PRP", "held held ROOT VBD", *rows[4:], "years held obl NNS"])) == [("for two years", None)]


def test_a_day_before_one_of_them_is_no_name_of_a_unit() -> None:
    rows = ["On one case IN", "the one det DT", "31st one amod JJ", "one fell obl CD", "it fell nsubj PRP", "fell fell ROOT VBD"]
    assert [text for text, _ in values(tree(["May fell obl NNP", *rows]))] == ["May", "31st"]
