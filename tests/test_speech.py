"""Reading the lexicon of reported speech."""

import pytest

from kg.resources import resource
from kg.speech import SpeechLexicon

TABLES = """
[[noun]]
words = "claim|assertion"
stance = "assert"

[anonymous]
words = "report"

[documents]
words = "letter|ruling"

[sources]
phrases = ["according to", "according with", "in the words of"]

[claimed]
words = "alleged"

[times]
words = "monday"

[addressing]
words = "tell"

[counted]
words = "dead"

[untrue]
words = "false"

[numbers]
words = "dozen"

[withholding]
words = "decline"

[naming]
words = "call"

[reckoning]
words = "count"

[charges]
words = "charge"

[bodies]
words = "army"

[lettered]
words = "sign"
"""
VERBS = """
[[verb]]
words = "say|deny"
stance = "assert"
frames = ["quote", "clause"]

[[verb]]
words = "deny"
stance = "deny"
frames = ["clause", "object"]
"""


@pytest.fixture
def lexicon() -> SpeechLexicon:
    """A lexicon of few words."""
    return SpeechLexicon.from_toml(VERBS + TABLES)


def test_a_verb_has_a_stance_for_each_of_its_frames(lexicon: SpeechLexicon) -> None:
    assert lexicon.verbs["say"] == {"quote": "assert", "clause": "assert"}


def test_of_two_entries_for_a_frame_the_first_holds(lexicon: SpeechLexicon) -> None:
    assert lexicon.verbs["deny"] == {"quote": "assert", "clause": "assert", "object": "deny"}


def test_nouns_and_lists_are_read_word_by_word(lexicon: SpeechLexicon) -> None:
    assert lexicon.nouns == {"claim": "assert", "assertion": "assert"}
    assert lexicon.documents == {"letter", "ruling"}


def test_phrases_of_sources_are_found_by_their_first_word(lexicon: SpeechLexicon) -> None:
    assert lexicon.sources == {"according": (("according", "to"), ("according", "with")), "in": (("in", "the", "words", "of"),)}


def test_our_own_lexicon_knows_only_the_stances_that_it_explains() -> None:
    ours = SpeechLexicon.from_toml(resource("speech.toml").read_text(encoding="utf-8"))
    stances = {stance for frames in ours.verbs.values() for stance in frames.values()} | set(ours.nouns.values())
    assert stances <= {"assert", "deny", "promise", "ask", "believe", "expect"}
    assert "deny" in ours.verbs["deny"].values()
