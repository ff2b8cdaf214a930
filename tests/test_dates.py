"""Dates: time expressions read against publication and context, and the date of an event found through the tree."""

from collections.abc import Sequence
from datetime import date

import pytest
import spacy
from spacy.tokens import Doc

from kg.dates import TimeExpression, event_date, time_expressions
from kg.extraction import Article
from kg.parse import Parsed, join, paragraphs

THURSDAY = date(2024, 12, 5)
_BLANK = spacy.blank("en")


def flat(text: str, published: date | None = THURSDAY, title: str | None = None) -> Parsed:
    """An article whose sentences end at full stops and whose words all hang on the first word of theirs."""
    article = Article("a", text, title, published)
    docs, starts = [], []
    for offset, line in paragraphs(text):
        words = _BLANK(line)
        firsts = [i for i in range(len(words)) if i == 0 or words[i - 1].text == "."]
        heads = [max(first for first in firsts if first <= i) for i in range(len(words))]
        spaces = [bool(token.whitespace_) for token in words]
        deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
        pos = ["VERB" if token.text in {"built", "left", "fell", "attacked"} else "X" for token in words]
        docs.append(Doc(_BLANK.vocab, [token.text for token in words], spaces, heads=heads, deps=deps, pos=pos))
        starts.append(offset)
    return join(article, docs, starts)


def tree(rows: Sequence[str], published: date | None = THURSDAY) -> Parsed:
    """An article from rows of "word head-word relation tag", one word of each kind; a root names itself."""
    fields = [row.split() for row in rows]
    words = [field[0] for field in fields]
    heads = [words.index(field[1]) for field in fields]
    lemmas = {"said": "say", "captured": "capture", "announced": "announce", "began": "begin"}
    doc = Doc(
        _BLANK.vocab,
        words,
        heads=heads,
        deps=[field[2] for field in fields],
        tags=[field[3] for field in fields],
        pos=[{"V": "VERB", "N": "NOUN"}.get(field[3][0], "X") for field in fields],
        lemmas=[lemmas.get(word, word.lower()) for word in words],
    )
    return join(Article("a", doc.text, None, published), [doc], [0])


def values(parsed: Parsed) -> list[tuple[str, str | None]]:
    return [(each.text, each.value) for each in time_expressions(parsed)]


def date_of(parsed: Parsed, word: str, *, carry: bool = True) -> str | None:
    trigger = next(token for token in parsed.doc if token.text == word)
    found = event_date(parsed, trigger, time_expressions(parsed), carry=carry)
    return found.value if found else None


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
        ("They left three days ago.", "2024-12-02"),
        ("They left two weeks ago.", "2024-11"),
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
        ("Three months later", "2015-12"),
        ("A year earlier", "2014"),
        ("The previous day", "2015-09-06"),
        ("That December", "2015-12"),
        ("In March of that year", "2015-03"),
    ],
)
def test_a_later_expression_counts_from_the_date_before_it(later: str, value: str) -> None:
    assert values(flat(f"They attacked on 7 September 2015. {later} they fled."))[1][1] == value


def test_a_paragraph_about_a_year_that_it_names_keeps_to_it() -> None:
    text = "In August 2014 they came. In September they left.\nIn September they came back."
    assert [value for _, value in values(flat(text))] == ["2014-08", "2014-09", "2024-09"]


def test_what_only_looks_like_a_time_is_left_out() -> None:
    assert values(flat("He told Russia Today that 3,500 men and 2014-strong units may march.")) == []
    parsed = tree(["They hold nsubj PRP", "hold hold ROOT VBP", "2000 men nummod CD", "men hold obj NNS"])
    assert values(parsed) == []


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


def test_an_expression_knows_its_tokens() -> None:
    parsed = flat("They left.\nOn 18 May 2014 they came back.")
    assert time_expressions(parsed) == [TimeExpression(4, 7, "18 May 2014", "2014-05-18")]
