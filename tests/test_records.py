"""Claims and statements as flat JSON objects."""

import json
from dataclasses import replace

from graph_sample import BASE, GUARD, KESTRIA, fall

from kg.records import json_line, records


def test_claim_carries_all_that_it_rests_on():
    first = next(records(fall(), base=BASE))
    assert first == {
        "kind": "claim",
        "article": "fall",
        "subject": "Marsh Front",
        "subject_iri": f"{BASE}entity/marsh-front",
        "subject_type": "ArmedGroup",
        "subject_aliases": ["MF", "the Front"],
        "predicate": "captured",
        "object": "Torvin",
        "object_iri": f"{BASE}entity/torvin",
        "object_type": "Place",
        "object_aliases": ["Old Torvin"],
        "stated_by": "Marsh Front",
        "stated_by_aliases": ["MF", "the Front"],
        "reported_by": [],
        "date": "2031-03-04",
        "polarity": "positive",
        "realis": "actual",
        "rule": "verb.test",
        "confidence": 0.9,
        "start": 21,
        "end": 51,
        "quote": "it had taken Torvin on Tuesday",
    }


def test_article_that_speaks_itself_has_no_speaker_and_maybe_no_date():
    captured = next(record for record in records(fall()) if record.get("object") == "Torvin Airfield")
    assert (captured["stated_by"], captured["stated_by_aliases"], captured["date"]) == (None, [], None)


def test_statement_carries_speaker_cue_and_content():
    *_, last = records(fall())
    assert last == {
        "kind": "statement",
        "article": "fall",
        "speaker": "Ana Dell",
        "speaker_aliases": ["Dell"],
        "reported_by": [],
        "cue": "said",
        "content": "The airfield is ours, too",
        "start": fall().statements[0].start,
        "end": fall().statements[0].end,
    }


def test_speakers_around_the_speaker_are_named_the_outermost_last():
    told = fall()
    outer = (GUARD, KESTRIA)
    nested = replace(
        told, claims=(replace(told.claims[0], reported_by=outer),), statements=(replace(told.statements[0], reported_by=outer[:1]),)
    )
    claim, statement = records(nested)
    assert (claim["reported_by"], statement["reported_by"]) == (["Orvan Guard", "Kestria"], ["Orvan Guard"])
    assert claim["stated_by"] == "Marsh Front"


def test_what_is_denied_or_planned_comes_only_when_asked_for():
    asserted, every = list(records(fall())), list(records(fall(), every=True))
    others = [record for record in every if record not in asserted]
    assert [(record["polarity"], record["realis"]) for record in others] == [("negative", "actual"), ("positive", "future")]


def test_line_is_readable_json():
    line = json_line({"kind": "claim", "quote": "They took “Dunreka”.\nAll of it."})
    assert line.count(b"\n") == 1
    assert "“Dunreka”" in line.decode()
    assert json.loads(line)["quote"] == "They took “Dunreka”.\nAll of it."
