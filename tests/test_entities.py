"""Which names of an article are one entity."""

import pytest
from docs_by_hand import tree

from kg.actors import load_actors
from kg.entities import Cast, side_of
from kg.mentions import Mention
from kg.places import load_gazetteer
from kg.spelling import normalise

ALIASES = {name: normalise(actor.name) for name, actor in load_actors().items()}


def cast(*names: tuple[str, str]) -> Cast:
    """The entities of an article that names these, one behind the other; a bracket stands as a word of its own."""
    words = [(word, class_name, text) for text, class_name in names for word in text.split()]
    doc = tree(
        *(
            f"{word} {'-LRB-' if word == '(' else '-RRB-' if word == ')' else 'NNP'} 0 {'ROOT' if i == 0 else 'dep'}"
            for i, (word, _, _) in enumerate(words)
        )
    )
    mentions, first = [], 0
    for text, class_name in names:
        last = first + len(text.split())
        if class_name:
            mentions.append(Mention(first, last, doc[last - 1], text, class_name, named=True))
        first = last
    return Cast(doc, mentions, load_gazetteer(), ALIASES)


def groups(found: Cast) -> list[list[str]]:
    """The names of each entity, in order of appearance."""
    return [list(cluster.names) for cluster in dict.fromkeys(found.of(k) for k in range(len(found.mentions)))]


@pytest.mark.parametrize(
    ("names", "together"),
    [
        ([("Assimi Traoré", "Person"), ("Traoré", "Person")], True),
        ([("Traoré", "Person"), ("Assimi Traoré", "Person")], True),
        ([("Assimi Traoré", "Person"), ("Fatou Diallo", "Person")], False),
        ([("Northern Sahel Guard", "ArmedGroup"), ("Sahel Guard", "ArmedGroup")], True),
        ([("Sahel Guard", "ArmedGroup"), ("SG", "ArmedGroup")], True),
        ([("Congolese Patriotic Union", "ArmedGroup"), ("CPU", "Organization")], True),
        ([("4th Brigade", "ArmedGroup"), ("7th Brigade", "ArmedGroup")], False),
        ([("Hama", "Place"), ("Hama city", "Place")], True),
        ([("Hama", "Place"), ("Hama Airport", "Facility")], False),
        ([("Tripoli", "Place"), ("Tripoli", "Place")], True),
        ([("Azov Brigade", "ArmedGroup"), ("Kyiv", "Place")], False),
        ([("Rapid Support Forces", "ArmedGroup"), ("RSF", "ArmedGroup")], True),
        ([("ISIL", "ArmedGroup"), ("Daesh", "ArmedGroup")], True),
        ([("al-Nusra Front", "ArmedGroup"), ("Levant Front", "ArmedGroup")], False),
    ],
)
def test_short_forms_and_other_names_join_the_longer_name(names: list[tuple[str, str]], together: bool) -> None:
    assert len(groups(cast(*names))) == (1 if together else 2)


def test_a_short_form_in_brackets_joins_the_name_before_it_whatever_its_letters() -> None:
    found = cast(("Alliance of Patriots", "ArmedGroup"), ("(", ""), ("APCLS", "ArmedGroup"), (")", ""), ("APCLS", "ArmedGroup"))
    assert groups(found) == [["Alliance of Patriots", "APCLS"]]


def test_a_place_in_brackets_is_another_place() -> None:
    assert len(groups(cast(("Bria", "Place"), ("(", ""), ("Kotto", "Place"), (")", "")))) == 2


def test_the_fullest_name_is_the_name_of_an_entity_and_the_others_are_its_aliases() -> None:
    cluster = cast(("Traoré", "Person"), ("Assimi Traoré", "Person"), ("Traoré", "Person")).of(0)
    assert (cluster.name, cluster.aliases) == ("Assimi Traoré", ("Traoré",))


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Russian warplanes", "Russia"),
        ("Syrian government forces", "Syria"),
        ("the Ukrainian army", "Ukraine"),
        ("Ethiopia's army", "Ethiopia"),
        ("Russians", "Russia"),
        ("Russia", None),
        ("Syrian Democratic Forces", None),
        ("Free Syrian Army", None),
        ("Sahel Guard", None),
    ],
)
def test_a_demonym_with_generic_words_only_is_the_side_of_a_state(name: str, state: str | None) -> None:
    assert side_of(name, load_gazetteer()) == state


def test_all_forces_of_a_state_are_one_side() -> None:
    found = cast(("Russian army", "ArmedGroup"), ("Russian warplanes", "ArmedGroup"), ("Sahel Guard", "ArmedGroup"))
    assert groups(found)[0] == ["Russian army", "Russian warplanes"]
    assert [side.state for side in found.sides] == ["Russia"]
    assert found.of(0).name == "Russian army"


def test_a_token_is_looked_up_in_the_mention_that_holds_it() -> None:
    found = cast(("Sahel Guard", "ArmedGroup"), ("took", ""), ("Bria", "Place"))
    assert [found.index_at(i) for i in range(5)] == [0, 0, None, 1, None]


def test_a_description_is_one_entity_however_often_it_comes() -> None:
    found = cast(("Bria", "Place"))
    assert found.described("local fighters", "ArmedGroup") is found.described("Local fighters", "ArmedGroup")
    assert found.described("local fighters", "ArmedGroup").local


def test_people_are_not_the_group_that_is_called_the_same() -> None:
    found = cast(("Bria", "Place"))
    assert found.described("fighters", "Person") is not found.described("fighters", "ArmedGroup")


def test_two_long_names_that_end_alike_are_two_whatever_short_form_stands_between_them() -> None:
    found = cast(("Omar Sabil Brigades", "ArmedGroup"), ("Brigades", "ArmedGroup"), ("White Dune Brigades", "ArmedGroup"))
    assert groups(found) == [["Omar Sabil Brigades", "Brigades"], ["White Dune Brigades"]]
