"""
Bring the general name sets to our five labels, and leave open what they do not tell.

A person stays a person and a place a place, unless its last word names a facility. "ORG" covers in those sets what we divide
into ORG, MIL and FAC: the last word decides; where it says nothing, the name stays ORG only in a sentence that has nothing to
do with war, and is otherwise left open.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.training.annotated import UNKNOWN, Annotated

# Articles of re3d that also serve as test articles elsewhere, by the first digits of their ids; none is trained on.
RE3D_HELD_OUT = tuple(
    """
    6646F63F 6874F49C 76957901 8BC6B4D3 B2E5F55F D21D5CC3 D52939C7 E50B8563 7064D852 821F5BBD C35F45FE D23AD6D8 ED9C03D1
    487C0B93 6E62DC65 9DFBD0B6 2B0DB9AA 76F75D98 7EA8D40D
    """.split()
)

FACILITY = frozenset(
    """
    airport airfield airbase heliport airstrip base barracks prison jail checkpoint crossing dam barrage bridge port harbour
    harbor refinery plant factory steelworks hospital clinic university academy school mosque cathedral church monastery
    palace station camp embassy consulate hotel headquarters hq fort fortress garrison tunnel pipeline mine stadium tower
    terminal depot shipyard museum library
    """.split()
)
MILITARY = frozenset(
    """
    army navy forces force troops fighters rebels militants militia militias insurgents guerrillas brigade brigades
    battalion battalions division divisions regiment corps squadron fleet marines guard guards command police gendarmerie
    front taliban hezbollah hamas isil isis daesh da’esh peshmerga qaeda qaida mujahideen militiamen paramilitaries
    coalition soldiers commandos sdf isf fsa ypg pkk ltte
    """.split()
)
CIVIL = frozenset(
    """
    ministry department company corp corporation inc ltd co bank party committee council commission agency association
    institute institution organisation organization foundation university college school news times post press journal group
    union congress parliament senate assembly government court court society club league team band records service services
    administration office authority nations board center centre bbc cnn reuters afp tass un eu enron google microsoft ferc
    iso epmi ena
    """.split()
)
_WAR = re.compile(
    r"\b(army|armies|military|militar\w+|troops?|soldiers?|forces|rebels?|milit\w+|insurgen\w+|terror\w*|war|wars|attack\w*|bomb\w*|"
    r"weapons?|kill\w*|fight\w*|guerr?illas?|jihad\w*|regime|infantry|cavalry|artillery|fleet|navy|naval|battalion|regiment|brigade|battle\w*)\b",
    re.IGNORECASE,
)
_TITLES = frozenset(
    """
    the mr mrs ms dr sir gen general lt col colonel maj major capt captain sgt brig adm admiral president prime minister
    secretary foreign defence defense deputy ambassador special envoy vice king prince queen sheikh commander spokesman
    spokesperson us uk u.s of state
    """.split()
)


def general(texts: Iterable[Annotated]) -> Iterator[Annotated]:
    """Texts with PER, LOC and ORG (other labels are no names of ours) under our labels."""
    for annotated in texts:
        warlike = _WAR.search(annotated.text) is not None
        marks = [
            (start, end, ours)
            for start, end, label in annotated.marks
            if (ours := label_of(annotated.text[start:end], label, warlike)) is not None
        ]
        yield replace(annotated, marks=tuple(marks))


def label_of(name: str, label: str, warlike: bool) -> str | None:
    """Our label for a name that a general set calls `label`; None for what we do not mark."""
    if label == "PER":
        return "PER"
    if label not in {"LOC", "ORG"}:
        return None
    words = [word.strip(".,’'\"").lower() for word in name.split()] or [""]
    if len(words) > 1 and words[-1] in FACILITY - ({"university", "school"} if label == "ORG" else set()):
        return "FAC"
    if label == "LOC":
        return "LOC"
    if words[-1] in MILITARY:
        return "MIL"
    if CIVIL.intersection(words) or not warlike:
        return "ORG"
    return UNKNOWN


def read_re3d(folder: Path) -> Iterator[Annotated]:
    """Paragraphs of the re3d articles that are not held out: proper names under our labels, all its other mentions left open."""
    for source in sorted(path for path in folder.iterdir() if path.is_dir()):
        mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for record in _records(source / "entities.json"):
            if record["confidence"]:
                mentions[record["documentId"]].append((record["begin"], record["end"], record["type"]))
        for article in sorted(_records(source / "documents.json"), key=lambda record: str(record["_id"])):
            if not article["_id"].startswith(RE3D_HELD_OUT):
                yield from _re3d_paragraphs(article["text"], sorted(mentions[article["_id"]]))


def _re3d_paragraphs(text: str, mentions: list[tuple[int, int, str]]) -> Iterator[Annotated]:
    countries = {text[start:end].removeprefix("the ") for start, end, kind in mentions if kind == "Location"}
    for paragraph in re.finditer(r"[^\n]+", text):
        marks = []
        for start, end, kind in mentions:
            if paragraph.start() <= start and end <= paragraph.end():
                mark = _re3d_mark(text[start:end], kind, countries)
                if mark is not None:
                    lead, label = mark
                    marks.append((start + lead - paragraph.start(), end - paragraph.start(), label))
        yield Annotated(paragraph.group(), tuple(marks))


def _re3d_mark(mention: str, kind: str, places: set[str]) -> tuple[int, str] | None:
    """How many characters of titles to leave out in front, and our label; None for what has no capital, a pronoun or a common noun."""
    label = {"Person": "PER", "Location": "LOC", "Organisation": "ORG"}.get(kind)
    lead = 0
    for word in mention.split()[:-1]:
        if word.lower().strip(".,") not in _TITLES:
            break
        lead += len(word) + 1
    name = mention[lead:]
    if (
        label is None
        or not any(word[:1].isupper() for word in mention.split()[1:] or [name])
        or mention.lower() in {"we", "they", "it", "he", "she", "i"}
    ):
        return None
    proper = len(name.split()) <= 6 and all(
        word[:1].isupper() or word[:3] in {"al-", "of", "and", "the", "for", "in"} for word in name.split()
    )
    if name.lower().strip(".,") in _TITLES or (not proper and name.split()[-1] not in MILITARY):
        return 0, UNKNOWN
    if label == "ORG" and name in places:
        label = "LOC"
    return lead, label_of(name, label, warlike=True) or UNKNOWN


def _records(path: Path) -> Iterator[dict[str, Any]]:
    """One JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
