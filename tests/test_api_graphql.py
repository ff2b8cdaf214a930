"""GraphQL over HTTP, beyond what the audit suite in tests/interop asks."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace

import httpx
import pytest
from graph_sample import BASE, fall, filled
from http_server import serving
from pyoxigraph import Store
from starlette.applications import Starlette
from starlette.routing import Route

from api.app import create_app
from api.graphql_endpoint import GRAPHQL_JSON, GraphQLEndpoint
from kg.errors import DeadlineError, OverloadError, StoreError
from kg.ontology import load_ontology
from kg.oxigraph_store import OxigraphStore
from kg.sparql import Term
from kg.store import GraphStore, QueryResults
from schema.error_codes import MASKS, Code
from schema.limits import Limits
from schema.news import News

NEWER = {"Accept": GRAPHQL_JSON}
LEGACY = {"Accept": "application/json"}
PLACE = '{ place(name: "Torvin") { name } }'


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(create_app(filled(fall()))) as client:
        yield client


def limited(store: GraphStore, limits: Limits) -> Starlette:
    """The GraphQL endpoint alone, with limits of its own."""
    app = Starlette(routes=[Route("/graphql", GraphQLEndpoint(load_ontology(), limits))])
    app.state.store = store
    app.state.news = News(store)
    return app


def codes(answer: httpx.Response) -> set[str]:
    assert "data" not in answer.json()
    return {error["extensions"]["code"] for error in answer.json()["errors"]}


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
        ("application/graphql-response+json", GRAPHQL_JSON),
        ("application/graphql-response+json; charset=utf-8, application/json; charset=utf-8; q=0.5", GRAPHQL_JSON),
        ("application/json;q=0.5, application/graphql-response+json;q=0.9", GRAPHQL_JSON),
        ("text/html, application/json;q=0", None),
        ("image/png", None),
        ("multipart/mixed", None),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_media_type_is_negotiated(client: httpx.Client, method: str, accept: str | None, given: str | None) -> None:
    request = client.build_request(method, "/graphql", **({"params": {"query": PLACE}} if method == "GET" else {"json": {"query": PLACE}}))
    del request.headers["Accept"]
    if accept:
        request.headers["Accept"] = accept
    answer = client.send(request)
    assert answer.headers["vary"] == "Accept"
    if given:
        assert (answer.status_code, answer.headers["content-type"]) == (200, given)
        assert answer.json() == {"data": {"place": {"name": "Torvin"}}}
    else:
        assert answer.status_code == 406
        assert codes(answer) == {"BAD_REQUEST"}
        assert GRAPHQL_JSON in answer.text


@pytest.mark.parametrize(
    ("content", "media_type", "status", "part"),
    [
        (b"", "application/json", 400, "no JSON"),
        (b"{", "application/json", 400, "no JSON"),
        (b"[" * 200_000, "application/json", 400, "nested too deeply"),
        (b'{"query": "\xff"}', "application/json", 400, "UTF-8"),
        (b"7", "application/json", 400, "no JSON object"),
        (b'[{"query": "{ __typename }"}]', "application/json", 400, "one request at a time"),
        (b"{}", "application/json", 400, "no query"),
        (b'{"query": null}', "application/json", 400, "no query"),
        (b'{"query": ""}', "application/json", 400, "no query"),
        (b'{"query": {"a": 1}}', "application/json", 400, 'query is {"a": 1}; send a string'),
        (b'{"query": "{ __typename }", "operationName": 7}', "application/json", 400, "operationName is 7"),
        (b'{"query": "{ __typename }", "variables": "x"}', "application/json", 400, 'variables is "x"; send an object'),
        (b'{"query": "{ __typename }", "extensions": []}', "application/json", 400, "extensions is []"),
        (b"{ __typename }", "application/graphql", 415, "application/graphql"),
        (b"query=%7B__typename%7D", "application/x-www-form-urlencoded", 415, "application/x-www-form-urlencoded"),
        (b'{"query": "{ __typename }"}', "", 415, "of no type"),
        (b'{"query": "{ __typename }"}', "text/plain", 415, "text/plain"),
        (b'{"query": "{ __typename }"}', "application/json; charset=latin-1", 415, "in UTF-8"),
    ],
)
@pytest.mark.parametrize("accept", [LEGACY, NEWER])
def test_what_is_no_graphql_request_is_refused_in_either_media_type(
    client: httpx.Client, accept: Mapping[str, str], content: bytes, media_type: str, status: int, part: str
) -> None:
    answer = client.post("/graphql", content=content, headers={**accept, **({"Content-Type": media_type} if media_type else {})})
    assert (answer.status_code, answer.headers["content-type"]) == (status, accept["Accept"])
    assert codes(answer) == {"BAD_REQUEST"}
    assert part in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("parameters", "part"),
    [
        ({"query": ""}, "no query"),
        ({"operationName": "A"}, "no query"),
        ({"query": PLACE, "variables": "{"}, "the parameter variables is no JSON"),
        ({"query": PLACE, "variables": "[]"}, "variables is []"),
        ({"query": PLACE, "extensions": "7"}, "extensions is 7"),
    ],
)
def test_parameters_that_are_no_graphql_request_are_refused(client: httpx.Client, parameters: Mapping[str, str], part: str) -> None:
    answer = client.get("/graphql", params=parameters)
    assert answer.status_code == 400
    assert codes(answer) == {"BAD_REQUEST"}
    assert part in answer.json()["errors"][0]["message"]


def test_get_takes_variables_and_empty_parameters_count_as_left_out(client: httpx.Client) -> None:
    query = "query A($name: String) { place(name: $name) { name } }"
    variables = json.dumps({"name": "old torvin"})
    answer = client.get("/graphql", params={"query": query, "variables": variables, "operationName": "", "extensions": ""})
    assert answer.json() == {"data": {"place": {"name": "Torvin"}}}


def test_head_is_answered_as_get_without_the_body(client: httpx.Client) -> None:
    answer = client.head("/graphql", params={"query": PLACE})
    assert (answer.status_code, answer.headers["content-type"], answer.content) == (200, "application/json", b"")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_not_allowed(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/graphql")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")
    assert codes(answer) == {"BAD_REQUEST"}


def test_get_changes_nothing(client: httpx.Client) -> None:
    answer = client.get("/graphql", params={"query": "mutation { __typename }"}, headers=NEWER)
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")
    assert codes(answer) == {"BAD_REQUEST"}


TWO = "query A { __typename } query B { __typename }"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"query": "{"}, Code.GRAPHQL_PARSE_FAILED),
        ({"query": "{ nowhere }"}, Code.GRAPHQL_VALIDATION_FAILED),
        ({"query": '{ claims(dateFrom: "soon") { totalCount } }'}, Code.GRAPHQL_VALIDATION_FAILED),
        ({"query": "query($id: ID!) { node(id: $id) { id } }"}, Code.BAD_USER_INPUT),
        ({"query": "query($id: ID!) { node(id: $id) { id } }", "variables": {"id": None}}, Code.BAD_USER_INPUT),
        ({"query": "query($d: PartialDate) { claims(dateFrom: $d) { totalCount } }", "variables": {"d": "x"}}, Code.BAD_USER_INPUT),
        ({"query": TWO}, Code.OPERATION_RESOLUTION_FAILURE),
        ({"query": TWO, "operationName": "C"}, Code.OPERATION_RESOLUTION_FAILURE),
        ({"query": "fragment a on Place { name }"}, Code.OPERATION_RESOLUTION_FAILURE),
        ({"query": "{ " + "__typename " * 1000 + "}"}, Code.TOO_MANY_TOKENS),
        ({"query": "#" * 20_001}, Code.DOCUMENT_TOO_LARGE),
    ],
)
def test_what_was_not_executed_has_no_data_and_is_400_in_the_newer_media_type(
    client: httpx.Client, body: Mapping[str, object], code: Code
) -> None:
    for accept, status in ((NEWER, 400), (LEGACY, 200)):
        answer = client.post("/graphql", json=body, headers=accept)
        assert (answer.status_code, answer.headers["content-type"]) == (status, accept["Accept"])
        assert codes(answer) == {code.name}


@pytest.mark.parametrize("accept", [LEGACY, NEWER])
def test_data_with_errors_of_fields_is_200(client: httpx.Client, accept: Mapping[str, str]) -> None:
    answer = client.post("/graphql", json={"query": "{ entity { name } articles { totalCount } }"}, headers=accept)
    assert answer.status_code == 200
    assert answer.json()["data"] == {"entity": None, "articles": {"totalCount": 1}}
    (error,) = answer.json()["errors"]
    assert (error["path"], error["extensions"]) == (["entity"], {"code": "BAD_USER_INPUT"})


def test_a_body_that_is_too_large_is_413_and_the_server_goes_on(client: httpx.Client) -> None:
    for content in (b'{"query": "#' + b"x" * 10_000_000 + b'"}', iter([b'{"query": "#', b"x" * 1_000_000, b'"}'])):
        answer = client.post("/graphql", content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == 413
        assert codes(answer) == {"REQUEST_TOO_LARGE"}
        assert "1000000 are allowed" in answer.text
    assert client.post("/graphql", json={"query": PLACE}).status_code == 200


@pytest.mark.parametrize("accept", [LEGACY, NEWER])
def test_the_deadline_is_504_in_either_media_type(accept: Mapping[str, str]) -> None:
    with serving(limited(filled(fall()), replace(Limits(), deadline=0))) as client:
        answer = client.post("/graphql", json={"query": PLACE}, headers=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (504, accept["Accept"])
    assert codes(answer) == {"DEADLINE_EXCEEDED"}


class BrokenStore(OxigraphStore):
    """A store that fails whenever it is asked."""

    def __init__(self, error: Exception) -> None:
        super().__init__("memory:", Store(), BASE)
        self.error = error

    def query(self, text: str, substitutions: Mapping[str, Term] | None = None) -> QueryResults:  # noqa: ARG002
        raise self.error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreError("/srv/secret/graph: the disk is gone"), Code.STORE_UNAVAILABLE),
        (TypeError("expected a secret"), Code.INTERNAL_SERVER_ERROR),
    ],
)
def test_the_servers_own_faults_are_told_to_its_log_alone(error: Exception, code: Code, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR), serving(limited(BrokenStore(error), Limits())) as client:
        answer = client.post("/graphql", json={"query": PLACE})
    assert answer.json()["data"] == {"place": None}
    assert answer.json()["errors"][0]["message"] == MASKS[code.name]
    assert answer.json()["errors"][0]["extensions"] == {"code": code.name}
    assert "secret" not in answer.text
    assert "secret" in caplog.text


@pytest.mark.parametrize(
    ("error", "code"),
    [(DeadlineError("no answer within 3 seconds"), Code.DEADLINE_EXCEEDED), (OverloadError("too many queries"), Code.OVERLOADED)],
)
def test_queries_that_took_too_much_are_told_in_the_words_of_the_store(error: Exception, code: Code) -> None:
    with serving(limited(BrokenStore(error), Limits())) as client:
        answer = client.post("/graphql", json={"query": PLACE})
    (found,) = answer.json()["errors"]
    assert (found["message"], found["extensions"], found["path"]) == (str(error), {"code": code.name}, ["place"])


def test_a_server_that_does_not_show_its_schema_still_answers() -> None:
    with serving(limited(filled(fall()), replace(Limits(), introspection=False))) as client:
        assert codes(client.post("/graphql", json={"query": "{ __schema { types { name } } }"})) == {"INTROSPECTION_DISABLED"}
        assert client.post("/graphql", json={"query": PLACE.replace("name }", "__typename }")}).json() == {
            "data": {"place": {"__typename": "Place"}}
        }
