import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from graph_sample import BASE, aftermath, fall, fill
from rdflib import Dataset, Literal, URIRef
from sparql_server import sparql_server

from kg import OpenedGraph, open_graph
from kg.errors import InputError, StoreError
from kg.ontology import CKG
from kg.opened_graph import ClaimRow
from kg.store import open_store

HAS_PANDAS = importlib.util.find_spec("pandas") is not None


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenedGraph]:
    folder = str(tmp_path_factory.mktemp("graphs") / "graph")
    with open_store(folder, base=BASE) as store:
        fill(store, fall(), aftermath())
    with open_graph(folder, base=BASE) as opened:
        yield opened


def test_it_is_an_rdflib_data_set(graph: OpenedGraph) -> None:
    assert isinstance(graph, Dataset)
    torvin = URIRef(f"{BASE}entity/torvin")
    assert (URIRef(f"{BASE}entity/marsh-front"), URIRef(f"{CKG}captured"), torvin) in graph
    assert len([named for named in graph.graphs() if len(named)]) >= 2


def test_queries_know_our_prefixes_and_the_union_of_all_articles(graph: OpenedGraph) -> None:
    found = graph.query("SELECT ?name { ?who ckg:captured ent:torvin ; rdfs:label ?name }")
    assert [tuple(row) for row in found] == [(Literal("Marsh Front", lang="en"),)]


def test_claims_come_with_their_evidence(graph: OpenedGraph) -> None:
    claims = list(graph.claims())
    assert len(claims) == 12
    assert [claim.claim for claim in claims] == sorted(claim.claim for claim in claims)
    (taken,) = graph.claims("captured")
    assert (taken.subject, taken.object, taken.stated_by, taken.date) == ("Marsh Front", "Torvin", "Marsh Front", "2031-03-04")
    assert fall().article.text[taken.start : taken.end] == taken.quote
    assert (taken.title, taken.published, taken.polarity) == ("Torvin falls", "2031-03-05", "positive")


def test_facts_leave_out_what_is_denied_or_planned(graph: OpenedGraph) -> None:
    assert len(list(graph.claims(facts_only=True))) == 10
    assert list(graph.claims("entered", facts_only=True)) == []


def test_a_remote_store_is_opened_by_its_url() -> None:
    with sparql_server() as url:
        with open_store(url, base=BASE) as store:
            fill(store, fall())
        with open_graph(url, base=BASE) as remote:
            assert len(list(remote.claims())) == 6
            assert len(list(remote.query("SELECT * { ?a ckg:captured ?b }"))) == 1


def test_the_example_in_the_docs_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    page = (Path(__file__).parent.parent / "docs" / "graph.md").read_text(encoding="utf-8")
    example = page.partition("## In Python")[2].partition("```python\n")[2].partition("```")[0]
    monkeypatch.chdir(tmp_path)
    with open_store("graph") as store:
        fill(store, fall())
    exec(example, {})  # noqa: S102
    assert capsys.readouterr().out.splitlines() == [
        "Marsh Front Torvin",
        "2031-03-04 Marsh Front Torvin Marsh Front it had taken Torvin on Tuesday",
    ]


def test_a_graph_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no graph yet"):
        open_graph(str(tmp_path / "none"))


@pytest.mark.skipif(HAS_PANDAS, reason="pandas is installed")
def test_without_pandas_the_message_says_how_to_get_it(graph: OpenedGraph) -> None:
    with pytest.raises(InputError, match=r"conflict-kg\[pandas\]"):
        graph.to_dataframe()


@pytest.mark.skipif(not HAS_PANDAS, reason="pandas is not installed")
def test_tables_for_pandas(graph: OpenedGraph) -> None:
    table = graph.to_dataframe()
    assert list(table.columns) == list(ClaimRow.__dataclass_fields__)
    assert len(table) == 12
    rows = graph.to_dataframe("SELECT ?who ?where { ?a ckg:captured ?b . ?a rdfs:label ?who . ?b rdfs:label ?where } ORDER BY ?where")
    assert rows.to_dict("records") == [
        {"who": "Marsh Front", "where": "Torvin"},
    ]
