import pytest

from api.negotiation import negotiate

OFFERED = ["application/sparql-results+json", "text/csv", "text/tab-separated-values"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, OFFERED[0]),
        ("", OFFERED[0]),
        ("*/*", OFFERED[0]),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv; q=0.5 , */*; q=0.1", "text/csv"),
        ("text/csv;q=0, text/*", "text/tab-separated-values"),
        ("*/*, application/sparql-results+json;q=0", "text/csv"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", OFFERED[0]),
        ("text/csv;charset=utf-8", "text/csv"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("text/csv;q=high", None),
        (", ,", None),
    ],
)
def test_the_most_wanted_format_is_chosen(accept: str | None, chosen: str | None) -> None:
    assert negotiate(accept, OFFERED) == chosen
