"""
The command `kg`: each subcommand is a module of its own, loaded when it is called and not before.

Data goes to stdout, messages and progress to stderr. Exit codes: 0 done, 1 some input was refused and the rest is done
(validate: something is wrong in the graph), 2 wrong usage, 3 nothing could be done, 130 interrupted.
"""

import errno
from importlib import import_module
from keyword import iskeyword

import click

from kg.errors import KgError

SUMMARIES = {
    "build": "Read articles into the graph.",
    "extract": "Print what articles say, without a graph.",
    "explain": "Show the evidence of an article's or a claim's facts.",
    "query": "Ask the graph in SPARQL.",
    "export": "Write the graph to a file.",
    "import": "Read dumps into the graph.",
    "diff": "Show what changed between two graphs.",
    "push": "Bring another store up to date with the graph.",
    "validate": "Check the graph against its shapes.",
    "serve": "Serve GraphQL and SPARQL over HTTP.",
    "schema": "Print the GraphQL schema.",
    "demo": "Take the whole tour on sample articles, in memory.",
}


class Refused(click.ClickException):
    """Nothing could be done, for the reason that the message gives."""

    exit_code = 3

    def show(self, file: object = None) -> None:  # noqa: ARG002
        """Print the reason in one line."""
        click.echo(f"kg: {self.message}", err=True)


class Commands(click.Group):
    """The subcommands, by name; reading their summaries loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the order of use."""
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The subcommand of that name, or none."""
        if cmd_name not in SUMMARIES:
            return None
        # `import` is a word of Python, so its module is import_.
        command: click.Command = import_module(f"kg.cli.{cmd_name}{'_' * iskeyword(cmd_name)}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the subcommands with their summaries."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))

    def invoke(self, ctx: click.Context) -> object:
        """Run the subcommand; turn what users can mend into one line."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise Refused(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            raise Refused(f"{error.filename or 'input or output'}: {error.strerror or error}") from error
        except KeyboardInterrupt:
            click.echo("kg: interrupted; what was stored before is kept", err=True)
            ctx.exit(130)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="conflict-kg", prog_name="kg")
def main() -> None:
    """
    Turn news on armed conflicts into a graph of who did what, where, when, and who says so.

    \b
    Example:
      kg build articles.jsonl
      kg query 'SELECT ?who ?place { ?who ckg:controls ?place }'

    Exit codes: 0 done, 1 some input was refused and the rest is done, 2 wrong usage, 3 nothing could be done.
    """
