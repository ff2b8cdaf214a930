"""Tell what a SPARQL update with a WHERE writes, by asking for the solutions of the WHERE before it is run."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions, Store

from kg.ground_update import Ground
from kg.sparql_lexer import HARMLESS

_MOST = 100_000
"""Solutions that are put into templates; where there are more, it takes little longer to compare all of the graph."""

_HARMLESS = re.compile(HARMLESS, re.VERBOSE | re.DOTALL)
_HIDDEN = "\0"
_TERM = rf"[\w.\-]*{_HIDDEN}+"
_HEAD = re.compile(
    rf"(?P<prologue>(?:\s*(?:PREFIX\s+[\w.\-]*:\s*|BASE\s*){_HIDDEN}+)*\s*)"
    rf"(?P<with>WITH\s*(?P<graph>{_TERM})\s*)?\b(?P<form>DELETE\s+WHERE|DELETE|INSERT)\s*",
    re.IGNORECASE,
)
_WHERE = re.compile(rf"\s*(?:USING(?:\s+NAMED)?\s*{_TERM}\s*)*\bWHERE\s*", re.IGNORECASE)
# What gives something else when it is asked once more.
_FLEETING = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE|SAMPLE|GROUP_CONCAT|LIMIT|OFFSET|SERVICE)\b|\\", re.IGNORECASE)
# What makes blank nodes, or might: other ones each time.
_ANONYMOUS = re.compile(r"[\[(<|~_\\]")


@dataclass(frozen=True)
class _Parts:
    """The text of an update: `graph` is that of WITH, `variables` those of the templates, `dataset` what USING says, as a query has it."""

    prologue: str
    graph: str
    templates: tuple[str, ...]
    variables: tuple[str, ...]
    dataset: str
    pattern: str


def solved(store: Store, text: str, prefixes: Mapping[str, str], base_iri: str | None) -> Ground | None:
    """
    The quads that one DELETE or INSERT with a WHERE would write into a store or take out of it; None where that cannot be told.

    It cannot where there are several operations, blank nodes, more than 100,000 solutions, or what is different each time.
    """
    parts = _parts(text)
    if parts is None:
        return None
    known = dict(prefixes)

    def select(query: str, default: NamedNode | None = None) -> QuerySolutions:
        found = store.query(f"{parts.prologue} SELECT {query}", prefixes=known, base_iri=base_iri, default_graph=default)
        assert isinstance(found, QuerySolutions), "the query is a SELECT"  # noqa: S101
        return found

    written = Store()
    try:
        # WITH names the default graph, and leaves the named graphs as they are; USING is stronger.
        asked = next(select(f"?graph {{ VALUES ?graph {{ {parts.graph} }} }}"))["graph"] if parts.graph and not parts.dataset else None
        chosen = f"DISTINCT {_listed(parts.variables)}" if parts.variables else "*"
        solutions = list(islice(select(f"{chosen} {parts.dataset} WHERE {parts.pattern}", asked), _MOST + 1))
        if len(solutions) > _MOST or not all(term is None or isinstance(term, NamedNode | Literal) for row in solutions for term in row):
            return None
        into = f"WITH {parts.graph}" if parts.graph else ""
        for template in parts.templates if solutions else ():
            insertion = f"INSERT {template} WHERE {{ {_values(parts.variables, solutions)} }}"
            written.update(f"{parts.prologue} {into} {insertion}", prefixes=known, base_iri=base_iri)
    except (SyntaxError, ValueError, RuntimeError, OSError):
        return None
    return Ground(frozenset(written), frozenset())


def _values(variables: Sequence[str], solutions: Iterable[QuerySolution]) -> str:
    if not variables:
        return ""
    rows = (f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in solutions)
    return f"VALUES ({_listed(variables)}) {{ {' '.join(rows)} }}"


def _listed(variables: Iterable[str]) -> str:
    return " ".join(f"?{name}" for name in variables)


def _parts(text: str) -> _Parts | None:
    """The parts of an update that is one DELETE or INSERT with a WHERE, and can be told."""
    hidden = _HARMLESS.sub(lambda token: _HIDDEN * len(token.group()), text)
    groups = _groups(hidden)
    if not groups or hidden[groups[-1][1] :].strip(" \t\r\n;"):
        return None
    head = _HEAD.fullmatch(hidden, 0, groups[0][0])
    if not head:
        return None
    form = head["form"].upper()
    between = [(before[1], after[0]) for before, after in pairwise(groups)]
    where = (0, 0)
    if form not in ("DELETE", "INSERT"):
        fits = len(groups) == 1
    else:
        fits = len(groups) == 2 or (len(groups) == 3 and form == "DELETE" and hidden[slice(*between[0])].strip().upper() == "INSERT")
        where = between[-1] if between else where
        fits = fits and _WHERE.fullmatch(hidden, *where) is not None
    templates = groups[:-1] or groups
    tokens = (token.group() for start, end in templates for token in _HARMLESS.finditer(text, start, end))
    if not fits or _FLEETING.search(hidden, *groups[-1]) or any(_ANONYMOUS.search(hidden, *group) for group in templates):
        return None
    return _Parts(
        prologue=text[: head.end("prologue")],
        graph=text[head.start("graph") : head.end("graph")] if head["graph"] else "",
        templates=tuple(text[start:end] for start, end in templates),
        variables=tuple(sorted({token[1:] for token in tokens if token[0] in "?$"})),
        dataset=_dataset(text, hidden, *where),
        pattern=text[slice(*groups[-1])],
    )


def _groups(hidden: str) -> list[tuple[int, int]]:
    """Where the outermost groups in braces begin and end."""
    found, depth, start = [], 0, 0
    for brace in re.finditer("[{}]", hidden):
        if brace.group() == "{":
            start = brace.start() if depth == 0 else start
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                found.append((start, brace.end()))
    return found if depth == 0 else []


def _dataset(text: str, hidden: str, start: int, end: int) -> str:
    """The USING clauses at a place, as the FROM clauses of a query."""
    clauses = re.finditer(rf"\bUSING(\s+NAMED)?\s*({_TERM})", hidden[start:end], re.IGNORECASE)
    return " ".join(f"FROM{clause[1] or ''} {text[start + clause.start(2) : start + clause.end(2)]}" for clause in clauses)
