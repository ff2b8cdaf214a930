"""One SPARQL query for all that is asked of the graph at one moment: members of lists, what is said of them, and how many there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from schema.filters import literal
from schema.needs import SPAN, Needs
from schema.orders import UNSORTED
from schema.paging import Order, Row, Window, limits, reverse
from schema.resource import Resource, Value
from schema.sources import Counts, Group, Known, Source
from schema.vocabulary import prefixed

KEYS = ("?a", "?b", "?c")
Solution = Sequence[Value | None]


@dataclass(frozen=True)
class Question:
    """A list that is asked for: what it is made of, what is needed of its members, which part of it (None: all), and its number."""

    source: Source
    needs: Needs = field(default_factory=Needs)
    order: Order = UNSORTED
    window: Window | None = None
    listed: bool = True
    counted: bool = False


@dataclass
class Answer:
    """The rows of a list, how many there are in all (None where that was not asked), and what was read of them and around them."""

    rows: list[Row] = field(default_factory=list)
    total: int | None = None
    things: Mapping[str, Resource] = field(default_factory=dict)
    beside: Mapping[str, frozenset[str]] | None = None
    """What each hop leads to from the rows, where that is known before anything was read."""

    def members(self) -> list[Resource]:
        """The things of the rows, in their order."""
        return [self.things[row.iri] for row in self.rows if row.iri in self.things]


def wave_query(questions: Sequence[Question], found: Mapping[int, Answer]) -> str | None:
    """
    The query for some questions; None where nothing is left to ask.

    `found` has, by their place, the rows of those that the side index has answered: only what is said of them is asked for.
    """
    parts = [*_described(questions, found), *_numbers(questions, found)]
    if not parts:
        return None
    return f"SELECT ?q ?node ?a ?b ?c ?total ?iri ?property ?value {{ {' UNION '.join(parts)} }}"


def _described(questions: Sequence[Question], found: Mapping[int, Answer]) -> Iterator[str]:
    """Members with what is said of them: those of which the same is needed share one pattern."""
    alike: dict[Needs, list[str]] = defaultdict(list)
    for place, question in enumerate(questions):
        if not question.listed or not _are_things(question):
            continue
        source = question.source
        if place in found and found[place].beside is not None:
            yield from _known(found[place], question.needs)
        elif place in found or isinstance(source, Known):
            iris = [source.iri] if isinstance(source, Known) else [row.iri for row in found[place].rows]
            if iris:
                alike[question.needs].append(f"{{ VALUES (?q ?node) {{ {' '.join(f'({place} {NamedNode(iri)})' for iri in iris)} }} }}")
        else:
            alike[question.needs].append(_members(place, question))
    for needs, members in alike.items():
        properties = ", ".join(sorted(needs.everywhere))
        # Virtuoso refuses alternatives that begin with a path of two steps.
        hops = "|".join(sorted((hop for hop, _ in needs.hops), key=lambda hop: ("/" in hop, hop)))
        about = f"?node ({hops})? ?iri . ?iri" if hops else "?node"
        yield f"{{ {' UNION '.join(members)} {about} ?property ?value FILTER(?property IN ({properties})) }}"


def _known(answer: Answer, needs: Needs) -> Iterator[str]:
    """What is said of things whose IRIs are all known: each property is looked up, however much else is said of them."""
    beside = answer.beside or {}
    asked = {(row.iri, name): None for row in answer.rows for name in needs.properties}
    asked |= {(iri, name): None for hop, names in needs.hops for iri in beside.get(hop, ()) for name in names}
    if asked:
        pairs = " ".join(f"({NamedNode(iri)} {name})" for iri, name in sorted(asked))
        yield f"{{ VALUES (?iri ?property) {{ {pairs} }} ?iri ?property ?value }}"
    for hop, names in needs.hops:
        if hop == SPAN and answer.rows:
            nodes = " ".join(str(NamedNode(row.iri)) for row in answer.rows)
            read = ", ".join(sorted(names))
            yield f"{{ VALUES ?node {{ {nodes} }} ?node {SPAN} ?iri . ?iri ?property ?value FILTER(?property IN ({read})) }}"


def _members(place: int, question: Question) -> str:
    source, order, asked = question.source, question.order, question.window
    if isinstance(source, Counts):
        return f"{{ SELECT ({place} AS ?q) (?group AS ?node) (STR(?number) AS ?a) {{ {_counted(source)} }} }}"
    columns = KEYS[: len(order.keys)]
    bound = " ".join(f"BIND({key.sparql} AS {column})" for key, column in zip(order.keys, columns, strict=True))
    part = f"SELECT DISTINCT ({place} AS ?q) ?node {' '.join(columns)} {{ {source.pattern(order)} {bound}"
    if asked is None:
        return f"{{ {part} }} }}"
    filters = " ".join(f"FILTER({limit})" for limit in limits(asked, order, (*columns, "STR(?node)"), _term))
    way = reverse(order) if asked.backward else order
    sorting = [f"DESC({column})" if key.descending else column for key, column in zip(way.keys, columns, strict=True)]
    last = "DESC(STR(?node))" if asked.backward else "STR(?node)"
    return f"{{ {part} {filters} }} ORDER BY {' '.join([*sorting, last])} LIMIT {asked.asked} }}"


def _counted(source: Counts) -> str:
    """Binds ?group and ?number."""
    sorting = "DESC(?group)" if source.group is Group.MONTH else "DESC(?number) STR(?group)"
    return f"""{{ SELECT ?group (COUNT(DISTINCT ?node) AS ?number) {{ {source.pattern()} }}
        GROUP BY ?group ORDER BY {sorting} LIMIT {source.most} }}"""


def _numbers(questions: Sequence[Question], found: Mapping[int, Answer]) -> Iterator[str]:
    """The lengths of lists, and counts of what is no thing of the graph."""
    for place, question in enumerate(questions):
        if place in found:
            continue
        if isinstance(question.source, Counts) and not question.source.group.are_things:
            yield f"{{ SELECT ({place} AS ?q) (STR(?group) AS ?a) (?number AS ?total) {{ {_counted(question.source)} }} }}"
        elif question.counted:
            yield f"{{ SELECT ({place} AS ?q) (COUNT(DISTINCT ?node) AS ?total) {{ {question.source.pattern()} }} }}"


def _are_things(question: Question) -> bool:
    return not isinstance(question.source, Counts) or question.source.group.are_things


def _term(value: str, numeric: bool) -> str:
    return str(Literal(value, datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")) if numeric else literal(value))


def wave_answers(questions: Sequence[Question], found: Mapping[int, Answer], solutions: Iterable[Solution]) -> list[Answer]:
    """The answers of questions from the solutions of their query, in the order of the questions."""
    answers = [found.get(place, Answer()) for place in range(len(questions))]
    rows: list[dict[str, Row]] = [{} for _ in questions]
    values: defaultdict[str, defaultdict[str, dict[Value, None]]] = defaultdict(lambda: defaultdict(dict))
    for asked, node, *keys, total, iri, name, value in solutions:
        # Where all is known, solutions tell of things and belong to no question.
        place = int(asked.value) if asked else next(iter(found))
        source = questions[place].source
        if total is not None and isinstance(source, Counts):
            answers[place].rows.append(Row(keys[0].value if keys[0] else "", number=int(total.value)))
        elif total is not None:
            answers[place].total = int(total.value)
        elif name is not None and value is not None:
            if node is not None and place not in found and node.value not in rows[place]:
                rows[place][node.value] = _row(node, keys, questions[place])
            short = prefixed(name.value)
            about = node if iri is None or short.startswith("oa:") else iri
            if about is not None:
                values[about.value][short][value] = None
    things = {iri: Resource(iri, {name: tuple(found) for name, found in about.items()}) for iri, about in values.items()}
    for answer, known in zip(answers, rows, strict=True):
        answer.rows.extend(sorted(known.values(), key=lambda row: (row.keys, row.iri)))
        answer.things = things
    return answers


def _row(node: Value, keys: Sequence[Value | None], question: Question) -> Row:
    if isinstance(question.source, Counts):
        return Row(node.value, number=int(keys[0].value) if keys[0] else 0)
    return Row(node.value, tuple(key.value if key else "" for key in keys[: len(question.order.keys)]))
