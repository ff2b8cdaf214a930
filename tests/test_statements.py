"""Which statements our own pipeline finds in whole sentences, with whom it names as their speakers."""

import pytest
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article

TOLD = [
    ("His deputy and spokesman, Omar Haddad, said that the bridge was closed.", "Omar Haddad", "the bridge was closed"),
    ("Three pilots were said by a nurse to be lost at sea.", "nurse", "Three pilots were said by a nurse to be lost at sea"),
    ("The ministry accused the Shield, a small militia, of theft.", "ministry", "the Shield, a small militia, of theft"),
    ("The captain asked for new sails.", "captain", "new sails"),
    ("The police named the dead man as Omar Haddad.", "police", "the dead man as Omar Haddad"),
    ("The mine lies in a wood from which, officers said, wolves had fled.", "officers", "wolves had fled"),
    ("The Union called on Wednesday for the release of the sailors.", "Union", "the release of the sailors"),
    ("The agency placed the death toll in the hundreds.", "agency", "the death toll in the hundreds"),
    ("The Front claimed the hijacking of a ferry.", "Front", "the hijacking of a ferry"),
    ("The Front claimed responsibility for a fire in the harbour.", "Front", "responsibility for a fire in the harbour"),
    (
        "The army announced the release, on 16 May, of the sailors.",
        "army",
        "the release, on 16 May, of the sailors",
    ),
    ("Norway and Iceland accused the ferry company of fraud.", "Norway and Iceland", "the ferry company of fraud"),
    (
        "At its head stands Omar Haddad, a former pilot, who said on the radio that the bridge was closed.",
        "Omar Haddad",
        "the bridge was closed",
    ),
    (
        "Two militias fled, but one of them, the Lake Military Council, said that the bridge was closed.",
        "Lake Military Council",
        "the bridge was closed",
    ),
    ("A depot was shelled, officers said; the army denied everything.", "officers", "A depot was shelled"),
    ("The ministry ruled out talks with the rebels.", "ministry", "talks with the rebels"),
    ("The garrison complained of unpaid wages.", "garrison", "unpaid wages"),
    ("A coalition statement said that the road was open.", "coalition", "the road was open"),
    ("The garrison put the dead at 40.", "garrison", "the dead at 40"),
    ("The monitor counted thirty bodies.", "monitor", "thirty bodies"),
    ("The ministry dismissed reports that the bridge had fallen.", "ministry", "reports that the bridge had fallen"),
    ("The Front claimed in a broadcast to have downed a drone.", "Front", "to have downed a drone"),
    ("Norway offered to host a new round of talks.", "Norway", "to host a new round of talks"),
    ("The theft of the rice was admitted by the ministry.", "ministry", "The theft of the rice"),
    ("The militia is accused by the ministry of stealing cattle.", "ministry", "stealing cattle"),
    ("Farmers and a bus driver said that rebels held the town.", "Farmers and a bus driver", "rebels held the town"),
    ("Two young pilots and a judge said that rebels held the town.", "young pilots and a judge", "rebels held the town"),
    (
        "A driver who identified himself as Omar Haddad said that the bridge was closed.",
        "Omar Haddad",
        "the bridge was closed",
    ),
    (
        "The faction said through its spokesman, Omar Haddad, that it had signed the truce.",
        "Omar Haddad",
        "it had signed the truce",
    ),
    ("The ferry, pilots say, was sunk by a mine.", "pilots", "The ferry, pilots say, was sunk by a mine"),
    (
        "The rebels burned a mill in which, officers said, the guards had slept.",
        "officers",
        "the guards had slept",
    ),
    (
        "If the dam were to break, the minister warned, the valley would be drowned.",
        "minister",
        "If the dam were to break, the minister warned, the valley would be drowned",
    ),
    (
        "Rebels left the town on Sunday, as the commander, General Omar Haddad, announced on television.",
        "Omar Haddad",
        "Rebels left the town on Sunday",
    ),
    ("As the ministry put it, the militia attacked the hospital.", "ministry", "the militia attacked the hospital"),
    (
        "Rebels left the town, the council said on Monday, two days after the bridge collapsed.",
        "council",
        "Rebels left the town",
    ),
    (
        "A mast had snapped, said the pilot, Omar Haddad; no sailor had been hurt.",
        "Omar Haddad",
        "A mast had snapped",
    ),
    (
        "The rebels seized the mill in March, though according to farmers the owner had sold it.",
        "farmers",
        "the owner had sold it",
    ),
    (
        "The minister acknowledged that the talks had failed but insisted that the truce held.",
        "minister",
        "the truce held",
    ),
    (
        "On Monday, however, the ministry announced a truce, which was broken by noon.",
        "ministry",
        "a truce",
    ),
    ("Farmers reached by telephone said the bridge was closed.", "Farmers", "the bridge was closed"),
    ("Rebels closed the bridge on Sunday, farmers flown to a military hospital said.", "farmers", "Rebels closed the bridge on Sunday"),
    ("Omar Haddad, speaking in Oslo on Tuesday, advised Norway to close the bridge.", "Omar Haddad", "Norway to close the bridge"),
    (
        "The letter from Norway, the authenticity of which could not be confirmed, said that the bridge was closed.",
        "Norway",
        "the bridge was closed",
    ),
    (
        "Omar Haddad insisted that pilots would stay in Oslo and announced that the bridge was closed.",
        "Omar Haddad",
        "the bridge was closed",
    ),
    ("Norway said on Friday its bridge had fallen.", "Norway", "its bridge had fallen"),
    ("A monitoring team assessed in January that the bridge was closed.", "monitoring team", "the bridge was closed"),
    ("Norway protested that a ferry had sunk.", "Norway", "a ferry had sunk"),
    ("Norway held the pilots responsible for the fire.", "Norway", "the pilots responsible for the fire"),
    ("Norway accuses Omar Haddad, who leads the union, of theft.", "Norway", "Omar Haddad, who leads the union, of theft"),
    ("The bridge, the minister said, was closed.", "minister", "The bridge, the minister said, was closed"),
    ("The hospitals said they were overwhelmed with sailors.", "hospitals", "they were overwhelmed with sailors"),
    ("The storm hit Oslo, killing at least 62 sailors by Norway's count.", "Norway", "killing at least 62 sailors"),
    ("A storm closed the bridge in Oslo, Norway said on Monday, its worst in a decade.", "Norway", "A storm closed the bridge in Oslo"),
    ("Norway said its pilots had left Oslo, which lies on the coast.", "Norway", "its pilots had left Oslo"),
    ("Norway closed the bridge in what it called a first step to peace.", "Norway", "a first step to peace"),
    ("A faction calling itself the Lake Council said that the bridge was closed.", "Lake Council", "the bridge was closed"),
    (
        "The bridge is guarded by the Watch, a militia of farmers, pilots say.",
        "pilots",
        "The bridge is guarded by the Watch, a militia of farmers",
    ),
    ("There were reports from the ground that the bridge was closed.", "reports", "the bridge was closed"),
    ("Norway charged that pilots had closed the bridge.", "Norway", "pilots had closed the bridge"),
    ("Norway rejected the plan as hasty.", "Norway", "the plan as hasty"),
    (
        "The Lake Council claimed the raid in a message. The message said that the bridge was closed.",
        "Lake Council",
        "the bridge was closed",
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
        "Rumours that the ferry had sunk proved false.",
        "A judge is looking into reports that guards sold the rice.",
        "The major refused to say when the road would open.",
        "The monitors left without saying when the road would open.",
        "The army put soldiers at three crossings.",
        "The governor rejects this plan and has opened an inquiry.",
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
    (read,) = extract([Article("a", "His deputy and spokesman, Omar Haddad, said that the road was closed.")], nlp)
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
        ("The fever has killed ten goats, by the count of the ministry.", "The fever has killed ten goats"),
        ("In the version of the ministry, rebels burned the ferry.", "rebels burned the ferry"),
    ):
        (read,) = extract([Article("a", text)], nlp)
        assert [(said.speaker.name, text[said.start : said.end]) for said in read.statements] == [("ministry", content)]


def test_what_is_said_before_a_colon_and_in_the_quotation_behind_it_are_two_statements(nlp: Language) -> None:
    text = "Omar Haddad said that the bridge was closed: “We saw soldiers on the road.”"
    (read,) = extract([Article("a", text)], nlp)
    assert [text[said.start : said.end] for said in read.statements] == ["the bridge was closed", "We saw soldiers on the road"]


@pytest.mark.parametrize("text", ["The man calls himself the emir of the valley.", "The man describes himself as the emir of the valley."])
def test_what_somebody_calls_himself_is_no_statement(nlp: Language, text: str) -> None:
    (read,) = extract([Article("a", text)], nlp)
    assert not read.statements


def test_what_the_following_announces_is_said_by_who_reports_it(nlp: Language) -> None:
    text = "The Joint Command reports the following.\n\nRebels attacked Garissa. Kenyan troops captured Isiolo."
    (read,) = extract([Article("a", text)], nlp)
    assert {claim.stated_by.name if claim.stated_by else None for claim in read.claims} == {"Joint Command"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Officers said rebels were fighting soldiers who had attacked Garissa.", "Officers"),
        ("Officers said rebels had fled from soldiers, who attacked Garissa in 2011.", None),
    ],
)
def test_a_relative_clause_is_the_articles_own_only_behind_a_comma(nlp: Language, text: str, speaker: str | None) -> None:
    (read,) = extract([Article("a", text)], nlp)
    (claim,) = (claim for claim in read.claims if claim.relation == "attacked")
    assert (claim.stated_by.name if claim.stated_by else None) == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of the Seleka remained in control of Bria on Thursday, residents and aid workers said.",
        "The Seleka left Bria on Tuesday, handing the Fano a town it had besieged for years, state media and the rebels said.",
    ],
)
def test_two_who_speak_together_are_one_speaker_whatever_the_parser_makes_of_them(nlp: Language, text: str) -> None:
    (read,) = extract([Article("a", text)], nlp)
    assert [said.speaker.name for said in read.statements] == [text[text.rindex(", ") + 2 : text.rindex(" said")]]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Kenya armed the Seleka, an accusation which Nairobi has rejected.", "Kenya", "an accusation which Nairobi has rejected"),
        ("Forty men died in Bria, a figure dismissed by the Seleka.", "Seleka", "a figure dismissed by the Seleka"),
    ],
)
def test_a_charge_that_somebody_denies_is_told_with_its_noun(nlp: Language, text: str, speaker: str, content: str) -> None:
    (read,) = extract([Article("a", text)], nlp)
    assert [(said.speaker.name, text[said.start : said.end]) for said in read.statements] == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Minister Samuel Otim first denied,",
        '"Nothing was lost," said Samuel Otim,',
        "Rebels,",
        "said,",
        "the ministry said, blaming rebels",
    ],
)
def test_a_text_that_breaks_off_is_read_as_far_as_it_goes(nlp: Language, text: str) -> None:
    (read,) = extract([Article("a", text)], nlp)
    assert all(text[each.start : each.end].strip() for each in read.statements)
