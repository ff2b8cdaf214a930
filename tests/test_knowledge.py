"""What extraction knows beforehand, in one value."""

from dataclasses import replace
from decimal import Decimal

from docs_by_hand import parsed, tree

from kg.extract import extraction
from kg.knowledge import Knowledge, load_confidence
from kg.spelling import normalise

KNOWN = Knowledge.default()


def test_it_is_read_once() -> None:
    assert Knowledge.default() is KNOWN


def test_every_name_of_a_well_known_actor_leads_to_its_usual_name() -> None:
    assert {name: KNOWN.aliases[name] for name in ("rsf", "rapid support forces")} == dict.fromkeys(
        ("rsf", "rapid support forces"), "rapid support forces"
    )


def test_the_class_of_a_well_known_actor_is_one_of_the_ontology() -> None:
    assert KNOWN.names.classes["rsf"] == "ArmedGroup"
    assert set(KNOWN.names.classes.values()) <= set(KNOWN.ontology.classes)


def test_a_usual_name_is_its_own_alias() -> None:
    assert [actor.name for actor in KNOWN.actors.values() if KNOWN.aliases.get(normalise(actor.name)) != normalise(actor.name)] == []


def test_a_rule_has_the_confidence_that_was_measured() -> None:
    known = replace(KNOWN, precision={"*": Decimal("0.5"), "verb.capture": Decimal("0.9")})
    assert known.confidence("verb.capture") == Decimal("0.9")


def test_a_rule_that_was_never_seen_has_the_confidence_of_all() -> None:
    known = replace(KNOWN, precision={"*": Decimal("0.5")})
    assert known.confidence("verb.capture") == Decimal("0.5")


def test_measured_confidences_are_shares_and_there_is_one_of_all_rules() -> None:
    table = load_confidence()
    assert "*" in table
    assert all(0 <= share <= 1 for share in table.values())


def test_claims_carry_the_confidence_that_they_are_extracted_with() -> None:
    doc = tree("Seleka NNP 1 nsubj B-MIL", "captured/capture VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct")
    found = extraction(parsed(doc), replace(KNOWN, precision={"*": Decimal("0.25")}))
    assert [claim.confidence for claim in found.claims] == [Decimal("0.25")]
