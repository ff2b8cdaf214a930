"""Which place a phrase names as the one around another, from trees given by hand."""

import pytest
from docs_by_hand import tree
from spacy.tokens import Doc

from kg.coreference import Resolver
from kg.entities import Cast
from kg.known_names import KnownNames
from kg.lexicon import load_lexicon
from kg.mentions import named_mentions
from kg.places import load_gazetteer
from kg.surroundings import Surroundings


def reader(doc: Doc) -> Surroundings:
    lexicon, places = load_lexicon(), load_gazetteer()
    return Surroundings(Resolver(Cast(doc, named_mentions(doc, lexicon, KnownNames({}), places), places, {}), lexicon), lexicon)


def around(*rows: str) -> str | None:
    doc = tree(*rows)
    where, _ = reader(doc).outer(doc, 0)
    return where.name if where is not None else None


@pytest.mark.parametrize("word", ["northern", "the", "far", "rural"])
def test_words_before_a_name_are_passed_over(word: str) -> None:
    assert around(f"{word} JJ 1 amod", "Anteka NNP 1 ROOT B-LOC") == "Anteka"


@pytest.mark.parametrize("noun", ["outskirts", "countryside", "south", "heart"])
def test_a_part_of_a_place_is_in_the_place(noun: str) -> None:
    assert around("the DT 1 det", f"{noun} NN 1 ROOT", "of IN 3 case", "Anteka NNP 1 nmod B-LOC") == "Anteka"


def test_a_river_bank_is_not_in_the_river() -> None:
    assert around("the DT 1 det", "bank NN 1 ROOT", "of IN 3 case", "Anteka NNP 1 nmod B-LOC") is None


def test_what_a_place_possesses_is_the_nearer_one() -> None:
    assert around("Anteka NNP 2 nmod:poss B-LOC", "'s POS 0 case", "Bria NNP 2 ROOT B-LOC") == "Bria"


def test_an_organization_is_no_place() -> None:
    assert around("Reuters NNP 0 ROOT B-ORG") is None


def test_countries_and_regions_enclose_and_towns_do_not() -> None:
    doc = tree(
        "Kenya NNP 0 ROOT B-LOC",
        ", , 0 punct",
        "Anteka NNP 3 compound B-LOC",
        "Province NNP 0 conj I-LOC",
        ", , 0 punct",
        "Bria NNP 0 conj B-LOC",
    )
    read = reader(doc)
    assert [read.encloses(doc[i]) for i in (0, 3, 5)] == [True, True, False]


def test_a_demonym_stands_for_its_country() -> None:
    doc = tree("Kenyan JJ 1 amod", "town NN 1 ROOT", "of IN 3 case", "Bria NNP 1 nmod B-LOC")
    country = reader(doc).before(doc[0])
    assert country is not None
    assert country.name == "Kenya"


def test_a_name_with_the_word_for_its_region_is_another_name_of_it() -> None:
    doc = tree("Anteka NNP 1 compound B-LOC", "region NN 1 ROOT")
    surroundings = reader(doc)
    surroundings.call(0, surroundings.cast.mentions[0])
    assert surroundings.cast.of(0).aliases == ("Anteka region",)
