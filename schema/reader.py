"""The graph as one GraphQL request reads it: all that is asked before an answer comes goes into one SPARQL query."""

import asyncio
from collections.abc import Mapping, Sequence
from itertools import accumulate

from pyoxigraph import NamedNode, QuerySolutions

from kg.errors import StoreError
from kg.ontology import Ontology
from kg.results import read_results
from kg.sparql_query import Kind, SparqlQuery
from kg.stoppable_store import StoppableStore
from kg.store import GraphStore
from schema.indexed import indexed
from schema.needs import Needs
from schema.orders import ALIASES_LAST
from schema.paging import Row
from schema.resource import Resource
from schema.sources import Articles, Known, Named
from schema.vocabulary import expanded
from schema.wave import Answer, Question, Solution, wave_answers, wave_query

_TURNS = 40
"""How often all other tasks get their turn before no more questions are expected: more than twice the depth that a request may have."""

_FIRST_TURNS = 2
"""The fields that a request begins with are resolved in one turn."""

_ROWS_IN_A_TURN = 50
"""An answer is made of about so many rows before all other tasks get their turn."""
_MOST_TURNS = 100

_LONG = 1 << 16
"""Bytes of an answer that is read in a thread, not to keep all others waiting."""


class GraphReader:
    """Reads the graph for one request. Its queries are as many as lists lie within one another, and one for what they start from."""

    def __init__(self, store: GraphStore, ontology: Ontology) -> None:
        self.ontology = ontology
        self._store = store
        self._questions: list[Question] = []
        self._round: asyncio.Task[tuple[list[Answer], list[int]]] | None = None
        self._turns = _FIRST_TURNS
        self._one_at_a_time = asyncio.Lock()

    def anew(self) -> "GraphReader":
        """A reader of the same graph for another request."""
        return GraphReader(self._store, self.ontology)

    async def ask(self, question: Question) -> Answer:
        """The answer to a question, together with all others that are asked before resolvers come to rest."""
        if at_once := self._at_once(question):
            return at_once
        if self._round is None:
            self._round = asyncio.create_task(self._answer_round())
            self._round.add_done_callback(_look_at_error)
        place = len(self._questions)
        self._questions.append(question)
        # If one who asks is given up, the others still want their answers.
        answers, turns = await asyncio.shield(self._round)
        for _ in range(turns[place]):
            await asyncio.sleep(0)
        return answers[place]

    async def thing(self, iri: str, needs: Needs) -> Answer:
        """The thing of an IRI; none where the graph does not know it."""
        return await self.ask(Question(Known(iri), needs))

    async def named(self, name: str, needs: Needs) -> Answer:
        """What bears a name: those that have it as an alias only come last."""
        return await self.ask(Question(Named(name), needs, ALIASES_LAST))

    async def article(self, identifier: str, needs: Needs) -> Answer:
        """The articles that were handed in under an id."""
        return await self.ask(Question(Articles(identifier), needs))

    async def _answer_round(self) -> tuple[list[Answer], list[int]]:
        async with self._one_at_a_time:
            known = 0
            while known != len(self._questions):
                known = len(self._questions)
                for _ in range(self._turns):
                    await asyncio.sleep(0)
            questions, self._questions, self._round = self._questions, [], None
            answers = await self._answers(questions)
            turns = _spread([len(answer.rows) for answer in answers])
            self._turns = _TURNS + turns[-1]
            return answers, turns

    async def _answers(self, questions: Sequence[Question]) -> list[Answer]:
        store = self._store
        if not isinstance(store, StoppableStore):
            return await asyncio.to_thread(self._answers_here, questions)
        # In the event loop, as far as that takes no time.
        known = all(isinstance(question.source, Known) for question in questions)
        found = self._find(questions) if known else await asyncio.to_thread(self._find, questions)
        query = wave_query(questions, found)
        if not query:
            return wave_answers(questions, found, [])
        answer = await store.answer_soon(SparqlQuery(query))
        with answer.body:
            data = answer.body.read()
        if len(data) > _LONG:
            return await asyncio.to_thread(_read, questions, found, data)
        return _read(questions, found, data)

    def _at_once(self, question: Question) -> Answer | None:
        """The answer, where properties of one thing are all that is asked for, and the store has them at hand."""
        if not isinstance(question.source, Known) or question.needs.hops:
            return None
        iri = question.source.iri
        thing = NamedNode(iri)
        names = sorted(question.needs.properties)
        found = self._store.values_of(thing, [expanded(name) for name in names])
        if found is None:
            return None
        values = {name: given for name, given in zip(names, found, strict=True) if given}
        return Answer([Row(iri)], things={iri: Resource(iri, values)} if values else {})

    def _answers_here(self, questions: Sequence[Question]) -> list[Answer]:
        found = self._find(questions)
        query = wave_query(questions, found)
        return wave_answers(questions, found, _select(self._store, query) if query else [])

    def _find(self, questions: Sequence[Question]) -> dict[int, Answer]:
        return {place: answer for place, question in enumerate(questions) if (answer := self._found(question))}

    def _found(self, question: Question) -> Answer | None:
        """The rows of what can be found without SPARQL; None where they cannot."""
        if isinstance(question.source, Known):
            return None if question.needs.hops else Answer([Row(question.source.iri)], beside={})
        index = self._store.index
        return indexed(question, index) if index else None


def _spread(rows: Sequence[int]) -> list[int]:
    """After how many turns of the event loop each answer is given to who asked for it, by the rows of those before it."""
    before = list(accumulate(rows, initial=0))
    in_a_turn = max(_ROWS_IN_A_TURN, before[-1] // _MOST_TURNS)
    return [number // in_a_turn for number in before[:-1]]


def _look_at_error(done: asyncio.Task[tuple[list[Answer], list[int]]]) -> None:
    """All who asked may have been given up before there was an error: asyncio would log that nobody has seen it."""
    if not done.cancelled():
        done.exception()


def _read(questions: Sequence[Question], found: Mapping[int, Answer], data: bytes) -> list[Answer]:
    solutions = read_results(data, Kind.TABLE)
    assert isinstance(solutions, QuerySolutions), "the query is a SELECT"  # noqa: S101
    return wave_answers(questions, found, map(tuple, solutions))


def _select(store: GraphStore, query: str) -> list[Solution]:
    """All solutions at once: they may be read only in the thread that asked for them."""
    solutions = store.query(query)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError(f"expected a SELECT query, found {query!r}")
    try:
        return list(map(tuple, solutions))
    except (OSError, RuntimeError) as error:
        # The traceback goes to another thread, where the solutions must not be let go of.
        del solutions
        raise StoreError(f"{store.location}: the graph could not be read: {error}") from error
