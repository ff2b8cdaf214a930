"""One tree of errors, each also what a Python programmer would catch."""

import pytest

from kg import errors
from kg.errors import FetchError, InputError, KgError, OntologyError, PipelineError, QueryError, StoreError


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (InputError, ValueError),
        (FetchError, ValueError),
        (PipelineError, ValueError),
        (QueryError, ValueError),
        (StoreError, OSError),
        (OntologyError, ValueError),
    ],
)
def test_an_error_is_one_of_ours_and_of_pythons(error: type[KgError], builtin: type[Exception]) -> None:
    assert issubclass(error, KgError)
    assert issubclass(error, builtin)


def test_a_page_that_cannot_be_read_is_an_input_that_cannot_be_used() -> None:
    assert issubclass(FetchError, InputError)


def test_the_tree_in_the_documentation_names_every_error() -> None:
    ours = [name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, KgError)]
    assert ours
    assert [name for name in ours if name not in str(errors.__doc__)] == []
