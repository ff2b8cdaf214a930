"""The side index answers as SPARQL does, and only where it fits the graph."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from graph_sample import BASE, aftermath, fall, fill, raids
from graphql_request import ask
from waiting import can_be_written, eventually

from kg.cli.indexing import writing
from kg.errors import StoreError
from kg.extraction import Extraction
from kg.iris import article_iri
from kg.query_limits import Limits
from kg.rocksdb_folder import folder_version
from kg.served_store import served
from kg.side_index import NAME, fresh_index, is_fresh, refresh
from kg.store import GraphStore, open_store

NODES = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { __typename id } }"
FILTERS = [
    "",
    "relation: [CAPTURED, ATTACKED]",
    "relation: []",
    'statedBy: "the guard"',
    f'statedBy: "{BASE}entity/marsh-front"',
    'subject: "MARSH front", object: "torvin"',
    "subjectType: [STATE], objectType: [FACILITY]",
    'article: "fall"',
    'article: "none"',
    'dateFrom: "2031-03-03", dateTo: "2031-03-03"',
    'dateTo: "2030"',
    "polarity: NEGATIVE",
    "realis: FUTURE",
    "minConfidence: 0.75",
    'text: "front kes"',
    'text: "front*"',
    'text: "!"',
]
PAGES = ["first: 5", "last: 4", "first: 0"]
ORDERS = ["DATE_DESC", "DATE_ASC", "CONFIDENCE_DESC", "CONFIDENCE_ASC", "PUBLISHED_DESC"]
QUERIES = [
    *(f"{{ claims({filters}, {PAGES[n % 3]}, orderBy: {ORDERS[n % 5]}) {{ {NODES} }} }}" for n, filters in enumerate(FILTERS)),
    *(f"{{ claims({page}, orderBy: {order}) {{ {NODES} }} }}" for page in PAGES for order in ORDERS),
    *(f"{{ claimCounts(by: {by}, relation: [CAPTURED, CONTROLS, ATTACKED, CLASHED_WITH]) {{ count of {{ id }} ofRelation inMonth }} }}"
      for by in ("RELATION", "ACTOR", "LOCATION", "SPEAKER", "MONTH")),
    *(f'{{ search(text: "{text}", {page}) {{ {NODES} }} }}' for text in ("torvin", "marsh front", "MF", "is", "") for page in PAGES),
    f'{{ search(text: "torvin", type: [ARTICLE, CLAIM]) {{ {NODES} }} statements(text: "airfield", speaker: "Dell") {{ {NODES} }} }}',
    f'{{ statements {{ {NODES} }} articles(text: "torvin", dateTo: "2031-03-05") {{ {NODES} }} }}',
    f'{{ articles(dateFrom: "2031-03-06", last: 2) {{ {NODES} }} }}',
    f'{{ entities(first: 3) {{ {NODES} }} e: entities(type: PLACE, name: "old torvin") {{ {NODES} }} }}',
    f'{{ entities(text: "air") {{ {NODES} }} }}',
    '{ timeline(place: "Torvin") { from to disputed holder { name } evidence { quote } } }',
    '{ article(id: "fall") { title claims { totalCount } } }',
    f'{{ place(name: "TORVIN") {{ name claims(first: 2) {{ {NODES} }} claimCounts(by: ACTOR) {{ count of {{ name }} }} }} }}',
    '{ actor(name: "Orvan Guard") { statements { totalCount } claims(last: 3) { nodes { quote article { title } } } } }',
]  # fmt: skip


def built(folder: Path, *extractions: Extraction) -> Path:
    """A graph in a folder, without a side index."""
    with open_store(str(folder), base=BASE) as store:
        fill(store, *extractions)
    return folder


def index(folder: Path, *changed: Extraction) -> None:
    with open_store(str(folder), read_only=True, base=BASE) as store:
        refresh(store, folder, [article_iri(extraction.article, BASE) for extraction in changed] or None)


@contextmanager
def without_and_with_index(folder: Path) -> Iterator[tuple[GraphStore, GraphStore]]:
    """The same graph, opened before it has a side index and after."""
    with open_store(str(folder), read_only=True, base=BASE) as plain:
        index(folder)
        with open_store(str(folder), read_only=True, base=BASE) as indexed:
            assert plain.index is None
            assert indexed.index
            yield plain, indexed


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[GraphStore, GraphStore]]:
    """The same graph, without and with a side index."""
    with without_and_with_index(built(tmp_path_factory.mktemp("graphs") / "graph", fall(), aftermath(), raids(3))) as both:
        yield both


@pytest.mark.parametrize("query", QUERIES)
def test_the_answers_are_those_of_sparql(stores: tuple[GraphStore, GraphStore], query: str) -> None:
    plain, indexed = stores
    assert ask(indexed, query) == ask(plain, query)


@pytest.mark.parametrize("order", ORDERS)
def test_a_cursor_of_the_one_goes_on_in_the_other(stores: tuple[GraphStore, GraphStore], order: str) -> None:
    plain, indexed = stores
    query = f"query($after: String) {{ claims(first: 4, orderBy: {order}, after: $after) {{ {NODES} }} }}"
    after = ask(plain, query)["claims"]["pageInfo"]["endCursor"]
    assert ask(indexed, query, {"after": after}) == ask(plain, query, {"after": after})


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[GraphStore, GraphStore]]:
    """A graph in which two articles stand in another named graph, too, and one of them nowhere else; without and with a side index."""
    folder = built(tmp_path_factory.mktemp("copied") / "graph", fall(), aftermath(), raids(3))
    with open_store(str(folder), base=BASE) as store:
        store.update(f"DROP GRAPH {article_iri(raids(3).article, BASE)} ; ADD DEFAULT TO <a:copy>")
        store.update(f"DROP GRAPH {article_iri(aftermath().article, BASE)}")
    with without_and_with_index(folder) as both:
        yield both


@pytest.mark.parametrize("query", QUERIES)
def test_the_answers_are_those_of_sparql_where_articles_stand_in_several_graphs(copied: tuple[GraphStore, GraphStore], query: str) -> None:
    plain, indexed = copied
    assert ask(indexed, query) == ask(plain, query)


def test_an_index_stays_right_while_articles_are_copied_and_one_of_them_goes(tmp_path: Path) -> None:
    folder = built(tmp_path / "graph", fall(), aftermath())
    index(folder)
    changes = ["ADD DEFAULT TO <a:copy>", f"DROP GRAPH {article_iri(fall().article, BASE)}", "DROP GRAPH <a:copy>"]
    counts = []
    with served(str(folder), BASE, Limits()) as store:
        for change in changes:
            store.update(change)
            without = [ask(store, query) for query in QUERIES]
            eventually(lambda: store.index is not None)
            assert [ask(store, query) for query in QUERIES] == without
            counts.append(ask(store, "{ claims { totalCount } }")["claims"]["totalCount"])
    assert counts == [12, 12, 6]


def test_an_index_is_brought_up_by_the_articles_that_changed(tmp_path: Path) -> None:
    folder = built(tmp_path / "graph", fall())
    index(folder)
    built(folder, aftermath(), raids(2))
    assert not is_fresh(folder)
    index(folder, aftermath(), raids(2))
    with open_store(str(folder), base=BASE) as store:
        store.remove(article_iri(raids(2).article, BASE))
    index(folder, raids(2))
    anew = built(tmp_path / "anew", fall(), aftermath())
    index(anew)
    with open_store(str(folder), read_only=True, base=BASE) as one, open_store(str(anew), read_only=True, base=BASE) as other:
        assert one.index
        assert other.index
        query = '{ search(text: "v", first: 100) { totalCount } entities { totalCount } claims { totalCount } articles { totalCount } }'
        assert ask(one, query) == ask(other, query)


def test_a_command_that_writes_the_graph_brings_up_its_index(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    for extraction in (fall(), aftermath()):
        with writing(str(folder), BASE) as (store, changed):
            fill(store, extraction)
            changed.append(article_iri(extraction.article, BASE))
        assert is_fresh(folder)
    with open_store(str(folder), read_only=True, base=BASE) as store:
        assert store.index
        assert ask(store, "{ claims { totalCount } }") == {"claims": {"totalCount": 12}}


def test_a_graph_that_has_changed_since_uses_no_index(tmp_path: Path) -> None:
    folder = built(tmp_path / "graph", fall())
    assert not is_fresh(folder)
    index(folder)
    assert is_fresh(folder)
    with open_store(str(folder), read_only=True, base=BASE):
        assert is_fresh(folder)
    built(folder, aftermath())
    assert fresh_index(folder, folder_version(folder)) is None
    with open_store(str(folder), read_only=True, base=BASE) as store:
        assert ask(store, "{ claims { totalCount } }") == {"claims": {"totalCount": 12}}


ONE_CLAIM_LESS = """DELETE { GRAPH ?g { ?claim ?property ?value } }
    WHERE { { SELECT ?claim { ?claim a ckg:Claim } ORDER BY ?claim LIMIT 1 } GRAPH ?g { ?claim ?property ?value } }"""


def test_a_served_graph_uses_its_index_as_long_as_it_fits_and_brings_it_up_after_changes(tmp_path: Path) -> None:
    folder = built(tmp_path / "graph", fall())
    index(folder)
    query = '{ claims { totalCount } search(text: "torvin") { totalCount } entities { totalCount } }'
    changes: list[Callable[[GraphStore], None]] = [
        lambda store: fill(store, aftermath()),
        lambda store: store.update(f"DROP GRAPH {article_iri(fall().article, BASE)}"),
        lambda store: store.update(ONE_CLAIM_LESS),
    ]
    with served(str(folder), BASE, Limits()) as store:
        assert store.index
        for change in changes:
            change(store)
            assert store.index is None
            without = ask(store, query)
            eventually(lambda: store.index is not None)
            assert ask(store, query) == without
        assert without["claims"] == {"totalCount": 5}


def test_what_has_no_index_gets_none_by_a_change(tmp_path: Path) -> None:
    folder = built(tmp_path / "graph", fall())
    with served(str(folder), BASE, Limits()) as store:
        fill(store, aftermath())
        eventually(lambda: can_be_written(folder))
    assert not (folder / NAME).exists()


def test_a_file_that_is_no_index_is_not_used(tmp_path: Path) -> None:
    folder = built(tmp_path / "graph", fall())
    (folder / NAME).write_bytes(b"something else")
    assert not is_fresh(folder)


def test_a_reader_keeps_the_index_that_it_opened(tmp_path: Path) -> None:
    folder = built(tmp_path / "graph", fall())
    index(folder)
    with open_store(str(folder), read_only=True, base=BASE) as store:
        built(folder, aftermath())
        index(folder)
        assert ask(store, "{ claims { totalCount } }") == {"claims": {"totalCount": 6}}


def test_an_index_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    folder = built(tmp_path / "graph", fall())
    with open_store(str(folder), read_only=True, base=BASE) as store:
        shutil.rmtree(folder)
        folder.mkdir()
        (folder / NAME).mkdir()
        (folder / NAME / "inside").touch()
        with pytest.raises(StoreError, match="side index cannot be written"):
            refresh(store, folder)
