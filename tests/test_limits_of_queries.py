"""What the environment says that queries may take."""

import pytest

from kg.errors import InputError
from kg.query_limits import Limits, limits_of


def test_without_a_word_the_usual_limits_hold() -> None:
    assert limits_of({"KG_DEADLINE": ""}) == Limits()


def test_the_environment_sets_limits() -> None:
    known = limits_of({"KG_DEADLINE": "2.5", "KG_QUERY_MEMORY": "512", "KG_QUERY_WORKERS": "3"})
    assert (known.deadline, known.memory, known.workers, known.heavy) == (2.5, 512, 3, 6)


@pytest.mark.parametrize(
    ("name", "value"),
    [("KG_DEADLINE", "soon"), ("KG_DEADLINE", "0"), ("KG_DEADLINE", "inf"), ("KG_QUERY_MEMORY", "64"), ("KG_QUERY_WORKERS", "-1")],
)
def test_what_is_no_limit_is_refused(name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"{name}={value}: expected a number, at least"):
        limits_of({name: value})
