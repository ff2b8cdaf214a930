"""The Python client gql (PyPI), on `kg serve`."""

from collections.abc import Iterator

import pytest
from gql import Client, GraphQLRequest
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport

TOWN = """query Town($name: String!, $first: Int! = 10) {
  place(name: $name) { name capturedBy { name } claims(relation: [CAPTURED], first: $first) { totalCount edges { node { date quote } } } }
}"""


@pytest.fixture(scope="module")
def client(url: str) -> Iterator[Client]:
    """A client that reads the schema first, and checks by itself what it asks."""
    client = Client(transport=HTTPXTransport(f"{url}graphql", trust_env=False), fetch_schema_from_transport=True)
    with client:
        yield client


def test_the_schema_is_read_by_introspection(client: Client) -> None:
    assert client.schema
    assert {"Place", "Claim", "ArmedGroup"} <= client.schema.type_map.keys()


def test_a_query_with_variables_is_answered(client: Client) -> None:
    answer = client.session.execute(GraphQLRequest(TOWN, variable_values={"name": "Torvin"}))
    assert answer["place"] == {
        "name": "Torvin",
        "capturedBy": [{"name": "Marsh Front"}],
        "claims": {"totalCount": 1, "edges": [{"node": {"date": "2031-03-04", "quote": "it had taken Torvin on Tuesday"}}]},
    }


def test_an_error_comes_with_its_code_and_what_could_be_answered(client: Client) -> None:
    with pytest.raises(TransportQueryError) as raised:
        client.session.execute(GraphQLRequest(TOWN, variable_values={"name": "Torvin", "first": 1000}))
    (error,) = raised.value.errors or ()
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert error["path"] == ["place", "claims"]
    assert "first is 1000" in error["message"]
