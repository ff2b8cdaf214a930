"""Graphs as files."""

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from article_sample import ARTICLE, CLAIM, EXTRACTION, HAMA, OTHER, RUN
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph

from kg.errors import InputError
from kg.export import FORMATS, export, format_of, to_bytes
from kg.extraction import Article, Entity, Extraction, Link
from kg.graph import article_quads
from kg.iris import article_iri
from kg.store import GraphStore, open_store
from kg.written_file import written_file

ODD_TEXT = 'He said:\r\n\t"It\'s over"\u2028 \\ \x07 \U0001f54a <b>&amp;\x85\ufeff end'
ODD = Extraction(
    Article("a3", ODD_TEXT, 'A "title" & <more>', url="https://example.org/a b?c=<d>"),
    (),
    (replace(CLAIM, subject=Entity("ü/§ %", "Ünal’s “men”\n", ("ArmedGroup",)), start=0, end=len(ODD_TEXT)),),
    (),
)
QUADS = [quad for extraction in (EXTRACTION, OTHER, ODD) for quad in article_quads(extraction, run=RUN)]
TRIPLES = {quad.triple for quad in QUADS}
WITH_GRAPHS = {"nquads", "trig", "jsonld"}


@pytest.fixture
def store() -> Iterator[GraphStore]:
    """A store with three articles."""
    with open_store("memory:") as opened:
        for extraction in (ODD, OTHER, EXTRACTION):
            opened.replace(article_iri(extraction.article), article_quads(extraction, run=RUN))
        yield opened


def exported(store: GraphStore, rdf_format: str, article: NamedNode | None = None) -> bytes:
    output = BytesIO()
    export(store, output, rdf_format, article)
    return output.getvalue()


@pytest.mark.parametrize("rdf_format", FORMATS)
def test_every_format_holds_every_triple_once(store: GraphStore, rdf_format: str) -> None:
    data = exported(store, rdf_format)
    found = list(parse(data, format=FORMATS[rdf_format]))
    if rdf_format in WITH_GRAPHS:
        assert len(found) == len(set(found)) == len(QUADS)
        assert set(found) == set(QUADS)
    else:
        assert len(found) == len(TRIPLES)
        assert {quad.triple for quad in found} == TRIPLES


# rdflib 7.6 warns of names that it still uses itself.
@pytest.mark.filterwarnings("ignore:.* is deprecated, use Dataset:DeprecationWarning")
@pytest.mark.parametrize("rdf_format", FORMATS)
def test_rdflib_reads_as_many_triples(store: GraphStore, rdf_format: str) -> None:
    names = {"ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
    data = exported(store, rdf_format)
    if rdf_format in WITH_GRAPHS:
        dataset = Dataset()
        dataset.parse(data=data, format=names.get(rdf_format, rdf_format))
        assert len(list(dataset.quads())) == len(QUADS)
    else:
        assert len(Graph().parse(data=data, format=names.get(rdf_format, rdf_format))) == len(TRIPLES)


@pytest.mark.skipif(shutil.which("rapper") is None, reason="rapper (raptor2-utils) is not installed")
@pytest.mark.parametrize("rdf_format", [name for name in FORMATS if name != "jsonld"])
def test_rapper_reads_as_many_triples(store: GraphStore, rdf_format: str, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    path.write_bytes(exported(store, rdf_format))
    command = ["rapper", "-c", "-i", rdf_format, str(path), "https://example.org/"]
    found = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    ).stderr
    assert f"returned {len(QUADS) if rdf_format in WITH_GRAPHS else len(TRIPLES)} triples" in found


@pytest.mark.parametrize("rdf_format", FORMATS)
def test_the_order_in_which_articles_came_changes_nothing(rdf_format: str) -> None:
    assert to_bytes(QUADS, rdf_format) == to_bytes(reversed(QUADS + QUADS), rdf_format)


def test_the_hash_seed_changes_nothing() -> None:
    code = "from test_export import *; sys.stdout.buffer.write(b''.join(to_bytes(QUADS, name) for name in FORMATS))"
    folders = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])

    def output(seed: str) -> bytes:
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": folders}
        return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout

    assert output("1") == output("2") == b"".join(to_bytes(QUADS, name) for name in FORMATS)


def test_one_article_can_be_exported_alone(store: GraphStore) -> None:
    found = parse(exported(store, "nquads", article_iri(ARTICLE)), format=RdfFormat.N_QUADS)
    assert set(found) == set(article_quads(EXTRACTION, run=RUN))


def test_an_article_that_is_not_there_is_named(store: GraphStore) -> None:
    with pytest.raises(InputError, match=r"https://example\.org/nothing: no such article in memory:"):
        exported(store, "nquads", NamedNode("https://example.org/nothing"))


@pytest.mark.parametrize("rdf_format", ["turtle", "trig", "rdfxml"])
def test_formats_for_readers_use_prefixes(rdf_format: str) -> None:
    assert b"rdfs:label" in to_bytes(QUADS, rdf_format)


def test_rdf_xml_keeps_carriage_returns() -> None:
    (exact,) = [quad.object for quad in parse(to_bytes(QUADS, "rdfxml"), format=RdfFormat.RDF_XML) if "over" in str(quad.object)]
    assert exact.value == ODD_TEXT.replace("\x07", "\ufffd")  # type: ignore[union-attr]


def test_the_files_name_tells_format_and_compression(store: GraphStore, tmp_path: Path) -> None:
    for name in ("graph.ttl", "graph.nq", "graph.nq.gz"):
        export(store, tmp_path / name)
    assert (tmp_path / "graph.ttl").read_bytes() == exported(store, "turtle")
    assert (tmp_path / "graph.nq").read_bytes() == exported(store, "nquads")
    compressed = (tmp_path / "graph.nq.gz").read_bytes()
    assert gzip.decompress(compressed) == exported(store, "nquads")
    assert compressed[4:8] == bytes(4), "no time stands in the file"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.nq", "graph.nq.gz", "graph.ttl"]


@pytest.mark.parametrize(
    ("name", "rdf_format"), [("a.TTL", "turtle"), ("a.rdf.gz", "rdfxml"), ("a.b.jsonld", "jsonld"), ("a.trig", "trig")]
)
def test_formats_are_known_by_file_endings(name: str, rdf_format: str) -> None:
    assert format_of(name) == rdf_format


@pytest.mark.parametrize("name", ["graph", "graph.txt", "graph.gz"])
def test_an_unknown_ending_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=r"the ending tells no format that we know; expected one of \.nq, \.nt"):
        format_of(name)


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match="word: no RDF format that we know; expected one of nquads"):
        to_bytes(QUADS, "word")


def test_a_file_that_cannot_be_written_is_named_and_leaves_nothing(store: GraphStore, tmp_path: Path) -> None:
    (tmp_path / "taken.nq").mkdir()
    for path in (tmp_path / "missing" / "graph.nq", tmp_path / "taken.nq"):
        with pytest.raises(InputError, match="cannot be written"):
            export(store, path)
    assert [path.name for path in tmp_path.iterdir()] == ["taken.nq"]


def test_a_file_that_is_written_again_is_replaced(tmp_path: Path) -> None:
    for data in (b"longer", b"new"):
        with written_file(tmp_path / "file") as stream:
            stream.write(data)
    assert (tmp_path / "file").read_bytes() == b"new"


def test_triples_become_quads_of_the_default_graph_where_the_format_has_graphs() -> None:
    triple = QUADS[0].triple
    assert list(parse(to_bytes([triple], "nquads"), format=RdfFormat.N_QUADS)) == [Quad(*triple)]


def test_decimals_stay_decimals_in_every_format() -> None:
    link = Link("https://sws.geonames.org/170017/", Decimal("35"), Decimal("-0.5"))
    whole = replace(EXTRACTION, entities=(replace(HAMA, link=link),), claims=())
    quads = article_quads(whole, run=RUN)
    for rdf_format in ("turtle", "jsonld", "rdfxml"):
        assert {quad.triple for quad in parse(to_bytes(quads, rdf_format), format=FORMATS[rdf_format])} == {quad.triple for quad in quads}
