"""The docs say what the command says of itself."""

from inspect import cleandoc
from pathlib import Path

import click
import pytest

from kg.cli import SUMMARIES, main
from kg.cli.reference import reference

DOCS = Path(__file__).parent.parent / "docs"


def test_reference_is_the_help_of_today():
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == reference(), "run: python -m kg.cli.reference > docs/cli.md"


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
