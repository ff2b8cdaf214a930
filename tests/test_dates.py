"""Dates: which time expression of the tree is the date of an event."""

from datetime import date

import pytest
from spacy.language import Language
from time_sample import tree

from kg.dates import event_date, time_expressions
from kg.extract import extract
from kg.extraction import Article
from kg.parse import Parsed


def date_of(parsed: Parsed, word: str, *, carry: bool = True) -> str | None:
    trigger = next(token for token in parsed.doc if token.text == word)
    found = event_date(parsed, trigger, time_expressions(parsed), carry=carry)
    return found.value if found else None


def test_since_a_dated_event_is_no_date_of_what_follows_it() -> None:
    rows = ["It captured nsubj PRP", "captured captured ROOT VBD", "towns captured obj NNS", "since invasion case IN"]
    parsed = tree([*rows, "the invasion det DT", "invasion captured obl NN", "in May case IN", "May invasion nmod NNP"])
    assert (date_of(parsed, "captured"), date_of(parsed, "invasion")) == (None, "2024-05")


def test_the_date_of_an_event_is_the_one_attached_to_it() -> None:
    parsed = tree(["Rebels captured nsubj NNS", "captured captured ROOT VBD", "Zaram captured obj NNP", "Monday Zaram nmod:tmod NNP"])
    assert date_of(parsed, "captured") == "2024-12-02"


def test_the_date_of_a_report_is_not_the_date_of_the_event() -> None:
    rows = ["He said nsubj PRP", "said said ROOT VBD", "Monday said obl:tmod NNP", "that captured mark IN", "rebels captured nsubj NNS"]
    assert date_of(tree([*rows, "had captured aux VBD", "captured said ccomp VBN"]), "captured") is None
    assert date_of(tree([*rows, "had captured aux VBD", "captured said ccomp VBN", "Friday captured obl NNP"]), "captured") == "2024-11-29"


def test_a_state_that_a_report_finds_has_the_date_of_the_report() -> None:
    rows = ["He said nsubj PRP", "said said ROOT VBD", "Monday said obl:tmod NNP", "rebels control nsubj NNS", "were control cop VBD"]
    assert date_of(tree([*rows, "in control case IN", "control said ccomp NN"]), "control") == "2024-12-02"


def test_a_participle_and_a_coordinated_verb_share_the_date() -> None:
    rows = ["Monday stormed obl:tmod NNP", "they stormed nsubj PRP", "stormed stormed ROOT VBD", "it stormed obj PRP"]
    parsed = tree([*rows, "killing stormed advcl VBG", "and burned cc CC", "burned stormed conj VBD"])
    assert (date_of(parsed, "killing"), date_of(parsed, "burned")) == ("2024-12-02", "2024-12-02")


def test_what_happened_before_or_in_a_relative_clause_does_not_share_the_date() -> None:
    rows = ["Monday left obl:tmod NNP", "they left nsubj PRP", "left left ROOT VBD", "Zaram left obj NNP", "which fell nsubj WDT"]
    parsed = tree([*rows, "fell Zaram acl:relcl VBD", "after captured mark IN", "rebels captured nsubj NNS", "captured left advcl VBD"])
    assert (date_of(parsed, "fell"), date_of(parsed, "captured")) == (None, None)


def test_a_day_after_dates_what_follows_it() -> None:
    rows = ["They struggled nsubj PRP", "struggled struggled ROOT VBD", "Tuesday struggled obl:tmod NNP", ", struggled punct ,"]
    rest = ["a day det DT", "day after obl:npmod NN", "after entered mark IN", "rebels entered nsubj NNS", "entered struggled advcl VBD"]
    assert date_of(tree(rows + rest), "entered") == "2024-12-02"


def test_until_is_no_date_of_an_event() -> None:
    assert date_of(tree(["They held nsubj PRP", "held held ROOT VBD", "until Monday case IN", "Monday held obl NNP"]), "held") is None


def test_the_date_of_a_paragraph_is_carried_to_what_it_tells_next() -> None:
    rows = ["Monday attacked obl:tmod NNP", "they attacked nsubj PRP", "attacked attacked ROOT VBD"]
    past = tree([*rows, "rebels fled nsubj NNS", "fled fled ROOT VBD"])
    assert (date_of(past, "fled"), date_of(past, "fled", carry=False)) == ("2024-12-02", None)
    perfect = tree([*rows, "rebels fled nsubj NNS", "have fled aux VBP", "fled fled ROOT VBN"])
    assert date_of(perfect, "fled") is None


def test_a_span_gives_the_event_an_end() -> None:
    rows = ["They fought nsubj PRP", "fought fought ROOT VBD", "from 3 case IN", "3 fought obl CD", "to May case TO", "5 May nummod CD"]
    parsed = tree([*rows, "May 3 nmod NNP", "2015 May nummod CD"])
    found = event_date(parsed, parsed.doc[1], time_expressions(parsed))
    assert found is not None
    assert (found.value, found.end) == ("2015-05-03", "2015-05-05")


def test_what_the_parser_hangs_on_an_hour_happened_then() -> None:
    rows = ["Monday fled obl:tmod NNP", "they fled nsubj PRP", "fled fled ROOT VBD", "by noon case IN", "noon fled obl NN"]
    parsed = tree([*rows, "rebels captured nsubj NNS", "captured noon acl:relcl VBN"])
    assert date_of(parsed, "captured") == "2024-12-02"


def test_what_happens_before_a_time_of_the_clock_happens_on_the_day_told() -> None:
    rows = ["Monday fled obl:tmod NNP", "they fled nsubj PRP", "fled fled ROOT VBD", "rebels captured nsubj NNS"]
    parsed = tree([*rows, "captured captured ROOT VBD", "before p.m. case IN", "1 p.m. nummod CD", "p.m. captured obl NN"])
    assert date_of(parsed, "captured", carry=False) == "2024-12-02"


def test_a_relative_clause_that_goes_on_with_the_story_shares_the_date() -> None:
    rows = ["Monday stormed obl:tmod NNP", "they stormed nsubj PRP", "stormed stormed ROOT VBD", "prisons stormed obj NNS"]
    parsed = tree([*rows, "from which case IN", "which freed obl WDT", "rebels freed nsubj NNS", "freed prisons acl:relcl VBD"])
    assert date_of(parsed, "freed") == "2024-12-02"


def test_a_state_of_the_next_sentence_is_found_on_the_day_of_the_report() -> None:
    rows = ["Monday said obl:tmod NNP", "he said nsubj PRP", "said said ROOT VBD"]
    rows += ["rebels added nsubj NNS", "added added ROOT VBD", "bases control nsubj NNS", "were control cop VBD", "in control case IN"]
    parsed = tree([*rows, "control added ccomp NN"])
    assert date_of(parsed, "control") == "2024-12-02"


def test_a_clause_with_when_dates_what_happened_then() -> None:
    rows = ["They killed nsubj PRP", "killed killed ROOT VBD", "men killed obj NNS", "when stormed advmod WRB", "rebels stormed nsubj NNS"]
    parsed = tree([*rows, "stormed killed advcl VBD", "Monday stormed obl:tmod NNP"])
    assert date_of(parsed, "killed") == "2024-12-02"


def test_a_date_that_the_parser_hangs_on_the_clause_behind_it_belongs_before_it() -> None:
    rows = ["They marched nsubj PRP", "marched marched ROOT VBD", "Wednesday left obl NNP", ", Wednesday punct ,", "day left obl:npmod NN"]
    parsed = tree([*rows, "after left mark IN", "rebels left nsubj NNS", "left marched advcl VBD"])
    assert date_of(parsed, "marched") == "2024-12-04"


def days(nlp: Language, text: str, published: date | None) -> dict[str, str | None]:
    (read,) = extract([Article("a", text, None, published)], nlp)
    return {claim.relation: claim.date.value if claim.date else None for claim in read.claims}


def test_what_happened_hours_before_happened_on_that_day(nlp: Language) -> None:
    text = "Rebels captured Zaram on Monday, hours after Kenyan troops withdrew from Garissa."
    assert days(nlp, text, date(2024, 12, 5))["withdrewFrom"] == "2024-12-02"


def test_a_dated_report_carries_a_day_over_the_break_of_a_short_paragraph(nlp: Language) -> None:
    text = "Rebels entered Garissa on Monday.\n\nThey attacked Isiolo."
    assert days(nlp, text, date(2024, 12, 5))["attacked"] == "2024-12-02"
    assert days(nlp, text.replace("Monday", "2 December 2024"), None)["attacked"] is None


def test_a_movement_named_after_a_day_gives_no_date(nlp: Language) -> None:
    assert days(nlp, "Garissa fell to the Movement of the 1st of March on Monday.", date(2024, 12, 5)) == {"captured": "2024-12-02"}


NEWS = date(2024, 12, 5)


def test_the_day_of_a_report_is_not_the_day_of_the_news(nlp: Language) -> None:
    text = "Rebels entered Garissa on Tuesday, police said on Wednesday.\n\nBy noon Kenyan troops had attacked Isiolo."
    assert days(nlp, text, NEWS)["attacked"] == "2024-12-03"


def test_of_several_dates_of_a_sentence_the_one_of_its_main_clause_goes_on(nlp: Language) -> None:
    text = "Rebels entered Garissa on Tuesday, a day after they had left Wajir. They attacked Isiolo."
    assert days(nlp, text, NEWS)["attacked"] == "2024-12-03"


def test_a_date_of_its_own_counts_before_one_counted_from_another(nlp: Language) -> None:
    text = "On Monday Kenya closed the border, a year after rebels attacked Garissa in October last year."
    assert days(nlp, text, NEWS)["attacked"] == "2023-10"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rebels captured Garissa on Tuesday after they attacked Isiolo.", "2024-12-03"),
        ("Rebels captured Garissa on Tuesday after they had attacked Isiolo.", "2024-12"),
        ("On Tuesday rebels captured Garissa, which they attacked with mortars.", "2024-12-03"),
        ("On Tuesday rebels captured Garissa, which they had attacked with mortars.", None),
        ("The army said on Tuesday that rebels had attacked Isiolo.", "2024-12"),
        ("The army said in March that rebels had attacked Isiolo.", None),
        ("Rebels attacked Isiolo before they left Garissa on Tuesday.", "2024-12"),
    ],
)
def test_what_is_told_beside_something_dated_happened_about_then(nlp: Language, text: str, value: str | None) -> None:
    assert days(nlp, text, NEWS)["attacked"] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Rebels entered Garissa on Tuesday.\n\nThe army has since attacked Isiolo.", "2024-12"),
        ("Rebels entered Garissa on Tuesday.\n\nThe army said soldiers had since attacked Isiolo.", "2024-12"),
        ("Rebels entered Garissa on Tuesday.\n\nThe group was founded in March 2011. It has attacked Isiolo.", None),
        ("Rebels entered Garissa on 2 October.\n\nThe army has since attacked Isiolo.", None),
        ("The army has attacked Isiolo.", None),
    ],
)
def test_what_a_report_tells_in_passing_happened_in_the_month_of_the_news(nlp: Language, text: str, value: str | None) -> None:
    assert days(nlp, text, NEWS)["attacked"] == value


def test_a_state_has_no_rough_date(nlp: Language) -> None:
    assert days(nlp, "Rebels entered Isiolo on Tuesday.\n\nThey said the army had controlled Garissa.", NEWS)["controls"] is None


def test_a_rough_date_does_not_decide_which_of_two_reports_of_a_fact_is_kept(nlp: Language) -> None:
    text = "Rebels have attacked Isiolo. The army said on Tuesday that rebels had attacked Isiolo."
    (read,) = extract([Article("a", text, None, NEWS)], nlp)
    assert [(claim.stated_by, claim.date) for claim in read.claims if claim.relation == "attacked"] == [(None, None)]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The rebels had held Garissa since they expelled the army from it in January 2013.", "controls"),
        ("Kenya, an ally of Uganda since a pact signed in January 2013, sent troops.", "alliedWith"),
    ],
)
def test_a_state_has_the_date_of_its_beginning(nlp: Language, text: str, relation: str) -> None:
    assert days(nlp, text, NEWS)[relation] == "2013-01"


def test_the_date_of_a_relative_clause_does_not_stop_the_story(nlp: Language) -> None:
    text = "Rebels entered Garissa on Tuesday. They attacked Isiolo, which the army had lost in May."
    assert days(nlp, text, NEWS)["attacked"] == "2024-12-03"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Kenya said on Tuesday rebels had attacked Isiolo the day before.", "2024-12-02"),
        ("Kenya told reporters on Tuesday rebels had attacked Isiolo on Monday.", "2024-12-02"),
        ("After troops left Garissa on 2 March, rebels attacked Isiolo on 9 March.", "2024-03-09"),
        ("Rebels attacked Isiolo without warning on Tuesday.", "2024-12-03"),
        ("It was not until 3 March that rebels attacked Isiolo.", "2024-03-03"),
        ("Rebels did not attack Isiolo until 3 March.", "2024-03-03"),
        ("Rebels held Garissa until 3 March and attacked Isiolo.", None),
        ("It was only on 3 March that the rebels attacked Isiolo.", "2024-03-03"),
        ("Garissa, shelled twice, in May and in June, fell. Rebels attacked Isiolo, too, in July and, once more, in August.", "2024-07"),
        ("Rebels left Garissa on Tuesday. They retook Wajir and attacked Isiolo, police said.", "2024-12-03"),
    ],
)
def test_the_date_nearest_to_an_event_in_its_own_clause_counts(nlp: Language, text: str, value: str | None) -> None:
    assert days(nlp, text, NEWS)["attacked"] == value


def test_a_time_sees_what_happened_then(nlp: Language) -> None:
    assert days(nlp, "The summer of 2019 saw the rebels capture Isiolo.", NEWS)["captured"] == "2019"


def test_what_is_told_by_the_month_has_the_day_that_is_told_of_it_elsewhere(nlp: Language) -> None:
    text = "Rebels seized Isiolo in March, the mayor said. Somali insurgents captured Isiolo on 2 March. Bandits captured Wajir in March."
    (read,) = extract([Article("a", text, published=NEWS)], nlp)
    assert [c.date and c.date.value for c in read.claims if c.relation == "captured"] == ["2024-03-02", "2024-03-02", "2024-03"]
