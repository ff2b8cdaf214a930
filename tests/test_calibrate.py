"""Shares of right claims by rule, against a scorer and gold claims made for the purpose."""

import json
from pathlib import Path

import pytest

from kg.training.calibrate import judged, load_scorer, main, table

SCORER = '''
SYMMETRIC = {"clashedWith"}


def claimed_entities(record, role, entities, text):
    """Those whose names the record gives; the text must name them."""
    return {key for key, entity in entities.items() if record[role] in entity["names"] and record[role] in text}
'''
TEXT = "The Guard took Omar. The Front and the Guard clashed there."
GOLD = {
    "id": "one",
    "text": "one.txt",
    "entities": {"guard": {"names": ["Guard"]}, "front": {"names": ["Front"]}, "omar": {"names": ["Omar"]}},
    "claims": [{"s": "guard", "p": "captured", "o": "omar"}, {"s": "front", "p": "clashedWith", "o": "guard"}],
}


def claim(subject: str, relation: str, target: str, rule: str, article: str = "one") -> dict[str, str]:
    return {"kind": "claim", "article": article, "subject": subject, "predicate": relation, "object": target, "rule": rule}


@pytest.fixture
def scorer(tmp_path: Path) -> Path:
    """The folder of a scorer with one article of two gold claims."""
    (tmp_path / "dev").mkdir()
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    (tmp_path / "dev" / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "dev" / "one.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return tmp_path


def predictions(folder: Path, *records: dict[str, str]) -> Path:
    path = folder / "predictions.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_claim_is_right_where_gold_has_it(scorer: Path) -> None:
    found = predictions(
        scorer,
        claim("Guard", "captured", "Omar", "right"),
        claim("Front", "captured", "Omar", "wrong subject"),
        claim("Guard", "entered", "Omar", "wrong relation"),
        claim("Guard", "captured", "Front", "wrong object"),
        claim("Nobody", "captured", "Omar", "unknown name"),
    )
    assert [rule for rule, right in judged(load_scorer(scorer), scorer / "dev", found) if right] == ["right"]


def test_only_a_symmetric_relation_is_right_the_other_way_round(scorer: Path) -> None:
    found = predictions(scorer, claim("Guard", "clashedWith", "Front", "symmetric"), claim("Omar", "captured", "Guard", "directed"))
    assert list(judged(load_scorer(scorer), scorer / "dev", found)) == [("symmetric", True), ("directed", False)]


def test_statements_and_claims_of_other_articles_are_passed_over(scorer: Path) -> None:
    other = claim("Guard", "captured", "Omar", "elsewhere", article="two")
    assert (
        list(judged(load_scorer(scorer), scorer / "dev", predictions(scorer, {**other, "kind": "statement", "article": "one"}, other)))
        == []
    )


def test_a_folder_without_a_scorer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"score\.py"):
        load_scorer(tmp_path)


def test_a_rule_is_drawn_towards_the_share_of_all_as_if_eight_more_claims_were_seen() -> None:
    pairs = [("often", True)] * 6 + [("often", False)] * 2 + [("once", False)] + [("rare", True)]
    # of all ten claims seven are right; (6 + 8 * 0.7) / (8 + 8), (0 + 8 * 0.7) / (1 + 8), (1 + 8 * 0.7) / (1 + 8)
    assert list(table(pairs)) == [("*", 7, 10, "0.70"), ("often", 6, 8, "0.72"), ("once", 0, 1, "0.62"), ("rare", 1, 1, "0.73")]


def test_a_table_of_no_claims_has_the_row_of_all_rules() -> None:
    assert list(table([])) == [("*", 0, 0, "0.00")]


def test_the_table_is_written_with_tabs_under_its_header(scorer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = predictions(scorer, claim("Guard", "captured", "Omar", "verb.capture"), claim("Omar", "captured", "Guard", "verb.capture"))
    main([str(scorer), str(scorer / "dev"), str(found)])
    assert capsys.readouterr().out.splitlines() == ["rule\tright\tclaims\tconfidence", "*\t1\t2\t0.50", "verb.capture\t1\t2\t0.50"]


def test_predictions_for_several_folders_are_counted_together(scorer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pair = [str(scorer / "dev"), str(predictions(scorer, claim("Guard", "captured", "Omar", "verb.capture")))]
    main([str(scorer), *pair, *pair])
    assert capsys.readouterr().out.splitlines()[1:] == ["*\t2\t2\t1.00", "verb.capture\t2\t2\t1.00"]


def test_a_folder_without_predictions_is_an_error(scorer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([str(scorer), str(scorer / "dev")])
    assert "needs its predictions behind it" in capsys.readouterr().err
