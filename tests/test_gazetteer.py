"""Names and keys of places in the index that is built from GeoNames."""

import pytest

from kg.training.gazetteer import City, keys, names, usual


def city(number: int, name: str, country: str, population: int, *others: str) -> City:
    return City(
        geonameid=number, name=name, latitude=1.0, longitude=2.0, countrycode=country, population=population, alternatenames=list(others)
    )


def test_codes_scripts_and_bare_transliterations_are_no_names() -> None:
    assert list(names(city(1, "Ḩamāh", "SY", 9, "Hama", "HMA", "حماة", "hmah", "al-Hama", "Ha"))) == ["Ḩamāh", "Hama", "al-Hama"]


@pytest.mark.parametrize(
    ("name", "others", "expected"),
    [
        ("Ḩamāh", ("Hama",), "Hama"),
        ("Ḩamāh", (), "Hamah"),
        ("Ar Raqqah", ("Raqqa",), "Raqqa"),
        ("Al-Bab", (), "Bab"),
        ("Bria", (), "Bria"),
        ("Utah", ("Utah",), "Utah"),
    ],
)
def test_the_usual_name_has_no_arabic_article_and_no_silent_h(name: str, others: tuple[str, ...], expected: str) -> None:
    assert usual(city(1, name, "SY", 9, *others)) == expected


def test_of_places_of_one_name_the_first_has_the_bare_key() -> None:
    cities = [city(k, "Bara", country, 9 - k) for k, country in enumerate(["SD", "SD", "NG", "SD"])]
    assert keys(cities) == {0: "bara", 1: "bara-sd", 2: "bara-ng", 3: "bara-sd-3"}
