"""Finding queries and updates that would make this server ask another one: Oxigraph follows SERVICE and LOAD and cannot be told not to."""

from kg.sparql_lexer import bare, readings


def asks_elsewhere(text: str, keyword: str = "service") -> bool:
    """Whether a SPARQL query or update has, or might have, a clause with that keyword; in doubt it has."""
    return any(keyword in reading.lower() and keyword in bare(reading) for reading in readings(text))
