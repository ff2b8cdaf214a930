"""Statements: who is reported to say what, on trees given by hand and on our own pipeline's."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.attribution import Attribution, attributions, innermost, outward
from kg.extract import extract
from kg.extraction import Article
from kg.parse import Parsed, join, parse
from kg.resources import resource
from kg.speech import SpeechLexicon

_VOCAB = spacy.blank("en").vocab
_TIGHT = frozenset(",.:;”’")


@pytest.fixture(scope="session")
def lexicon() -> SpeechLexicon:
    return SpeechLexicon.from_toml(resource("speech.toml").read_text(encoding="utf-8"))


def tree(*rows: str) -> Parsed:
    """One sentence; each row is a word, its lemma, part of speech, head (from 0) and dependency; "+" after it marks a finite verb."""
    cells = [row.split() for row in rows]
    words = [cell[0] for cell in cells]
    spaces = [word != "“" and after not in _TIGHT for word, after in zip(words, [*words[1:], "."], strict=True)]
    doc = Doc(
        _VOCAB,
        words=words,
        spaces=spaces,
        lemmas=[cell[1] for cell in cells],
        pos=[cell[2] for cell in cells],
        heads=[int(cell[3]) for cell in cells],
        deps=[cell[4] for cell in cells],
        morphs=["VerbForm=Fin" if cell[-1] == "+" else "" for cell in cells],
    )
    return join(Article("a", doc.text), [doc], [0])


def told(parsed: Parsed, found: list[Attribution]) -> list[tuple[str, str, str, str]]:
    return [(a.speaker.text, a.cue.text, parsed.article.text[a.start : a.end], a.rule) for a in found]


def test_a_clause_after_that_is_the_content_even_where_the_parser_hangs_it_on_a_time(lexicon: SpeechLexicon) -> None:
    parsed = tree(
        "Rebels rebel NOUN 1 nsubj",
        "said say VERB 1 ROOT +",
        "this this DET 3 det",
        "week week NOUN 1 obl:unmarked",
        "that that PRON 6 nsubj",
        "troops troops NOUN 6 nsubj",
        "fled flee VERB 3 acl:relcl +",
        ". . PUNCT 1 punct",
    )
    assert told(parsed, attributions(parsed, lexicon)) == [("Rebels", "said", "troops fled", "ccomp.that")]


def test_a_relative_clause_is_no_content(lexicon: SpeechLexicon) -> None:
    parsed = tree(
        "Rebels rebel NOUN 1 nsubj",
        "reported report VERB 1 ROOT +",
        "attacks attack NOUN 1 obj",
        "that that PRON 4 nsubj",
        "failed fail VERB 2 acl:relcl +",
        ". . PUNCT 1 punct",
    )
    assert told(parsed, attributions(parsed, lexicon)) == [("Rebels", "reported", "attacks that failed", "object")]


def test_a_clause_before_its_speaker_ends_at_the_comma_whichever_verb_is_the_root(lexicon: SpeechLexicon) -> None:
    rows = [
        "Troops troops NOUN 1 nsubj",
        "fled flee VERB {} +",
        ", , PUNCT 1 punct",
        "residents resident NOUN 4 nsubj",
        "said say VERB {} +",
    ]
    for fled, said in (("1 ROOT", "1 parataxis"), ("4 ccomp", "4 ROOT")):
        parsed = tree(*(row.format(said if "say" in row else fled) for row in rows))
        assert told(parsed, attributions(parsed, lexicon)) == [("residents", "said", "Troops fled", "parataxis.tail")]


def test_a_quotation_needs_only_its_marks_and_the_verb_beside_it(lexicon: SpeechLexicon) -> None:
    parsed = tree(
        "“ “ PUNCT 1 punct",
        "Troops troops NOUN 2 nsubj",
        "fled flee VERB 2 ROOT +",
        ", , PUNCT 2 punct",
        "” ” PUNCT 2 punct",
        "said say VERB 2 conj +",
        "the the DET 7 det",
        "mayor mayor NOUN 2 obj",
        ". . PUNCT 2 punct",
    )
    assert told(parsed, attributions(parsed, lexicon)) == [("mayor", "said", "Troops fled", "quote.said")]


def test_the_agent_of_a_passive_speaks(lexicon: SpeechLexicon) -> None:
    parsed = tree(
        "Raids raid NOUN 2 nsubj:pass",
        "were be AUX 2 aux:pass +",
        "reported report VERB 2 ROOT",
        "by by ADP 4 case",
        "monitors monitor NOUN 2 obl:agent",
        "to to PART 6 mark",
        "continue continue VERB 2 xcomp",
        ". . PUNCT 2 punct",
    )
    assert told(parsed, attributions(parsed, lexicon)) == [
        ("monitors", "reported", "Raids were reported by monitors to continue", "passive.agent")
    ]


def test_a_passive_without_an_agent_has_no_speaker(lexicon: SpeechLexicon) -> None:
    parsed = tree(
        "It it PRON 2 nsubj:pass",
        "was be AUX 2 aux:pass +",
        "reported report VERB 2 ROOT",
        "that that SCONJ 5 mark",
        "troops troops NOUN 5 nsubj",
        "fled flee VERB 2 ccomp +",
        ". . PUNCT 2 punct",
    )
    assert attributions(parsed, lexicon) == []


def test_an_aside_in_indirect_speech_is_in_the_voice_of_the_article(lexicon: SpeechLexicon) -> None:
    parsed = tree(
        "Rebels rebel NOUN 1 nsubj",
        "said say VERB 1 ROOT +",
        "troops troops NOUN 8 nsubj",
        ", , PUNCT 6 punct",
        "who who PRON 5 nsubj",
        "held hold VERB 2 acl:relcl +",
        "Karvan Karvan PROPN 5 obj",
        ", , PUNCT 5 punct",
        "fled flee VERB 1 ccomp +",
        ". . PUNCT 1 punct",
    )
    found = attributions(parsed, lexicon)
    assert innermost(found, parsed.doc[8]) == found[0]
    assert innermost(found, parsed.doc[5]) is None
    assert outward(found, parsed.doc[5]) == found


def sentence(nlp: Language, text: str) -> Parsed:
    return next(parse([Article("a", text)], nlp))


INDIRECT = [
    ("The governor said that rebels had taken the bridge.", "governor", "said", "rebels had taken the bridge", "assert"),
    ("The governor said rebels had taken the bridge on Sunday.", "governor", "said", "rebels had taken the bridge on Sunday", "assert"),
    ("Rebels had taken the bridge, the governor said.", "governor", "said", "Rebels had taken the bridge", "assert"),
    ("The army confirmed control over the dam.", "army", "confirmed", "control over the dam", "assert"),
    ("The ministry announced the capture of Karvan.", "ministry", "announced", "the capture of Karvan", "assert"),
    ("The rebels claimed to have shot down two helicopters.", "rebels", "claimed", "to have shot down two helicopters", "assert"),
    ("The army denied that it had shelled the hospital.", "army", "denied", "it had shelled the hospital", "deny"),
    ("The army denied shelling the hospital.", "army", "denied", "shelling the hospital", "deny"),
    ("Residents who had fled described gunmen looting the market.", "Residents", "described", "gunmen looting the market", "assert"),
    ("The Kesran Front claimed two of the blasts.", "Front", "claimed", "two of the blasts", "assert"),
    ("The generals put their own at 5,800.", "generals", "put", "their own at 5,800", "assert"),
    (
        "The rebels lost, according to the ministry, six hundred men, while nobody counted the wounded.",
        "ministry",
        "according",
        "lost, according to the ministry, six hundred men",
        "assert",
    ),
    ("They took the camp, killing 40 people, according to the clinic.", "clinic", "according", "killing 40 people", "assert"),
    ("According to the memoirs of Mavila, the war was lost that day.", "Mavila", "According", "the war was lost that day", "assert"),
    ("The Front charged the army with shelling refugees.", "Front", "charged", "the army with shelling refugees", "assert"),
    ("The bulletin spoke only of a loss of contact.", "bulletin", "spoke", "a loss of contact", "assert"),
    (
        "Troops shelled the clinic, which, the nurses said, had received 160 wounded.",
        "nurses",
        "said",
        "had received 160 wounded",
        "assert",
    ),
    ("The party denies it, of course.", "party", "denies", "denies it", "deny"),
    ("The minister spoke of 300 dead, whereas the clinic had counted none.", "minister", "spoke", "300 dead", "assert"),
    (
        "The envoy appealed on Tuesday for both sides to return to talks, and left.",
        "envoy",
        "appealed",
        "both sides to return to talks",
        "ask",
    ),
    (
        "It was the worst loss of the war, the army said on Friday, in the biggest battle it had fought.",
        "army",
        "said",
        "It was the worst loss of the war",
        "assert",
    ),
    (
        "They hold, by the reckoning of diplomats, some 70 per cent of the land.",
        "diplomats",
        "reckoning",
        "They hold, by the reckoning of diplomats, some 70 per cent of the land",
        "assert",
    ),
    ("The Kesran Front took the port and, by the count of a survivor, killed ten men.", "survivor", "count", "killed ten men", "assert"),
    (
        "The Kesran Front left the town, which the generals called a strategic retreat.",
        "generals",
        "called",
        "a strategic retreat",
        "assert",
    ),
    ("The blast killed two airmen, an attack that the military blamed on the rebels.", "military", "blamed", "on the rebels", "assert"),
    ("The general put his own dead at 1,500.", "general", "put", "his own dead at 1,500", "assert"),
    ("Residents accused the militia of burning their houses.", "Residents", "accused", "the militia of burning their houses", "assert"),
    ("The council called for an immediate ceasefire in the valley.", "council", "called", "an immediate ceasefire in the valley", "ask"),
    ("The mayor urged residents to leave the town.", "mayor", "urged", "residents to leave the town", "ask"),
    ("The general described the offensive as a failure.", "general", "described", "the offensive as a failure", "assert"),
    ("The commander warned of a massacre.", "commander", "warned", "a massacre", "assert"),
    ("The militia vowed to retake the airport.", "militia", "vowed", "to retake the airport", "promise"),
    ("According to the Red Crescent, forty people were killed.", "Crescent", "According", "forty people were killed", "assert"),
    ("Forty people were killed, according to the Red Crescent.", "Crescent", "according", "Forty people were killed", "assert"),
    ("The agency reported on Monday that the siege had ended.", "agency", "reported", "the siege had ended", "assert"),
    ("The general, who said the town was safe, flew home.", "general", "said", "the town was safe", "assert"),
    ("The general visited the front, saying that the town was safe.", "general", "saying", "the town was safe", "assert"),
    ("A statement from the ministry said troops had entered Karvan.", "ministry", "said", "troops had entered Karvan", "assert"),
    ("In a statement, the rebels said they had withdrawn.", "rebels", "said", "they had withdrawn", "assert"),
    ("Reports indicate that the airport was shelled.", "Reports", "indicate", "the airport was shelled", "assert"),
    ("There were reports that the dam had been mined.", "reports", "reports", "the dam had been mined", "assert"),
    ("The claim by the rebels that they took the base was false.", "rebels", "claim", "they took the base", "assert"),
    ("Rebels claimed responsibility for the attack.", "Rebels", "claimed", "responsibility for the attack", "assert"),
    ("Kell was lost, local officials and a doctor at the hospital said.", "officials", "said", "Kell was lost", "assert"),
    (
        "The prime minister will resign unless the shelling stops, diplomats said.",
        "diplomats",
        "said",
        "The prime minister will resign unless the shelling stops",
        "assert",
    ),
    (
        "Insurgents seized the border post, security sources told the agency.",
        "sources",
        "told",
        "Insurgents seized the border post",
        "assert",
    ),
    ("He denied reports that his forces had shelled the market.", "He", "denied", "his forces had shelled the market", "deny"),
    (
        "The army’s chief of staff, General Paul Odera, told state radio that his men held Velm.",
        "Paul",
        "told",
        "his men held Velm",
        "assert",
    ),
    (
        "Sorn fell on Sunday, according to the rebels, who posted pictures of the square.",
        "rebels",
        "according",
        "Sorn fell on Sunday",
        "assert",
    ),
    (
        "A senior commander was quoted as saying that the garrison had surrendered.",
        "commander",
        "saying",
        "the garrison had surrendered",
        "assert",
    ),
    (
        "The capture of the airport, announced by the army on Sunday, ended the siege.",
        "army",
        "announced",
        "The capture of the airport",
        "assert",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "cue", "content", "stance"), INDIRECT, ids=[row[0] for row in INDIRECT])
def test_indirect_speech(nlp: Language, lexicon: SpeechLexicon, text: str, speaker: str, cue: str, content: str, stance: str) -> None:
    parsed = sentence(nlp, text)
    found = [(a.speaker.text, a.cue.text, text[a.start : a.end], a.stance) for a in attributions(parsed, lexicon)]
    assert found == [(speaker, cue, content, stance)]


def test_who_is_cited_says_it_too(nlp: Language, lexicon: SpeechLexicon) -> None:
    text = "Troops had stormed the clinic, the agency said, citing doctors."
    found = [(a.speaker.text, text[a.start : a.end]) for a in attributions(sentence(nlp, text), lexicon)]
    assert found == [(who, "Troops had stormed the clinic") for who in ("agency", "doctors")]


SILENT = [
    "The general declined to comment.",
    "The general condemned it.",
    "The general did not say whether the town was safe.",
    "The minister thanked them.",
    "It is believed that hundreds fled.",
    "The militia claimed the village after a long battle.",
    "The moon year is calculated according to the calendar.",
    "The army denied them entry to the camp.",
    "Under the deal announced by both governments, the army will leave the valley.",
    "Opposition activists posted footage that showed the bombing of a school.",
    "The army has yet to comment.",
    "No group has claimed responsibility for the attack.",
    "The president dismissed the governor of Bria.",
    "The board at the airport promised a flight.",
    "The poster on the wall read “Closed for repairs”.",
    "Paul Otim, whom the king had dismissed as governor, went home.",
]


@pytest.mark.parametrize("text", SILENT)
def test_no_statement_without_content_or_speaker(nlp: Language, lexicon: SpeechLexicon, text: str) -> None:
    assert attributions(sentence(nlp, text), lexicon) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "Rebels raided a prison in Goma, officials said, in the latest blow to the talks that the government opened in May.",
            "officials",
            "Rebels raided a prison in Goma",
        ),
        (
            "The rebels were driven back on Tuesday, two officers said on condition of anonymity, and a plan to attack again was put off.",
            "officers",
            "The rebels were driven back on Tuesday",
        ),
        ("The ministry denied that Kunduz had fallen and said its forces had killed ten men.", "ministry", "Kunduz had fallen"),
        ("The Front denies having taken any part in the war.", "Front", "having taken any part in the war"),
        ("The mayor promised a general amnesty.", "mayor", "a general amnesty"),
        ("The mayor told residents of the town to leave.", "mayor", "residents of the town to leave"),
        (
            "French jets struck the rebels on Saturday, according to an official, and Chadian jets bombed a market.",
            "official",
            "French jets struck the rebels on Saturday",
        ),
        ("The minister appealed for calm after rebels captured Bria.", "minister", "calm"),
        ("The minister vowed to retake Bria after rebels overran it.", "minister", "to retake Bria"),
        ("The governor would admit to the loss of two villages.", "governor", "the loss of two villages"),
        ("The mayor appealed to residents to stay at home.", "mayor", "to residents to stay at home"),
        ("The number of dead was put at 500 by the ministry and at 600 by doctors.", "ministry", "The number of dead was put at 500"),
        ("The hospital listed 83 dead, among them 12 women.", "hospital", "83 dead, among them 12 women"),
        ("It was soldiers, the mayor asserted, who had fired first.", "mayor", "It was soldiers, the mayor asserted, who had fired first"),
        ("The tanks, the mayor declared, would have to turn back.", "mayor", "The tanks, the mayor declared, would have to turn back"),
        (
            "The rebels seized Bria with the help, the mayor claimed, of a militia from Obo.",
            "mayor",
            "with the help, the mayor claimed, of a militia from Obo",
        ),
        (
            "Fighting in Bria has entered its third day, with rebels holding more than 100 hostages, according to the mayor.",
            "mayor",
            "with rebels holding more than 100 hostages",
        ),
        (
            "The Front claimed the raid, saying in a statement carried by the Tass agency that its fighters had killed ten men.",
            "Front",
            "its fighters had killed ten men",
        ),
    ],
)
def test_statements_end_where_the_article_goes_on(nlp: Language, lexicon: SpeechLexicon, text: str, speaker: str, content: str) -> None:
    parsed = sentence(nlp, text)
    assert (speaker, content) in [(who, what) for who, _, what, _ in told(parsed, attributions(parsed, lexicon))]


def test_nested_speech_gives_both_statements(nlp: Language, lexicon: SpeechLexicon) -> None:
    parsed = sentence(nlp, "The monitor said the army had admitted that it lost the base.")
    outer, inner = attributions(parsed, lexicon)
    lost = next(token for token in parsed.doc if token.text == "lost")
    assert (outer.speaker.text, inner.speaker.text) == ("monitor", "army")
    assert innermost([outer, inner], lost) == inner
    assert outward([outer, inner], lost) == [inner, outer]


def test_a_quotation_resumed_is_no_second_statement_but_has_its_speaker(nlp: Language, lexicon: SpeechLexicon) -> None:
    parsed = sentence(nlp, "“We hold the bridge,” the governor said. “Nobody will cross it.”")
    first, second = attributions(parsed, lexicon)
    assert (first.resumed, second.resumed) == (False, True)
    assert second.speaker == first.speaker


def test_a_quotation_over_paragraphs_is_one_statement(nlp: Language, lexicon: SpeechLexicon) -> None:
    text = "“We left at dawn.\n\n“The road was empty,” the driver said."
    (found,) = attributions(sentence(nlp, text), lexicon)
    assert text[found.start : found.end] == "We left at dawn.\n\n“The road was empty"


def test_a_speaker_before_a_quotation_speaks_it(nlp: Language, lexicon: SpeechLexicon) -> None:
    text = "Colonel Omar Haddad, a spokesman for the army, told reporters: “We hold the bridge. The dam is ours.”"
    (found,) = attributions(sentence(nlp, text), lexicon)
    assert (found.speaker.text, text[found.start : found.end]) == ("Omar", "We hold the bridge. The dam is ours")


def test_a_statement_printed_after_a_colon_runs_on(nlp: Language, lexicon: SpeechLexicon) -> None:
    text = "The minister said:\n\nI welcome this report.\n\nThe siege must end."
    (found,) = attributions(sentence(nlp, text), lexicon)
    assert (found.rule, text[found.start : found.end]) == ("quote.block", "I welcome this report.\n\nThe siege must end")


@pytest.mark.parametrize("text", ['The mayor said:\n\n"', "Said", "according to", '" said the mayor', "Reports that", "“", "S said that"])
def test_scraps_of_text_are_borne(nlp: Language, lexicon: SpeechLexicon, text: str) -> None:
    parsed = sentence(nlp, text)
    assert all(a.first < a.last for a in attributions(parsed, lexicon))


def test_who_is_quoted_within_a_quotation_makes_no_statement(nlp: Language, lexicon: SpeechLexicon) -> None:
    text = "“The army said it would leave,” the mayor told us."
    (found,) = attributions(sentence(nlp, text), lexicon)
    assert found.speaker.text == "mayor"


def test_who_is_quoted_says_it_not_who_quotes(nlp: Language) -> None:
    (read,) = extract([Article("a", "The agency quoted General Otim as saying that Obo had been retaken.")], nlp)
    assert [statement.speaker.name for statement in read.statements] == ["Otim"]


def test_one_of_the_officers_is_nobody_named_before(nlp: Language) -> None:
    text = "General Amin Deng fled. “We were waiting for orders,” one of the officers said."
    (read,) = extract([Article("a", text)], nlp)
    assert [statement.speaker.name for statement in read.statements] == ["officers"]
