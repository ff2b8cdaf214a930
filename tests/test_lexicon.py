"""The notation of the lexicon, its errors, and how our own lexicon fits our own ontology."""

from pathlib import Path

import pytest
from docs_by_hand import tree

from kg.errors import OntologyError
from kg.frames import Slot, VerbFrame
from kg.lexicon import Lexicon, load_lexicon, read_lexicon
from kg.ontology import load_ontology
from kg.resources import resource

_OURS = resource("lexicon.toml").read_text(encoding="utf-8")
# Only the relations are other ones here; the lists of words are those of our own lexicon.
_TABLES = "\n" + _OURS[_OURS.index("[heads]") :]


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    return written(
        tmp_path,
        """
        [[relation]]
        name = "captured"
        actors = "ArmedGroup|State"
        verbs = ["A capture|seize B", "A take [control|charge] of|over B", "B fall to A", "* lose B to A", "A pull out of|from B"]
        nouns = [
            { words = "capture|seizure", object = "of", subject = "by", pair = "between" },
            { words = "fall", object = "of", modifier = false },
        ]
        held = "held|taken"

        [[relation]]
        name = "leaderOf"
        roles = ["leader", "press secretary"]
        weak_roles = ["deputy"]
        prepositions = ["of", "for"]
        """,
    )


def written(folder: Path, relations: str, tables: str = _TABLES) -> Lexicon:
    path = folder / "lexicon.toml"
    path.write_text("\n".join(line.strip() for line in relations.splitlines()) + tables, encoding="utf-8")
    return read_lexicon(path)


def frame(lexicon: Lexicon, verb: str) -> VerbFrame:
    (only,) = lexicon.verb_frames[verb]
    return only


def test_words_joined_by_a_bar_are_alternatives(lexicon: Lexicon) -> None:
    assert frame(lexicon, "capture") is frame(lexicon, "seize")
    assert frame(lexicon, "seize").relation == "captured"


def test_a_slot_without_preposition_is_the_direct_object(lexicon: Lexicon) -> None:
    assert frame(lexicon, "capture").first == "A"
    assert frame(lexicon, "capture").slots == (Slot("B"),)


def test_a_word_in_brackets_is_the_noun_of_a_light_verb(lexicon: Lexicon) -> None:
    taken = frame(lexicon, "take")
    assert taken.nouns == {"control", "charge"}
    assert taken.slots == (Slot("B", frozenset({"of", "over"}), of_noun=True),)


def test_a_frame_may_begin_with_the_object_or_with_somebody_else(lexicon: Lexicon) -> None:
    assert (frame(lexicon, "fall").first, frame(lexicon, "fall").slots) == ("B", (Slot("A", frozenset({"to"})),))
    assert (frame(lexicon, "lose").first, frame(lexicon, "lose").slots) == ("*", (Slot("B"), Slot("A", frozenset({"to"}))))


def test_a_word_before_the_preposition_is_a_particle(lexicon: Lexicon) -> None:
    assert frame(lexicon, "pull").slots == (Slot("B", frozenset({"of", "from"}), particles=frozenset({"out"})),)


def test_a_dash_leaves_no_room_for_an_object(tmp_path: Path) -> None:
    lexicon = written(
        tmp_path,
        """
        [[relation]]
        name = "entered"
        verbs = ["A drive - into B", "A march into B"]
    """,
    )
    assert [frame(lexicon, verb).alone for verb in ("drive", "march")] == [True, False]
    assert frame(lexicon, "drive").slots == frame(lexicon, "march").slots
    assert frame(lexicon, "drive").name == "verb.drive.into"


def test_frames_may_be_of_what_is_fired(tmp_path: Path) -> None:
    lexicon = written(
        tmp_path,
        """
        [[relation]]
        name = "attacked"
        verbs = ["A attack B"]
        fired = ["A fall on B"]
    """,
    )
    assert [frame(lexicon, verb).fired for verb in ("attack", "fall")] == [False, True]


def test_frames_bear_the_name_of_their_rule(lexicon: Lexicon) -> None:
    assert [frame(lexicon, verb).name for verb in ("seize", "take", "fall")] == ["verb.capture", "verb.take.control.of", "verb.fall.to"]
    assert lexicon.noun_frames["seizure"][0].name == "noun.seizure"


def test_noun_frames_list_the_prepositions_of_their_participants(lexicon: Lexicon) -> None:
    (capture,) = lexicon.noun_frames["capture"]
    assert (capture.object, capture.subject, capture.pair, capture.modifier) == ({"of"}, {"by"}, {"between"}, True)
    assert not lexicon.noun_frames["fall"][0].modifier


def test_roles_and_participles_are_read(lexicon: Lexicon) -> None:
    (roles,) = lexicon.roles
    assert (roles.relation, roles.weak, roles.prepositions) == ("leaderOf", {"deputy"}, {"of", "for"})
    assert "press secretary" in roles.nouns
    assert lexicon.participles["held"] == {"held": "captured", "taken": "captured"}


def test_the_subject_of_a_relation_may_be_narrower_than_its_domain(lexicon: Lexicon) -> None:
    assert lexicon.actors == {"captured": frozenset({"ArmedGroup", "State"})}


def test_a_head_in_two_lists_belongs_to_the_first(tmp_path: Path) -> None:
    lexicon = written(tmp_path, '[[relation]]\nname = "captured"', _TABLES.replace('Place = "', 'Place = "militia|', 1))
    assert lexicon.head_class("militia") == "ArmedGroup"


def test_unknown_heads_have_no_class(lexicon: Lexicon) -> None:
    assert lexicon.head_class("idea") is None


def test_a_head_is_known_by_its_lemma_or_as_it_is_written(lexicon: Lexicon) -> None:
    doc = tree("the DT 1 det", "towns/town NNS 1 ROOT", "barracks/barrack NNS 1 appos")
    assert [lexicon.kind(token) for token in doc] == [None, "Place", "Facility"]


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("capture B", "starts with 'capture'"),
        ("X capture B", "starts with 'X'"),
        ("A capture", "needs an A and a B"),
        ("A take control of", "needs an A and a B"),
        ("A withdraw from B to", "may not end in a preposition"),
        ("B fall", "needs an A and a B"),
        pytest.param(
            "A take B from * over",
            "may not end in a preposition",
        ),
        ("A launch *", "needs an A and a B"),
        ("* lose B", "needs an A and a B"),
        ("A", "starts with A, B or"),
    ],
)
def test_a_frame_that_cannot_be_understood_is_refused(tmp_path: Path, pattern: str, complaint: str) -> None:
    with pytest.raises(OntologyError, match=complaint) as caught:
        written(tmp_path, f'[[relation]]\nname = "captured"\nverbs = ["{pattern}"]')
    assert "captured" in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_our_lexicon_speaks_only_of_relations_and_classes_of_our_ontology() -> None:
    lexicon, ontology = load_lexicon(), load_ontology()
    relations = {frame.relation for frames in (*lexicon.verb_frames.values(), *lexicon.noun_frames.values()) for frame in frames}
    relations |= {roles.relation for roles in lexicon.roles} | {r for words in lexicon.participles.values() for r in words.values()}
    relations |= {lexicon.state_relation, lexicon.location_relation} | lexicon.actors.keys() | lexicon.victims
    assert relations <= ontology.relations.keys()
    assert set(lexicon.classes.values()) <= ontology.classes.keys()
    assert {name for names in lexicon.actors.values() for name in names} <= ontology.classes.keys()


def test_our_lexicon_words_every_relation_of_our_ontology_that_is_no_narrower_form_of_another() -> None:
    lexicon, ontology = load_lexicon(), load_ontology()
    worded = {frame.relation for frames in (*lexicon.verb_frames.values(), *lexicon.noun_frames.values()) for frame in frames}
    worded |= {roles.relation for roles in lexicon.roles}
    assert {name for name, relation in ontology.relations.items() if not relation.parents} <= worded


def test_our_lexicon_is_the_file_beside_the_ontology() -> None:
    assert read_lexicon(resource("lexicon.toml")) == load_lexicon()
