"""The command `kg`: what it prints, where, with which exit code, and how little it loads."""

import gzip
import json
import os
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result
from command import KG, kg
from graph_sample import BASE, aftermath, fall

from kg.build import build
from kg.cli import SUMMARIES, main
from kg.iris import Run, article_iri, claim_iri
from kg.store import open_store

ARTICLES = [
    {
        "id": "fall",
        "title": "Dunreka falls",
        "published": "2031-03-05",
        "text": "The River Brigade captured the town of Dunreka on Tuesday, Colonel Adan Oru said. He said that the army had left it.",
    },
    {
        "id": "after",
        "published": "2031-03-07",
        "text": "The River Brigade controls the town of Dunreka. It plans to attack Orvale. The army denied that it had left Orvale.",
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


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["query", "--help"], ["query", "ASK {}", "--graph", "memory:"], ["export", "--graph", "memory:", "--format", "rdfxml"]],
)
def test_what_needs_no_language_loads_none(arguments):
    script = f"import sys; from kg.cli import main; main({arguments!r}, standalone_mode=False); sys.exit('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_help_names_every_command():
    listed = [line.split()[0] for line in run("--help").output.partition("Commands:\n")[2].splitlines()]
    assert listed == list(SUMMARIES)


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["build"], ["extract", "a.txt", "--format", "pdf"], ["extract", "a.txt", "--min-confidence", "2"]]
)
def test_wrong_usage_is_exit_code_2(arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


@pytest.fixture(scope="module")
def extracted(articles) -> Result:
    """All that the articles say, as JSON Lines."""
    return run("extract", articles, "--all")


def test_extract_prints_one_object_a_line_with_exact_quotes(extracted):
    assert extracted.exit_code == 0
    texts = {article["id"]: article["text"] for article in ARTICLES}
    records = [json.loads(line) for line in extracted.stdout.splitlines()]
    claims = [record for record in records if record["kind"] == "claim"]
    statements = [record for record in records if record["kind"] == "statement"]
    assert len(claims) + len(statements) == len(records)
    assert {tuple(claim) for claim in claims} == {
        (
            *("kind", "article", "subject", "subject_iri", "subject_type", "subject_aliases", "predicate"),
            *("object", "object_iri", "object_type", "object_aliases", "stated_by", "stated_by_aliases", "reported_by", "date"),
            *("polarity", "realis", "rule", "confidence", "start", "end", "quote"),
        )
    }
    assert {tuple(record) for record in statements} == {
        ("kind", "article", "speaker", "speaker_aliases", "reported_by", "cue", "content", "start", "end")
    }
    assert all(
        record.get("quote", record.get("content")) == texts[record["article"]][record["start"] : record["end"]] for record in records
    )
    captured = next(claim for claim in claims if claim["predicate"] == "captured")
    assert (captured["subject"], captured["object"], captured["date"]) == ("River Brigade", "Dunreka", "2031-03-04")


def test_extract_says_on_stderr_how_much_it_found(extracted):
    assert extracted.stderr.startswith("kg: 2 articles: ")


def test_extract_leaves_out_what_is_denied_or_planned_unless_asked_for_all(extracted, articles, tmp_path):
    path = tmp_path / "facts.jsonl.gz"
    result = run("extract", articles, "--min-confidence", "0.1", "-o", path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert list(tmp_path.iterdir()) == [path]
    facts = gzip.decompress(path.read_bytes()).decode().splitlines()
    asserted = [
        line
        for line in extracted.stdout.splitlines()
        if (record := json.loads(line))["kind"] == "statement" or (record["polarity"], record["realis"]) == ("positive", "actual")
    ]
    assert facts == asserted
    assert len(facts) < len(extracted.stdout.splitlines())


def test_build_twice_changes_nothing_and_equals_extract(articles, tmp_path):
    graph = tmp_path / "graph"
    first, second = (run("build", articles, "--graph", graph) for _ in range(2))
    assert (first.exit_code, first.stdout) == (0, "")
    assert second.stderr.splitlines()[-1] == "kg: in the graph already: 2 articles, not read again"
    again = run("build", articles, "--graph", graph, "--again")
    assert first.stderr == again.stderr
    assert first.stderr.splitlines()[0].endswith(f" triples into {graph}")
    assert run("export", "--graph", graph).stdout == run("extract", articles, "--format", "nquads").stdout


def test_same_articles_give_the_same_bytes_in_another_folder_with_another_hash_seed(articles, tmp_path, monkeypatch):
    results = []
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        folder = tmp_path / seed
        folder.mkdir()
        results.append(kg("extract", articles, "--format", "nquads", cwd=folder).stdout)
    assert results[0] == results[1]
    assert results[0]


def test_standard_input_is_a_source():
    result = run("extract", "-", "--published", "2031-03-05", stdin=ARTICLES[0]["text"])
    assert '"date": "2031-03-04"' in result.stdout


def test_explain_marks_the_sentence_of_each_claim(articles):
    result = run("explain", articles)
    assert result.exit_code == 0
    assert "River Brigade captured Dunreka\n" in result.stdout
    assert "Dunreka]» on Tuesday" in result.stdout
    assert "characters " in result.stdout


def test_explain_shows_which_words_were_taken_for_what(articles):
    result = run("explain", articles)
    assert "trigger “captured” → captured\n" in result.stdout
    assert "subject “River Brigade” → River Brigade (ArmedGroup)\n" in result.stdout
    assert "date “Tuesday” → " in result.stdout


def test_explain_says_on_request_why_a_sentence_gave_no_claim(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("Nobody knows who attacked. The River Brigade captured Dunreka.")
    result = run("explain", path, "--misses")
    assert "No claim, characters 0 to 26\n  “attacked” attacked: " in result.stdout
    assert "  Nobody knows who attacked.\n" in result.stdout
    assert "No claim" not in run("explain", path).stdout


def test_explain_has_no_misses_of_what_is_in_the_graph(graph):
    result = run("explain", claim_iri(fall().claims[0], fall().article, BASE).value, "--misses", "--graph", graph, "--base", BASE)
    assert result.exit_code == 2
    assert "--misses needs the article's text" in result.stderr


def test_explain_looks_claims_and_articles_up_in_the_graph(graph):
    first = claim_iri(fall().claims[0], fall().article, BASE).value
    result = run("explain", first, "--graph", graph, "--base", BASE)
    assert result.stdout == (
        "Marsh Front captured Torvin\n  rule verb.test, confidence 0.9, characters 21 to 51, date 2031-03-04 (“Tuesday”), "
        "stated by Marsh Front (“said”)\n  «it had taken [object Torvin] on Tuesday»\n\n"
    )
    whole = run("explain", article_iri(fall().article, BASE).value, "--graph", graph, "--base", BASE)
    assert whole.stdout.startswith(result.stdout)
    assert "negative, actual" in whole.stdout


@pytest.mark.parametrize("how", ["argument", "file", "stdin"])
def test_query_comes_from_an_argument_a_file_or_standard_input(graph, tmp_path, how):
    text = 'SELECT ?name { ?a ckg:controls ?place . ?a rdfs:label ?name . ?place rdfs:label "Torvin"@en }'
    (tmp_path / "query.rq").write_text(text)
    argument = {"argument": text, "file": tmp_path / "query.rq", "stdin": "-"}[how]
    result = run("query", argument, "--graph", graph, "--base", BASE, "--format", "csv", stdin=text if how == "stdin" else "")
    assert (result.exit_code, result.stdout.split(), result.stderr) == (0, ["name", "Marsh", "Front"], "")


def test_query_shows_a_table_unless_told_otherwise(graph):
    result = run("query", "SELECT ?who { ?who ckg:controls [] } ORDER BY ?who LIMIT 1", "--graph", graph, "--base", BASE)
    assert result.stdout.splitlines()[2] == "ent:marsh-front"


def test_export_takes_the_format_from_the_name(graph, tmp_path):
    one = run("export", tmp_path / "graph.nq.gz", "--graph", graph, "--base", BASE)
    assert (one.exit_code, one.stdout) == (0, "")
    assert gzip.decompress((tmp_path / "graph.nq.gz").read_bytes()).decode() == run("export", "--graph", graph, "--base", BASE).stdout


def test_export_of_one_article_by_key_or_iri(graph):
    article = fall().article
    by_key, by_iri = (
        run("export", "--graph", graph, "--base", BASE, "--article", name).stdout
        for name in (article.key, article_iri(article, BASE).value)
    )
    assert by_key == by_iri
    assert {line.split()[-2] for line in by_key.splitlines()} == {f"<{article_iri(article, BASE).value}>"}


def test_export_of_one_relation_as_points_for_a_map(graph, tmp_path):
    run("export", tmp_path / "map.geojson.gz", "--relation", "captured", "--graph", graph, "--base", BASE)
    features = json.loads(gzip.decompress((tmp_path / "map.geojson.gz").read_bytes()))["features"]
    assert {feature["properties"]["relation"] for feature in features} == {"captured"}


def test_export_in_the_columns_of_acled(graph):
    lines = run("export", "--format", "acled-csv", "--graph", graph, "--base", BASE).stdout.splitlines()
    assert lines[0].startswith("event_id_cnty,event_date,year")
    assert len(lines) > 3


def test_export_adds_and_leaves_out_what_it_is_told(graph):
    def lines(*options: str) -> int:
        return run("export", "--graph", graph, "--base", BASE, *options).stdout.count("\n")

    assert lines("--no-claims") < lines() < lines("--wkt") < lines("--wkt", "--triple-terms")


def test_triple_terms_are_refused_where_the_format_has_none(graph):
    result = run("export", "--graph", graph, "--base", BASE, "--triple-terms", "--format", "rdfxml")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "kg: rdfxml has no triple terms; expected nquads, ntriples, trig or turtle\n"


def test_schema_is_printed():
    result = run("schema")
    assert result.exit_code == 0
    assert "type Claim implements Node" in result.stdout


def test_serve_answers_until_it_is_interrupted(graph):
    environment = os.environ | {"KG_BASE": BASE}
    with subprocess.Popen([KG, "serve", "--graph", graph, "--port", "0"], stderr=subprocess.PIPE, text=True, env=environment) as server:
        line = server.stderr.readline()
        address = line.split(" at ")[1].split()[0]
        answer = httpx.get(
            f"{address}sparql", params={"query": "ASK { ?a ckg:controls ?b }"}, headers={"Accept": "application/sparql-results+json"}
        )
        server.send_signal(signal.SIGINT)
        rest = server.stderr.read()
    assert line.startswith(f"kg: serving {graph} at http://127.0.0.1:")
    assert answer.json()["boolean"] is True
    assert (server.returncode, rest) == (0, "")


def test_demo_takes_the_tour():
    result = run("demo")
    assert result.exit_code == 0
    assert "SPARQL" in result.stdout
    assert '"errors"' not in result.stdout
    assert '"latitude": 35.13' in result.stdout


def test_closed_pipe_ends_quietly(graph):
    script = f"{KG} export --graph {graph} | head -c 10"
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert (len(done.stdout), done.stderr) == (10, b"")


def test_interruption_keeps_what_is_stored(tmp_path):
    graph = tmp_path / "graph"
    arguments = [KG, "build", "-", "--graph", graph]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        running.stdin.write("".join(json.dumps({"text": f"It rained on day {day}. " * 200}) + "\n" for day in range(40)))
        running.stdin.flush()
        while not any(graph.glob("*.log")):
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        message = running.stderr.read()
    assert running.returncode == 130
    assert message.splitlines()[-1] == "kg: interrupted; what was stored before is kept"


def test_version_is_that_of_the_distribution():
    assert run("--version").output == f"kg, version {version('conflict-kg')}\n"


def test_serve_lets_nobody_elsewhere_change_the_graph_without_a_token(graph):
    done = kg("serve", "--graph", graph, "--host", "0.0.0.0", "--allow-update")  # noqa: S104
    assert done.returncode == 2
    assert "set KG_TOKEN" in done.stderr
