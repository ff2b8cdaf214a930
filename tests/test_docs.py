"""The docs say what the command says of itself."""

import re
from inspect import cleandoc
from pathlib import Path

import click
import pytest

from kg.cli import SUMMARIES, main
from kg.cli.reference import reference

DOCS = Path(__file__).parent.parent / "docs"


def test_reference_is_the_help_of_today():
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == reference(), "run: python -m kg.cli.reference > docs/cli.md"


@pytest.mark.parametrize(
    "page", [DOCS.parent / "README.md", *sorted(DOCS.glob("**/*.md"))], ids=lambda page: str(page.relative_to(DOCS.parent))
)
def test_links_lead_somewhere(page):
    links = [link for link in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", SUMMARIES)
def test_help_opens_with_the_summary_and_has_an_example(name):
    command = main.get_command(click.Context(main), name)
    text = cleandoc(command.help or "")
    assert text.startswith(SUMMARIES[name])
    assert f"  kg {name}" in text.partition("Example:")[2]


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_option_says_what_it_does(name):
    command = main.get_command(click.Context(main), name)
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []
