"""What users install: the wheel holds all that the command needs, and leaves other people's packages alone."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def names(tmp_path_factory) -> set[str]:
    """The names of all files in the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as packed:
        return set(packed.namelist())


@pytest.mark.parametrize(
    "name",
    [
        "kg/py.typed",
        "kg/cli/__init__.py",
        "kg/ontologies/conflict.ttl",
        "kg/ontologies/lexicon.toml",
        "kg/model/config.cfg",
        "kg/samples/articles.jsonl",
        "schema/build.py",
        "api/app.py",
    ],
)
def test_wheel_holds_code_and_data(names, name):
    assert name in names


def test_schema_and_api_share_their_names_with_other_packages(names):
    assert {name for name in names if name in ("schema/__init__.py", "api/__init__.py")} == set()


def test_every_file_of_the_ontology_and_the_pipeline_is_there(names):
    for folder, inside in ((ROOT / "ontologies", "kg/ontologies"), (ROOT / "kg" / "model", "kg/model")):
        wanted = {f"{inside}/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()}
        assert wanted <= names


def test_nothing_else_is_installed(names):
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"kg", "schema", "api"}
