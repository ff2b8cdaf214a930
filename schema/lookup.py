"""Whether a text is an IRI or a name."""

from pyoxigraph import NamedNode

from kg.errors import QueryError


def is_iri(text: str) -> bool:
    """Whether a text that may be an IRI or a name is meant as an IRI; QueryError where it is meant so and is none."""
    if "://" not in text and not text.startswith("urn:"):
        return False
    try:
        NamedNode(text)
    except ValueError as error:
        raise QueryError(f"{text!r} is no IRI: {error}") from error
    return True


def either(iri: str | None, other: str | None, what: str) -> None:
    """QueryError unless exactly one of the two is given, and the first is an IRI if it is."""
    if (iri is None) == (other is None):
        raise QueryError(f"give either iri or {what}, and not both")
    if iri is not None and not is_iri(iri):
        raise QueryError(f"iri: {iri!r} is no absolute IRI; use {what} to look for it by its {what}")
