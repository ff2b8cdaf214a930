"""Names out of gold articles, on small texts written for the purpose."""

import json
from pathlib import Path

from kg.training.annotated import Annotated
from kg.training.gold_names import read_gold


def gold(folder: Path, text: str, **names: tuple[str, list[str]]) -> list[str]:
    """The paragraphs of a gold article with these entities, each mark written out as in our own sentences."""
    (folder / "one.txt").write_text(text, encoding="utf-8")
    entities = {key: {"type": kind, "names": called} for key, (kind, called) in names.items()}
    (folder / "one.json").write_text(json.dumps({"id": "one", "text": "one.txt", "entities": entities}), encoding="utf-8")
    return [written(paragraph) for paragraph in read_gold(folder)]


def written(annotated: Annotated) -> str:
    text = annotated.text
    for start, end, label in reversed(annotated.marks):
        text = f"{text[:start]}[[{label} {text[start:end]}]]{text[end:]}"
    return text


def test_names_of_gold_articles_are_marked_wherever_they_stand(tmp_path: Path) -> None:
    assert gold(
        tmp_path,
        "How the town of Ondara fell\n\nThe Harvest Brigade took Ondara from Chad; at Ondara the brigade rested.",
        group=("ArmedGroup", ["Harvest Brigade", "brigade"]),
        town=("Place", ["Ondara"]),
        state=("State", ["Chad"]),
    ) == [
        "[[? How]] the town of [[LOC Ondara]] fell",
        "The [[MIL Harvest Brigade]] took [[LOC Ondara]] from [[LOC Chad]]; at [[LOC Ondara]] the brigade rested.",
    ]


def test_capitals_that_no_gold_name_explains_are_left_open_unless_also_written_small(tmp_path: Path) -> None:
    assert gold(tmp_path, "Rebels fled to Sarbo.\nPlayers met Colonel Tam and the rebels.", person=("Person", ["Colonel Tam"])) == [
        "Rebels fled to [[? Sarbo]].",
        "[[? Players]] met [[? Colonel]] [[PER Tam]] and the rebels.",
    ]


def test_titles_are_no_part_of_a_gold_name(tmp_path: Path) -> None:
    assert gold(tmp_path, "the sheikh met Mulla Orom Tad", person=("Person", ["Mulla Orom Tad", "Orom Tad"])) == [
        "the sheikh met [[? Mulla]] [[PER Orom Tad]]"
    ]


def test_a_name_takes_in_the_fighters_behind_it_and_a_demonym_is_left_open_with_them(tmp_path: Path) -> None:
    assert gold(tmp_path, "when Dawn Front fighters met Chadian troops", group=("ArmedGroup", ["Dawn Front"])) == [
        "when [[MIL Dawn Front fighters]] met [[? Chadian troops]]"
    ]


def test_gold_names_that_are_descriptions_are_left_open(tmp_path: Path) -> None:
    assert gold(
        tmp_path,
        "the fighters of Chad's army and Fighters of the Sun",
        army=("ArmedGroup", ["Chad's army"]),
        fighters=("ArmedGroup", ["Fighters of the Sun"]),
    ) == ["the fighters of [[? Chad's army]] and [[? Fighters of the Sun]]"]
