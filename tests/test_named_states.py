"""Which state an article is about, and whose "the army" is."""

from docs_by_hand import tree

from kg.entities import Cast
from kg.knowledge import Knowledge
from kg.mentions import named_mentions
from kg.named_states import NamedStates


def states(*rows: str) -> NamedStates:
    known, doc = Knowledge.default(), tree(*rows)
    return NamedStates(Cast(doc, named_mentions(doc, known.lexicon, known.names, known.places), known.places, known.aliases))


def test_an_article_without_names_is_about_no_state_and_its_army_is_nobody_elses() -> None:
    found = states("The/the DT 1 det", "army/army NN 2 nsubj", "fled/flee VBD 2 ROOT", ". . 2 punct")
    side = found.cast.side("Chad")
    assert (found.main(), found.native(side, alone=False)) == (None, side)


def test_the_army_is_that_of_the_state_named_most() -> None:
    found = states(
        "Chadian/chadian JJ 1 amod",
        "rebels/rebel NNS 2 nsubj",
        "fled/flee VBD 2 ROOT",
        "Chad NNP 2 obj B-LOC",
        ". . 2 punct",
    )
    assert (found.main(), found.native(found.cast.side("Niger")).state) == ("Chad", "Chad")
