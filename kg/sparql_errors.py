"""Say in one line, and with its place, what is wrong with a SPARQL query or update that Oxigraph refuses."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from kg.errors import QueryError, StoreError


@contextmanager
def sparql_errors(text: str, prefixes: Mapping[str, str], location: str) -> Iterator[None]:
    """Turn what Oxigraph raises while it reads or answers `text` into QueryError, or StoreError where the store is at fault."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(_syntax(text, str(error), prefixes)) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"SPARQL: {error}") from error
    except OSError as error:
        raise StoreError(f"{location}: the query could not be answered: {error}") from error


def _syntax(text: str, error: str, known: Mapping[str, str]) -> str:
    """Oxigraph's message lists every token that it would have taken; users need the place, and what stands there."""
    found = re.match(r"error at (\d+):(\d+)", error)
    if not text.strip() or not found:
        return f"SPARQL: {' '.join(error.split())}" if text.strip() else "SPARQL: the query is empty"
    line, column = int(found[1]), int(found[2])
    place = sum(len(before) + 1 for before in text.split("\n")[: line - 1]) + column - 1
    name = re.search(r"([\w-]*):[\w-]*$", text[:place])
    if "Prefix not found" in error and name:
        problem = f"the prefix {name[1]}: is not declared; declare it, or use one of {', '.join(sorted(known))}"
    else:
        problem = f"syntax error near {' '.join(text[max(0, place - 20) : place + 20].split())!r}; mend it there"
    return f"SPARQL, line {line}, column {column}: {problem}"
