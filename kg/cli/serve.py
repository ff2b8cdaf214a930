"""`kg serve`: GraphQL and SPARQL over HTTP, by the application that is built above this library and so named and not imported."""

import os
import socket
from contextlib import suppress

import click
import uvicorn

from kg.cli import options
from kg.loopback import is_loopback
from kg.store import open_store

APPLICATION = "api.app:create_app"


@click.command("serve")
@options.graph
@click.option("--host", default="127.0.0.1", show_default=True, help="Listen at this address; 0.0.0.0 lets others in.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="Listen at this port; 0 takes a free one.")
@click.option(
    "--allow-update",
    envvar="KG_ALLOW_UPDATE",
    is_flag=True,
    show_envvar=True,
    help="Let clients change the graph: with the token in KG_TOKEN, or without one from this machine only.",
)
@options.base
def command(graph: str, host: str, port: int, base: str, *, allow_update: bool) -> None:
    """
    Serve GraphQL and SPARQL over HTTP.

    /graphql and /sparql answer questions; without --allow-update, nothing can be changed. Ctrl-C ends the server.

    \b
    Example:
      kg serve --port 8080
      curl -G http://127.0.0.1:8080/sparql --data-urlencode 'query=SELECT * { ?a ckg:controls ?b }'
    """
    if allow_update and not is_loopback(host) and not os.environ.get("KG_TOKEN"):
        raise click.UsageError(f"--allow-update: at {host}, everybody could change the graph; set KG_TOKEN to what clients must send")
    # The application opens the graph once more when it starts; here, a graph that cannot be opened is told in one line.
    open_store(graph, read_only=not allow_update, base=base).close()
    os.environ |= {"KG_GRAPH": graph, "KG_BASE": base, "KG_ALLOW_UPDATE": str(int(allow_update))}
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        raise click.UsageError(f"{host}:{port}: cannot listen there ({error.strerror}); choose another --port or --host") from error
    with listening, suppress(KeyboardInterrupt):
        click.echo(f"kg: serving {graph} at http://{host}:{listening.getsockname()[1]}/ (Ctrl-C ends)", err=True)
        server = uvicorn.Server(uvicorn.Config(APPLICATION, factory=True, log_level="warning"))
        server.run(sockets=[listening])
