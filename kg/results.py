"""Write what a SPARQL query found, as an aligned table or in a standard format."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import IO, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse_query_results,
    serialize,
)

from kg.errors import InputError, QueryError
from kg.export import FORMATS, to_bytes
from kg.iris import PREFIXES
from kg.sparql_query import Kind, Sink, SparqlQuery
from kg.store import QueryResults

RESULT_FORMATS: Mapping[str, QueryResultsFormat] = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}

_SORTED = 10_000


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


def write_results(results: QueryResults, question: SparqlQuery, sink: Sink, prefixes: Mapping[str, str] = PREFIXES) -> Kind:
    """
    Write what a query found, piece by piece, in the format that is wanted for its kind, or not at all where that is None.

    A graph of up to 10,000 triples is sorted, a larger one comes as it is found; each triple once. QueryError where the query
    fails while it is answered.
    """
    kind = Kind.GRAPH if isinstance(results, QueryTriples) else Kind.TABLE
    try:
        if isinstance(results, QueryTriples):
            if question.graph:
                rdf_format = FORMATS[question.graph]
                escaping = _Escaped(sink) if rdf_format == RdfFormat.RDF_XML else sink
                serialize(_sorted(results), cast("IO[bytes]", escaping), rdf_format, prefixes=dict(prefixes))
        elif question.table:
            results.serialize(cast("IO[bytes]", sink), RESULT_FORMATS[question.table])
    except (RuntimeError, OSError) as error:
        raise QueryError(f"SPARQL: {error}") from error
    return kind


def read_results(data: bytes, kind: Kind) -> QueryResults:
    """What `write_results` wrote as json or ntriples."""
    if kind is Kind.TABLE:
        return parse_query_results(data, format=QueryResultsFormat.JSON)
    return graph_results(data, RdfFormat.N_TRIPLES)


def graph_results(data: bytes, rdf_format: RdfFormat | None) -> QueryTriples:
    """The triples of a file, as a CONSTRUCT query gives them; SyntaxError or ValueError where it cannot be read."""
    found = Store()
    found.load(data, rdf_format)
    results = found.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(results, QueryTriples), "CONSTRUCT gives triples"  # noqa: S101
    return results


def _sorted(triples: Iterable[Triple]) -> Iterator[Triple]:
    rest = iter(triples)
    first = list(islice(rest, _SORTED + 1))
    return chain(sorted(first, key=str) if len(first) <= _SORTED else first, rest)


class _Escaped:
    """Writes carriage returns as references: XML turns bare ones into line feeds."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def write(self, data: bytes) -> int:
        self._sink.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        self._sink.flush()


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
