import json
from collections.abc import Iterator

import httpx
import pytest
from graph_sample import BASE, aftermath, fall, filled
from http_server import serving
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from api.app import create_app

SELECT = "SELECT ?taken WHERE { ?who ckg:captured|ckg:capturedFacility ?what . ?what rdfs:label ?taken } ORDER BY ?taken"
CONSTRUCT = "CONSTRUCT WHERE { ?who ckg:captured ?what }"
TORVIN = BASE + "entity/torvin"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(create_app(filled(fall(), aftermath()))) as client:
        yield client


def problem(response: httpx.Response) -> str:
    """The detail of a problem document, which is one line."""
    assert response.headers["content-type"] == "application/problem+json"
    document = response.json()
    assert document["status"] == response.status_code
    assert "\n" not in document["detail"]
    assert "Traceback" not in response.text
    return str(document["detail"])


def labels(response: httpx.Response) -> list[str]:
    assert response.status_code == 200
    return [row["taken"]["value"] for row in response.json()["results"]["bindings"]]


def test_a_query_is_answered_by_get_by_form_and_by_direct_post(client: httpx.Client) -> None:
    answers = [
        client.get("/sparql", params={"query": SELECT}),
        client.post("/sparql", data={"query": SELECT}),
        client.post("/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query"}),
        client.post("/sparql", content=SELECT, headers={"Content-Type": "Application/SPARQL-Query; charset=utf-8"}),
    ]
    assert [labels(answer) for answer in answers] == [["Torvin", "Torvin Airfield"]] * 4


def test_a_triple_of_two_articles_is_one_row(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": 'SELECT ?taken { ?place rdfs:label "Torvin"@en , ?taken }'})
    assert labels(answer) == ["Torvin"]


def test_a_triple_is_written_once_and_with_prefixes(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "CONSTRUCT { ckg:Claim a ckg:Article } WHERE { ?claim a ckg:Claim }"})
    assert answer.text.splitlines()[-1] == "ckg:Claim a ckg:Article ."
    assert answer.text.count("a ckg:Article") == 1


def test_each_article_is_a_named_graph(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT DISTINCT ?taken { GRAPH ?taken { ?taken a ckg:Article } }"})
    assert len(labels(answer)) == 2


@pytest.mark.parametrize(
    ("accept", "media_type", "written"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", QueryResultsFormat.JSON),
        ("application/json", "application/json", QueryResultsFormat.JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", "text/tab-separated-values", QueryResultsFormat.TSV),
        ("*/*", "application/sparql-results+json", QueryResultsFormat.JSON),
        ("text/turtle, application/sparql-results+xml;q=0.2", "application/sparql-results+xml", QueryResultsFormat.XML),
    ],
)
def test_a_table_comes_in_the_format_asked_for(client: httpx.Client, accept: str, media_type: str, written: QueryResultsFormat) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "accept" in answer.headers["vary"].lower()
    results = parse_query_results(answer.content, format=written)
    assert isinstance(results, QuerySolutions)
    assert [row["taken"].value for row in results] == ["Torvin", "Torvin Airfield"]


def test_csv_has_a_header_and_plain_values(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers={"Accept": "text/csv"})
    assert answer.text.split() == ["taken", "Torvin", "Torvin", "Airfield"]
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


def test_ask_is_answered_as_a_boolean(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK { ?s ckg:controls ?o }"}).json()["boolean"] is True


@pytest.mark.parametrize(
    ("accept", "media_type", "written"),
    [
        ("*/*", "text/turtle", RdfFormat.TURTLE),
        ("text/turtle", "text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", "application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", "application/rdf+xml", RdfFormat.RDF_XML),
        ("text/turtle;q=0.3, application/ld+json;q=0.4", "application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_a_graph_comes_in_the_format_asked_for(client: httpx.Client, accept: str, media_type: str, written: RdfFormat) -> None:
    answer = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert [triple.object.value for triple in parse(answer.content, format=written)] == [TORVIN]  # type: ignore[union-attr]


@pytest.mark.parametrize(("query", "offered"), [(SELECT, "text/csv"), (CONSTRUCT, "text/turtle")])
def test_a_format_that_is_not_on_offer_gets_the_list(client: httpx.Client, query: str, offered: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert offered in problem(answer)


def test_malformed_sparql_is_refused_in_one_line_with_its_place(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT *\n{ ?s ?p"})
    assert answer.status_code == 400
    assert "line 2" in problem(answer)


def test_a_query_that_fails_while_it_runs_is_a_problem_and_not_half_an_answer(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (<http://example.org/none>(1) AS ?x) {}"})
    assert answer.status_code == 400
    assert "http://example.org/none" in problem(answer)


@pytest.mark.parametrize(
    "request_parts",
    [
        {"data": {"update": "CLEAR ALL"}},
        {"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}},
    ],
)
def test_updates_are_refused_and_change_nothing(client: httpx.Client, request_parts: dict[str, dict[str, str]]) -> None:
    answer = client.post("/sparql", **request_parts)  # type: ignore[arg-type]
    assert answer.status_code == 403
    assert "read-only" in problem(answer)
    assert labels(client.get("/sparql", params={"query": SELECT})) == ["Torvin", "Torvin Airfield"]


@pytest.mark.parametrize("text", ["INSERT DATA { <a:b> <a:b> <a:b> }", "LOAD <http://127.0.0.1:9/>", "CLEAR ALL"])
def test_an_update_in_the_place_of_a_query_is_no_query(client: httpx.Client, text: str) -> None:
    answer = client.post("/sparql", data={"query": text})
    assert answer.status_code == 400
    assert problem(answer)


def test_other_servers_are_not_asked(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"})
    assert answer.status_code == 403
    assert "SERVICE" in problem(answer)


@pytest.mark.parametrize(
    ("method", "parts", "status", "detail"),
    [
        ("GET", {"params": {"format": "json"}}, 400, "found 0 queries"),
        ("POST", {"data": {"quer": SELECT}}, 400, "found 0 queries and 0 updates"),
        ("GET", {"params": [("query", SELECT), ("query", SELECT)]}, 400, "found 2 queries"),
        ("POST", {"data": {"query": SELECT, "update": "CLEAR ALL"}}, 400, "found 1 queries and 1 updates"),
        (
            "POST",
            {"params": {"update": "CLEAR ALL"}, "content": SELECT, "headers": {"Content-Type": "application/sparql-query"}},
            400,
            "found 1 queries and 1 updates",
        ),
        ("GET", {"params": {"update": "CLEAR ALL"}}, 400, "by POST"),
        ("GET", {"params": {"query": SELECT}, "content": "x"}, 400, "has a body"),
        ("GET", {"content": iter([b"query=ASK{}"])}, 400, "has a body"),
        ("GET", {"params": [("query", SELECT), ("version", "1.1"), ("version", "1.2")]}, 400, "several versions"),
        ("GET", {"params": {"query": SELECT, "default-graph-uri": "no iri"}}, 400, "cannot name a graph"),
        ("GET", {"params": {"query": SELECT, "using-graph-uri": TORVIN}}, 400, "using-graph-uri has no meaning here"),
        ("POST", {"content": SELECT, "headers": {"Content-Type": "application/sparql-query; charset=UTF-16"}}, 415, "utf-16"),
        ("POST", {"content": b"#" * (11 << 20), "headers": {"Content-Type": "application/sparql-query"}}, 413, "longer than 1 MB"),
        ("POST", {"data": {"query": "ASK {} #" + "x" * (2 << 20)}}, 413, "longer than 1 MB"),
        ("POST", {"data": {"query": SELECT, "default-graph-uri": [TORVIN] * 1000}}, 400, "more than 1000 fields"),
        ("POST", {"data": {"query": "é" * (1 << 20)}}, 413, "longer than 3 MB"),
        ("POST", {"content": b" " * (5 << 20), "headers": {"Content-Type": "application/sparql-update"}}, 413, "longer than 3 MB"),
        ("POST", {"content": b"\xff\xfe", "headers": {"Content-Type": "application/sparql-query"}}, 400, "not UTF-8"),
        ("POST", {"content": "x", "headers": {"Content-Type": "text/plain"}}, 415, "text/plain"),
        ("POST", {"content": "x"}, 415, "of no type"),
        ("PUT", {"content": "x"}, 405, "Method Not Allowed"),
        ("DELETE", {}, 405, "Method Not Allowed"),
    ],
)
def test_other_requests_are_refused_with_what_to_do(
    client: httpx.Client, method: str, parts: dict[str, object], status: int, detail: str
) -> None:
    answer = client.request(method, "/sparql", **parts)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert detail in problem(answer)


def test_a_get_whose_body_is_empty_is_answered(client: httpx.Client) -> None:
    assert labels(client.get("/sparql", params={"query": SELECT}, headers={"Content-Length": "0"})) == ["Torvin", "Torvin Airfield"]


def test_a_query_that_would_take_too_much_again_is_not_asked_for_again(client: httpx.Client) -> None:
    nested = "SELECT * " + "{" * 100_000 + "}" * 100_000
    answer = client.post("/sparql", data={"query": nested})
    assert answer.status_code == 503
    assert "nested too deeply" in problem(answer)
    assert "Retry-After" not in answer.headers


@pytest.mark.parametrize(
    ("parts", "said", "advised"),
    [
        (
            {"params": {"query": SELECT}, "headers": {"Accept": "image/png" + " " * 9 + "x" * 60_000}},
            "no answer to this as image/png",
            "text/csv",
        ),
        ({"params": {"default-graph-uri": "x" * 60_000, "query": SELECT}}, "'xxx", "send an absolute IRI"),
    ],
)
def test_what_was_sent_is_quoted_in_short(client: httpx.Client, parts: dict[str, object], said: str, advised: str) -> None:
    detail = problem(client.get("/sparql", **parts))  # type: ignore[arg-type]
    assert detail.startswith(said)
    assert advised in detail
    assert len(detail) < 2000


def test_a_browser_gets_a_page_that_loads_nothing_from_elsewhere(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "//" not in answer.text.replace("<!doctype html>", "")


def test_values_keep_every_character(client: httpx.Client) -> None:
    query = 'SELECT ?taken { VALUES ?taken { "Ḥamā “é” 🕊 \\" \\\\ \\n" } }'
    assert labels(client.post("/sparql", data={"query": query})) == ['Ḥamā “é” 🕊 " \\ \n']
    assert json.loads(client.get("/sparql", params={"query": query}).content)
