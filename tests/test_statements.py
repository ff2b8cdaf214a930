"""Which statements our own pipeline finds in whole sentences, with whom it names as their speakers."""

import pytest
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article

TOLD = [
    ("A depot was shelled, officers said; the army denied everything.", "officers", "A depot was shelled"),
    ("The ministry ruled out talks with the rebels.", "ministry", "talks with the rebels"),
    ("The garrison complained of a lack of ammunition.", "garrison", "a lack of ammunition"),
    ("A coalition statement said that jets had hit a workshop.", "coalition", "jets had hit a workshop"),
    ("The garrison put the dead at 40.", "garrison", "the dead at 40"),
    ("The monitor counted eleven bodies.", "monitor", "eleven bodies"),
    ("The ministry dismissed reports that the bridge had fallen.", "ministry", "reports that the bridge had fallen"),
    ("The Front claimed in its newsletter to have seized tanks.", "Front", "to have seized tanks"),
    ("Norway offered to mediate between the two sides.", "Norway", "to mediate between the two sides"),
    ("The loss of the town was admitted by the ministry.", "ministry", "The loss of the town"),
    ("The militia is accused by the ministry of abducting boys.", "ministry", "abducting boys"),
    ("Residents and a hospital worker said that rebels held the town.", "Residents and a hospital worker", "rebels held the town"),
    ("Two local officials and a diplomat said that rebels held the town.", "local officials and a diplomat", "rebels held the town"),
    (
        "A caller who identified himself as Omar Haddad said that the guard had left the town.",
        "Omar Haddad",
        "the guard had left the town",
    ),
    (
        "The alliance said through its spokesman, Omar Haddad, that it had freed ten prisoners.",
        "Omar Haddad",
        "it had freed ten prisoners",
    ),
    (
        "The brigade has, analysts say, ties to smugglers.",
        "analysts",
        "The brigade has, analysts say, ties to smugglers",
    ),
    (
        "The rebels hit an orchard from which, officers said, the fire had come.",
        "officers",
        "the fire had come",
    ),
    (
        "If the town were to fall, the minister warned, the road would be lost.",
        "minister",
        "If the town were to fall, the minister warned, the road would be lost",
    ),
    (
        "Rebels left the town on Sunday, as the commander, General Omar Haddad, announced on television.",
        "Omar Haddad",
        "Rebels left the town on Sunday",
    ),
    ("As the ministry put it, the militia attacked the hospital.", "ministry", "the militia attacked the hospital"),
    (
        "Rebels left the town, the council said on Monday, a week after gunmen stormed its gate.",
        "council",
        "Rebels left the town",
    ),
    (
        "A depot had burned, said the minister, Omar Haddad; no ship had been hit.",
        "Omar Haddad",
        "A depot had burned",
    ),
    (
        "The rebels took the fort in March, though according to villagers the guards had already left it.",
        "villagers",
        "the guards had already left it",
    ),
    (
        "The minister acknowledged that his men had lost the depot but insisted that they held the port.",
        "minister",
        "they held the port",
    ),
    (
        "On Monday, however, the ministry announced a withdrawal from the city, which was in ruins by then.",
        "ministry",
        "a withdrawal from the city",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "content"), TOLD, ids=[row[0] for row in TOLD])
def test_who_says_what(nlp: Language, text: str, speaker: str, content: str) -> None:
    (read,) = extract([Article("a", text)], nlp)
    assert (speaker, content) in [(said.speaker.name, text[said.start : said.end]) for said in read.statements]


@pytest.mark.parametrize(
    "text",
    [
        "Armed men who call themselves the People's Front seized the fort.",
        "The Front rejected the peace accord.",
        "The governor ruled the province from a barge.",
        "The claim was denied by the ministry.",
        "Rumours that the bridge had fallen proved false.",
        "An inquiry is under way into reports that soldiers shot prisoners.",
        "The major refused to say who had fired the rockets.",
        "The monitors left without saying who had fired the rockets.",
        "The army put soldiers at three crossings.",
    ],
)
def test_nobody_says_anything(nlp: Language, text: str) -> None:
    (read,) = extract([Article("a", text)], nlp)
    assert [(said.speaker.name, text[said.start : said.end]) for said in read.statements] == []


def test_what_a_semicolon_parts_from_a_statement_is_the_articles(nlp: Language) -> None:
    text = "A depot was shelled, officers said; the army later captured Goma."
    (read,) = extract([Article("a", text)], nlp)
    assert [text[said.start : said.end] for said in read.statements] == ["A depot was shelled"]
    assert [claim.stated_by for claim in read.claims if claim.relation == "captured"] == [None]


def test_a_deputy_who_is_also_spokesman_is_one_speaker(nlp: Language) -> None:
    (read,) = extract([Article("a", "His deputy and spokesman, Omar Haddad, said that the guard had left the town.")], nlp)
    assert "deputy and spokesman" not in {said.speaker.name for said in read.statements}


def test_a_headline_makes_no_statement_but_names_the_source_of_its_claims(nlp: Language) -> None:
    title = "Rebels captured Goma, ministry says"
    text = f"{title}\n\nRebels captured Goma, the ministry said on Monday."
    (read,) = extract([Article("a", text, title)], nlp)
    assert [text[said.start : said.end] for said in read.statements] == ["Rebels captured Goma"]
    assert read.statements[0].start > len(title)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("An officer said the town was calm. He said the road was open.", ["officer", "officer"]),
        ("Residents said the town was calm. They said the road was open.", ["Residents", "Residents"]),
        ("General Omar Haddad said the town was calm. She said the road was open.", ["Omar Haddad", "Omar Haddad"]),
        ("A ministry said the town was calm. It said the road was open.", ["ministry", "ministry"]),
    ],
)
def test_a_pronoun_goes_on_speaking(nlp: Language, text: str, speakers: list[str]) -> None:
    (read,) = extract([Article("a", text)], nlp)
    assert [said.speaker.name for said in read.statements] == speakers


def test_a_pronoun_long_after_a_speaker_or_of_another_number_does_not_go_on(nlp: Language) -> None:
    for text in (
        "Residents said the town was calm. He said the road was open.",
        "An officer said it. Snow fell. A bus came. He said the road was open.",
    ):
        (read,) = extract([Article("a", text)], nlp)
        assert "the road was open" not in {text[said.start : said.end] for said in read.statements}


def test_whose_count_it_is_says_it(nlp: Language) -> None:
    for text, content in (
        ("The fever has killed ten people, by the count of the ministry.", "The fever has killed ten people"),
        ("In the version of the ministry, rebels crept up to the wire.", "rebels crept up to the wire"),
    ):
        (read,) = extract([Article("a", text)], nlp)
        assert [(said.speaker.name, text[said.start : said.end]) for said in read.statements] == [("ministry", content)]
