"""`kg serve`: GraphQL and SPARQL over HTTP, by the application that is built above this library and so named and not imported."""

import os
import socket
from contextlib import suppress
from pathlib import Path

import click
import uvicorn

from kg.cli import options
from kg.cli.indexing import bring_up, is_folder
from kg.side_index import is_fresh
from kg.store import open_store

APPLICATION = "api.app:create_app"


@click.command("serve")
@options.graph
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen at this address; 0.0.0.0 lets others in.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Listen at this port; 0 takes a free one.")
@options.base
def command(graph: str, host: str, port: int, base: str) -> None:
    """
    Serve GraphQL and SPARQL over HTTP.

    /graphql and /sparql answer questions and change nothing. Ctrl-C ends the server.

    \b
    Example:
      kg serve --port 8080
      curl -G http://127.0.0.1:8080/sparql --data-urlencode 'query=SELECT * { ?a ckg:controls ?b }'
    """
    # The application opens the graph once more when it starts; here, a graph that cannot be opened is told in one line.
    open_store(graph, read_only=True, base=base).close()
    os.environ |= {"KG_GRAPH": graph, "KG_BASE": base}
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        raise click.UsageError(f"{host}:{port}: cannot listen there ({error.strerror}); choose another --port or --host") from error
    with listening, suppress(KeyboardInterrupt):
        click.echo(f"kg: serving {graph} at http://{host}:{listening.getsockname()[1]}/ (Ctrl-C ends)", err=True)
        if is_folder(graph) and not is_fresh(Path(graph)):
            bring_up(graph, base)
        server = uvicorn.Server(uvicorn.Config(APPLICATION, factory=True, log_level="warning"))
        server.run(sockets=[listening])
