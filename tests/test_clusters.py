"""The best of an entity's names."""

import pytest

from kg.clusters import Cluster


def called(*names: str, state: str | None = None, class_name: str = "ArmedGroup") -> Cluster:
    cluster = Cluster(class_name, 0, state=state)
    for name in names:
        cluster.note(name)
    return cluster


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (("KG", "Kotto Guard"), "Kotto Guard"),
        (("Kotto Guard", "Kotto Guard fighters"), "Kotto Guard"),
        (("Kotto Guard forces", "Kotto Guard"), "Kotto Guard"),
        (("Kotto regime forces", "Kotto regime"), "Kotto regime"),
        (("Sow", "Mariam Sow"), "Mariam Sow"),
        (("Kotto Guard", "Bria Guard", "Bria Guard"), "Bria Guard"),
    ],
)
def test_the_fullest_proper_name_is_the_best(names: tuple[str, ...], best: str) -> None:
    assert called(*names).name == best


def test_the_other_names_are_aliases_and_then_the_descriptions() -> None:
    cluster = called("Kotto Guard", "KG")
    cluster.note("the militia", named=False)
    assert cluster.aliases == ("KG", "the militia")


@pytest.mark.parametrize(
    ("names", "best"),
    [
        ((), "Kenya"),
        (("Kenyan army",), "Kenyan army"),
        (("Kenya", "Kenyan army"), "Kenyan army"),
        (("Kenyan warplanes",), "Kenya"),
        (("Kenyan army", "Kenyan forces", "Kenyan forces"), "Kenyan forces"),
    ],
)
def test_a_side_is_called_by_its_government_or_forces_and_never_by_its_weapons(names: tuple[str, ...], best: str) -> None:
    assert called(*names, state="Kenya", class_name="State").name == best


def test_without_names_the_first_description_is_the_name() -> None:
    cluster = called()
    cluster.note("local fighters", named=False)
    cluster.note("the men", named=False)
    assert (cluster.name, cluster.aliases) == ("local fighters", ("the men",))


def test_two_clusters_of_the_same_names_are_two_entities() -> None:
    assert called("Kotto Guard") != called("Kotto Guard")
