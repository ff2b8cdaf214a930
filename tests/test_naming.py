"""Keys, names, types and links of entities."""

import pytest

from kg.actors import load_actors
from kg.clusters import Cluster
from kg.extraction import Article
from kg.naming import Naming
from kg.places import load_gazetteer

ARTICLE = Article("a", "Rebels took Hama.")


def naming(*names: str, article: Article = ARTICLE) -> Naming:
    return Naming(article, load_gazetteer(), load_actors(), names)


def cluster(class_name: str, *names: str, order: int = 0) -> Cluster:
    made = Cluster(class_name, order)
    for name in names:
        made.note(name)
    return made


def described(class_name: str, *descriptions: str) -> Cluster:
    made = Cluster(class_name, 0, local=True)
    for text in descriptions:
        made.note(text, named=False)
    return made


def test_the_key_of_a_name_is_its_slug_in_every_article() -> None:
    other = Article("b", "Another text.")
    keys = {naming(article=article).entity(cluster("ArmedGroup", "Sahel Guard"), "Actor").key for article in (ARTICLE, other)}
    assert keys == {"sahel-guard"}


def test_a_well_known_actor_has_the_key_and_link_of_its_usual_name() -> None:
    found = naming().entity(cluster("ArmedGroup", "ISIL"), "Actor")
    assert (found.key, found.name) == ("islamic-state", "ISIL")
    assert found.link is not None
    assert found.link.iri == "http://www.wikidata.org/entity/Q2429253"


def test_what_an_article_only_describes_has_the_articles_key() -> None:
    found = naming().entity(described("ArmedGroup", "local fighters"), "Actor")
    assert found.key == f"local-fighters-{ARTICLE.key[:8]}"
    assert found.link is None


def test_a_bare_surname_means_somebody_only_in_its_article() -> None:
    assert naming().entity(cluster("Person", "Traoré"), "Actor").key == f"traore-{ARTICLE.key[:8]}"
    assert naming().entity(cluster("Person", "Assimi Traoré", "Traoré"), "Actor").key == "assimi-traore"


def test_a_place_is_linked_where_the_article_is() -> None:
    found = naming("Hama", "Syria").entity(cluster("Place", "Hama"), "Location")
    assert found.link is not None
    assert found.link.country == "SY"


def test_the_context_of_an_article_tells_places_of_one_name_apart() -> None:
    countries = []
    for context in ("Libya", "Lebanon"):
        found = naming("Tripoli", context).entity(cluster("Place", "Tripoli"), "Location")
        countries.append(found.link.country if found.link else None)
    assert countries == ["LY", "LB"]


def test_a_side_has_the_key_of_its_state() -> None:
    side = cluster("State", "Russian warplanes", "Russian army")
    side.state = "Russia"
    found = naming().entity(side, "Actor")
    assert (found.key, found.name, found.types) == ("russia", "Russian army", ("State",))
    assert found.link is not None


def test_the_same_cluster_is_the_same_entity() -> None:
    group, names = cluster("ArmedGroup", "Sahel Guard"), naming()
    assert names.entity(group, "Actor") is names.entity(group, "Actor")


@pytest.mark.parametrize("wanted", ["Location", "Facility"])
def test_a_unit_that_is_captured_is_a_facility_too(wanted: str) -> None:
    found = naming().entity(cluster("ArmedGroup", "66th Missile Brigade"), wanted)
    assert found.types == ("ArmedGroup", "Facility")


def test_a_state_that_acts_and_is_a_place_is_one_entity_of_both_types() -> None:
    names = naming("Chad")
    side = cluster("State", "Chadian army")
    side.state = "Chad"
    place = cluster("Place", "Chad", order=1)
    names.entity(side, "Actor")
    names.entity(place, "Location")
    (found,) = names.entities()
    assert (found.key, found.name, found.aliases) == ("chad", "Chad", ("Chadian army",))
    assert set(found.types) == {"State", "Place"}


def test_entities_come_in_the_order_of_their_keys() -> None:
    names = naming()
    groups = [cluster("ArmedGroup", name) for name in ("Sahel Guard", "Amber Brigade", "Levant Front")]
    for group in groups:
        names.entity(group, "Actor")
    assert [entity.key for entity in names.entities()] == ["amber-brigade", "levant-front", "sahel-guard"]


def test_a_name_without_any_latin_letter_still_has_a_key() -> None:
    assert naming().entity(cluster("ArmedGroup", "Свобода"), "Actor").key
