"""Finding one thing by its IRI or by its name."""

from collections.abc import Awaitable, Callable

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


async def either(iri: str | None, other: str | None, what: str, look: Callable[[str], Awaitable[list[str]]]) -> list[str]:
    """The IRIs meant by an IRI or by something else, such as a name, that is looked up; QueryError unless exactly one is given."""
    if iri is None and other is not None:
        return await look(other)
    if iri is None or other is not None:
        raise QueryError(f"give either iri or {what}, and not both")
    if not is_iri(iri):
        raise QueryError(f"iri: {iri!r} is no absolute IRI; use {what} to look for it by its {what}")
    return [iri]
