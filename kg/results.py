"""Write what a SPARQL query found, as an aligned table or in a standard format."""

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, Triple

from kg.errors import InputError, QueryError
from kg.export import FORMATS, to_bytes
from kg.graph import PREFIXES
from kg.store import QueryResults

RESULT_FORMATS: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}


def results_to_bytes(results: QueryResults, result_format: str = "table", prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """
    What a query found, in UTF-8.

    SELECT and ASK: table, csv, tsv, json, xml. CONSTRUCT and DESCRIBE: table, or an RDF format such as turtle, sorted.
    InputError where the format does not fit the query, QueryError where the query fails while it is answered.
    """
    rows = isinstance(results, QuerySolutions | QueryBoolean)
    if result_format not in ({"table", *RESULT_FORMATS} if rows else {"table", *FORMATS}):
        found, fitting = ("rows", RESULT_FORMATS) if rows else ("triples", FORMATS)
        raise InputError(f"{result_format}: the query gives {found}; expected one of table, {', '.join(fitting)}")
    try:
        if result_format == "table":
            return _table(results, prefixes).encode()
        if isinstance(results, QuerySolutions | QueryBoolean):
            data = results.serialize(format=RESULT_FORMATS[result_format])
            assert data is not None, "without an output file, the result is bytes"  # noqa: S101
            return data
        return to_bytes(results, result_format, prefixes)
    except (RuntimeError, OSError) as error:
        raise QueryError(f"SPARQL: {error}") from error


def short(term: NamedNode | BlankNode | Literal | Triple | None, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """A term for human readers: a prefixed name where there is one, a literal's bare text, nothing for nothing."""
    if isinstance(term, NamedNode):
        for prefix, start in prefixes.items():
            name = term.value.removeprefix(start)
            if name != term.value and name and "/" not in name and "#" not in name:
                return f"{prefix}:{name}"
        return f"<{term.value}>"
    if isinstance(term, Literal):
        return " ".join("".join(character if character.isprintable() else " " for character in term.value).split())
    return "" if term is None else str(term)


def _table(results: QueryResults, prefixes: Mapping[str, str]) -> str:
    if isinstance(results, QueryBoolean):
        return "yes\n" if results else "no\n"
    if isinstance(results, QuerySolutions):
        return _aligned([variable.value for variable in results.variables], ([short(term, prefixes) for term in row] for row in results))
    return _aligned(["subject", "predicate", "object"], sorted([short(term, prefixes) for term in triple] for triple in results))


def _aligned(head: list[str], body: Iterable[list[str]]) -> str:
    rows = [head, *body]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    rows.insert(1, ["-" * width for width in widths])
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows)
