"""Each limit of a GraphQL request, with its error code; questions of every day stay well within them."""

import asyncio
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from graph_sample import aftermath, fall, filled, raids
from graphql import get_introspection_query, get_operation_ast, parse
from graphql_request import ask
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from kg.extraction import Article
from kg.ontology import load_ontology
from schema.build import build_schema
from schema.error_codes import Code
from schema.filters import MOST_WORDS
from schema.kinds import Context
from schema.limits import LARGE, LARGE_AT_ONCE, LARGE_WAITING, Limits
from schema.measure import ASSUMED_LENGTH, Measure, measure
from schema.paging import MOST
from schema.reader import GraphReader

USUAL = Limits()
SCHEMA = build_schema()


def refusal(query: str, limits: Limits = USUAL, variables: dict[str, Any] | None = None) -> tuple[str, str]:
    """The code and the message of the error that refuses a request."""
    schema = SCHEMA if limits is USUAL else build_schema(limits=limits)
    context = Context(GraphReader(filled(fall()), load_ontology()))
    result = asyncio.run(schema.execute(query, variable_values=variables, context_value=context))
    assert result.data is None
    error, *others = result.errors or ()
    assert all(other.extensions == error.extensions for other in others)
    return error.extensions["code"], error.message


def measured(query: str, variables: dict[str, object] | None = None) -> Measure:
    document = parse(query)
    operation = get_operation_ast(document)
    assert operation
    return measure(SCHEMA._schema, document, operation, variables or {})


def nested(depth: int) -> str:
    """A query of that many fields, one in the other."""
    return '{ entity(name: "x") {' + " asActor {" * (depth - 2) + " name" + " }" * depth


def test_what_is_as_deep_as_allowed_is_answered_and_no_deeper() -> None:
    result = asyncio.run(SCHEMA.execute(nested(USUAL.depth), context_value=Context(GraphReader(filled(), load_ontology()))))
    assert result.errors is None
    assert refusal(nested(USUAL.depth + 1)) == ("TOO_DEEP", "the operation is 16 fields deep, 15 are allowed; ask for less at a time")


def test_depth_counts_what_stands_in_fragments() -> None:
    query = "query Deep { ...a } fragment a on Query { actor { ...b } } fragment b on Actor { asLocation { name } }"
    code, message = refusal(query, replace(USUAL, depth=2))
    assert (code, message.partition(",")[0]) == ("TOO_DEEP", "Deep is 3 fields deep")


@pytest.mark.parametrize(
    "query", ["{" + "a{" * 300, "{ a(b: " + "[" * 400, '{ __type(name: "Place") { interfaces { interfaces { interfaces { name } } } } }']
)
def test_documents_that_are_nested_beyond_all_measure_are_too_deep(query: str) -> None:
    assert refusal(query)[0] == "TOO_DEEP"


@pytest.mark.parametrize("length", [400, 900])
def test_a_long_chain_of_fragments_is_too_deep_and_no_fault_of_the_server(length: int) -> None:
    links = " ".join(f"fragment f{i} on Query {{ ...f{i + 1} }}" for i in range(length))
    query = f"{{ ...f0 }} {links} fragment f{length} on Query {{ __typename }}"
    assert refusal(query, replace(USUAL, tokens=10_000, document=100_000))[0] == "TOO_DEEP"


def test_aliases_are_counted() -> None:
    wide = "{ " + " ".join(f"a{i}: articles {{ totalCount }}" for i in range(USUAL.aliases + 1)) + " }"
    code, message = refusal(wide)
    assert (code, message) == ("TOO_MANY_ALIASES", "the operation has 31 aliases, 30 are allowed; ask in several requests")


def test_aliases_in_fragments_count_wherever_the_fragment_is_used_and_are_counted_at_once() -> None:
    # Each fragment doubles what stands below: counted one by one, 2 to the power of 80.
    bomb = "{ ...f0 } " + " ".join(f"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }}" for i in range(80))
    code, message = refusal(bomb + " fragment f80 on Query { a: articles { totalCount } }")
    assert code == "TOO_MANY_ALIASES"
    assert str(2**80) in message


def test_tokens_are_counted() -> None:
    code, message = refusal("{ " + "__typename " * USUAL.tokens + "}")
    assert code == "TOO_MANY_TOKENS"
    assert str(USUAL.tokens) in message


def test_long_documents_are_refused_before_they_are_parsed() -> None:
    code, message = refusal("#" * (USUAL.document + 1))
    assert code == "DOCUMENT_TOO_LARGE"
    assert message.startswith("the document has 20001 characters, 20000 are allowed")


def test_costly_operations_are_refused() -> None:
    query = "{ articles(first: 100) { edges { node { claims(first: 100) { edges { node { quote rule } } } } } } }"
    code, message = refusal(query)
    assert code == "TOO_COSTLY"
    assert "may give 30302 values, 20000 are allowed" in message


def test_a_list_costs_its_length_times_what_stands_in_it() -> None:
    assert measured('{ place(name: "x") { name } }').cost == 2
    assert measured('{ place(name: "x") { controlledBy { name } } }').cost == 1 + 1 + ASSUMED_LENGTH
    assert measured("{ claims(first: 3) { totalCount edges { node { rule } } } }").cost == 1 + 1 + 1 + 3 * 2
    assert measured("{ claims { edges { cursor } } }").cost == 1 + 1 + 20


def test_the_length_of_a_page_may_be_a_variable() -> None:
    query = "query($n: Int! = 5) { claims(first: $n) { edges { cursor } } }"
    assert measured(query, {"n": 7}).cost == 2 + 7
    assert measured(query).cost == 2 + 5


def test_pages_cost_no_more_than_can_be_had() -> None:
    assert measured("{ claims(first: 1000000) { edges { cursor } } }").cost == 2 + MOST
    assert measured("{ claims(first: -5) { edges { cursor } } }").cost == 2


def test_what_the_schema_does_not_know_is_measured_and_left_to_validation() -> None:
    assert measured("{ nothing(first: 5) { here { at } } ... on Nowhere { x } ...gone }") == Measure(3, 0, 4)
    assert measured("{ ...a } fragment a on Query { ...a articles { totalCount } }") == Measure(2, 0, 2)


def test_a_page_of_more_than_a_hundred_is_an_error_of_its_field() -> None:
    context = Context(GraphReader(filled(fall()), load_ontology()))
    result = asyncio.run(SCHEMA.execute("{ claims(first: 101) { totalCount } articles { totalCount } }", context_value=context))
    (error,) = result.errors or ()
    assert (error.extensions, error.path) == ({"code": "BAD_USER_INPUT"}, ["claims"])


def test_a_document_that_is_known_is_measured_again_where_variables_decide() -> None:
    schema = build_schema(limits=replace(USUAL, cost=30))
    store = filled(fall())

    def ask(first: int) -> list[str]:
        query = "query ($first: Int!) { claims(first: $first) { nodes { quote } } }"
        context = Context(GraphReader(store, load_ontology()))
        result = asyncio.run(schema.execute(query, variable_values={"first": first}, context_value=context))
        return [error.extensions["code"] for error in result.errors or ()]

    assert [ask(1), ask(100), ask(1), ask(-1)] == [[], ["TOO_COSTLY"], [], ["BAD_USER_INPUT"]]


def test_a_document_that_is_known_is_no_more_than_the_method_allows() -> None:
    query = 'mutation { addArticle(text: "Somebody took something.") { id } }'

    async def add(_: Article) -> str:
        return "https://example.org/none"

    async def scene() -> None:
        context = Context(GraphReader(filled(fall()), load_ontology()), add=add)
        schema = build_schema()
        for _ in range(2):
            await schema.execute(query, context_value=context)
        with pytest.raises(InvalidOperationTypeError):
            await schema.execute(query, context_value=context, allowed_operation_types={OperationType.QUERY})

    asyncio.run(scene())


def test_what_is_included_by_a_variable_is_read_only_then() -> None:
    query = "query ($more: Boolean!) { claims(first: 1) { nodes { quote subject @include(if: $more) { name } } } }"
    without, with_more, again = (ask(filled(fall()), query, {"more": more}) for more in (False, True, False))
    assert without == again
    assert with_more["claims"]["nodes"][0].keys() == {"quote", "subject"}


def test_an_operation_is_given_up_at_the_deadline() -> None:
    code, message = refusal("{ articles { totalCount } }", replace(USUAL, deadline=0))
    assert (code, message) == ("DEADLINE_EXCEEDED", "the answer took more than 0 seconds; ask for less at a time")


def test_large_operations_wait_in_a_line_of_their_own_and_those_beyond_it_are_refused() -> None:
    large = "{ claims(first: 100) { edges { node { quote rule cue id date timeText } } } }"
    small = "{ articles { totalCount } }"
    assert measured(large).cost > LARGE > measured(small).cost
    schema = build_schema()
    store = filled(fall())

    async def ask(query: str) -> set[str]:
        result = await schema.execute(query, context_value=Context(GraphReader(store, load_ontology())))
        return {error.extensions["code"] for error in result.errors or ()}

    async def scene() -> tuple[list[set[str]], list[set[str]]]:
        crowd = [asyncio.create_task(ask(large)) for _ in range(LARGE_AT_ONCE + LARGE_WAITING + 3)]
        beside = [asyncio.create_task(ask(small)) for _ in range(10)]
        return await asyncio.gather(*crowd), await asyncio.gather(*beside)

    crowd, beside = asyncio.run(scene())
    assert sorted(map(sorted, crowd)) == [[]] * (LARGE_AT_ONCE + LARGE_WAITING) + [["OVERLOADED"]] * 3
    assert beside == [set()] * 10


WHOLE = [
    get_introspection_query(),
    get_introspection_query(descriptions=False),
    get_introspection_query(specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True),
]


@pytest.mark.parametrize("query", WHOLE)
def test_the_whole_schema_costs_about_as_many_values_as_it_has(query: str) -> None:
    def values(answer: object) -> int:
        if isinstance(answer, dict):
            return sum(1 + values(value) for value in answer.values())
        return sum(map(values, answer)) if isinstance(answer, list) else 0

    found = ask(filled(), query)
    assert values(found) <= measured(query).cost <= USUAL.cost * 0.7


@pytest.mark.parametrize(
    "asked",
    [
        "__schema { types { name fields { name description args { name description type { name } } } } }",
        '__type(name: "Person") { fields { name args { name description type { name kind ofType { name kind } } } } }',
        "__schema { queryType { fields { type { fields { name type { name } } } } } }",
    ],
)
def test_a_schema_that_is_asked_for_under_many_names_is_too_costly(asked: str) -> None:
    wide = "{ " + " ".join(f"a{i}: {asked}" for i in range(USUAL.aliases - 2)) + " }"
    assert refusal(wide)[0] == "TOO_COSTLY"
    within = asked.replace("{", "{ " + " ".join(f"a{i}: description" for i in range(USUAL.aliases + 1)), 1)
    assert refusal(f"{{ {within} }}")[0] == "TOO_MANY_ALIASES"


def test_introspection_can_be_switched_off_and_then_nothing_hints_at_the_schema() -> None:
    closed = replace(USUAL, introspection=False)
    assert refusal("{ __schema { types { name } } }", closed)[0] == "INTROSPECTION_DISABLED"
    assert refusal('{ __type(name: "Place") { name } }', closed)[0] == "INTROSPECTION_DISABLED"
    assert refusal("{ plac { name } }", closed) == ("GRAPHQL_VALIDATION_FAILED", "Cannot query field 'plac' on type 'Query'.")
    assert "'place'" in refusal("{ plac { name } }")[1]


def test_the_docs_name_every_limit_and_every_code() -> None:
    page = (Path(__file__).parent.parent / "docs" / "graphql.md").read_text(encoding="utf-8")
    assert [code.name for code in Code if f"| `{code.name}` | {code.value} |" not in page] == []
    values = [value for limit, value in asdict(USUAL).items() if limit != "introspection"]
    assert [value for value in (*values, MOST, MOST_WORDS) if f" | {value:,.0f} | `" not in page] == []
    assert f"works on {LARGE_AT_ONCE} operations of more than {LARGE} values at a time; {LARGE_WAITING} more wait" in page


def test_rich_questions_are_within_the_limits() -> None:
    query = """{ armedGroup(name: "Orvan Guard") { name attacked { name ... on Place { locatedIn { name } } }
        claims(first: 100) { totalCount edges { node { relation date quote rule subject { name aliases }
        object { name claims(first: 10) { edges { node { quote article { title } } } } }
        statedBy { name } article { title url } } } } } }"""
    store = filled(fall(), aftermath(), raids(30))
    result = asyncio.run(SCHEMA.execute(query, context_value=Context(GraphReader(store, load_ontology()))))
    assert result.errors is None
