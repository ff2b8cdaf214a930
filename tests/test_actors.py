"""The table of well-known actors."""

from kg.actors import load_actors
from kg.ontology import load_ontology
from kg.spelling import normalise


def test_every_name_of_an_actor_leads_to_it() -> None:
    actors = load_actors()
    assert {actors[name].name for name in ("rsf", "rapid support forces")} == {"Rapid Support Forces"}


def test_spelling_of_case_article_and_accent_does_not_matter() -> None:
    actors = load_actors()
    assert actors[normalise("the Taliban")] is actors["taliban"]


def test_links_are_items_of_wikidata() -> None:
    links = {actor.iri for actor in load_actors().values()} - {None}
    assert links
    assert all(link is not None and link.startswith("http://www.wikidata.org/entity/Q") for link in links)


def test_an_actor_of_whose_item_we_are_not_sure_has_none() -> None:
    assert any(actor.iri is None for actor in load_actors().values())


def test_no_two_actors_share_an_item() -> None:
    names: dict[str, set[str]] = {}
    for actor in load_actors().values():
        if actor.iri is not None:
            names.setdefault(actor.iri, set()).add(actor.name)
    assert {iri: shared for iri, shared in names.items() if len(shared) > 1} == {}


def test_classes_are_actors_of_the_ontology() -> None:
    ontology = load_ontology()
    assert all(ontology.is_a(actor.class_name, "Actor") for actor in load_actors().values())
