"""Small questions about a noun phrase, asked of trees given by hand."""

import pytest
from docs_by_hand import parsed, tree
from spacy.tokens import Doc

from kg.entities import Cast
from kg.knowledge import Knowledge
from kg.mentions import named_mentions
from kg.phrases import bare, definite, demonym, left_names, phrase_end


def cast(doc: Doc) -> Cast:
    known = Knowledge.default()
    return Cast(doc, named_mentions(doc, known.lexicon, known.names, known.places), known.places, known.aliases)


@pytest.mark.parametrize(
    ("word", "points_back"), [("The", True), ("this", True), ("those", True), ("a", False), ("some", False), ("every", False)]
)
def test_the_and_demonstratives_point_back(word: str, points_back: bool) -> None:
    assert definite(tree(f"{word}/{word.lower()} DT 1 det", "city NN 1 ROOT")[1]) is points_back


def test_a_pronoun_beside_a_noun_does_not_make_it_definite() -> None:
    assert not definite(tree("that PRON:DT 2 obj", "city NN 2 nsubj", "took/take VBD 2 ROOT")[1])


def test_a_noun_alone_is_bare() -> None:
    doc = tree("villages/village NNS 0 ROOT", "of IN 2 case", "Kotto NNP 0 nmod B-LOC")
    assert bare(tree("villages/village NNS 0 ROOT")[0], first=0)
    assert not bare(doc[0], first=0)


def test_a_noun_with_words_before_it_is_not_bare() -> None:
    assert not bare(tree("empty JJ 1 amod", "villages/village NNS 1 ROOT")[1], first=0)


def test_names_before_a_noun_are_found_nearest_first() -> None:
    doc = tree("Kotto NNP 3 nmod:poss B-LOC", "'s POS 0 case", "Seleka NNP 3 compound B-MIL", "fighters/fighter NNS 3 ROOT")
    found = cast(doc)
    assert [found.mentions[k].text for k in left_names(doc[3], found)] == ["Seleka", "Kotto"]


def test_a_name_of_several_words_is_found_once() -> None:
    doc = tree("Sahel NNP 1 compound B-MIL", "Guard NNP 2 compound I-MIL", "fighters/fighter NNS 2 ROOT")
    assert left_names(doc[2], cast(doc)) == [0]


def test_names_behind_a_noun_do_not_count() -> None:
    doc = tree("fighters/fighter NNS 0 ROOT", "of IN 2 case", "Seleka NNP 0 nmod B-MIL")
    assert left_names(doc[0], cast(doc)) == []


@pytest.mark.parametrize(("word", "state"), [("Kenyan", "Kenya"), ("Ghanaian", "Ghana"), ("Kenya", "Kenya"), ("weary", None)])
def test_a_nationality_before_a_noun_is_its_state(word: str, state: str | None) -> None:
    doc = tree(f"{word} JJ 1 amod", "troops/troop NNS 1 ROOT")
    assert demonym(doc[1], cast(doc)) == state


def test_a_backed_group_is_not_of_its_backers_nationality() -> None:
    doc = tree("Kenyan-backed JJ 1 amod", "rebels/rebel NNS 1 ROOT")
    assert demonym(doc[1], cast(doc)) is None


@pytest.mark.parametrize(
    ("behind", "phrase"),
    [
        (["of IN 2 case", "Bria NNP 0 nmod B-LOC"], "city of Bria"),
        (["and CC 2 cc", "port NN 0 conj"], "city"),
        ([", , 3 punct", "the DT 3 det", "capital NN 0 appos"], "city"),
        (
            ["that WDT 2 nsubj", "fell/fall VBD 0 acl:relcl"],
            "city",
        ),
        ([], "city"),
    ],
    ids=["of", "and", "apposition", "relative clause", "alone"],
)
def test_a_phrase_ends_before_what_is_set_off_or_coordinated(behind: list[str], phrase: str) -> None:
    doc = tree("city NN 0 ROOT", *behind)
    assert doc[0 : phrase_end(doc[0])].text == phrase


def test_sentences_of_an_article_are_asked_like_single_ones() -> None:
    doc = parsed(tree("It/it PRP 1 expl", "rained/rain VBD 1 ROOT"), tree("The/the DT 1 det", "city NN 1 ROOT")).doc
    assert definite(doc[3])
