"""The command `kg`: what it prints, where, with which exit code, and how little it loads."""

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from command import KG, kg
from graph_sample import BASE, aftermath, fall

from kg.build import build
from kg.cli import SUMMARIES, main
from kg.graph import Run, article_iri, claim_iri
from kg.store import open_store

ARTICLES = [
    {
        "id": "fall",
        "title": "Dunreka falls",
        "published": "2031-03-05",
        "text": "The River Brigade captured the town of Dunreka on Tuesday, Colonel Adan Oru said. Oru said that the army had left the town.",
    },
    {
        "id": "after",
        "published": "2031-03-07",
        "text": "The River Brigade controls the town of Dunreka. It plans to attack Orvale. The army denied that it had withdrawn from Orvale.",
    },
]


def run(*arguments: str | Path, stdin: str | bytes = "") -> Result:
    """Run the command within this process, which has spaCy loaded already."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, env={"KG_GRAPH": "", "KG_BASE": ""})


@pytest.fixture(scope="module")
def articles(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in ARTICLES))
    return path


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> Path:
    """A graph on disk with two articles whose content is known."""
    folder = tmp_path_factory.mktemp("graphs") / "graph"
    with open_store(str(folder), base=BASE) as store:
        assert len(list(build([fall(), aftermath()], store, run=Run("us 1", "them 2"), base=BASE))) == 2
    return folder


@pytest.mark.parametrize("arguments", [["--help"], ["query", "--help"], ["query", "ASK {}", "--graph", "memory:"], ["export", "--graph", "memory:"]])
def test_what_needs_no_language_loads_none(arguments):
    script = f"import sys; from kg.cli import main; main({arguments!r}, standalone_mode=False); sys.exit('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_help_names_every_command():
    listed = [line.split()[0] for line in run("--help").output.partition("Commands:\n")[2].splitlines()]
    assert listed == list(SUMMARIES)


@pytest.mark.parametrize("arguments", [["nonsense"], ["build"], ["extract", "a.txt", "--format", "pdf"], ["extract", "a.txt", "--min-confidence", "2"]])
def test_wrong_usage_is_exit_code_2(arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr
