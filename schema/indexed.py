"""The lists and counts of sources.py asked of the side index: SQL finds what they are made of, SPARQL tells what is said of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.side_index import SideIndex
from schema.filters import BEYOND, ClaimFilter, words
from schema.lookup import is_iri
from schema.needs import SPAN
from schema.paging import Row, limits, reverse
from schema.sources import Articles, Claims, Counts, Entities, Found, Group, Named, Scope, Source, Statements
from schema.wave import Answer, Question

_TABLES = {Claims: "claim", Statements: "statement", Articles: "article", Entities: "entity", Found: "text", Named: "name"}
_ENDS = {
    "claim": {"rdf:subject": "subject", "rdf:object": "object", "ckg:statedBy": "speaker", "ckg:inArticle": "article"},
    "statement": {"ckg:statedBy": "speaker", "ckg:inArticle": "article"},
}
_MOST_VALUES = 30_000
"""SQLite takes 32,766 values in a query."""
_KINDS = {"Entity": "0", "Article": "1", "Claim": "2", "Statement": "3"}


class Values:
    """The values of one SQL query, bound by name."""

    def __init__(self) -> None:
        self.named: dict[str, str | float] = {}

    def __call__(self, value: str | float) -> str:
        """The place of a value in the query."""
        name = f"v{len(self.named)}"
        self.named[name] = value
        return f":{name}"

    def key(self, value: str, numeric: bool) -> str:
        """The place of a value that a list is sorted by."""
        return self(float(value) if numeric else value)

    def any_of(self, values: Iterable[str]) -> str:
        """The places of several values, in brackets."""
        return f"({', '.join(map(self, values))})"


def indexed(question: Question, index: SideIndex) -> Answer | None:
    """The rows and the number that a question asks for; None where the index cannot tell."""
    source = question.source
    if isinstance(source, Counts):
        return Answer(list(_counts(source, index)))
    table = _TABLES.get(type(source))
    if table is None:
        return None
    answer = Answer()
    if question.listed:
        answer.rows.extend(_rows(question, table, index))
        answer.beside = _beside(question, table, answer.rows, index)
    if question.counted:
        put = Values()
        query = f"SELECT count(DISTINCT iri) FROM {table}{_where(_conditions(source, put))}"
        answer.total = _number(index.select(query, put.named)[0][0])
    return answer


def _rows(question: Question, table: str, index: SideIndex) -> Iterator[Row]:
    """The rows of a list, in parts that may hold more than was asked for together."""
    for source in _parts(question.source):
        order, asked, put = question.order, question.window, Values()
        columns = (*(key.sql for key in order.keys), "iri")
        conditions = list(_conditions(source, put))
        if asked:
            conditions += limits(asked, order, columns, put.key)
        query = f"SELECT DISTINCT {', '.join(columns)} FROM {table}{_where(conditions)}"
        if asked:
            way = reverse(order) if asked.backward else order
            sorting = [f"{key.sql}{' DESC' if key.descending else ''}" for key in way.keys]
            query += f" ORDER BY {', '.join([*sorting, 'iri DESC' if asked.backward else 'iri'])} LIMIT {asked.asked}"
        for *keys, iri in index.select(query, put.named):
            yield Row(str(iri), tuple(f"{key:g}" if isinstance(key, float) else str(key) for key in keys))


def _beside(question: Question, table: str, rows: Sequence[Row], index: SideIndex) -> dict[str, frozenset[str]] | None:
    """What the hops that are needed lead to from some rows; None where the index does not know it."""
    hops = [hop for hop, _ in question.needs.hops if hop != SPAN]
    columns = _ENDS.get(table, {})
    if not set(hops) <= set(columns) or len(rows) > _MOST_VALUES:
        return None
    if not hops:
        return {}
    put = Values()
    iris = put.any_of(row.iri for row in rows)
    ends = index.select(f"SELECT {', '.join(columns[hop] for hop in hops)} FROM {table} WHERE iri IN {iris}", put.named)
    return {hop: frozenset(str(row[place]) for row in ends if row[place]) for place, hop in enumerate(hops)}


def _parts(source: Source) -> Iterable[Source]:
    """The claims of several relations one by one: SQLite has those of each in their order, and need not sort all of them."""
    if isinstance(source, Claims) and source.scope is Scope.ALL and source.wanted.relations:
        return [replace(source, wanted=replace(source.wanted, relations=(relation,))) for relation in source.wanted.relations]
    return [source]


def _where(conditions: Iterable[str]) -> str:
    written = " AND ".join(conditions)
    return f" WHERE {written}" if written else ""


def _conditions(source: Source, put: Values) -> Iterator[str]:
    match source:
        case Claims(scope, iri, wanted):
            if scope is Scope.ENTITY:
                here = put(iri)
                yield f"(subject = {here} OR object = {here})"
            elif scope is Scope.ARTICLE:
                yield f"article = {put(iri)}"
            yield from _claims(wanted, put)
        case Statements(scope, iri, speaker, article, text):
            if scope is not Scope.ALL:
                yield f"{'speaker' if scope is Scope.ENTITY else 'article'} = {put(iri)}"
            if speaker is not None:
                yield _who("speaker", speaker, put)
            yield from _in_article(article, put)
            if text is not None:
                yield _worded(text, ["Statement"], put)
        case Articles(identifier, date_from, date_to, text):
            if identifier is not None:
                yield f"identifier = {put(identifier)}"
            if date_from is not None:
                yield f"published >= {put(date_from)}"
            if date_to is not None:
                yield f"published <= {put(date_to + BEYOND)}"
            if text is not None:
                yield _worded(text, ["Article"], put)
        case Entities(classes, name, text):
            yield f"iri IN (SELECT iri FROM member WHERE class IN {put.any_of(classes)})"
            if name is not None:
                yield f"iri IN (SELECT iri FROM name WHERE folded = {put(name.lower())})"
            if text is not None:
                yield _worded(text, ["Entity"], put)
        case Found(text, _, kinds):
            yield f"id IN ({_matching(text, put)}) AND kind IN {put.any_of(_KINDS[kind] for kind in kinds)}"
        case Named(name):
            yield f"folded = {put(name.lower())}"


def _claims(wanted: ClaimFilter, put: Values) -> Iterator[str]:
    for column, somebody in (("speaker", wanted.speaker), ("subject", wanted.subject), ("object", wanted.object)):
        if somebody is not None:
            yield _who(column, somebody, put)
    yield from _in_article(wanted.article, put)
    if wanted.relations is not None:
        yield f"relation IN {put.any_of(wanted.relations)}"
    if wanted.polarity is not None:
        yield f"polarity = {put(wanted.polarity.value)}"
    if wanted.realis is not None:
        yield f"realis = {put(wanted.realis.value)}"
    for column, classes in (("subject", wanted.subject_types), ("object", wanted.object_types)):
        if classes is not None:
            yield f"{column} IN (SELECT iri FROM member WHERE class IN {put.any_of(classes)})"
    if wanted.date_from is not None:
        yield f"coalesce(until, date) || '{BEYOND}' >= {put(wanted.date_from)}"
    if wanted.date_to is not None:
        # In the words of the index on the dates; what has no date is empty there.
        yield f"coalesce(date, '') BETWEEN '0' AND {put(wanted.date_to + BEYOND)}"
    if wanted.min_confidence is not None:
        yield f"confidence >= {put(wanted.min_confidence)}"
    if wanted.text is not None:
        yield _worded(wanted.text, ["Claim"], put)


def _who(column: str, wanted: str, put: Values) -> str:
    return f"{column} = {put(wanted)}" if is_iri(wanted) else f"{column} IN (SELECT iri FROM name WHERE folded = {put(wanted.lower())})"


def _in_article(wanted: str | None, put: Values) -> Iterator[str]:
    if wanted is not None:
        known = put(wanted)
        yield f"article = {known}" if is_iri(wanted) else f"article IN (SELECT iri FROM article WHERE identifier = {known})"


def _worded(text: str, kinds: Iterable[str], put: Values) -> str:
    return f"iri IN (SELECT iri FROM text WHERE id IN ({_matching(text, put)}) AND kind IN {put.any_of(_KINDS[kind] for kind in kinds)})"


def _matching(text: str, put: Values) -> str:
    wanted = " ".join(f'"{word}"*' for word in words(text))
    return f"SELECT rowid FROM words WHERE words MATCH {put(wanted)}" if wanted else "SELECT rowid FROM words WHERE false"


def _counts(source: Counts, index: SideIndex) -> Iterator[Row]:
    put = Values()
    where = list(_conditions(source.claims, put))
    query = _COUNTED[source.group](where, put.any_of(source.classes))
    sorting = "1 DESC" if source.group is Group.MONTH else "2 DESC, 1"
    for group, number in index.select(f"{query} GROUP BY 1 ORDER BY {sorting} LIMIT {source.most}", put.named):
        yield Row(str(group), number=_number(number))


def _by(column: str) -> Callable[[list[str], str], str]:
    return lambda where, _: f"SELECT {column}, count(*) FROM claim{_where([*where, f'{column} IS NOT NULL'])}"


def _by_end(where: list[str], classes: str) -> str:
    """Counts by either end, each of which SQLite has in its order; what is both ends of a claim counts once."""
    ends = [
        f"SELECT subject AS thing, count(*) AS number FROM claim{_where(where)} GROUP BY subject",
        f"SELECT object, count(*) FROM claim{_where(where)} GROUP BY object",
        f"SELECT subject, -count(*) FROM claim{_where([*where, 'subject = object'])} GROUP BY subject",
    ]
    members = f"SELECT iri FROM member WHERE class IN {classes}"
    return f"SELECT thing, sum(number) FROM ({' UNION ALL '.join(ends)}) WHERE thing IN ({members})"


_COUNTED: dict[Group, Callable[[list[str], str], str]] = {
    Group.RELATION: _by("relation"),
    Group.SPEAKER: _by("speaker"),
    Group.MONTH: _by("substr(date, 1, 7)"),
    Group.ACTOR: _by_end,
    Group.LOCATION: _by_end,
}


def _number(value: str | float | None) -> int:
    return int(value or 0)
