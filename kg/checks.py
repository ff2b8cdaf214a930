"""Run checks: SPARQL files that each find one kind of violation, named after it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, parse

from kg.errors import OntologyError
from kg.resources import resource


@dataclass(frozen=True, order=True)
class Breach:
    """
    A rule that is broken, as a check found it.

    `check` is its name, `rule` the rule that its first line states, `term` the IRI that breaks it, and `found` the value
    by which it does, or an empty text.
    """

    check: str
    rule: str
    term: str
    found: str


def check_ontology(path: Path | None = None) -> list[Breach]:
    """What breaks the house style (`ontologies/checks/ontology`) in our ontology, or in the Turtle file at `path`."""
    return _findings("checks/ontology", _read(path) if path else _ours())


def check_graph(triples: Iterable[Triple]) -> list[Breach]:
    """What breaks the rules of the data (`ontologies/checks/graph`) in the triples of one article."""
    return _findings("checks/graph", (*_ours(), *triples))


def _findings(folder: str, triples: Iterable[Triple]) -> list[Breach]:
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    found: set[Breach] = set()
    for path in sorted(resource(folder).glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        rows = store.query(text)
        assert isinstance(rows, QuerySolutions), "a check is a SELECT"  # noqa: S101
        rule = text.partition("\n")[0].removeprefix("#").strip()
        has_value = "found" in {variable.value for variable in rows.variables}
        found |= {Breach(path.stem, rule, _plain(row["term"]), _plain(row["found"]) if has_value else "") for row in rows}
    return sorted(found)


@cache
def _ours() -> tuple[Triple, ...]:
    return _read(resource("conflict.ttl"))


def _read(path: Path) -> tuple[Triple, ...]:
    try:
        return tuple(quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise OntologyError(f"{path}: expected an ontology in Turtle that can be read: {error}") from error


def _plain(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else "" if term is None else str(term)
