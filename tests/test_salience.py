"""Whom a reader has in mind: who was mentioned before, how prominently and how long ago."""

import pytest
from docs_by_hand import parsed, tree
from spacy.tokens import Doc

from kg.clusters import Cluster
from kg.entities import Cast
from kg.knowledge import Knowledge
from kg.mentions import named_mentions
from kg.salience import WINDOW, History, prominence

SHELLED = tree("Seleka NNP 1 nsubj B-MIL", "shelled/shell VBD 1 ROOT", "Balaka NNP 1 obj B-MIL", ". . 1 punct")
LATER = tree("They/they PRP 1 nsubj", "fled/flee VBD 1 ROOT", ". . 1 punct")
RAINED = tree("It/it PRP 1 expl", "rained/rain VBD 1 ROOT", ". . 1 punct")


def told(*docs: Doc, quoted: frozenset[int] = frozenset()) -> tuple[Doc, Cast, History]:
    known = Knowledge.default()
    doc = parsed(*docs).doc
    cast = Cast(doc, named_mentions(doc, known.lexicon, known.names, known.places), known.places, known.aliases)
    return doc, cast, History(cast, quoted)


def group(cluster: Cluster) -> bool:
    return cluster.class_name == "ArmedGroup"


def last(*docs: Doc, at: int, quoted: frozenset[int] = frozenset()) -> str | None:
    """The name of the group mentioned last before a token."""
    doc, _, history = told(*docs, quoted=quoted)
    found = history.latest(doc[at], group)
    return found.name if found is not None else None


def test_of_one_sentence_the_subject_comes_before_the_object() -> None:
    assert last(SHELLED, LATER, at=4) == "Seleka"


def test_of_two_sentences_the_later_one_comes_first_whatever_its_role() -> None:
    second = tree("Kotto NNP 1 nsubj B-LOC", "feared/fear VBD 1 ROOT", "Balaka NNP 1 obj B-MIL", ". . 1 punct")
    assert last(SHELLED, second, LATER, at=8) == "Balaka"


def test_of_two_alike_the_later_one_comes_first() -> None:
    doc = tree(
        "Troops/troop NNS 1 nsubj",
        "fought/fight VBD 1 ROOT",
        "Seleka NNP 1 obj B-MIL",
        "and CC 4 cc",
        "Balaka NNP 2 conj B-MIL",
        ". . 1 punct",
    )
    assert last(doc, LATER, at=6) == "Balaka"


def test_only_what_fits_is_found() -> None:
    doc, _, history = told(SHELLED, LATER)
    assert history.latest(doc[4], lambda cluster: cluster.class_name == "Person") is None


def test_what_comes_later_is_not_in_mind_yet() -> None:
    assert last(LATER, SHELLED, at=0) is None


@pytest.mark.parametrize(("sentences", "name"), [(WINDOW - 1, "Seleka"), (WINDOW, None)])
def test_a_reader_forgets_after_a_few_sentences(sentences: int, name: str | None) -> None:
    assert last(SHELLED, *[RAINED] * sentences, LATER, at=4 + 3 * sentences) == name


def test_who_is_named_inside_a_quotation_is_not_meant_outside_it() -> None:
    second = tree("Balaka NNP 1 nsubj B-MIL", "lied/lie VBD 1 ROOT", ". . 1 punct")
    assert last(SHELLED, second, LATER, at=7, quoted=frozenset(range(4, 7))) == "Seleka"
    assert last(SHELLED, second, LATER, at=7, quoted=frozenset(range(4, 10))) == "Balaka"


def test_a_resolved_description_is_a_mention_too() -> None:
    described = tree("The/the DT 1 det", "militia NN 2 nsubj", "advanced/advance VBD 2 ROOT", ". . 2 punct")
    doc, cast, history = told(SHELLED, described, LATER)
    history.add(doc[5], cast.of(1))
    found = history.latest(doc[8], group)
    assert found is not None
    assert found.name == "Balaka"


def test_a_token_means_what_was_noted_first() -> None:
    doc, cast, history = told(SHELLED, LATER)
    history.add(doc[0], cast.of(1))
    found = history.latest(doc[4], group)
    assert found is not None
    assert found.name == "Seleka"


def test_an_article_without_names_has_nobody_in_mind() -> None:
    assert last(LATER, at=0) is None


def rank(dependency: str) -> int:
    return prominence(tree(f"Seleka NNP 1 {dependency}", "fled/flee VBD 1 ROOT")[0])


def test_subjects_are_more_prominent_than_objects_and_these_than_the_rest() -> None:
    assert rank("nsubj") > rank("obj") > rank("obl") > rank("nmod") > rank("compound")


@pytest.mark.parametrize(("one", "other"), [("nsubj", "nsubj:pass"), ("compound", "amod"), ("compound", "nmod:poss")])
def test_some_roles_are_equally_prominent(one: str, other: str) -> None:
    assert rank(one) == rank(other)


def test_what_is_coordinated_is_as_prominent_as_the_first() -> None:
    doc = tree("Seleka NNP 3 nsubj", "and CC 2 cc", "Balaka NNP 0 conj", "fled/flee VBD 3 ROOT")
    assert prominence(doc[2]) == prominence(doc[0])


def test_a_name_inside_a_hyphenated_word_is_the_least_prominent() -> None:
    doc = tree("Kenya NNP 2 nsubj", "- HYPH 0 punct", "backed/back VBN 2 ROOT")
    assert prominence(doc[0]) == rank("compound")
