"""Other parsers find in our files what is in the graph."""

import shutil
import subprocess
from pathlib import Path

import pytest
from graph_sample import aftermath, fall, filled, raids
from interop.pages import fetched, page
from pyoxigraph import Quad, RdfFormat, parse

from kg.export import FORMATS, export

ENDINGS = {"nquads": "nq", "ntriples": "nt", "trig": "trig", "turtle": "ttl", "jsonld": "jsonld", "rdfxml": "rdf"}
JAVASCRIPT = "npm install --silent --no-audit --no-fund n3@1 rdfxml-streaming-parser@3 jsonld@8"
READERS = {"nquads": "n3", "ntriples": "n3", "trig": "n3", "turtle": "n3", "jsonld": "jsonld", "rdfxml": "rdfxml"}


@pytest.fixture(params=FORMATS)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An export in each format, named by it."""
    path = tmp_path / request.param
    export(filled(fall(), aftermath(), raids(20)), path, request.param)
    return path


def expected(file: Path) -> set[Quad]:
    quads = filled(fall(), aftermath(), raids(20)).quads()
    return set(quads) if FORMATS[file.name].supports_datasets else {Quad(*quad.triple) for quad in quads}


def quads_from(*command: str | Path, folder: Path) -> list[Quad]:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=300)
    return list(parse(done.stdout, format=RdfFormat.N_QUADS))


@pytest.mark.interop
def test_riot_reads_the_same(file: Path, tmp_path: Path) -> None:
    jena = fetched("fuseki", page("fuseki").blocks["Get it"])
    named = file.rename(tmp_path / f"graph.{ENDINGS[file.name]}")
    found = quads_from(jena / "apache-jena-5.6.0/bin/riot", "--output=nquads", named, folder=tmp_path)
    assert len(found) == len(set(found))
    assert set(found) == expected(file)


@pytest.mark.interop
@pytest.mark.skipif(shutil.which("node") is None, reason="node (Node.js) is not installed")
def test_javascript_parsers_read_the_same(file: Path) -> None:
    modules = fetched("javascript", JAVASCRIPT)
    script = Path(__file__).with_name("read.mjs")
    found = quads_from("node", script, READERS[file.name], file, FORMATS[file.name].media_type, folder=modules)
    assert len(found) == len(set(found))
    assert set(found) == expected(file)
