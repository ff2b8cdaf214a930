import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from api.settings import Settings, settings_of
from kg.errors import InputError
from schema.limits import Limits


def test_without_variables_the_usual_settings_hold() -> None:
    assert settings_of({}) == Settings()


def test_variables_set_what_they_name() -> None:
    assert settings_of(
        {
            "KG_GRAPH": "/srv/graph",
            "KG_BASE": "https://example.org/id/",
            "KG_ROOT_PATH": "/kg/",
            "KG_TRUSTED_PROXIES": "10.0.0.0/8",
            "KG_CORS": "https://a.example https://b.example",
            "KG_ACCESS_LOG": "1",
            "KG_CONCURRENCY": "7",
            "KG_DEADLINE": "2.5",
            "KG_INTROSPECTION": "0",
            "KG_MAX_BODY": "1",
            "KG_MAX_DOCUMENT": "2",
            "KG_MAX_TOKENS": "3",
            "KG_MAX_DEPTH": "4",
            "KG_MAX_ALIASES": "5",
            "KG_MAX_COST": "6",
        }
    ) == Settings(
        graph="/srv/graph",
        base="https://example.org/id/",
        root_path="/kg",
        trusted_proxies="10.0.0.0/8",
        cors=("https://a.example", "https://b.example"),
        access_log=True,
        concurrency=7,
        limits=Limits(body=1, document=2, tokens=3, depth=4, aliases=5, cost=6, deadline=2.5, introspection=False),
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("KG_MAX_DEPTH", "deep"),
        ("KG_MAX_DEPTH", "0"),
        ("KG_DEADLINE", "-1"),
        ("KG_DEADLINE", "nan"),
        ("KG_DEADLINE", "inf"),
        ("KG_CONCURRENCY", ""),
        ("KG_INTROSPECTION", "perhaps"),
        ("KG_ROOT_PATH", "kg"),
        ("KG_ROOT_PATH", "//elsewhere.example"),
        ("KG_ROOT_PATH", '/"><script>'),
    ],
)
def test_what_cannot_be_understood_is_named(name: str, text: str) -> None:
    with pytest.raises(InputError, match=f"^{name} is "):
        settings_of({name: text})


def test_the_docs_tell_of_every_variable_and_its_usual_value() -> None:
    page = (Path(__file__).parent.parent / "docs" / "serving.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(KG_\w+)` \|[^|]*\|([^|]*)\|", page, re.MULTILINE))
    assert settings_of({name: value.strip(" `") for name, value in told.items() if value.strip()}) == replace(Settings(), graph="graph")
    variables = set(re.findall(r'"(KG_\w+)"', Path(settings_of.__code__.co_filename).read_text(encoding="utf-8"))) - {"KG_MAX_"}
    assert variables | {f"KG_MAX_{name.upper()}" for name in asdict(Limits()) if name not in ("deadline", "introspection")} <= told.keys()
