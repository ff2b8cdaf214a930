"""The records of extraction: keys of articles, and claims that are presented as facts."""

from decimal import Decimal

import pytest

from kg.extraction import Article, Claim, Entity, Polarity, Realis

GUARD, BRIA = Entity("guard", "Guard", ("ArmedGroup",)), Entity("bria", "Bria", ("Place",))


def test_the_key_of_an_article_is_of_its_text_alone() -> None:
    assert Article("a", "Rebels left.").key == Article("b", "Rebels left.", title="News", url="https://news.example").key
    assert Article("a", "Rebels left.").key != Article("a", "Rebels left!").key


def test_the_key_is_the_beginning_of_the_hash_of_the_text() -> None:
    # printf abc | sha256sum
    assert Article("a", "abc").text_sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert Article("a", "abc").key == "ba7816bf8f01cfea"


@pytest.mark.parametrize("polarity", Polarity)
@pytest.mark.parametrize("realis", Realis)
def test_only_what_is_positive_and_actual_is_asserted(polarity: Polarity, realis: Realis) -> None:
    claim = Claim(GUARD, "captured", BRIA, 0, 5, "verb.capture", Decimal(1), polarity=polarity, realis=realis)
    assert claim.asserted is (polarity == "positive" and realis == "actual")
