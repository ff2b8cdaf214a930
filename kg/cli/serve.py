"""`kg serve`: GraphQL and SPARQL over HTTP, by the application that is built above this library and so named and not imported."""

import gc
import os
import socket
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import uvicorn
from uvicorn.importer import import_from_string
from uvicorn.supervisors import Multiprocess

from kg.cli import options
from kg.cli.http_protocol import HttpProtocol
from kg.cli.indexing import bring_up, is_folder
from kg.loopback import is_loopback
from kg.side_index import is_fresh
from kg.store import open_store

if sys.platform != "win32":
    import resource

APPLICATION = "api.app:create_app"

_WAITING_CONNECTIONS = 2048
_SILENT = 5
"""Seconds after which a connection is taken though nothing has come from it."""
_LONGEST_MESSAGE = 1 << 20
_FILES = 1 << 16


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
@click.option(
    "--load-pipeline",
    envvar="KG_LOAD_PIPELINE",
    is_flag=True,
    show_envvar=True,
    help="With --allow-update: be ready to read articles from the start, and not when the first one is added.",
)
@click.option(
    "--workers",
    envvar="KG_WORKERS",
    default=1,
    show_default=True,
    show_envvar=True,
    type=click.IntRange(1, 256),
    help="Answer in this many processes.",
)
@click.option(
    "--deadline",
    envvar="KG_DEADLINE",
    default=30.0,
    show_default=True,
    show_envvar=True,
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="Give up an answer that takes longer.",
)
@click.option(
    "--root-path", envvar="KG_ROOT_PATH", default="", show_envvar=True, metavar="PATH", help="The path that a proxy shows the server under."
)
@click.option(
    "--cors",
    envvar="KG_CORS",
    multiple=True,
    show_envvar=True,
    metavar="ORIGIN",
    help="Let web pages of this origin, such as https://example.org, ask; * lets all. May be given again.",
)
@click.option("--access-log", envvar="KG_ACCESS_LOG", is_flag=True, show_envvar=True, help="Log requests to standard error, as JSON Lines.")
@click.option(
    "--introspection/--no-introspection",
    envvar="KG_INTROSPECTION",
    default=True,
    show_default=True,
    show_envvar=True,
    help="Whether GraphQL clients may read the schema.",
)
@click.option(
    "--grace",
    default=30,
    show_default=True,
    type=click.IntRange(0),
    metavar="SECONDS",
    help="When the server is told to end, finish the requests that it has begun, this long at most.",
)
@options.base
@click.pass_context
def command(ctx: click.Context, /, graph: str, host: str, port: int, workers: int, grace: int, base: str, **more: object) -> None:
    """
    Serve GraphQL and SPARQL over HTTP.

    /graphql and /sparql answer questions; without --allow-update, nothing can be changed. Ctrl-C ends the server.

    \b
    Example:
      kg serve --port 8080
      curl -G http://127.0.0.1:8080/sparql --data-urlencode 'query=SELECT * { ?a ckg:controls ?b }'
    """
    if more["allow_update"] and not is_loopback(host) and not os.environ.get("KG_TOKEN"):
        raise click.UsageError(f"--allow-update: at {host}, everybody could change the graph; set KG_TOKEN to what clients must send")
    if workers > 1 and graph == "memory:":
        raise click.UsageError("memory: is a graph of one process; name a folder with --graph, or leave out --workers")
    if workers > 1 and more["allow_update"] and "://" not in graph:
        raise click.UsageError("a graph in a folder is changed by one process; leave out --workers or --allow-update")
    # The application opens the graph once more when it starts; here, a graph that cannot be opened is told in one line.
    open_store(graph, read_only=not more["allow_update"], base=base).close()
    os.environ |= {"KG_GRAPH": graph, "KG_BASE": base} | {
        str(option.envvar): _written(more[option.name]) for option in ctx.command.params if option.name in more
    }
    _allow_connections()
    with ExitStack() as stack:
        if workers > 1:
            numbers = stack.enter_context(TemporaryDirectory(prefix="kg-metrics-"))
            os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", numbers)
        # Several processes make one each; here, too, so that settings which cannot be understood are told in one line.
        application = import_from_string(APPLICATION)()
        listening = stack.enter_context(listen(host, port))
        config = uvicorn.Config(
            APPLICATION if workers > 1 else application,
            factory=workers > 1,
            workers=workers,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # the application does this itself, whatever server it runs in
            http=HttpProtocol,
            ws_max_size=_LONGEST_MESSAGE,
            timeout_graceful_shutdown=grace,
        )
        stack.enter_context(suppress(KeyboardInterrupt))
        click.echo(f"kg: serving {graph} at http://{host}:{listening.getsockname()[1]}{more['root_path']}/ (Ctrl-C ends)", err=True)
        if is_folder(graph) and not is_fresh(Path(graph)):
            bring_up(graph, base)
        if workers > 1:
            Multiprocess(config, [listening]).run()
        else:
            # What is there now stays: to look through it for garbage would stop all requests for some 50 ms now and then.
            gc.freeze()
            uvicorn.Server(config).run([listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections, and sends what is written to them at once; UsageError where that cannot be."""
    try:
        listening = socket.create_server((host, port), backlog=_WAITING_CONNECTIONS)
    except OSError as error:
        raise click.UsageError(f"{host}:{port}: cannot listen there ({error.strerror}); choose another --port or --host") from error
    # asyncio does this for sockets that it makes itself. Without it, each answer on a connection that stays open waits 40 ms for the
    # client to acknowledge its header.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if sys.platform == "linux":
        # A connection is taken when its request is there, one in each turn of the event loop. Else a crowd would be taken first, and all
        # of its requests read in one turn, in which nobody else is answered.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, _SILENT)
    return listening


def _allow_connections() -> None:
    """Let the process open more files than the usual 1,024, where the system lets us: each connection is one."""
    if sys.platform != "win32":
        now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if most == resource.RLIM_INFINITY else min(most, _FILES)
        if now != resource.RLIM_INFINITY and now < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _written(value: object) -> str:
    """An option's value as it stands in an environment variable."""
    if isinstance(value, tuple):
        return " ".join(value)
    return str(int(value)) if isinstance(value, bool) else str(value)
