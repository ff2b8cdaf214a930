"""Lists that give each of their members a date of its own."""

import pytest
from spacy.language import Language

from kg.extract import extract
from kg.extraction import Article


def days(nlp: Language, text: str) -> dict[str, str | None]:
    (read,) = extract([Article("a", text)], nlp)
    return {claim.object.name: claim.date.value if claim.date else None for claim in read.claims if claim.relation == "captured"}


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        (
            "The army captured Bria on 3 March 1994, Obo on 5 March and Zemio on 10 April.",
            {"Bria": "1994-03-03", "Obo": "1994-03-05", "Zemio": "1994-04-10"},
        ),
        (
            "Bria fell to the rebels on 3 March 1994, Obo on the 5th and Zemio in April.",
            {"Bria": "1994-03-03", "Obo": "1994-03-05", "Zemio": "1994-04"},
        ),
        ("The army captured Bria on 3 March 1994 and Obo two days later.", {"Bria": "1994-03-03", "Obo": "1994-03-05"}),
        ("In March 1994 the army captured Bria and, in April, Obo.", {"Bria": "1994-03", "Obo": "1994-04"}),
        ("The army captured Bria (3 March 1994) and Obo (9 March 1994).", {"Bria": "1994-03-03", "Obo": "1994-03-09"}),
        ("Bria was captured by the rebels on 3 March 1994, and Obo on the following day.", {"Bria": "1994-03-03", "Obo": "1994-03-04"}),
        ("The rebels captured Bria on 3 March 1994 and again on 5 May.", {"Bria": "1994-03-03"}),
        ("The rebels captured Bria on 3 March 1994, and on 5 March Obo fell to them.", {"Bria": "1994-03-03", "Obo": "1994-03-05"}),
        ("The rebels captured Bria on 3 March 1994, and on 5 March Kenyan troops left.", {"Bria": "1994-03-03"}),
    ],
)
def test_each_member_of_a_list_has_its_own_date(nlp: Language, text: str, dated: dict[str, str]) -> None:
    assert days(nlp, text) == dated
