"""The files beside the ontology."""

import pytest

from kg.resources import resource


@pytest.mark.parametrize("name", ["conflict.ttl", "lexicon.toml", "speech.toml", "checks"])
def test_a_file_or_folder_is_found_by_its_name(name: str) -> None:
    assert resource(name).exists()


def test_a_file_that_is_not_there_is_named_with_where_it_was_looked_for() -> None:
    with pytest.raises(FileNotFoundError, match=r"^nothing\.ttl is not among .* looked in .*ontologies"):
        resource("nothing.ttl")
