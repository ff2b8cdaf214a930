"""The command's reference, docs/cli.md, made of its own help: `python -m kg.cli.reference > docs/cli.md`."""

import sys
from collections.abc import Iterator

import click

from kg.cli import SUMMARIES, main

WIDTH = 100


def reference() -> str:
    """The help of `kg` and of every subcommand, as one Markdown document."""
    return "\n".join(_sections())


def _sections() -> Iterator[str]:
    yield "# The command `kg`\n"
    yield "Made of the command's own help by `python -m kg.cli.reference > docs/cli.md`; a test compares the two.\n"
    group = click.Context(main, info_name="kg", terminal_width=WIDTH, **main.context_settings)
    yield _help("kg", main, group)
    for name in SUMMARIES:
        command = main.get_command(group, name)
        if command:
            yield _help(f"kg {name}", command, click.Context(command, info_name=name, parent=group, terminal_width=WIDTH))


def _help(title: str, command: click.Command, context: click.Context) -> str:
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
