import pytest

from api.federation import asks_elsewhere

EX = "PREFIX ex: <http://example.org/> "


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }",
        "select * { service silent <http://example.org/sparql> { ?s ?p ?o } }",
        "SELECT * { SERVICE?where{ ?s ?p ?o } }",
        EX + "SELECT * { SERVICEex:a { ?s ?p ?o } }",
        EX + "SELECT * { ?s ?p ex:.SERVICE ex:a { ?s ?p ?o } }",
        "PREFIX service: <http://example.org/> SELECT * { service:a { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://example.org/> { } }",
        "SELECT * { ?s ?p 'it''s'SERVICE <http://example.org/> { } }",
        "SELECT * { ?s ?p '\\\\' SERVICE <http://example.org/> { } # '\n}",
        'SELECT * { ?s ?p """a " b""" SERVICE <http://example.org/> { } }',
        'SELECT * { ?s ?p "a\\u0022" SERVICE <http://example.org/> { } #" \n }',
        "SELECT * { \\u0053ERVICE <http://example.org/> { } }",
        "SELECT * { FILTER(1 < 2) SERVICE <http://example.org/> { } FILTER(2 > 1) }",
        "SELECT * { # SERVICE <http://example.org/a>\nSERVICE <http://example.org/> { } }",
        "SELECT * { ?a#b\n SERVICE <http://example.org/> { } }",
    ],
)
def test_a_service_clause_is_seen_however_it_is_written(query: str) -> None:
    assert asks_elsewhere(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o }",
        "SELECT ?service { ?service ?p $service }",
        "SELECT * { ?s ?p 'the secret service', \"SERVICE <http://example.org/> {}\"@en }",
        "SELECT * { <http://example.org/service> ?p ?o }",
        EX + "SELECT * { ex:state-security-service ?p ex:a.service ; ?q ex:service }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://example.org/>",
        "SELECT * { ?s ?p '''a SERVICE ' b''' }",
    ],
)
def test_the_word_in_a_name_a_string_or_a_comment_does_no_harm(query: str) -> None:
    assert not asks_elsewhere(query)
